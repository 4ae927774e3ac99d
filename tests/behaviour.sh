#!/bin/sh
# Rules 1 to 3 and 6 of BEHAVIOUR, sentence by sentence (tests/behaviour.py).
set -eu
top=${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}
build=${top_builddir:-$top/build}

command -v python3 >/dev/null || {
	echo "no python3"
	exit 77
}
"$build/libtool" --mode=execute \
	python3 -B "$top/tests/behaviour.py" "$build/tests/probe"
