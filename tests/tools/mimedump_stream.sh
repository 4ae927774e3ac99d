#!/bin/sh
# An mbox that comes through a pipe, or is under gzip, is read as it comes: it
# says what the file says, at once, in little memory.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml "$top"/samples/mail/foxmail.eml .
cp "$top"/tests/data/three.mbox .
from='From a@b.c Wed Nov 18 09:30:12 2026'

# 70 messages of all kinds, one of them no message, one of megabytes
for n in 1 2 3 4 5; do
	for file in *.eml; do
		echo "$from"
		sed "s/^Subject:.*/Subject: $n/;s/^>*From />&/" "$file"
		echo
	done
	printf '%s\nno header\n\n' "$from"
	[ $n = 2 ] || continue
	printf '%s\nSubject: large\n\n' "$from"
	head -c 3000000 /dev/zero | tr '\0' 'x' | fold -w 76
	echo
done >many.mbox
count=$(grep -c "^$from" many.mbox)
is "a mailbox of many" [ "$count" -gt 40 ]
{
	printf '%s\nContent-Length: 73\nSubject: one\n\n' "$from"
	printf '%s\n\n%s\n\n' "$from" "$from"
	printf '%s\nSubject: two\n\nx\n\n' "$from"
	printf '%s\nContent-Length: 999999\nSubject: three\n\nx\n' "$from"
} >cl.mbox
zlib=false
if "$D" --version | grep -q '^gzip: zlib'; then
	zlib=true
	gzip -c many.mbox >packed.gz
	gzip -c cl.mbox >cl.gz
else
	echo "skipped: zlib was not built in"
fi

# alike NAME MBOX PACKED OPTION...: stdin says the same as a file, as a pipe and
# as what is under gzip in a file and a pipe, and so do its files in x
alike() {
	name=$1 box=$2 packed=$3
	shift 3
	want=0
	rm -rf x y
	"$D" "$@" - <"$box" >want.out 2>want.err || want=$?
	[ ! -d x ] || mv x y
	for jobs in 1 3; do
		for way in pipe file.gz pipe.gz; do
			case $way in
			pipe) set -- cat "$box" "$@" ;;
			*.gz)
				$zlib || continue
				set -- cat "$packed" "$@"
				;;
			esac
			input=$2 got=0
			shift 2
			rm -rf x
			if [ $way = file.gz ]; then
				"$D" -P$jobs "$@" - <"$input" >out 2>err ||
					got=$?
			else
				{
					cat "$input" 2>cat.err
				} | "$D" -P$jobs "$@" - >out 2>err || got=$?
			fi
			sed 's/ in [0-9.]* s//' want.err >a
			sed 's/ in [0-9.]* s//' err >b
			if [ $want = $got ] && cmp -s want.out out &&
				cmp -s a b && { [ ! -d y ] ||
				diff -r x y >diff.out; }; then
				ok "$name, $way, -P$jobs: exit $got"
			else
				bad "$name, $way, -P$jobs: exit $got, not $want"
				diff want.out out | head -n 10 | sed 's/^/# /'
				diff a b | head -n 10 | sed 's/^/# /'
			fi
		done
	done
	rm -rf x y
}
alike "-l" many.mbox packed.gz -l
alike "-l --tsv" many.mbox packed.gz -l --tsv
alike "-t" many.mbox packed.gz -kt
alike "-t, which ends at a bad one" many.mbox packed.gz -t
alike "-b" many.mbox packed.gz -kb
alike "-c" many.mbox packed.gz -kc
if "$D" -j fox.eml >out 2>err; then
	alike "-j" many.mbox packed.gz -kj
	alike "-j --headers-only" many.mbox packed.gz -kj --headers-only
