#!/bin/sh
# The tests of the codecs once more, without the vector kernels: what they hold
# against vectors by hand is otherwise only the kernel that was chosen.
set -eu
cd "${top_builddir:-.}"
MIME_CPU=scalar
export MIME_CPU

n=0
for name in base64 body cpu dot qp qp_encode scan utf8; do
	test=tests/test_$name
	if [ ! -x "$test" ]; then
		echo "scalar.sh: $test was not built"
		exit 77
	fi
	"$test"
	n=$((n + 1))
done
echo "scalar: $n programs"
