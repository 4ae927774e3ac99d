#!/bin/sh
# The sample programs, run as their first lines say.
set -eu
top=$(cd "${top_srcdir:-$(dirname "$0")/..}" && pwd)
build=$(cd "${top_builddir:-$top/build}" && pwd)
samples=$build/samples
sink=$build/tests/sink
mail=$top/samples/mail/foxmail.eml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

n_ok=0 n_bad=0
# is NAME COMMAND...: the command succeeds
is() {
	name=$1
	shift
	if "$@"; then
		n_ok=$((n_ok + 1))
		echo "ok - $name"
	else
		n_bad=$((n_bad + 1))
		echo "not ok - $name: $*"
	fi
}

is "extract writes the attachment" "$samples/extract" "$mail"
printf abcdedf >wanted
is "with its bytes" cmp wanted readme.txt

printf 'three\r\nlines\n' >file.bin
"$samples/attach" '张三 <z@b.example>' a@b.example 主题 你好 file.bin >made.eml
is "attach makes a message" grep -q '^From: =?UTF-8?B?5byg5LiJ?= <z@b' made.eml
mkdir out
(cd out && "$samples/extract" ../made.eml >/dev/null)
is "whose file comes out again" cmp file.bin out/file.bin
is "a line break is refused" sh -c '! "$0/attach" "a
b@c" d@e s t 2>/dev/null' "$samples"

is "loop sends on a connection of ours" "$sink" port loop.eml \
	"$samples/loop" "$mail" a@example.com b@example.com
is "what arrives is the file" cmp "$mail" loop.eml

# an error of recv is an end: it went round for ever
rc=0
timeout 20 "$samples/loop" "$mail" a@example.com b@example.com </dev/null ||
	rc=$?
is "loop ends when there is no connection" [ $rc = 1 ]

for from in one two; do
	echo "From $from@b.example Thu Nov 29 21:33:09 1973"
	cat "$mail"
	echo
done >mbox
"$samples/mailbox" mbox >listed
sum=$(sha256sum <"$mail" | cut -d ' ' -f 1)
is "mailbox lists two messages" [ "$(grep -c "^$sum " listed)" = 2 ]
"$samples/mailbox" mbox 1 99999 >listed
is "one of which begins in a range" [ "$(grep -c "^$sum " listed)" = 1 ]

rm -f port
"$sink" port send.eml >dialogue 2>&1 &
n=0
while [ ! -e port ] && [ $n -lt 100 ]; do
	sleep 0.1
	n=$((n + 1))
done
is "send finds a server" [ -e port ]
# TLS if it is offered, and it is not: without a login that is a choice
is "send sends to it" "$samples/send" "smtp://127.0.0.1:$(cat port)" \
	a@example.com b@example.com "$mail"
wait
is "what arrives is the file" cmp "$mail" send.eml

echo "$n_ok ok, $n_bad not ok"
[ $n_bad = 0 ]
