#!/bin/sh
# What mimecompose refuses, with which sentence and exit code; and content that
# would break a careless composer.
set -u
. "$(dirname "$0")/compose.inc"
cr=$(printf '\r')
nl='
'
make() { # NAME STATUS OPTION...
	name=$1 status=$2
	shift 2
	runs "$name" "$status" "$M" -f a@b.c -t d@e.f -m x "$@"
	[ "$status" = 0 ] || is "$name: nothing on stdout" [ ! -s out ]
}

# a line break in anything that becomes a field, named
make "Subject with CR LF" 65 -s "a${cr}${nl}Bcc: x@y.z"
says "names Subject" 'Subject: '
make "Subject with LF" 65 -s "a${nl}b"
make "Subject with CR" 65 -s "a${cr}b"
make "a field with a line break" 65 -H "X-A: b${cr}${nl}Bcc: x@y.z"
says "names X-A" 'X-A: '
make "To with a line break" 65 -t "g@h.i${nl} j@k.l"
says "names To" 'To: '
make "Message-ID with a line break" 65 -i "<a@b>${cr}${nl}X: y"
says "names Message-ID" 'Message-ID: '
make "Date with a line break" 65 -d "2026-11-18${nl}X: y"
says "names Date" 'Date: '
: >a.txt
make "a file name with a line break" 65 -a "a.txt;name=a\".exe${cr}${nl}X: 1"
says "names filename" 'filename: '
make "a description with a line break" 65 -a "a.txt;desc=a${nl}b"
says "names Content-Description" 'Content-Description: '
bad_name="b${nl}c.txt"
: >"$bad_name"
make "a line break in the file's own name" 65 -a "$bad_name"
make "a path in a file name" 65 -a 'a.txt;name=../b.txt'
says "names filename again" 'filename: '
make "a control in a file name" 65 -a "a.txt;name=b$(printf '\033').txt"
make "a control in a subject" 65 -s "$(printf '\033[31mred')"
says "names Subject again" 'Subject: a control character at byte 0'
make "a C1 control" 65 -H "X-A: $(printf '\302\233')31m"
make "a tab in a subject" 0 -s "$(printf 'a\tb')"
make "Bcc with a line break" 65 -b "g@h.i${nl}j@k.l"
make "not UTF-8" 65 -s "$(printf 'a\377')"
says "at its character" 'Subject: character 2: '

# addresses
make "no address" 65 -t 'just words'
says "which" "To: 'just words' is no address"
make "an unquoted comma" 0 -c 'Li, Wei <li@b.c>'
has "is quoted" out 'Cc: "Li, Wei" <li@b.c>'
make "two @" 65 -c 'a@b@c'
says "names Cc" 'Cc: '
make "a local part outside ASCII" 65 -t '用户@b.c'
says "names To and the address" "To: '用户@b.c' is not ASCII before the @"
make "an encoded-word for an address" 65 -t '=?utf-8?q?=C3=A4?=@b.c'
make "nothing" 65 -r ''
says "names Reply-To" 'Reply-To: '
make "a name without domain" 65 -t root
make "a group without members" 0 -c 'undisclosed recipients:;'
runs "no From is guessed" 78 "$M" -t a@b.c -m x
says "says what to do" '--from=ADDR'
runs "From was removed" 78 "$M" -f a@b.c -H From: -t a@b.c -m x
runs "several authors want a Sender" 65 "$M" -f 'a@b.c, d@e.f' -t a@b.c -m x
says "says so" 'Sender'
runs "and have one" 0 "$M" -f 'a@b.c, d@e.f' -H 'Sender: a@b.c' -t a@b.c -m x

# header fields that are not the user's to set
make "Content-Type" 64 -H 'Content-Type: text/html'
make "content-anything" 64 -H 'content-foo: x'
make "MIME-Version" 64 -H 'MIME-Version: 2.0'
make "no colon" 64 -H 'X-A'
make "a name with a blank" 64 -H 'X A: b'
make "a name outside ASCII" 64 -H '主题: b'
make "a date that is none" 64 -d yesterday-ish
make "a message-id that is none" 65 -i 'two words@b.c'
make "a message-id without @" 65 -i abc

# charsets
runs "a character outside the charset" 65 "$M" -f a@b.c -t d@e.f -e gb2312 \
	-m '朱镕基先生：您好。'
echo "mimecompose: body line 1, character 2: '镕' (U+9555) is not in gb2312; use -e gb18030 or -e utf-8" >wanted
same "names it" err wanted
printf 'ok\n\nab镕\n' >t.txt
runs "in a file" 65 "$M" -f a@b.c -t d@e.f -e gb2312 -T t.txt
says "by file, line and character" \
	"t.txt: line 3, character 3: '镕' (U+9555) is not in gb2312"
