#!/bin/sh
# Each public header compiles alone, as C11 and as C++17, without a warning.
set -eu
top=${top_srcdir:-$(dirname "$0")/../..}
cc=${CC:-cc} cxx=${CXX:-c++}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

flags="-Wall -Wextra -Wpedantic -Wconversion -Wundef -Werror"
have_cxx=no
echo 'int main() { return 0; }' >"$work/probe.cc"
if $cxx -std=c++17 -c "$work/probe.cc" -o "$work/probe.o" 2>/dev/null; then
	have_cxx=yes
fi

n=0
for path in "$top"/include/mime/*.h; do
	header=mime/${path##*/}
	printf '#include "%s"\n#include "%s"\nint probe(void);\n' \
		"$header" "$header" >"$work/one.c"
	cp "$work/one.c" "$work/one.cc"
	$cc -std=c11 $flags -Wshadow -Wstrict-prototypes -I"$top/include" \
		-c "$work/one.c" -o "$work/one.o"
	if [ $have_cxx = yes ]; then
		$cxx -std=c++17 $flags -I"$top/include" \
			-c "$work/one.cc" -o "$work/one.o"
	fi
	n=$((n + 1))
done
[ $n -gt 0 ] || { echo "headers.sh: found no headers"; exit 1; }
if [ $have_cxx = no ]; then
	echo "headers: $n compile alone as C11; no C++17 compiler ($cxx)"
	[ "${REQUIRE_CXX-}" = yes ] && exit 1
	exit 0
fi
echo "headers: $n compile alone as C11 and C++17"
