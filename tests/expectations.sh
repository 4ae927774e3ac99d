#!/bin/sh
# What libmime reads in the corpora, and what mimecompose makes of the
# adversarial orders, against what is expected of it there (tests/expectations,
# tests/expectations_compose.py).
set -eu
top=${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}
build=${top_builddir:-$top/build}
corpora=${MIME_CORPORA:-$top/../shared/corpora}

if [ ! -e "$corpora/adversarial/index.json" ]; then
	echo "no expectations at $corpora"
	exit 77
fi
make -C "$build" tests/probe tests/probe_bytes >/dev/null
LD_LIBRARY_PATH=$build/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} \
	python3 -B "$top/tests/expectations" "$build/tests/.libs/probe" "$corpora"
[ ! -x "$build/mimecompose" ] ||
	python3 "$top/tests/expectations_compose.py" "$build/mimecompose" \
		"$corpora"
