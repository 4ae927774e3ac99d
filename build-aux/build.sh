#!/bin/sh
# Build the tree out of tree, and only what changed since the last time.
#   build.sh DIRECTORY [CONFIGURE-OPTION]...
# The compiler's words are in DIRECTORY/build.log; they are shown on failure.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
dir=$1
shift
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
log=$dir/build.log
: >"$log"

give_up() {
	tail -n 40 "$log" >&2
	echo "$1 failed; everything it said is in $log" >&2
	exit 1
}

cd "$top"
if [ ! -e configure ] || [ -n "$(find configure.ac Makefile.am m4/*.m4 \
	build-aux/config.rpath -newer configure)" ]; then
	echo "making configure"
	sh autogen.sh >>"$log" 2>&1 || give_up autogen.sh
fi

# what was asked for, and what configure would find now that it may not have
# found then
wish="$* ${CC-} ${CFLAGS-} ${CPPFLAGS-} ${LDFLAGS-} $(pkg-config --modversion openssl check libidn2 \
	2>/dev/null | tr '\n' ' ') $(ls /usr/include/uniwidth.h 2>/dev/null || :)"
cd "$dir"
if [ ! -e config.status ] || [ ! -e Makefile ] ||
	[ "$top/configure" -nt config.status ] ||
	[ "$wish" != "$(cat wish 2>/dev/null)" ]; then
	echo "configuring in $dir"
	"$top/configure" "$@" >>"$log" 2>&1 || give_up configure
	touch config.status
	printf '%s\n' "$wish" >wish
fi
echo "building in $dir"
make -j"$(getconf _NPROCESSORS_ONLN)" >>"$log" 2>&1 || give_up make
