#!/bin/sh
# Many messages: files, an mbox, a Maildir, an MH folder, lists of names; which
# of them, and what is made of all.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/fox.eml "$top"/samples/mail/chinese/gbk.eml .
cp "$top"/samples/mail/foxmail.eml .
cp "$top"/tests/data/three.mbox .

# the session that the manual shows
cat >list <<'END_OF_LIST'
  #  Date              Size   Att  From           Subject
  1  2026-11-18 09:30  4.3K   1    郜小亮         回复: 第三季度销售报告
  2  2026-11-18 09:30  4.0K   1    朱镕基         关于镕与囍
  3  2026-11-18 09:30  4.3K   1    a@b.c          第三季度销售报告
END_OF_LIST
runs "an mbox" 0 "$D" three.mbox
same "is a list" list out
has "with a sum" err '3 messages, 12,989 B'
runs "-l" 0 "$D" -l three.mbox
same "is the same" list out
runs "-q" 0 "$D" -ql three.mbox
is "says nothing besides" [ ! -s err ]
tail -n 3 list >want
same "and has no titles" want out
cat three.mbox | "$D" >out 2>err
same "from a pipe" list out
runs "one message" 0 "$D" fox.eml
holds "is a tree" out 'fox.eml multipart/mixed 4,509 B'
runs "several" 0 "$D" fox.eml gbk.eml
is "are a list" [ "$(wc -l <out)" = 3 ]
runs "-l of one" 0 "$D" -l fox.eml
has "is one line" out \
	'  1  2026-11-18 09:30  4.4K   1    郜小亮         回复: 第三季度销售报告'
runs "for scripts" 0 "$D" -l --tsv three.mbox
has "titles" out 'number	date	size	attachments	from	subject	file	offset'
has "a row" out '2	2026-11-18T09:30:11+08:00	4053	1	朱镕基	关于镕与囍	three.mbox	4459'
runs "ended by NUL" 0 "$D" -l0 three.mbox
is "three of them" [ "$(tr -dc '\0' <out | wc -c)" = 3 ]
runs "in UTC" 0 "$D" -l --utc fox.eml
holds "eight hours earlier" out '2026-11-18 01:30'
TZ=CST-8 "$D" -l --local foxmail.eml >out 2>err
holds "in the local zone" out '2009-06-29 18:39'
runs "both zones" 64 "$D" -l --utc --local fox.eml
runs "only headers" 0 "$D" -l --headers-only three.mbox
has "no attachments were looked for" out \
	'  2  2026-11-18 09:30  4.0K   -    朱镕基         关于镕与囍'
runs "on a terminal" 0 "$D" -l --width=45 --ascii three.mbox
is "it fits" [ "$(head -n 2 out | tail -n 1 | wc -m)" -le 46 ]

# which
runs "-m 2" 0 "$D" -m2 three.mbox
holds "is that message" out 'three.mbox:2 multipart/mixed 4,053 B'
runs "-m 9 of three" 1 "$D" -m9 three.mbox
is "shows nothing" [ ! -s out ]
runs "-m -1" 0 "$D" -m -1 -Hsubject three.mbox
has "is the last one" out '第三季度销售报告'
for range in 1,3 -3,3 1-1,3- 3,1; do
	runs "-m $range" 0 "$D" --format='%{number}\n' -m "$range" three.mbox
	printf '1\n3\n' >want
	same "is the first and the last" want out
done
runs "-m backwards" 64 "$D" -m 3-1 three.mbox
says "is no range" '3-1: ends before it begins'
runs "from the end of a pipe" 0 sh -c "cat three.mbox | '$D' -m-2 -Hsubject"
has "counts, too" out '关于镕与囍'
for bad in 0 x 1,,2 2-x '' 1,; do
	runs "-m '$bad'" 64 "$D" -l "-m$bad" three.mbox </dev/null
done
size=$(wc -c <three.mbox)
for cuts in '100 5000' '1 4459 4460' '4458 9000' "7 $size"; do
	start=0
	: >joined
	for cut in $cuts "$size"; do
		"$D" -l --range=$start-"$cut" three.mbox >>joined 2>/dev/null
		start=$cut
	done
	same "ranges cut at $cuts join" list joined
