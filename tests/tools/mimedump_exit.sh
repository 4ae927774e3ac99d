#!/bin/sh
# How mimedump ends: exit codes, limits, where input comes from and output
# goes, and what becomes of it when something breaks.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml "$top"/samples/mail/foxmail.eml .
"$D" fox.eml >tree </dev/null

# usage
runs "an unknown option" 64 "$D" --nonsense fox.eml
says "is named" 'there is no option --nonsense'
runs "an unknown letter" 64 "$D" -Z fox.eml
says "is named, too" 'there is no option -Z'
runs "a missing value" 64 "$D" -p
says "by its option" '-p needs a value'
runs "a missing value of a long option" 64 "$D" --part
says "by its name" '--part needs a value'
runs "a value too many" 64 "$D" --tree=x fox.eml
says "of its option" '--tree takes no value'
for two in '-x -p1' '-A -t' '-x -b' '-p1 -H' '-A -x'; do
	# shellcheck disable=SC2086
	runs "two modes: $two" 64 "$D" $two fox.eml
done
# an option that would do nothing is not passed over in silence
for odd in '-t --names=hash' '-l -C x' '-S x -C y' '-t -n' '-p1 --per-message' \
	'-l --skip-existing' '-t --json-bodies=all' '-l --json-content' \
	'-t -R' '-x -R' '-j -R' -R '-t -0' '-b -0' '-p1 -0' '--format=x -0' \
	'-t --tsv' '-j --tsv' '-H --tsv' '--mbox=- -0' '--mbox=x -o y'; do
	# shellcheck disable=SC2086
	runs "$odd" 64 "$D" $odd fox.eml
	is "$odd: what it goes with is said" \
		grep -q -e ' goes with -' -e ' names its file' err
done
for even in '-l -0' '--tsv' -0 '-tl --tsv' '-j -0' '-n -x' '-n -S x' '-H -R' \
	'-tH -R' '-c -0' '-b -R'; do
	# shellcheck disable=SC2086
	rc=0
	"$D" $even fox.eml >out 2>err || rc=$?
	is "$even is fine" [ $rc -le 1 ]
done
for bad in --color=red --names=latin --body=rtf --width=0 --width=x \
	--max-size=1X --max-size=-1 --max-depth=x --max-depth=99999999999 \
	--max-header= --charset=none-such --charset=utf-7 -e../../x; do
	runs "$bad" 64 "$D" $bad fox.eml
done
runs "--help" 0 "$D" --help
is "has no long line" [ "$(awk 'length($0) > 80' out | wc -l)" = 0 ]
for option in tree headers addresses body part attachments extract output \
	directory names force skip-existing dry-run raw null tsv color ascii \
	width utc charset fallback-charset max-depth max-parts max-header \
	max-fields max-params max-addresses max-comment-depth max-nested \
	max-size quiet verbose help version; do
	is "--help names --$option" grep -q -e "--$option" out
done
runs "-h" 0 "$D" -h
runs "--version" 0 "$D" --version
is "names program and version" grep -q '^mimedump [0-9]' out
runs "-V" 0 "$D" -V nothing.eml
if command -v script >/dev/null 2>&1 &&
	script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	script -qec "'$D'; echo exit \$?" /dev/null >out </dev/null
	is "no file and a terminal: exit 64" grep -q 'exit 64' out
	is "and a hint of six lines" [ "$(wc -l <out)" = 7 ]
else
	echo "skipped: script(1) is missing, so nothing looked like a terminal"
fi

