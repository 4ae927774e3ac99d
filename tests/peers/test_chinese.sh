#!/bin/sh
# The Chinese sample messages as mimedump and eight other programs show them:
# the table of the README.  mimedump has to be right in every row.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tools/compose.inc"
. "$here/python.inc"
# shellcheck disable=SC2046  # flags are words
[ -n "$python" ] && ${CC:-cc} -o "$work/gmime_tree" "$here/gmime_tree.c" \
	$(pkg-config --cflags --libs gmime-3.0 2>/dev/null) 2>cc.log || {
	echo "needs python3 and gmime-3.0"
	exit 77
}
runs "the table" 0 "$python" "$here/chinese.py" "$top/samples/mail/chinese" \
	"$D" "$work/gmime_tree"
cat out
rows=$(grep -c '| yes |$' out)
if [ "$rows" = 14 ]; then
	ok "14 questions, mimedump right in all"
else
	bad "mimedump is right in $rows of 14"
fi
missing=
for program in mblaze mutt s-nail munpack ripmime reformime; do
	head -n 1 out | grep -q "| $program |" || missing="$missing $program"
done
if [ -n "$missing" ] && [ $n_bad = 0 ]; then
	echo "$n_ok ok, without$missing"
	exit 77
fi
finish
