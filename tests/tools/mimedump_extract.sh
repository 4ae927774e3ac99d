#!/bin/sh
# What -x does to a disk: names, links, modes, collisions, a full disk.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml "$top"/samples/mail/foxmail.eml .
report=销售报告2026.xlsx
sum=d4f0806bfd5f447e0b9396400367452462b6d1c468d1d8ece7f091a64cc407e3

# message NAME... : an attachment "content N" under each of the names
message() {
	printf 'From: a@b.c\nMIME-Version: 1.0\n'
	printf 'Content-Type: multipart/mixed; boundary=b\n\n'
	n=0
	for name in "$@"; do
		n=$((n + 1))
		printf -- '--b\nContent-Type: application/octet-stream\n'
		printf 'Content-Disposition: attachment; filename="%s"\n' "$name"
		printf '\ncontent %s\n' $n
	done
	printf -- '--b--\n'
}
# content NAME FILE TEXT
content() {
	is "$1" [ "$(cat "$2" 2>/dev/null)" = "$3" ]
}
# files NAME DIR FILE... : the directory holds these and no others
files() {
	name=$1 dir=$2
	shift 2
	printf '%s\n' "$@" | LC_ALL=C sort >want
	# shellcheck disable=SC2012
	ls -A "$dir" | LC_ALL=C sort >have
	same "$name" want have
}

# the sessions that the manual shows
runs "two messages" 0 "$D" -x -C out.d fox.eml evil.eml
has "name, size, place" out "out.d/$report  2,004 B  fox.eml:2"
has "what the sender called it" out \
	'out.d/pwned.sh  2,004 B  evil.eml:2  was "../../../../tmp/ux/pwned.sh"'
files "nothing else" out.d $report pwned.sh
is "nothing outside" [ ! -e /tmp/ux ]
is "the bytes" [ "$(sha256sum <out.d/$report)" = "$sum  -" ]
is "not executable" [ ! -x out.d/pwned.sh ]
runs "again" 0 "$D" -x -C out.d fox.eml
has "numbered" out \
	"out.d/销售报告2026-1.xlsx  2,004 B  fox.eml:2  same content as out.d/$report; --skip-existing would skip"
runs "--skip-existing" 0 "$D" -x --skip-existing -C out.d fox.eml
has "skips" out "out.d/$report  2,004 B  fox.eml:2  same content, left alone"
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

# names
message '../../up' '/etc/passwd' 'C:\\Windows\\x.dll' . .. '' -rf .bashrc / \
	'a/..' NUL.txt 'a:b*?.txt' "$(printf 'tab\tx')" >names.eml
runs "hostile names" 0 "$D" -x -C names.d names.eml
files "made harmless" names.d up passwd x.dll part-4.bin part-5.bin \
	part-6.bin rf bashrc part-9.bin part-10.bin _NUL.txt a_b__.txt tabx
