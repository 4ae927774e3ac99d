#!/bin/sh
# How -x puts a file on a disk: what is there already, links, modes, names that
# differ by case, no room, a signal in the middle; and what it says.
set -u
. "$(dirname "$0")/compose.inc"
. "$top/tests/tools/extract.inc"
mounted=
unmount() {
	for dir in $mounted; do
		umount "$work/$dir"
	done
	mounted=
}
trap 'unmount; rm -rf "$work"' EXIT
message a.txt >one.eml
message a.txt b >two.eml

# the same name more than once
message a.txt A.TXT a.txt b b >same.eml
runs "names that differ by case" 0 "$D" -x -C case.d same.eml
files "are all kept" case.d a.txt A-1.TXT a-2.txt b b-1
content "the first" case.d/a.txt 'content 1'
content "the last" case.d/b-1 'content 5'
has "it is said" out 'case.d/A-1.TXT  9 B  same.eml:2   case.d/a.txt exists'
runs "once more" 0 "$D" -x -C case.d one.eml
content "what was there stays" case.d/a.txt 'content 1'
content "the number goes on" case.d/a-3.txt 'content 1'
runs "-F" 0 "$D" -F -x -C case.d same.eml
files "overwrites, but not what it made itself" case.d a.txt A-1.TXT a-2.txt \
	a-3.txt b b-1
echo old >case.d/a.txt
runs "-F over an older file" 0 "$D" -Fx -C case.d one.eml
content "that is new" case.d/a.txt 'content 1'
runs "--skip-existing" 0 "$D" -x --skip-existing -C case.d one.eml
has "leaves the same content alone" out \
	'case.d/a.txt  9 B  one.eml:1   same content, left alone'
echo other >case.d/a.txt
rm case.d/a-3.txt
runs "--skip-existing and other content" 0 "$D" -x --skip-existing -C case.d \
	one.eml
content "does not take it for the same" case.d/a-3.txt 'content 1'
content "nor overwrites it" case.d/a.txt other
mkdir upper.d
echo there >upper.d/A.Txt
runs "a file in other case" 0 "$D" -x -C upper.d one.eml
files "counts" upper.d A.Txt a-1.txt
if "$D" --version | grep -q libunistring; then
	# precomposed, with a combining accent, and their capitals
	message é.txt É.txt "$(printf 'e\314\201.txt')" \
		"$(printf 'E\314\201.txt')" привет ПРИВЕТ >other.eml
	runs "case outside ASCII" 0 "$D" -x -C other.d other.eml
	files "is case too, accents composed or not" other.d é.txt É-1.txt \
		"$(printf 'e\314\201-2.txt')" "$(printf 'E\314\201-3.txt')" \
		привет ПРИВЕТ-1
else
	echo "skipped: case outside ASCII (that needs libunistring)"
fi
long=$(printf '%064d' 0 | sed 's/0/中/g')
message "$long$long.txt" "$long$long.txt" >long.eml
runs "a name of 200 bytes, twice" 0 "$D" -x -C long.d long.eml
files "the number is within them" long.d "${long}中.txt" "$long-1.txt"

# links, directories and others in the way
mkdir links.d
echo victim >victim
chmod 644 victim
ln -s ../victim links.d/a.txt
ln -s nowhere links.d/b
runs "symbolic links in the way" 0 "$D" -x -C links.d two.eml
content "are not followed" victim victim
content "there is a number" links.d/a-1.txt 'content 1'
is "nor made whole" [ ! -e links.d/nowhere ]
content "a number, too" links.d/b-1 'content 2'
runs "symbolic links and -F" 0 "$D" -Fx -C links.d two.eml
content "are not followed either" victim victim
is "but replaced" [ ! -L links.d/a.txt ]
is "the dangling one, too" [ ! -L links.d/b ]
content "by the file" links.d/a.txt 'content 1'
printf 'content 1' >twin
ln -s ../twin links.d/d
message d >d.eml
runs "a link to the same content" 0 "$D" -x --skip-existing -C links.d d.eml
content "is none to skip" links.d/d-1 'content 1'
mkdir -p dirs.d/a.txt
runs "a directory in the way" 0 "$D" -x -C dirs.d one.eml
content "there is a number, too" dirs.d/a-1.txt 'content 1'
runs "a directory in the way of -F" 73 "$D" -Fx -C dirs.d one.eml
says "is told" 'part 1 (a.txt)'
files "and leaves nothing" dirs.d a.txt a-1.txt
mkdir fifo.d
mkfifo fifo.d/a.txt
runs "a FIFO in the way" 0 timeout 20 "$D" -x --skip-existing -C fifo.d one.eml
content "is not written to" fifo.d/a-1.txt 'content 1'
runs "a FIFO and -F" 0 timeout 20 "$D" -Fx -C fifo.d one.eml
is "is replaced" [ -f fifo.d/a.txt ]
message 'd/e/f.txt' 'g\\h\\i.txt' 'j／k.txt' >slashes.eml
runs "directories in names" 0 "$D" -x -C slashes.d slashes.eml
files "are not made" slashes.d f.txt i.txt k.txt
echo file >file.d
runs "a file where the directory should be" 73 "$D" -x -C file.d one.eml
runs "a directory that cannot be made" 73 "$D" -x -C file.d/d one.eml
runs "directories in one another" 0 "$D" -x -C deep.d/er/est one.eml
files "are made" deep.d/er/est a.txt
mkdir child.d target.d
ln -s ../target.d child.d/000001
runs "--per-message and a link for its directory" 73 "$D" -x --per-message \
	-C child.d one.eml
