#!/bin/sh
# What -x virtual takes out of TNEF parts; texts are in mimedump_extract.sh.
set -u
. "$(dirname "$0")/compose.inc"
sample=$build/tests/tnef_sample

# message TYPE [NAME] <CONTENT : a message that is such a part, and a text
message() {
	printf 'From: a@b.c\nMIME-Version: 1.0\nSubject: s\n'
	printf 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nsee there\n'
	printf -- '--b\nContent-Type: %s%s\n' "$1" "${2:+; name=$2}"
	printf 'Content-Transfer-Encoding: base64\n\n'
	base64
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
virtual() {
	"$D" --extract=virtual "$@"
}

for s in $("$sample"); do
	"$sample" "$s" >"$s.dat"
	message application/ms-tnef winmail.dat <"$s.dat" >"$s.eml"
done

runs "names in a Chinese code page" 0 virtual -C old.d old.eml
files "are these" old.d 数据.csv 销售报告.gif body.txt
content "the file" old.d/数据.csv "$(printf '1,2\r')"
content "the text, in UTF-8" old.d/body.txt "$(printf '数据\r')"
has "what the sender called it" out \
	'old.d/销售报告.gif  14 B  old.eml:2   was "..\销售报告.gif"'
runs "long names, and all forms of the text" 0 virtual -C chinese.d chinese.eml
files "are these" chinese.d '销售报告2026 (终).xlsx' a.gif \
	body.txt body.html body.rtf
content "HTML as it is" chinese.d/body.html \
	"$(printf '<meta charset=gb2312><p>\312\375\276\335')"
is "RTF is decompressed" grep -q 'hello hello hello hello' chinese.d/body.rtf
runs "messages attached to messages" 0 virtual -C attached.d attached.eml
files "are opened" attached.d a.txt b.txt z.txt deep.txt body.txt \
	'Re_ 午饭.txt' 'the innermost.txt'
content "the text of one" 'attached.d/the innermost.txt' "$(printf 'café\r')"
runs "an object" 0 virtual -C object.d object.eml
files "is a file" object.d chart.ole
runs "in one directory" 0 virtual -C same.d plain.eml plain.eml
files "nothing is overwritten" same.d b.txt b-1.txt body.txt body-1.txt \
	body.html body-1.html body.rtf body-1.rtf title.txt title-1.txt \
	'long name of it.bin' 'long name of it-1.bin'
runs "for scripts" 0 virtual --tsv -C tsv.d old.eml
has "a row" out "old.eml	2	tsv.d/数据.csv	5	$(printf '1,2\r\n' |
	sha256sum | cut -d ' ' -f 1)	数据.csv"
runs "by section" 0 virtual --names=section -C section.d old.eml
files "and extension" section.d 2.txt 2.csv 2.gif

# limits
runs "a limit for what is in one another" 0 \
	virtual --max-nested=1 -C limit.d attached.eml
files "what is deeper is one file" limit.d a.txt b.txt z.txt body.txt \
	'Re_ 午饭.txt' part-2.bin
is "it says so" grep -q 'part-2.bin .* not opened: nested too deep$' out
runs "no message inside" 0 virtual --no-descend -C none.d attached.eml
files "is opened" none.d a.txt z.txt body.txt 'Re_ 午饭.tnef'

# which parts
message application/vnd.ms-tnef <old.dat >type.eml
runs "the other type" 0 virtual -C type.d type.eml
files "is opened too" type.d 数据.csv 销售报告.gif body.txt
message application/octet-stream WINMAIL.DAT <old.dat >name.eml
runs "the name" 0 virtual -C name.d name.eml
files "is enough" name.d 数据.csv 销售报告.gif body.txt
runs "a tree" 0 "$D" -t --ascii name.eml
is "says so" grep -q 'WINMAIL.DAT   (looks like application/ms-tnef)$' out
message application/octet-stream a.dat <old.dat >other.eml
runs "another name" 0 virtual -C other.d other.eml
says "is no TNEF" 'has nothing to extract'
printf junk | message application/ms-tnef winmail.dat >junk.eml
runs "no TNEF in it" 0 virtual -C junk.d junk.eml
says "is said" 'has nothing to extract'
runs "without virtual" 0 "$D" -x -C whole.d old.eml
files "it is one file" whole.d winmail.dat

# damage
at=$(grep -abo '1,2' old.dat | cut -d : -f 1)
head -c $((at + 2)) old.dat | message application/ms-tnef winmail.dat >cut.eml
runs "cut off" 0 virtual -C cut.d cut.eml
has "is said" out 'cut.d/数据.csv  2 B  cut.eml:2   cut off'
{
	cat old.dat
	echo junk
} | message application/ms-tnef winmail.dat >tail.eml
runs "junk behind it" 0 virtual -C tail.d tail.eml
says "is said" 'tail.eml: warning: part 2: TNEF: damaged'
files "all the rest is there" tail.d 数据.csv 销售报告.gif body.txt
sed 's/1,2/1,3/' old.dat | message application/ms-tnef winmail.dat >sum.eml
runs "a wrong checksum" 0 virtual -C sum.d sum.eml
has "is said" out 'sum.d/数据.csv  5 B  sum.eml:2   wrong checksum'
content "and the file is there" sum.d/数据.csv "$(printf '1,3\r')"
finish
