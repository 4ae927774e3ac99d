#!/bin/sh
# The corpora: a folder of real and odd messages beside the project, which is
# not part of it (MIME_CORPORA).  Every file is parsed, decoded, written back,
# shown by mimedump and given back by mimecompose; see tests/corpora.c.
set -eu
top=${top_srcdir:-$(cd "$(dirname "$0")/.." && pwd)}
build=${top_builddir:-$top/build}
corpora=${MIME_CORPORA:-$top/../shared/corpora}

if [ ! -d "$corpora" ]; then
	echo "no corpora at $corpora"
	exit 77
fi
make -C "$build" tests/corpora >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# the programs themselves, not the scripts libtool puts before them
LD_LIBRARY_PATH=$build/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
set --
if [ -x "$build/mimedump" ]; then
	set -- "$build/.libs/mimedump" "$build/.libs/mimecompose"
fi
"$build/tests/corpora" "$corpora" "$@"
# and without the vector kernels
MIME_CPU=scalar "$build/tests/corpora" "$corpora" "$@"
