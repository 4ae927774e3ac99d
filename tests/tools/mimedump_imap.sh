#!/bin/sh
# mimedump --imap: two lines a message, and with -R what an IMAP server sends.
set -u
. "$(dirname "$0")/compose.inc"

printf 'From: "A \\"B\\"" <a@x.y>\nSubject: \351\033[1m\tx\n\none\n' >odd.eml
printf 'To: us: b@x.y;\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n1\n--b--\n' \
	>mixed.eml

a='(("A \"B\"" NIL "a" "x.y"))'
cat >want <<END
ENVELOPE (NIL "�␛[1m	x" $a $a $a NIL NIL NIL NIL NIL)
BODYSTRUCTURE ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 5 1 NIL NIL NIL NIL)
ENVELOPE (NIL NIL NIL NIL NIL ((NIL NIL "us" NIL)(NIL NIL "b" "x.y")(NIL NIL NIL NIL)) NIL NIL NIL NIL)
BODYSTRUCTURE (("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 1 0 NIL NIL NIL NIL) "mixed" ("boundary" "b") NIL NIL NIL)
END
runs "two messages" 0 "$D" --imap odd.eml mixed.eml
same "are four lines, harmless on a terminal" want out

printf 'ENVELOPE (NIL {7}\r\n\351\033[1m\tx %s %s %s NIL NIL NIL NIL NIL)\n' \
	"$a" "$a" "$a" >want
runs "raw" 0 "$D" --imap -R odd.eml
head -n 2 out >envelope
same "is what a server sends, a literal where it must be" want envelope

runs "not together with another mode" 64 "$D" --imap -t odd.eml
finish
