#!/bin/sh
# Every source, header and test in the tree stands in Makefile.am, so that it
# is built, run and shipped.
set -eu
cd "${top_srcdir:-$(dirname "$0")/../..}"

files=$({
	find mime include tools samples -name '*.[ch]'
	find tools -name '*.def'
	find mime -name '*.map'
	find tests -name '*.[ch]' ! -path 'tests/peers/*'
	find tests/abi tests/tools -name '*.sh'
} 2>/dev/null | LC_ALL=C sort)
bad=
for f in $files; do
	case $f in
	tests/support/* | tests/fuzz/replay.c | tests/bench/peer.c) name=$f ;;
	tests/*.c | samples/*.c) name=${f%.c} ;;
	*) name=$f ;;
	esac
	grep -qE "^[^#]*(^|[[:space:]/=])$name([[:space:]]|\$)" Makefile.am ||
		bad="$bad$f is not in Makefile.am
"
done
if [ -n "$bad" ]; then
	printf '%s' "$bad"
	exit 1
fi
echo "lists: $(echo "$files" | wc -l) files, all in Makefile.am"
