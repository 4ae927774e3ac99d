#!/bin/sh
# A file has at most 400 lines, a function at most 60; a sample at most 60.
# Over budget: split by noun.
set -eu
cd "${top_srcdir:-$(dirname "$0")/../..}"

files=$(find mime include tools tests samples -name '*.[ch]' 2>/dev/null | LC_ALL=C sort)
[ -n "$files" ] || { echo "size.sh: found no sources"; exit 1; }
bad=$(awk '
function close_file() {
	if (last != "" && lines > limit)
		print last ": " lines " lines, the limit is " limit
}
FNR == 1 {
	close_file()
	last = FILENAME
	limit = FILENAME ~ /^samples\// ? 60 : 400
	inside = 0
}
{ lines = FNR }
/^\{/ { start = FNR; inside = 1 }
/^\}/ {
	if (inside && FNR - start - 1 > 60)
		print FILENAME ":" start ": function of " FNR - start - 1 \
			" lines, the limit is 60"
	inside = 0
}
END { close_file() }' $files)
if [ -n "$bad" ]; then
	printf '%s\n' "$bad"
	exit 1
fi
echo "size: $(echo "$files" | wc -l) files within their limits"