done
runs "an empty range" 0 "$D" -l -q --range=5-5 three.mbox
is "is empty" [ ! -s out ]
runs "a range to the end" 0 "$D" -l -q --range=4461- three.mbox
is "is the last one" [ "$(wc -l <out)" = 1 ]
runs "no range" 64 "$D" -l --range=7 three.mbox

# where they come from
mkdir -p box/cur box/new box/tmp box/.Sent/cur mh sub/dir
cp fox.eml "box/cur/1000.a:2,RS"
cp gbk.eml box/new/1001.b
cp foxmail.eml "box/.Sent/cur/1002.c:2,S"
printf 'X: not whole\n\n' >box/tmp/1003.d
runs "a Maildir" 0 "$D" box
is "is a list" [ "$(wc -l <out)" = 4 ]
has "of three" err '3 messages, 10,845 B'
cp fox.eml mh/2
cp gbk.eml mh/10
runs "an MH folder" 0 "$D" -I mh --format='%{file}\n' mh
printf 'mh/2\nmh/10\n' >want
same "by number" want out
runs "a directory that is none" 66 "$D" mh
says "asks for -r" 'is a directory; -r looks into it'
runs "a Maildir that is none" 66 "$D" -I maildir mh
runs "a range of a Maildir" 66 "$D" -t --range=0-100 box
says "is none" '--range is of an mbox'
cp three.mbox sub/dir/b.mbox
cp fox.eml sub/a.eml
cp fox.eml sub/other.txt
cp -r box sub/c
ln -s . sub/loop
runs "-r" 0 "$D" -r --format='%{file}\n' sub
cat >want <<'END_OF_LIST'
sub/a.eml
sub/c/cur/1000.a:2,RS
sub/c/new/1001.b
sub/c/.Sent/cur/1002.c:2,S
sub/dir/b.mbox
sub/dir/b.mbox
sub/dir/b.mbox
END_OF_LIST
same "in order" want out
ln -s sub link
sed 's/^sub/link/' want >linked
runs "-r of a link" 0 timeout 60 "$D" -r --format='%{file}\n' link
same "is of what it leads to" linked out
runs "-r of a Maildir read as something else" 0 timeout 60 \
	"$D" -r -I eml --format='%{file}\n' box
is "finds none" [ ! -s out ]
printf 'fox.eml\n\ngbk.eml' >names
runs "--files-from" 0 "$D" --format='%{file}\n' --files-from=names
printf 'fox.eml\ngbk.eml\n' >want
same "are those" want out
tr '\n' '\0' <names >names0
"$D" --format='%{file}\n' --files0-from=- <names0 >out 2>err
same "--files0-from, from stdin" want out
runs "an mbox taken for a message" 0 "$D" -I eml three.mbox
has "is one" out 'three.mbox  multipart/mixed  12,989 B'
{
	printf 'From a@b.c Wed Nov 18 09:30:12 2026\nContent-Length: 28\n'
	printf 'Subject: one\n\nFrom a@b.c Wed Nov 18 2026\n\n\n'
	printf 'From a@b.c Wed Nov 18 09:30:12 2026\nSubject: two\n\nx\n'
} >cl.mbox
runs "mboxcl" 0 "$D" -I mboxcl --format='%{subject}\n' cl.mbox
printf 'one\ntwo\n' >want
same "believes lengths" want out

# compressed
if "$D" --version | grep -q '^gzip: zlib'; then
	gzip -c three.mbox >three.mbox.gz
	runs "an mbox under gzip" 0 "$D" three.mbox.gz
	same "is the same list" list out
	"$D" <three.mbox.gz >out 2>err
	same "from stdin, too" list out
	head -c 3000 three.mbox.gz >torn.gz
	runs "a torn one" 0 "$D" -l torn.gz
	says "is told" 'torn.gz: warning: its compression is damaged or cut off'
	is "and shown as far as it goes" [ "$(wc -l <out)" -ge 2 ]
	head -c 9000000 /dev/zero | gzip >bomb.gz
	runs "one that grows above the limit" 65 "$D" -t --max-size=1M bomb.gz
	cat three.mbox.gz three.mbox.gz >twice.gz
	runs "two in one file" 0 "$D" -ql twice.gz
	is "are one mailbox" [ "$(wc -l <out)" = 6 ]
