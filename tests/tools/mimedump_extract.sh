#!/bin/sh
# What -x writes, where to, and how it says so.
set -u
. "$(dirname "$0")/compose.inc"
. "$top/tests/tools/extract.inc"
cp "$top"/samples/mail/chinese/*.eml "$top"/samples/mail/foxmail.eml .
report=销售报告2026.xlsx
sum=d4f0806bfd5f447e0b9396400367452462b6d1c468d1d8ece7f091a64cc407e3

# the sessions that the manual shows
runs "two messages" 0 "$D" -x -C out.d fox.eml evil.eml
has "name, size, place" out "out.d/$report  2,004 B  fox.eml:2"
has "what the sender called it" out \
	'out.d/pwned.sh  2,004 B  evil.eml:2   was "../../../../tmp/ux/pwned.sh"'
files "nothing else" out.d $report pwned.sh
is "nothing outside" [ ! -e /tmp/ux ]
is "the bytes" [ "$(sha256sum <out.d/$report)" = "$sum  -" ]
is "not executable" [ ! -x out.d/pwned.sh ]
runs "again" 0 "$D" -x -C out.d fox.eml
has "numbered" out \
	"out.d/销售报告2026-1.xlsx  2,004 B  fox.eml:2   same content as out.d/$report; --skip-existing would skip"
runs "--skip-existing" 0 "$D" -x --skip-existing -C out.d fox.eml
has "skips" out "out.d/$report  2,004 B  fox.eml:2   same content, left alone"
files "so nothing new" out.d $report 销售报告2026-1.xlsx pwned.sh
runs "for a person" 0 "$D" -x --width=200 -C a.d fox.eml evil.eml
is "columns line up" [ "$(sed 's/  *2,004 B.*//' out | wc -l)" = 2 ]
runs "ended by NUL" 0 "$D" -0x -C b.d fox.eml evil.eml
tr '\0' '\n' <out >lines
printf 'b.d/%s\nb.d/pwned.sh\n' $report >want
same "only paths" want lines
runs "for scripts" 0 "$D" -x --tsv -C c.d fox.eml
has "titles" out 'file	section	path	size	sha256	name'
has "a row" out "fox.eml	2	c.d/$report	2004	$sum	$report"
runs "quietly" 0 "$D" -qx -C c.d foxmail.eml
is "says nothing" [ ! -s out ]
content "seven bytes" c.d/readme.txt abcdedf
runs "to where we are" 0 "$D" -x foxmail.eml
has "the path is the name" out 'readme.txt  7 B  foxmail.eml:2'
runs "every message of Chinese mailers" 0 "$D" -x -C d.d 2231.eml fox.eml \
	gbk.eml split.eml raw8.eml
is "one content" [ "$(sha256sum d.d/* | cut -c1-64 | sort -u)" = "$sum" ]

# other names
runs "by section" 0 "$D" -x --names=section -C sec.d fox.eml
files "section" sec.d 2.xlsx
runs "by hash" 0 "$D" -x --names=hash -C hash.d fox.eml
files "hash" hash.d $sum.xlsx

# nothing is written
runs "a dry run into a directory" 0 "$D" -nx -C out.d fox.eml
has "knows what is there" out \
	"out.d/销售报告2026-2.xlsx  2,004 B  fox.eml:2   same content as out.d/$report; --skip-existing would skip"
files "and leaves it" out.d $report 销售报告2026-1.xlsx pwned.sh
runs "a part there is not" 1 "$D" -x9 -C none.d fox.eml
printf 'From: a@b.c\n\ntext\n' >text.eml
runs "no attachment at all" 0 "$D" -x -C none.d text.eml
says "says so" 'text.eml: has nothing to extract'
is "makes no file" [ -z "$(ls -A none.d)" ]

# files inside texts
{
	printf 'Subject: s\n\nhello\nbegin 644 ../a.bin\n#0V%%T\n`\nend\n'
	printf '=ybegin line=128 size=3 name=b c.txt\n\155\213\236\n=yend size=3\n'
} >inside.eml
runs "files inside a text" 0 "$D" --extract=virtual -C inside.d inside.eml
files "are these" inside.d a.bin "b c.txt"
content "uuencode" inside.d/a.bin Cat
content "yEnc" "inside.d/b c.txt" Cat
has "what the sender called it" out \
	'inside.d/a.bin  3 B  inside.eml:1   was "../a.bin"'
runs "no file inside" 0 "$D" --extract=virtual -C inside.d fox.eml
says "is said" 'has nothing to extract'
# many parts of one name take no more than as many
i=0
{
	printf 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n'
	while [ $i -lt 3000 ]; do
		printf -- '--b\nContent-Type: a/b; name=same.txt\n\n%s\n' $i
		i=$((i + 1))
	done
	printf -- '--b--\n'
} >many.eml
runs "3,000 parts of one name" 0 "$D" -x -C many.d many.eml
# shellcheck disable=SC2012
is "are 3,000 files" [ "$(ls many.d | wc -l)" = 3000 ]
content "in order" many.d/same-2999.txt 2999
finish
