#!/bin/sh
# With -j every error is an object of JSON, one a line, from whichever thread.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml .
cp "$top"/tests/data/three.mbox .
printf 'no header here\n' >junk
mkdir dir
head -c 100000 /dev/zero | tr '\0' x >large
head -c 3000 /dev/zero | tr '\0' x >>junk

# told NAME CODE TEXT OPTION...: that exit code; on stderr objects alone, one of
# them an error with that text
told() {
	name=$1 code=$2 text=$3
	shift 3
	rc=0
	"$D" "$@" >out 2>err </dev/null || rc=$?
	is "$name: exit $rc" [ $rc = "$code" ]
	lacks "$name: nothing but objects" err '^[^{]|[^}]$'
	is "$name: an error with its words" grep -q \
		"^{\"program\": \"mimedump\", \"file\": .*\"kind\": \"[ew].*$text" err
}
for jobs in 1 3; do
	set -- -P$jobs -kj
	told "a missing file" 66 'cannot be opened' "$@" none.eml
	told "one of some" 1 'cannot be opened' "$@" fox.eml none.eml fox.eml
	told "a directory" 66 'is a directory' "$@" dir
	told "no message" 65 'has no header field' "$@" junk
	told "one too large" 65 'is larger than 1024 bytes' "$@" \
		--max-size=1K large
	told "a Maildir that is none" 66 'is no Maildir' "$@" -I maildir dir
	told "a list that is missing" 66 'cannot be opened' "$@" \
		--files-from=none
	told "an output that cannot be" 73 'cannot be created' "$@" \
		-o no/where fox.eml
	if [ "$(id -u)" != 0 ]; then
		cp fox.eml closed.eml
		chmod 0 closed.eml
		told "one that is not ours" 66 'cannot be opened' "$@" closed.eml
	fi
	if "$D" --version | grep -q '^gzip: zlib'; then
		gzip -c three.mbox | head -c 3000 >torn.gz
		told "a torn gzip file" 0 'damaged or cut off' "$@" torn.gz
		gzip -c fox.eml | head -c 900 >torn.eml.gz
		told "a torn message" 0 'damaged or cut off' "$@" torn.eml.gz
	fi
	rc=0
	cat three.mbox three.mbox | "$D" "$@" --max-size=13K >out 2>err || rc=$?
	is "a pipe too large: exit $rc" [ $rc = 65 ]
	lacks "a pipe too large: nothing but objects" err '^[^{]|[^}]$'
	says "a pipe too large: its words" 'is larger than 13312 bytes'
	if [ -c /dev/full ]; then
		rc=0
		"$D" "$@" three.mbox >/dev/full 2>err || rc=$?
		is "a full disk: exit $rc" [ $rc = 74 ]
		lacks "a full disk: nothing but objects" err '^[^{]|[^}]$'
		says "a full disk: its words" 'No space left'
	fi
	# the reader of the output keeps it from going on
	i=0
	while [ $i -lt 300 ]; do
		cat three.mbox
		i=$((i + 1))
	done >short.mbox
	{
		"$D" "$@" --json-content short.mbox 2>err
		echo $? >status
	} | {
		sleep 1
		: >short.mbox
		cat >/dev/null
	}
	is "one that gets shorter: exit 74" [ "$(cat status)" = 74 ]
	lacks "one that gets shorter: nothing but objects" err '^[^{]|[^}]$'
	says "one that gets shorter: its words" 'became shorter'
done

# the command line, once -j was read
for bad in --nonsense --max-size=x -t --charset=none '-m x' --where=x \
	--range=x --jobs=x '--files-from=a --files0-from=b' -p -R --color=x \
	'--utc --local' --progress=x; do
	# shellcheck disable=SC2086
	told "$bad" 64 '' -j $bad fox.eml
done
told "a value that -j has not" 64 'is not a value' --json=x fox.eml
told "a value that is missing" 64 'needs a value' -j -p

# no memory for a message in a pipe
if (ulimit -v 65536 && exec "$D" -j fox.eml) >out 2>err; then
	rc=0
	{
		printf 'From a@b.c Wed Nov 18 09:30:12 2026\nX: y\n\n'
		head -c 80000000 /dev/zero 2>cat.err | tr '\0' x 2>tr.err
	} | (ulimit -v 65536 && exec "$D" -j) >out 2>err || rc=$?
	is "no memory: exit $rc" [ $rc = 70 ]
	lacks "no memory: nothing but objects" err '^[^{]|[^}]$'
	says "no memory: its words" 'out of memory'
else
	echo "skipped: the program does not run in 64 MB at all"
fi
finish
