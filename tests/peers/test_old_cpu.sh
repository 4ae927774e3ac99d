#!/bin/sh
# The programs as they were built, on a CPU of 2008, which has no AVX2, played
# by qemu-user: they have to do without, and do the same.
set -eu
cd "${top_builddir:-$(dirname "$0")/../../build}"

if [ "$(uname -m)" != x86_64 ]; then
	echo "old_cpu: this is no x86-64"
	exit 77
fi
if ! command -v qemu-x86_64 >/dev/null 2>&1; then
	echo "old_cpu: there is no qemu-x86_64 (Debian: qemu-user)"
	exit 77
fi
if [ ! -x tests/differ ] || [ ! -x .libs/mimedump ]; then
	echo "old_cpu: tests/differ or mimedump was not built"
	exit 77
fi
LD_LIBRARY_PATH=$PWD/.libs${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
export LD_LIBRARY_PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

old() {
	qemu-x86_64 -cpu Nehalem "$@"
}

count=${OLD_CPU_COUNT:-50000}
here=$(tests/differ "$count" 2>/dev/null)
# nor does a wish turn on what is not there
there=$(MIME_CPU=avx2 old tests/differ "$count" 2>"$work/said")
cat "$work/said"
case $(cat "$work/said") in
*' kernels of scalar') ;;
*)
	echo "old_cpu: other kernels than the scalar ones"
	exit 1
	;;
esac
if [ "$here" != "$there" ]; then
	echo "old_cpu: the stages wrote $there, and here $here"
	exit 1
fi

head -c 100000 .libs/mimedump >"$work/bytes"
{
	printf 'MIME-Version: 1.0\r\nContent-Type: image/png\r\n'
	printf 'Content-Transfer-Encoding: base64\r\n\r\n'
	base64 "$work/bytes" | sed 's/$/\r/'
} >"$work/message"
old .libs/mimedump -p 1 "$work/message" >"$work/decoded"
cmp "$work/decoded" "$work/bytes"
echo "old_cpu: the same as here"
