#!/bin/sh
# What mimedump shows of each message in tests/data/mail, with all its
# defects, is kept beside it: NAME.tree as the file is, NAME.crlf.tree with
# CRLF line ends.  golden.sh --update writes them anew, for review.
set -eu
top=${top_srcdir:-$(cd "$(dirname "$0")/../.." && pwd)}
mimedump=${MIMEDUMP:-${top_builddir:-$top/build}/mimedump}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

for message in "$top"/tests/data/mail/*.eml; do
	name=$(basename "$message" .eml)
	cp "$message" "$work/$name.eml"
	sed 's/$/\r/' "$message" >"$work/$name.crlf.eml"
	for form in "$name" "$name.crlf"; do
		golden=$top/tests/data/mail/$form.tree
		(cd "$work" && "$mimedump" -v --ascii -t "$form.eml") \
			>"$work/$form.tree" 2>&1
		if [ "${1-}" = --update ]; then
			cp "$work/$form.tree" "$golden"
		elif cmp -s "$golden" "$work/$form.tree"; then
			echo "ok $form"
		else
			echo "not ok $form"
			diff -u "$golden" "$work/$form.tree" || :
			failed=1
		fi
	done
done
exit $failed