else
	echo "skipped: zlib was not built in"
fi

# what is made of them
runs "-S" 0 "$D" -S split three.mbox
has "tells names" out 'split/000002.eml  4,053 B  three.mbox:2'
tr -d '\r' <gbk.eml >want
same "the very bytes" want split/000002.eml
runs "-S again" 0 "$D" -qS split three.mbox
is "overwrites nothing" [ -e split/000002-1.eml ]
runs "--mbox" 0 "$D" --mbox=all.mbox fox.eml box three.mbox
runs "and back" 0 "$D" --format='%{subject}\n' all.mbox
is "seven messages" [ "$(wc -l <out)" = 7 ]
runs "--mbox of it" 0 "$D" --mbox=- all.mbox
same "is the same mbox" all.mbox out
runs "--mbox over a file" 73 "$D" --mbox=all.mbox fox.eml
printf 'Subject: q\n\n>From x\nFrom y\n' >quoted.eml
runs "quoting" 0 "$D" --mbox=q.mbox quoted.eml
has "one > more" q.mbox '>>From x'
runs "is taken back" 0 "$D" -Rb q.mbox
has "again" out 'From y'
has "as it was" out '>From x'
runs "one directory each" 0 "$D" -x --per-message -C each three.mbox
is "by number" [ -s each/000003/销售报告2026.xlsx ]
runs "ASCII names" 0 "$D" -x --names=ascii -C ascii fox.eml
is "have no others" [ -s ascii/____2026.xlsx ]
runs "a mailbox taken apart" 0 "$D" -x -C apart three.mbox
says "is summed up" '3 messages, 3 files, 6,012 B in '
# a torn mailbox: what stands before is whole
for cut in 100 4459 4461 4500 9000 13000; do
	head -c $cut three.mbox >torn.mbox
	"$D" -S torn.$cut -q torn.mbox >out 2>err
	for n in 1 2; do
		[ -e torn.$cut/00000$((n + 1)).eml ] || continue
		same "message $n before it" split/00000$n.eml \
			torn.$cut/00000$n.eml
	done
done

# failures
runs "a missing file among others" 1 "$D" fox.eml none.eml gbk.eml
has "is counted" err '2 messages, 8,644 B; 1 message with errors'
printf 'no header here\n' >junk
runs "no message among others" 1 "$D" fox.eml junk
runs "alone" 65 "$D" -l junk
runs "a file missing, without -k" 66 "$D" -Hsubject none.eml fox.eml
is "ends it" [ ! -s out ]
runs "with -k" 1 "$D" -kHsubject none.eml fox.eml
has "goes on" out '回复: 第三季度销售报告'

# all that a torn gzip file holds is shown, wherever it is torn
if "$D" --version | grep -q 'gzip: zlib'; then
	{
		printf 'From: a@b.c\n\n'
		head -c 3000000 /dev/zero | tr '\0' x
	} >torn.eml
	gzip -9nc torn.eml >torn.gz
	lost=0 cut=8
	while [ $cut -lt 80 ]; do
		head -c "$(($(wc -c <torn.gz) - cut))" torn.gz >torn.eml.gz
		wanted=$(gzip -dc torn.eml.gz 2>/dev/null | wc -c)
		"$D" -Rp1 torn.eml.gz >out 2>err
		[ "$(wc -c <out)" -ge $((wanted - 13)) ] || lost=$((lost + 1))
		cut=$((cut + 1))
	done
	is "a torn gzip file is shown to its end" [ $lost = 0 ]
	says "and that it is torn" 'its compression is damaged or cut off'
fi
finish