fi
alike "--format" many.mbox packed.gz -k --format='%{number} %{offset} %{size}\n'
alike "--mbox" many.mbox packed.gz --mbox=-
alike "-x" many.mbox packed.gz -x -C x
alike "-x --per-message" many.mbox packed.gz -x --per-message -C x
alike "-S" many.mbox packed.gz -S x
for range in 2 3-5 7,1-2 40- -1 -3,2 5-4 999; do
	alike "-m $range" many.mbox packed.gz -l -m "$range"
done
alike "one of them" many.mbox packed.gz -m 3
alike "a condition" many.mbox packed.gz -l --where=subject~2
half=$(($(wc -c <many.mbox) / 2))
second=$(grep -abn "^$from" many.mbox | sed -n '2s/^[^:]*:\([0-9]*\):.*/\1/p')
for range in 0-0 0-1 0-$second 0-$((second + 1)) $second-$((second + 1)) \
	1-$half $half- 9-7 99999999-; do
	alike "--range=$range" many.mbox packed.gz -l --range="$range"
	alike "--range=$range, -t" many.mbox packed.gz -kt --range="$range"
done
alike "-m in a range" many.mbox packed.gz -l -m 5-9 --range="$second"-
alike "mboxcl" cl.mbox cl.gz -I mboxcl --format='%{offset} %{subject}\n'
is "with lengths" [ "$(wc -l <out)" = 3 ]
alike "as one message" many.mbox packed.gz -I eml -t
printf '%s\n' '' '' 'Subject: no line' '' x '' >headless
cat three.mbox >>headless
gzip -c headless >headless.gz 2>err || :
alike "no line in front" headless headless.gz -I mbox -l
printf '\357\273\277' >marked
cat three.mbox >>marked
gzip -c marked >marked.gz 2>err || :
alike "a byte-order mark" marked marked.gz -l
: >empty
gzip -c empty >empty.gz 2>err || :
alike "nothing" empty empty.gz -I mbox -l

