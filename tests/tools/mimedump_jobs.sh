#!/bin/sh
# Any number of threads makes the same output, messages and files as one.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml "$top"/samples/mail/foxmail.eml .

# 600 messages of all kinds, some with many parts, some no message at all, one
# of several megabytes
n=0
while [ $n -lt 25 ]; do
	for file in *.eml; do
		[ "$file" = big.eml ] && continue
		mkdir -p box
		cp "$file" "box/$n-$file"
		printf 'From a@b.c Wed Nov 18 09:30:12 2026\n'
		sed "s/^Subject:.*/Subject: $n/;s/^>*From />&/" "$file"
		echo
	done
	printf 'From a@b.c Wed Nov 18 09:30:12 2026\nno header\n\n'
	n=$((n + 1))
done >many.mbox
{
	printf 'From a@b.c Wed Nov 18 09:30:12 2026\nSubject: large\n\n'
	head -c 3000000 /dev/zero | tr '\0' 'x' | fold -w 76
	echo
	cat many.mbox
} >more.mbox
cat more.mbox >>many.mbox
count=$(grep -c '^From a@b.c Wed' many.mbox)
is "a mailbox of hundreds" [ "$count" -gt 400 ]

# alike NAME OPTION...: -P1 and -P3 say the same, on both
alike() {
	name=$1
	shift
	one=0 three=0
	"$D" -P1 "$@" >one.out 2>one.err || one=$?
	"$D" -P3 "$@" >three.out 2>three.err || three=$?
	is "$name: exit $one" [ $one = $three ]
	same "$name: output" one.out three.out
	same "$name: messages" one.err three.err
}
alike "-l" -l many.mbox
is "a line for each and one of titles" \
	[ "$(wc -l <one.out)" = $((count + 1)) ]
alike "-l --tsv" -l --tsv many.mbox
alike "-t -v" -kt -v many.mbox
alike "-b" -kb many.mbox
alike "-H" -kH many.mbox
alike "-a" -ka --tsv many.mbox
alike "one mode after another" -klHa many.mbox
alike "--mbox" --mbox=- many.mbox
if "$D" -j fox.eml >out 2>err; then
	alike "-j" -kj many.mbox
fi
alike "--imap" -k --imap many.mbox
alike "files" -ka box/*
alike "a condition" -l --where=subject~7 many.mbox
alike "some of them" -l -m 5-7,300-,-2 many.mbox
alike "what is missing" -kHsubject fox.eml none.eml gbk.eml nor.eml fox.eml
alike "up to what is missing" -Hsubject fox.eml none.eml gbk.eml
is "and no further" [ "$(wc -l <one.out)" = 1 ]

# files get their names in the order of the messages
for jobs in 1 3 3; do
	rm -rf x
	"$D" -x -P $jobs -C x many.mbox >x.out 2>x.err
	mv x.out x.$jobs.out
	(cd x && LC_ALL=C ls | xargs sha256sum) >x.$jobs.files
	is "-P$jobs: no temporary files" \
		[ -z "$(find x -name '.mimedump*')" ]
	[ $jobs = 1 ] && continue
	same "-x -P$jobs: the same files" x.1.files x.$jobs.files
	same "-x -P$jobs: the same report" x.1.out x.$jobs.out
done
is "hundreds of files" [ "$(wc -l <x.1.files)" -gt 300 ]
rm -rf x y
"$D" -q -x -P1 --per-message -C x many.mbox 2>err
"$D" -q -x -P4 --per-message -C y many.mbox 2>err
is "a directory each: the same" diff -r x y
rm -rf x y
"$D" -q -P3 -S x many.mbox 2>err
is "-S: a file each" [ "$(find x -type f | wc -l)" = "$count" ]
rm -rf x

# the end of the output is the end of the run
for jobs in 1 3; do
	{
		"$D" -P$jobs -kt many.mbox
		echo $? >status
	} 2>err | head -n 1 >out
	lacks "-P$jobs: a closed pipe is quiet" err 'rror|ipe'
	is "-P$jobs: and no success" [ "$(cat status)" != 0 ]
	if [ -c /dev/full ]; then
		rc=0
		"$D" -P$jobs -l many.mbox >/dev/full 2>err || rc=$?
		is "-P$jobs: a full disk" [ $rc = 74 ]
	fi
done
for bad in x -1 5000; do
	runs "-P $bad" 64 "$D" "-P$bad" fox.eml
done
runs "-P 0" 0 "$D" -P0 -l fox.eml gbk.eml

# a mailbox that another program shortens while several read it: the reader of
# the output keeps them from going on
cat many.mbox many.mbox many.mbox >short.mbox
{
	"$D" -P3 -kp1 short.mbox 2>err
	echo $? >status
} | {
	sleep 1
	: >short.mbox
	cat >/dev/null
}
is "a mailbox that gets shorter: exit 74" [ "$(cat status)" = 74 ]
has "is told" err \
	'mimedump: short.mbox: became shorter while it was being read'

# how far it is, for a log
runs "--progress=never" 0 "$D" --progress=never fox.eml
is "says nothing" [ ! -s err ]
runs "--progress=soon" 64 "$D" --progress=soon fox.eml
if command -v script >/dev/null 2>&1 &&
	script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	script -qec "'$D' -x -P2 -C seen many.mbox" /dev/null </dev/null >out
	is "on a terminal a mailbox has its sum alone" \
		[ "$(grep -c 'messages, ' out)" = 1 ]
	lacks "and no line for each file" out 'seen/'
else
	echo "skipped: script(1) is missing, so nothing looked like a terminal"
fi
finish