is "nothing above" [ ! -e up ] && [ ! -e ../up ]
long=$(printf '%0300d' 0)
message "$long.txt" >long.eml
runs "an overlong name" 0 "$D" -x -C long.d long.eml
# shellcheck disable=SC2012
is "is cut" [ "$(ls long.d | tr -d '\n' | wc -c)" = 200 ]
is "its extension kept" [ -e long.d/*0.txt ]
runs "by section" 0 "$D" -x --names=section -C sec.d fox.eml
files "section" sec.d 2.xlsx
runs "by hash" 0 "$D" -x --names=hash -C hash.d fox.eml
files "hash" hash.d $sum.xlsx

# the same name more than once
message a.txt A.TXT a.txt b b >same.eml
runs "names that differ by case" 0 "$D" -x -C case.d same.eml
files "are all kept" case.d a.txt A-1.TXT a-2.txt b b-1
content "the first" case.d/a.txt 'content 1'
content "the last" case.d/b-1 'content 5'
runs "-F" 0 "$D" -F -x -C case.d same.eml
files "overwrites, but not what it made itself" case.d a.txt A-1.TXT a-2.txt \
	b b-1
message a.txt >one.eml
echo old >case.d/a.txt
runs "-F over an older file" 0 "$D" -Fx -C case.d one.eml
content "that is new" case.d/a.txt 'content 1'

# what is there already
mkdir links.d
echo victim >victim
ln -s ../victim links.d/a.txt
ln -s nowhere links.d/b
message a.txt b >two.eml
runs "symbolic links in the way" 0 "$D" -x -C links.d two.eml
content "are not followed" victim victim
content "there is a number" links.d/a-1.txt 'content 1'
is "nor made whole" [ ! -e links.d/nowhere ]
runs "symbolic links and -F" 0 "$D" -Fx -C links.d two.eml
content "are not followed either" victim victim
is "but replaced" [ ! -L links.d/a.txt ]
content "by the file" links.d/a.txt 'content 1'
mkdir -p dirs.d/a.txt
runs "a directory in the way" 0 "$D" -x -C dirs.d one.eml
content "there is a number, too" dirs.d/a-1.txt 'content 1'
runs "a directory in the way of -F" 73 "$D" -Fx -C dirs.d one.eml
says "is told" 'part 1 (a.txt)'
echo file >file.d
runs "a file where the directory should be" 73 "$D" -x -C file.d one.eml
runs "a directory that cannot be made" 73 "$D" -x -C file.d/d one.eml
runs "directories in one another" 0 "$D" -x -C deep.d/er/est one.eml
is "are made" [ -n "$(ls deep.d/er/est)" ]

# modes
(umask 000 && "$D" -x -C mode.d one.eml >/dev/null)
is "mode 0600 under umask 000" \
	[ "$(stat -c %a mode.d/a.txt 2>/dev/null || stat -f %Lp mode.d/a.txt)" = 600 ]
(umask 0377 && "$D" -Fx -C mode.d one.eml >/dev/null)
is "the umask is followed" \
	[ "$(stat -c %a mode.d/a.txt 2>/dev/null || stat -f %Lp mode.d/a.txt)" = 400 ]

# nothing is written
runs "a dry run" 0 "$D" -nx -C dry.d same.eml
has "tells the names" out 'dry.d/A-1.TXT  9 B  same.eml:2  dry.d/a.txt exists'
is "makes no directory" [ ! -e dry.d ]
runs "a dry run into a directory" 0 "$D" -nx -C out.d fox.eml
has "knows what is there" out \
	"out.d/销售报告2026-2.xlsx  2,004 B  fox.eml:2  same content as out.d/$report; --skip-existing would skip"
files "and leaves it" out.d $report 销售报告2026-1.xlsx pwned.sh
runs "a part there is not" 1 "$D" -x9 -C none.d fox.eml
printf 'From: a@b.c\n\ntext\n' >text.eml
runs "no attachment at all" 0 "$D" -x -C none.d text.eml
says "says so" 'text.eml: has nothing to extract'
is "makes no file" [ -z "$(ls -A none.d)" ]

# a disk that is full: by a limit, and by a small file system
{
	message big.bin
	printf -- '--b\nContent-Type: application/octet-stream; name=big.bin\n\n'
	head -c 300000 /dev/zero | tr '\0' 'x'
	printf '\n--b--\n'
} | sed '/^--b--$/{$!d}' >big.eml
rc=0
(ulimit -f 100 && "$D" -x2 -C full.d big.eml >out 2>err) || rc=$?
is "a write that fails: exit 74" [ $rc = 74 ]
says "names file, part and name" 'big.eml: part 2 (big.bin): '
is "half a file is removed" [ -z "$(ls -A full.d)" ]
mkdir tmpfs.d
if [ "$(id -u)" = 0 ] &&
	mount -t tmpfs -o size=64k tmpfs tmpfs.d 2>/dev/null; then
	trap 'umount "$work/tmpfs.d"; rm -rf "$work"' EXIT
	runs "a full disk" 74 "$D" -x2 -C tmpfs.d big.eml
	says "says so" 'big.eml: part 2 (big.bin): No space left on device'
	is "nothing is left" [ -z "$(ls -A tmpfs.d)" ]
else
	echo "skipped: a full disk (that needs root and mount(2))"
fi

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
	'inside.d/a.bin  3 B  inside.eml:1  was "../a.bin"'
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
