#!/bin/sh
# What the shared libraries export is what the public headers declare, name by
# name, and so say symbols.txt and the version scripts.
#   symbols.sh           compare all of them
#   symbols.sh --update  write symbols.txt and the version scripts anew
set -eu
top=$(cd "${top_srcdir:-$(dirname "$0")/../..}" && pwd)
build=${top_builddir:-.}
cc=${CC:-cc} nm=${NM:-nm} readelf=${READELF:-readelf}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL

# declared HEADER...: names declared MIME_API, each with its header's library
declared() {
	for header; do
		[ "${header##*/}" = mime.h ] && continue
		library=libmime
		[ "${header##*/}" = client.h ] && library=libmime-net
		echo "#include \"$header\"" |
			$cc -std=c11 -I"$top/include" -E - |
			awk -v want="/include/mime/${header##*/}\"" '
			/^#/ { mine = index($0, want) > 0; next }
			mine { text = text " " $0 }
			END { print text }' |
			tr ';{}' '\n\n\n' |
			sed -n 's/.*visibility("default"))) *//p' |
			sed 's/^\([^(]*[^A-Za-z0-9_(]\)*\([A-Za-z0-9_]*\) *(.*/\2/' |
			sed "s/^/$library /"
	done
}

declared "$top"/include/mime/*.h | sort -u >"$work/declared"
[ "$(wc -l <"$work/declared")" -gt 50 ] ||
	{ echo "symbols.sh: the headers declare nothing"; exit 1; }

map() { # LIBRARY
	printf 'MIME_1 {\nglobal:\n'
	sed -n "s/^$1 \(.*\)/	\1;/p" "$work/declared"
	printf 'local:\n	*;\n};\n'
}

if [ "${1-}" = --update ]; then
	cp "$work/declared" "$top/tests/abi/symbols.txt"
	map libmime >"$top/mime/libmime.map"
	map libmime-net >"$top/mime/libmime-net.map"
	exit 0
fi

status=0
differ() { # WHAT EXPECTED FOUND
	diff -u "$2" "$3" >"$work/diff" && return
	echo "$1:"
	cat "$work/diff"
	status=1
}
differ "symbols.txt is not what the headers declare" \
	"$work/declared" "$top/tests/abi/symbols.txt"
for library in libmime libmime-net; do
	so=$build/.libs/$library.so
	map $library >"$work/map"
	differ "mime/$library.map is not what the headers declare" \
		"$work/map" "$top/mime/$library.map"
	[ -e "$so" ] || { echo "$so is not there"; exit 77; }
	sed -n "s/^$library \(.*\)/\1@@MIME_1/p" "$work/declared" >"$work/want"
	$nm -D --defined-only "$so" | awk '$2 != "A" { print $3 }' |
		sort >"$work/have"
	differ "$library exports other symbols than the headers declare" \
		"$work/want" "$work/have"
done

# libmime is for indexers: it links the C library, and iconv where that is one
# of its own, and nothing else
extra=$($readelf -d "$build/.libs/libmime.so" |
	sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
	grep -vE '^(libc|libiconv|libasan|libubsan|libgcc_s|ld-[a-z0-9_-]*)\.' || :)
if [ -n "$extra" ]; then
	echo "libmime links:" $extra
	status=1
fi
[ $status = 0 ] && echo "symbols: $(wc -l <"$work/declared") exported, all public"
exit $status
