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
"$D" -q -P1 -S y many.mbox 2>err
is "the same with one" diff -r x y
rm -rf x y

# takes NAME DIR OPTION...: -x into DIR, with the report in DIR.out
takes() {
	name=$1 into=$2
	shift 2
	runs "$name" 1 "$D" -kx -C "$into" "$@" many.mbox
	sed "s|$into/||g" out >"$into.out"
}
# the same names whoever was quicker, also beside what is there already, with
# contents compared, and where a file needs a name from the start: there are
# not enough descriptors to keep those open that have none
for jobs in 1 4; do
	takes "--names=hash -P$jobs" "hash.$jobs" "-P$jobs" --names=hash --tsv
	takes "twice -P$jobs" "twice.$jobs" "-P$jobs"
	takes "and again" "twice.$jobs" "-P$jobs"
	takes "--skip-existing -P$jobs" "skip.$jobs" "-P$jobs"
	takes "and again" "skip.$jobs" "-P$jobs" --skip-existing
	takes "--force -P$jobs" "force.$jobs" "-P$jobs" -F
	takes "and again" "force.$jobs" "-P$jobs" -F
	(ulimit -n 100 && "$D" -kx -P$jobs -C few.$jobs many.mbox \
		>few.out 2>err)
	sed "s|few.$jobs/||g" few.out >few.$jobs.out
done
for kind in hash twice skip force few; do
	is "$kind: the same files" diff -r $kind.1 $kind.4
	same "$kind: the same report" $kind.1.out $kind.4.out
done
is "few descriptors are no difference" diff -r few.1 force.1
is "a second run doubles them" [ "$(find twice.4 -type f | wc -l)" = \
	$((2 * $(find few.4 -type f | wc -l))) ]
is "no temporary files" [ -z "$(find . -name '.mimedump*')" ]
rm -rf hash.* twice.* skip.* force.* few.*

# the end in the middle leaves whole files alone: by a signal, by a limit, by a
# disk that is full
whole() {
	is "$1: no temporary file" [ -z "$(find x -name '.mimedump*')" ]
	for file in $(cd x && ls | sed 's/-[0-9]*\././' | sort -u); do
		[ -e "all/$file" ] || bad "$1: what is $file?"
	done
	broken=$(cd x && for file in *; do
		[ ! -e "$file" ] || cmp -s "$file" "../all/$file" || echo "$file"
	done)
	is "$1: whole files only" [ -z "$broken" ]
}
"$D" -qkx -P1 -C all many.mbox many.mbox many.mbox many.mbox >out 2>err
case $(stat -f -c %T . 2>/dev/null) in
ext2/ext3 | tmpfs | xfs | btrfs) nameless=yes ;;
*) nameless=no ;;
esac
for descriptors in 100 1024; do
	for number in TERM KILL; do
		# of the files that have a name the signal that cannot be caught
		# leaves some
		[ $number$nameless = KILLno ] && continue
		[ $number$descriptors = KILL100 ] && continue
		rm -rf x
		mkdir x
		(ulimit -n $descriptors && exec "$D" -qkx -P3 -C x many.mbox \
			many.mbox many.mbox many.mbox >out 2>err) &
		for wait in 1 2 3 4 5 6 7 8 9; do
			[ -n "$(ls x)" ] && break
			sleep 0.1
		done
		kill -$number $! 2>/dev/null
		wait $! 2>/dev/null
		whole "-P3, $descriptors descriptors, SIG$number"
	done
	rm -rf x
	rc=0
	# blocks of 512 bytes here, of 1024 there
	(ulimit -f 1 && ulimit -n $descriptors &&
		"$D" -qkx -P3 -C x many.mbox >out 2>err) || rc=$?
	is "-P3: a file that is too large: exit 74" [ $rc = 74 ]
	whole "-P3, $descriptors descriptors, too large"
done
rm -rf x
mkdir x
if [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=200k tmpfs x 2>/dev/null; then
	trap 'umount "$work/x"; rm -rf "$work"' EXIT
	for jobs in 1 3; do
		runs "-P$jobs: a full disk" 74 "$D" -qkx "-P$jobs" -C x \
			many.mbox
		says "is told" 'No space left on device'
		whole "-P$jobs, a full disk"
		find x -type f -delete
	done
	umount x
	trap 'rm -rf "$work"' EXIT
else
	echo "skipped: a full disk (that needs root and mount(2))"
fi
rm -rf x all

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