# input
runs "a file that is missing" 66 "$D" none.eml
says "is named" 'mimedump: none.eml: cannot be opened: No such file'
runs "a directory" 66 "$D" .
runs "one of three is missing" 66 "$D" -t fox.eml none.eml foxmail.eml
has "what stands before is shown" out 'fox.eml  multipart/mixed  4,509 B'
lacks "what stands after is not" out foxmail.eml
runs "and one goes on" 1 "$D" -tk fox.eml none.eml foxmail.eml
has "the first is shown" out 'fox.eml  multipart/mixed  4,509 B'
has "the last is shown" out 'foxmail.eml  multipart/mixed  2,201 B'
runs "the worst counts" 66 "$D" -p9 fox.eml none.eml
printf 'this is\nno mail\n' >text
runs "no header field" 65 "$D" -b text
says "is said" 'text: has no header field'
holds "and shown all the same" out 'this is no mail'
: >nothing
runs "an empty file" 65 "$D" nothing
runs "an empty pipe" 65 "$D" -
runs "a file above the limit" 65 "$D" --max-size=4K fox.eml
says "is told" 'fox.eml: is larger than 4096 bytes (--max-size)'
runs "a file below it" 0 "$D" --max-size=5K fox.eml
runs "no limit" 0 "$D" --max-size=0 fox.eml
yes 2>/dev/null | "$D" --max-size=1M - >out 2>err
rc=$?
is "an endless pipe: exit 65" [ $rc = 65 ]
says "is told, too" '-: is larger than 1048576 bytes'
mkfifo fifo
cat fox.eml >fifo &
"$D" fifo >out 2>err
sed 's/^fifo  /fox.eml  /' out >piped
same "a named pipe" tree piped
{
	head -n 12 fox.eml
	sed '1,12d' fox.eml
	head -c 20000000 /dev/zero | tr '\0' 'e'
} | "$D" -Hdate - >out 2>err
has "a pipe above what memory is for" out 'Wed, 18 Nov 2026 09:30:11 +0800'
{
	read -r first
	"$D" -Hdate
} <foxmail.eml >out 2>err
is "stdin from where it stands" [ ! -s out ]
cp fox.eml -- -fox.eml
runs "a name that looks like an option" 0 "$D" -t -- -fox.eml

# limits: a finding, and everything is still shown
limit() { # NAME OPTION CODE FILE
	runs "$1" 0 "$D" -v "$2" "$4"
	is "$1: $3" grep -q " $3 " err
}
limit "parts" --max-parts=2 R02 fox.eml
limit "depth" --max-depth=1 R01 fox.eml
limit "fields" --max-fields=3 R03 fox.eml
limit "bytes of a header" --max-header=100 R04 fox.eml
limit "addresses" --max-addresses=1 R05 fox.eml
printf 'Content-Type: text/plain; a=1; b=2; charset=gbk\n\n\326\320\n' >p.eml
limit "parameters" --max-params=1 R06 p.eml
printf 'To: a@b.c (1 (2 (3 (4))))\n\nx\n' >c.eml
limit "comments" --max-comment-depth=2 R08 c.eml
runs "0 is none" 0 "$D" --max-parts=0 --max-depth=0 --max-fields=0 \
	--max-header=0 --max-params=0 --max-addresses=0 \
	--max-comment-depth=0 --max-nested=0 fox.eml
same "and shows the same" tree out
# more than the default; so much passes, one less does not, 0 is none
bound() { # NAME OPTION CODE N, which l.eml has
	limit "default of $1" --ascii "$3" l.eml
	limit "$1" "$2=$(($4 - 1))" "$3" l.eml
	for n in "$4" 0; do
		runs "$1: $n" 0 "$D" -v "$2=$n" l.eml
		lacks "$1: no $3 at $n" err " $3 "
	done
}
awk 'BEGIN { for (i = 0; i < 120; i++)
	printf "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i
	print "\nx" }' >l.eml
bound "depth" --max-depth R01 120
awk 'BEGIN { print "Content-Type: multipart/mixed; boundary=b\n"
	for (i = 0; i < 10049; i++) print "--b\n"; print "--b--" }' >l.eml
bound "parts" --max-parts R02 10050
awk 'BEGIN { for (i = 0; i < 10050; i++) print "X: y"; print "" }' >l.eml
bound "fields" --max-fields R03 10050
awk 'BEGIN { for (i = 0; i < 400000; i++) print i ? " y" : "X:a"
	print "" }' >l.eml