runs "in a field" 65 "$M" -f a@b.c -t d@e.f -e gb2312 -m x -s '朱镕'
says "by name" "Subject: character 2: '镕' (U+9555) is not in gb2312"
runs "in Latin" 65 "$M" -f a@b.c -t d@e.f -e iso-8859-1 -m '€ü你'
says "another charset is no use" 'use -e utf-8'
make "no such charset" 64 -e no-such-charset
make "a charset that is no ASCII" 64 -e utf-16
printf 'a\377' >bytes.txt
runs "a text that is not UTF-8" 65 "$M" -f a@b.c -t d@e.f -T bytes.txt
says "and where" 'bytes.txt: line 1, character 2'
runs "7bit that is none" 65 "$M" -f a@b.c -t d@e.f --encoding=7bit -m 你

# files
runs "no such text" 66 "$M" -f a@b.c -t d@e.f -T none.txt
runs "no such page" 66 "$M" -f a@b.c -t d@e.f -W none.html
make "no such attachment" 66 -a none.bin
says "which" 'none.bin: '
make "a directory" 66 -a .
runs "no such base" 66 "$M" --base=none.eml
echo old >there.eml
make "the output is there" 73 -o there.eml
echo old >wanted
same "and stays" there.eml wanted
make "-F" 0 -F -o there.eml
make "no such directory" 73 -o none/x.eml
[ ! -e /dev/full ] || {
	rc=0
	"$M" -f a@b.c -t d@e.f -m x >/dev/full 2>err || rc=$?
	is "a full disk" [ $rc = 74 ]
}
head -c 3000 /dev/zero >big.bin
make "above --max-attach" 65 -a big.bin --max-attach=4K
says "says how much" '4,106 bytes'
make "below it" 0 -a big.bin --max-attach=5K
make "no limit" 0 -a big.bin --max-attach=0

# usage
runs "nothing at all" 64 "$M"
runs "no body" 64 "$M" -f a@b.c -t d@e.f
make "an unknown option" 64 --frob
make "an unknown value" 64 --encoding=rot13
make "two texts" 64 -T t.txt
make "inline without HTML" 64 -I a.txt
make "an unknown key" 64 -a 'a.txt;colour=red'
make "a multipart as a file" 64 -a 'a.txt;type=multipart/mixed'
make "no media type" 64 -a 'a.txt;type=nonsense'
make "stdin without a name" 64 -a -
make "stdin twice" 64 -a '-;name=a' -a '-;name=b'
make "an operand" 64 a.txt
make "a password without a user" 64 -Ssmtp://127.0.0.1 --password-fd=3
make "a login without sending" 64 --user=me
make "another scheme" 64 -Slmtp://127.0.0.1
runs "a password in the URL" 64 "$M" -f a@b.c -t d@e.f -m x \
	-Ssmtp://me:s3cret@127.0.0.1
lacks "which is not repeated" err s3cret
runs "a password in an operand" 64 "$M" -S smtp://me:s3cret@127.0.0.1
lacks "which is not repeated either" err s3cret
runs "--help" 0 "$M" --help
is "--help in 80 columns" [ -z "$(awk 'length($0) > 80' out)" ]
runs "--version" 0 "$M" --version

# content that would break a careless composer
make "specials in a display name" 0 -f '"A, \"B\" <e@x.y>\\" <a@b.c>'
has "stay quoted" out 'From: "A, \"B\" <e@x.y>\\" <a@b.c>'
make "a body like a delimiter" 0 -a a.txt --reproducible
line=$(sed -n 's/.*boundary="\(.*\)".*/\1/p' out | tr -d '\r')
runs "a body that holds the boundary" 0 "$M" -f a@b.c -t d@e.f \
	-m "--$line${nl}Content-Type: text/html${nl}${nl}<x>${nl}--$line--" \
	-a a.txt -o collide.eml
says "is still one part" 'multipart/mixed: text/plain (us-ascii, 7bit), '
runs "all line ends" 0 "$M" -f a@b.c -t d@e.f \
	-m "a${nl}b${cr}c${cr}${nl}d${nl}.${nl}MAIL FROM:<x@y.z>"
is "no bare LF" [ "$(grep -c "$cr\$" out)" = "$(grep -c '' out)" ]
is "no bare CR" [ -z "$(sed "s/$cr\$//" out | grep "$cr")" ]
runs "a long line" 0 "$M" -f a@b.c -t d@e.f \
	-m "$(head -c 2000 /dev/zero | tr '\0' x)"
is "is broken" [ -z "$(awk 'length($0) > 79' out)" ]
runs "a long subject" 0 "$M" -f a@b.c -t d@e.f -m x \
	-s "$(yes 关于 | head -n 200 | tr -d '\n')"
is "is folded" [ -z "$(tr -d '\r' <out | awk 'length($0) > 76')" ]
is "into words of at most 75" \
	[ -z "$(grep -oE '=[?][^ ]*[?]=' out | awk 'length($0) > 75')" ]
runs "a line that begins with From" 0 "$M" -f a@b.c -t d@e.f -m 'From me'
lacks "is encoded" out '^From me'
runs "a name with every special" 0 "$M" -f a@b.c -t d@e.f -m x \
	-a "a.txt;name=\"合同 (终)'s\\\"%;.pdf\"" -o name.eml
says "comes back" "合同 (终)'s\"%;.pdf"
runs "a header in options twice" 0 "$M" -f a@b.c -t d@e.f -m x -s a -s b
has "the last one counts" out 'Subject: b'
finish
