#!/bin/sh
# The kernels for 64-bit Arm, cross-compiled and run under qemu-user; skipped
# where those tools are absent.
set -eu
cd "${top_srcdir:-$(dirname "$0")/../..}"

cross=${CROSS_CC:-aarch64-linux-gnu-gcc}
for tool in "$cross" qemu-aarch64; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "neon: there is no $tool (Debian: gcc-aarch64-linux-gnu, qemu-user)"
		exit 77
	fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo '#include <stdio.h>' >"$work/probe.c"
if ! "$cross" -c "$work/probe.c" -o "$work/probe.o" 2>/dev/null; then
	echo "neon: $cross has no C library (Debian: libc6-dev-arm64-cross)"
	exit 77
fi

build() { # PROGRAM SOURCE...
	program=$1
	shift
	"$cross" -std=c11 -D_GNU_SOURCE -O2 -static -Wall -Wextra \
		-Wconversion -Wsign-conversion -Wcast-align -Wcast-qual \
		-Werror -Iinclude -Imime -Itests mime/codec/*.c \
		mime/base/ascii.c tests/support/kernel_check.c \
		tests/support/kernel_input.c "$@" -o "$work/$program"
}

build neon tests/fuzz/fuzz_codec.c tests/peers/neon.c
qemu-aarch64 "$work/neon" "${NEON_ROUNDS:-20}"
build differ tests/differ.c
count=${NEON_COUNT:-200000}
fast=$(qemu-aarch64 "$work/differ" "$count" 1) || {
	echo "$fast"
	exit 1
}
plain=$(MIME_CPU=scalar qemu-aarch64 "$work/differ" "$count" 1)
if [ "$fast" != "$plain" ]; then
	echo "neon: the stages wrote $fast, and with scalar kernels $plain"
	exit 1
fi