bound "bytes" --max-header R04 1200001
awk 'BEGIN { printf "To: "
	for (i = 0; i < 100050; i++) print " a@b.c,"; print "" }' >l.eml
bound "addresses" --max-addresses R05 100050
awk 'BEGIN { printf "Content-Type: a/b"
	for (i = 0; i < 300; i++) printf ";\n p%d=x", i; print "\n" }' >l.eml
bound "parameters" --max-params R06 300
awk 'BEGIN { printf "To: a@b.c "
	for (i = 0; i < 40; i++) printf "("
	for (i = 0; i < 40; i++) printf ")"; print "\n" }' >l.eml
bound "comments" --max-comment-depth R08 40
printf 'Subject: i\n\nhey\n' >l.eml
for n in 1 2 3 4 5 6 7 8 9 10; do
	{
		printf 'Content-Type: message/rfc822\n'
		printf 'Content-Transfer-Encoding: base64\n\n'
		base64 l.eml
	} >l2.eml
	mv l2.eml l.eml
done
bound "nested messages" --max-nested R07 10
runs "a fallback charset" 0 "$D" --fallback-charset=koi8-r -Hsubject raw8.eml
lacks "is used" out '第三季度'

# output
runs "-o" 0 "$D" -o new.txt fox.eml
same "is what stdout would have had" tree new.txt
is "which has nothing" [ ! -s out ]
runs "-o over a file" 73 "$D" -o new.txt foxmail.eml
says "is told" 'new.txt: exists; -F overwrites it'
same "and keeps it" tree new.txt
runs "-F -o over a file" 0 "$D" -F -o new.txt foxmail.eml
is "overwrites it" grep -q '^foxmail.eml' new.txt
runs "-o into nowhere" 73 "$D" -o no/such/file fox.eml
runs "-o of a directory" 73 "$D" -o . fox.eml
runs "-o /dev/null" 0 "$D" -o /dev/null fox.eml
is "stays a device" [ -c /dev/null ]
runs "-o with a missing file" 66 "$D" -t -o part.txt fox.eml none.eml
is "keeps what was shown" grep -q '^fox.eml' part.txt
is "no temporary files" [ -z "$(find . -name '.mimedump*')" ]
(umask 027 && "$D" -o mode.txt fox.eml)
is "mode 0666 & ~umask" [ -n "$(find mode.txt -perm 640)" ]
if [ -c /dev/full ]; then
	rc=0
	"$D" fox.eml >/dev/full 2>err || rc=$?
	is "a full disk: exit 74" [ $rc = 74 ]
	says "says so" 'standard output: No space left on device'
	rc=0
	"$D" --help >/dev/full 2>err || rc=$?
	is "--help to a full disk: exit 74" [ $rc = 74 ]
	rc=0
	"$M" --help >/dev/full 2>err || rc=$?
	is "that of mimecompose, too" [ $rc = 74 ]
else
	echo "skipped: /dev/full is missing"
fi
{
	printf 'X: y\n\n'
	head -c 300000 /dev/zero | tr '\0' 'x'
} >big.eml
rc=0
(ulimit -f 100 && "$D" -b -o big.txt big.eml 2>err) || rc=$?
is "a file that cannot grow: exit 74" [ $rc = 74 ]
is "half of it is removed" [ ! -e big.txt ]
is "no temporary file either" [ -z "$(find . -name '.mimedump*')" ]
{
	"$D" -b big.eml
	echo $? >status
} 2>err | head -n 0
is "a closed pipe is quiet" [ ! -s err ]
is "and no success" [ "$(cat status)" != 0 ]

# a file that another program shortens while it is mapped
{
	printf 'X: y\n\n'
	head -c 3000000 /dev/zero | tr '\0' 'x'
} >short.eml
{
	"$D" -p1 short.eml 2>err
	echo $? >status
} | {
	sleep 1
	: >short.eml
	cat >/dev/null
}
is "a file that gets shorter: exit 74" [ "$(cat status)" = 74 ]
has "is told" err 'mimedump: short.eml: became shorter while it was being read'
finish
