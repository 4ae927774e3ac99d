#!/bin/sh
# mimedump -c: what is wrong with a message, where, and the exit code that says
# whether it matters.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml .

runs "warnings" 1 "$D" --check fox.eml
cat >wanted <<'EOF'
fox.eml:217: W11 warning: From: encoded-word inside a quoted string (RFC 2047 5(3)); decoded as 郜小亮
fox.eml:254: W11 warning: To: encoded-word inside a quoted string (RFC 2047 5(3)); decoded as 李雷
fox.eml:1559: P05 warning: 2: Content-Type name: encoded-word in a parameter (RFC 2231); decoded
fox.eml:1644: P05 warning: 2: Content-Disposition filename: encoded-word in a parameter (RFC 2231); decoded
4 findings (0 errors, 4 warnings, 0 notes)
EOF
same "are listed" wanted out
is "on stdout" [ ! -s err ]
runs "below the level" 0 "$D" -cerror fox.eml
same "are listed, too" wanted out
runs "with -v they" 1 "$D" -vc fox.eml
same "are listed once" wanted out
runs "errors" 1 "$D" -cerror evil.eml
holds "are counted" out '6 findings (5 errors, 1 warning, 0 notes)'
runs "a level that is none" 64 "$D" -call fox.eml
runs "the default is that of warn" 1 "$D" --check=warn fox.eml

printf 'From: a@b.c\nDate: Fri, 1 Mar 2024 10:00:00 +0000\n\ntext\n' >good.eml
runs "nothing" 0 "$D" -cinfo good.eml
has "is said" out '0 findings (0 errors, 0 warnings, 0 notes)'
printf 'From: a@b.c\r\nDate: Fri, 1 Mar 2024 10:00:00 +0000\n\nx\n' >mixed.eml
runs "a note" 0 "$D" -c mixed.eml
holds "is shown" out ' S03 note: '
has "and counted" out '1 finding (0 errors, 0 warnings, 1 note)'
runs "at its own level" 1 "$D" -cinfo mixed.eml

runs "several" 1 "$D" -c fox.eml good.eml
has "say which: the first" out 'fox.eml: 4 findings (0 errors, 4 warnings, 0 notes)'
has "and the second" out 'good.eml: 0 findings (0 errors, 0 warnings, 0 notes)'

# what a sender wrote is harmless here, too
printf 'From: "=?utf-8?Q?=1B[31m=E2=80=AE?=" <a@b.c>\nDate: Fri, 1 Mar 2024 10:00:00 +0000\n\n' >red.eml
runs "controls in a name" 1 "$D" -c red.eml
holds "are shown, not sent" out 'decoded as �[31m<U+202E>'
printf 'From: a@b.c\nDate: Fri, 1 Mar 2024 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=?us-ascii?Q?x?="\n\n--=?us-ascii?Q?x?=--\n' >bound.eml
runs "an encoded-word in a boundary" 1 "$D" -cerror bound.eml
holds "is an error" out 'W11 error: Content-Type: encoded-word in a structural value (RFC 2047 5(3)); not decoded'
# of a message inside the place says in what
printf 'From: a@b.c\nDate: Fri, 1 Mar 2024 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n%s\n' \
	"$(printf 'Subject : x\n\ny\n' | base64)" >inside.eml
runs "inside of an encoded message" 1 "$D" -c inside.eml
holds "the offset is that of its bytes" out 'inside.eml:1:0: H03 warning: '
awk 'BEGIN { print "From: a@b.c\nDate: Fri, 1 Mar 2024 10:00:00 +0000"
	for (i = 0; i < 300; i++) print "X : y"; print "" }' >many.eml
runs "more than are recorded" 1 "$D" -c many.eml
holds "are counted" out '300 findings (0 errors, 300 warnings, 0 notes)'
holds "and named" out ' more of H03'

awk 'BEGIN { print "Content-Type: multipart/mixed; boundary=b\n"
	for (i = 0; i < 60000; i++) print "--b\n\nx" }' >parts.eml
runs "very many parts, explained" 0 timeout 60 \
	"$D" -qvvt --max-parts=0 parts.eml

runs "beside the tree" 1 "$D" -tc fox.eml
holds "the tree refers to it" out '4 warnings; see --check fox.eml:217: W11'
runs "with JSON" 64 "$D" -c -j fox.eml
finish