# A FIFO that stays open.  shown N: out has N lines within five seconds
shown() {
	i=0
	while [ "$(wc -l <out)" -lt "$1" ] && [ $i -lt 50 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	[ "$(wc -l <out)" = "$1" ]
}
mkfifo fifo
open_fifo() { # OPTION...
	: >out
	"$D" "$@" fifo >out 2>err &
	reader=$!
	exec 3>fifo
}
for jobs in '' -P1 -P3; do
	# shellcheck disable=SC2086
	open_fifo $jobs -ql
	printf '%s\nSubject: 1\n\n\n' "$from" >&3
	sleep 0.2
	is "FIFO $jobs: nothing is said too soon" [ ! -s out ]
	printf '%s\n' "$from" >&3
	is "the first line is there when the second message begins" shown 1
	printf 'Subject: 2\n\n\n%s\nSubject: 3\n\n\n%s\nSub' "$from" \
		"$from" >&3
	is "the second and third one, too" shown 3
	printf 'ject: 4\n' >&3
	exec 3>&-
	wait $reader
	is "the last one at the end" shown 4
done
open_fifo -j
printf '%s\nSubject: 1\n\n\n%s\n' "$from" "$from" >&3
is "-j: an object at once" shown 1
exec 3>&-
wait $reader
open_fifo -x -C at-once
{
	echo "$from"
	cat fox.eml
	printf '\n%s\n' "$from"
} >&3
is "-x: a line at once" shown 1
is "and the file" [ -s at-once/销售报告2026.xlsx ]
exec 3>&-
wait $reader
open_fifo -ql -I mboxcl
printf '%s\nContent-Length: 2\nSubject: 1\n\nx\n\n%s\n' "$from" "$from" >&3
is "mboxcl: a line at once" shown 1
exec 3>&-
wait $reader

# what is not wanted is not waited for
endless() {
	cat three.mbox
	yes 2>yes.err
}
for jobs in 1 3; do
	endless | timeout 20 "$D" -P$jobs -ql -m 1-2 >out 2>err
	is "-m 1-2 of an endless pipe, -P$jobs" [ "$(wc -l <out)" = 2 ]
	endless | timeout 20 "$D" -P$jobs -ql --range=0-5000 >out 2>err
	is "--range of an endless pipe, -P$jobs" [ "$(wc -l <out)" = 2 ]
done
endless | timeout 20 "$D" -ql --range=7-7 >out 2>err
is "no range of an endless pipe" [ ! -s out ]
{
	while cat three.mbox 2>cat.err; do :; done | timeout 20 "$D" -l
	echo $? >status
} 2>err | head -n 1 >out
is "a pipe closed at the other end ends it" [ "$(cat status)" != 124 ]

# limits
all=$(cat three.mbox three.mbox | wc -c)
limited() { # SIZE
	cat three.mbox three.mbox | "$D" -l --max-size="$1" >out 2>err
}
rc=0
limited $((all - 1)) || rc=$?
is "--max-size of all: exit 65" [ $rc = 65 ]
says "is told" "-: is larger than $((all - 1)) bytes (--max-size)"
is "behind what came before" [ "$(wc -l <out)" -ge 5 ]
rc=0
limited "$all" || rc=$?
is "and not of as much" [ $rc = 0 ]
if $zlib; then
	gzip -c three.mbox >three.gz
	runs "--max-size of what is under gzip" 65 "$D" -l --max-size=12K \
		three.gz
	says "is told, too" 'three.gz: is larger than 12288 bytes (--max-size)'
	head -c 3000 three.gz >torn.gz
	gzip -dc torn.gz >torn.mbox 2>err
	"$D" -l torn.mbox >want 2>err
	for jobs in 1 3; do
		runs "a torn gzip file, -P$jobs" 0 "$D" -l -P$jobs torn.gz
		same "shows what it holds" want out
		is "and tells, once" [ "$(grep -c 'damaged or cut' err)" = 1 ]
	done
	rc=0
	"$D" -lI mbox <torn.gz >out 2>err || rc=$?
	same "from stdin, too" want out
	# as a tape fills its blocks, and as gzip takes it
	"$D" -l three.mbox >want 2>err
	for zeros in 1 17 70000 200000; do
		{
			cat three.gz
			head -c $zeros /dev/zero
		} >padded.gz
		runs "$zeros zero bytes behind it" 0 "$D" -l padded.gz
		same "change nothing" want out
		lacks "and are no damage" err damaged
		rc=0
		# shellcheck disable=SC2002
		cat padded.gz | "$D" -l -P2 - >out 2>err || rc=$?
		is "in a pipe, too" [ $rc = 0 ]
		same "they change nothing" want out
		lacks "and are no damage" err damaged
		for behind in x three.gz; do
			{
				cat padded.gz
				[ $behind = x ] && printf x || cat $behind
			} >followed.gz
			runs "$behind behind $zeros" 0 "$D" -l followed.gz
			same "is not read" want out
			is "and told, once" \
				[ "$(grep -c 'damaged or cut' err)" = 1 ]
		done
	done
	cat three.gz three.gz >twice.gz
	runs "two of them in a row" 0 "$D" -l twice.gz
	is "are one" [ "$(wc -l <out)" = $((2 * $(wc -l <want) - 1)) ]
	lacks "without damage" err damaged
fi
runs "a directory as stdin" 66 sh -c "'$D' -l <."

# cut at any byte, the messages before the cut are whole; from a file, a pipe
# and under gzip
listed() {
	"$D" -k --format='%{offset} %{size} %{subject}\n' "$@" 2>err
}
{
	printf '%s\nSubject: 1\n\nx\n%s\n\n' "$from" 'From here on'
	printf 'From 123@xxx\nSubject: 2\n\nx\n\n'
	printf '%s\nSubject: 3\n\ny\n\n' "$from"
} >small
# cut_at WHOLE PIECE CUT: in lists, those of the whole that end at or before the
# cut come first, and behind them is one more at most
cut_at() {
	awk -v cut="$3" 'NR > 1 && $1 + 0 <= cut + 0 { print line }
		{ line = $0 }' "$1" >before
	[ "$(head -n "$(wc -l <before)" "$2")" = "$(cat before)" ] &&
		[ "$(wc -l <"$2")" -le $(($(wc -l <before) + 1)) ]
}
try_cuts() { # FILE CUT...
	whole=$1
	shift
	listed - <"$whole" >whole.out
	wrong=0
	for cut; do
		head -c "$cut" "$whole" >piece
		listed - <piece >file.out
		cut_at whole.out file.out "$cut" || wrong=$((wrong + 1))
		# shellcheck disable=SC2002
		cat piece | listed -P2 - >pipe.out
		cmp -s file.out pipe.out || wrong=$((wrong + 1))
		$zlib || continue
		gzip -c piece >piece.gz
		listed -P2 - <piece.gz >gz.out
		cmp -s file.out gz.out || wrong=$((wrong + 1))
	done
	[ $wrong = 0 ] && [ -s whole.out ]
}
# shellcheck disable=SC2046
is "cut at each byte" try_cuts small $(seq 1 $(($(wc -c <small) - 1)))
# shellcheck disable=SC2046
is "cut here and there" try_cuts many.mbox \
	$(awk -v n="$(wc -c <many.mbox)" 'BEGIN {
		srand(1)
		for (i = 0; i < 40; i++)
			print int(rand() * n)
	}') $((second - 1)) "$second" $((second + 1)) $((second + 20))
# a mailbox that is whole, but its gzip file is not
if $zlib; then
	size=$(wc -c <packed.gz) wrong=0
	listed - <many.mbox >whole.out
	for part in 1 2 3 5 7 11 13 17; do
		head -c $((size * part / 19)) packed.gz >piece.gz
		gzip -dc piece.gz >piece 2>err
		listed - <piece.gz >gz.out
		cut_at whole.out gz.out "$(wc -c <piece)" ||
			wrong=$((wrong + 1))
	done
	is "a gzip file cut anywhere" [ $wrong = 0 ]
fi

# memory, and no file beside it
limit=131072 # KiB of address space
if (ulimit -v $limit && exec "$D" --version) >out 2>err; then
	for jobs in 1 2; do
		i=0
		while [ $i -lt 80 ]; do
			cat many.mbox
			i=$((i + 1))
		done | (
			TMPDIR=/nonexistent
			export TMPDIR
			ulimit -v $limit
			exec "$D" -kqb -P$jobs
		) 2>err | wc -c >out
		is "300 MB in $((limit / 1024)), -P$jobs" \
			[ "$(cat out)" -gt 240000000 ]
	done
else
	echo "skipped: the program does not run in $limit KiB at all"
fi
# how far it is: the sizes of files are known, the pipe between takes its time
if command -v script >script.out 2>&1 &&
	script -qec true /dev/null </dev/null >script.out 2>&1; then
	slow() { # SECONDS OPTION...
		seconds=$1
		shift
		(
			cat three.mbox
			sleep "$seconds"
			cat three.mbox
		) >fifo &
		script -qec "'$D' $* fox.eml fifo three.mbox >table" /dev/null \
			</dev/null >shown
	}
	slow 0.8 -lP1
	is "a bar" grep -q '\[#*-*\] [0-9]*  .*/s  ETA 0:0' shown
	is "is erased at the end" grep -q \
		"$(printf '\r\033\[K10 messages, 43,476 B')" shown
	slow 0.8 -qlP1
	is "-q: none" [ ! -s shown ]
	slow 0.8 --progress=never -lP1
	lacks "--progress=never: none" shown '/s '
	slow 0.1 -lP1
	lacks "a short run: none" shown '/s '
	slow 5.1 --progress=always -lP1
	is "--progress=always: a line" grep -q '^mimedump: \[.*/s  ETA' shown
else
	echo "skipped: script(1) is missing, so nothing looked like a terminal"
fi
finish