files "is not followed" target.d
is "nor is anything else made" [ "$(ls -A child.d)" = 000001 ]

# modes
for umask in 000:600 022:600 077:600 0200:400 0400:200 0777:0; do
	rm -rf mode.d
	mkdir mode.d
	(umask "${umask%:*}" && "$D" -x -C mode.d one.eml >/dev/null)
	is "mode ${umask#*:} under umask ${umask%:*}" \
		[ "$(mode mode.d/a.txt)" = "${umask#*:}" ]
	chmod 600 mode.d/a.txt
	(umask "${umask%:*}" && "$D" -Fx -C mode.d one.eml >/dev/null)
	is "and so with -F" [ "$(mode mode.d/a.txt)" = "${umask#*:}" ]
done
printf '#!/bin/sh\n' >script
message run.sh run.exe >run.eml
(umask 000 && "$D" -x -C run.d run.eml >/dev/null)
is "a program is none" [ -z "$(find run.d -type f -perm /111)" ]

# what is said: the name, the size, and the name the sender gave
message ../x.txt y.txt "$(printf 'z\t.txt')" '=?utf-8?Q?=E2=80=AEz?=' >say.eml
runs "names" 0 "$D" -x -C say.d say.eml
has "another than the sender's" out 'say.d/x.txt  9 B  say.eml:1   was "../x.txt"'
has "the same" out 'say.d/y.txt  9 B  say.eml:2'
has "controls as pictures" out 'say.d/z.txt  9 B  say.eml:3   was "z␉.txt"'
has "bidi told by number" out 'say.d/z  9 B  say.eml:4   was "<U+202E>z"'
runs "again" 0 "$D" -x -C say.d say.eml
has "both" out "say.d/x-1.txt  9 B  say.eml:1   was \"../x.txt\"; same content as say.d/x.txt; --skip-existing would skip"

# nothing is written
runs "a dry run" 0 "$D" -nx -C dry.d same.eml
has "tells the names" out 'dry.d/A-1.TXT  9 B  same.eml:2   dry.d/a.txt exists'
is "makes no directory" [ ! -e dry.d ]

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
# disk OPTIONS DIR: a file system of its own, for root
disk() {
	mkdir "$2"
	[ "$(id -u)" = 0 ] && mount -t tmpfs -o "$1" tmpfs "$2" 2>/dev/null &&
		mounted="$mounted $2" && return
	echo "skipped: a disk with $1 (that needs root and mount(2))"
	return 1
}
if disk size=64k tmpfs.d; then
	runs "a full disk" 74 "$D" -x2 -C tmpfs.d big.eml
	says "says so" 'big.eml: part 2 (big.bin): No space left on device'
	files "nothing is left" tmpfs.d
	runs "what fits is there" 74 "$D" -xall -C tmpfs.d big.eml
	content "whole" tmpfs.d/big.bin 'content 1'
	files "and nothing else" tmpfs.d big.bin
	head -c 100000 /dev/zero >tmpfs.d/fill 2>/dev/null || :
	runs "a few bytes that are written when all is done" 74 "$D" -x \
		-C tmpfs.d one.eml
	files "leave nothing either" tmpfs.d big.bin fill
