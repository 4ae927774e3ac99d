#!/bin/sh
# Every kernel against the scalar one, on DIFFER_COUNT inputs (300,000) from
# DIFFER_SEED (1); and what the stages make of them, once with the kernels of
# this CPU and once with the scalar ones.
set -eu
cd "${top_builddir:-.}"
count=${DIFFER_COUNT:-300000} seed=${DIFFER_SEED:-1}

if ! [ -x tests/differ ]; then
	echo "differ.sh: tests/differ was not built"
	exit 77
fi
fast=$(tests/differ "$count" "$seed") || {
	echo "$fast"
	exit 1
}
plain=$(MIME_CPU=scalar tests/differ "$count" "$seed")
if [ "$fast" != "$plain" ]; then
	echo "differ.sh: the stages wrote $fast, and with scalar kernels $plain"
	exit 1
fi