fi
# files that need a name while they are written, as there are not enough
# descriptors to keep those open that have none; and files that have none
named="sh -c 'ulimit -n 100 && exec \"\$0\" \"\$@\"'"
if disk nr_inodes=3 inodes.d; then
	runs "no room for a name" 74 eval "$named" '"$D"' -x -C inodes.d two.eml
	says "says so" 'two.eml: part 2 (b): No space left on device'
	files "the first is there" inodes.d a.txt
fi
if disk nr_inodes=2 few.d; then
	runs "no room for a file" 74 "$D" -x -C few.d two.eml
	says "says so" 'two.eml: part 2 (b): No space left on device'
	files "the first is there" few.d a.txt
fi
if disk ro ro.d; then
	runs "a disk that is read-only" 73 "$D" -x -C ro.d one.eml
	says "says so" 'one.eml: part 1 (a.txt): Read-only file system'
fi
mkdir locked.d
chmod 555 locked.d one.eml
user=
[ "$(id -u)" = 0 ] && user="setpriv --reuid=65534 --regid=65534 --clear-groups"
chmod 755 "$work"
if ! [ "$(id -u)" = 0 ] || $user test -x "$D" 2>/dev/null; then
	# shellcheck disable=SC2086
	runs "a directory that may not be written" 73 \
		$user "$D" -x -C locked.d one.eml
	says "says so" 'part 1 (a.txt): Permission denied'
else
	echo "skipped: a directory that may not be written (no setpriv)"
fi

# in the middle of a file: it is caught at work, and stopped
{
	message x | sed '$d'
	printf -- '--b\nContent-Type: a/b; name=big.bin\n'
	printf 'Content-Transfer-Encoding: base64\n\n'
	awk 'BEGIN { s = "QUJD"; while (length(s) < 1024) s = s s
		for (i = 0; i < 30 * 1024; i++) print s }'
	printf -- '--b--\n'
} >huge.eml
# temporary: there is a temporary file, or one without a name
temporary() {
	set -- stop.d/.mimedump-*
	[ -e "$1" ] && return
	# shellcheck disable=SC2010,SC2012
	ls -l /proc/$pid/fd 2>/dev/null | grep -q '/stop\.d/#[0-9]* '
}
# stopped: the program is, with a file half written; it is begun after $before
before=:
stopped() {
	tries=0
	while [ $tries -lt 20 ]; do
		tries=$((tries + 1))
		rm -rf stop.d
		mkdir stop.d
		(eval "$before" && ulimit -n $descriptors &&
			exec "$D" -x2 -C stop.d huge.eml >out 2>err) &
		pid=$!
		until temporary || ! kill -0 $pid 2>/dev/null; do
			:
		done
		kill -STOP $pid 2>/dev/null
		temporary && return
		kill -CONT $pid 2>/dev/null
		wait $pid
	done
	echo "skipped: $1 (it was always quicker)"
	return 1
}
for signal in 100:TERM:143 1024:TERM:143 100:HUP:129 1024:HUP:129 \
	100:TERM:143 1024:KILL:137 100:HUP:129 1024:KILL:137; do
	descriptors=${signal%%:*}
	signal=${signal#*:}
	stopped "SIG${signal%:*}" || continue
	left=$(ls -A stop.d)
	kill -s "${signal%:*}" $pid
	kill -CONT $pid
	rc=0
	wait $pid 2>/dev/null || rc=$?
	is "SIG${signal%:*} in the middle ends it" [ "$rc" = "${signal#*:}" ]
	# what has a name is left by a signal that cannot be caught
	[ "$signal" = KILL:137 ] && [ -n "$left" ] && continue
	files "and nothing is left" stop.d
done
# another program is quicker, after the directory was looked at
for descriptors in 100 1024; do
	stopped "a name that is taken meanwhile" || continue
	echo mine >stop.d/big.bin
	kill -CONT $pid
	wait $pid
	content "what is there stays" stop.d/big.bin mine
	files "the file has a number" stop.d big.bin big-1.bin
done
# what was ignored before stays so
before="trap '' INT"
if stopped SIGINT; then
	kill -INT $pid
	kill -CONT $pid
	rc=0
	wait $pid || rc=$?
	is "an ignored SIGINT is ignored" [ $rc = 0 ]
	files "all is there" stop.d big.bin
fi
before=:
# the directory that was opened is the one, whatever its name says by now
if stopped "another directory of that name"; then
	mkdir other
	mv stop.d moved.d
	ln -s other stop.d
	kill -CONT $pid
	wait $pid
	files "the directory that was opened" moved.d big.bin
	files "not what took its name" other
fi
finish
