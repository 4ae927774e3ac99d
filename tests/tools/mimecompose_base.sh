#!/bin/sh
# --base: an edit changes what it is told to, and no other byte.
set -u
. "$(dirname "$0")/compose.inc"

# every message of the project, as it is, with LF and with CRLF
n=0 differ=0
find "$top/samples/mail" "$top/tests/data" "$top/tests/fuzz/corpus" -type f \
	2>/dev/null >list
while IFS= read -r f; do
	tr -d '\r' <"$f" >lf
	sed 's/$/\r/' lf >crlf
	for g in "$f" lf crlf; do
		n=$((n + 1))
		"$M" --base="$g" >out 2>err && cmp -s "$g" out || {
			differ=$((differ + 1))
			echo "# differs: $f"
		}
	done
done <list
is "without an edit $n files stay the same bytes" [ $differ = 0 ]
is "there were files" [ $n -gt 20 ]
: >empty
runs "an empty file" 0 "$M" --base=empty
same "stays empty" empty out
if command -v gzip >/dev/null 2>&1; then
	echo 'Subject: packed' | gzip >packed
	runs "a file that is compressed" 0 "$M" --base=packed
	same "stays compressed" packed out
fi

cat >m.eml <<'END'
Received: from  x
	by y
from: "A"  <a@b.c>
SUBJECT:   old
 folded
To: x@y.z
X-Same: 1
X-Same: 2
Bcc: secret@y.z
Mime-Version: 1.0
Content-Type: multipart/mixed; boundary=b

preamble
--b

one  
--b
Content-Transfer-Encoding: base64

eA
--b--
epilogue
END
sed 's/$/\r/' m.eml >crlf.eml

# edit NAME SED OPTION...: what --base gives is what sed gives, LF and CRLF
edit() {
	name=$1 script=$2
	shift 2
	sed "$script" m.eml >wanted
	runs "$name" 0 "$M" --base=m.eml "$@"
	same "$name: nothing else" wanted out
	sed 's/$/\r/' wanted >wanted.crlf
	runs "$name, CRLF" 0 "$M" --base=crlf.eml "$@"
	same "$name, CRLF: nothing else" wanted.crlf out
}
edit "no edit" ''
edit "subject" '4d;s/^ folded/Subject: =?UTF-8?B?5paw?=/' -s 新
edit "sender" 's/^from:.*/From: =?UTF-8?B?5byg?= <z@b.c>/' -f '张 <z@b.c>'
edit "recipients" 's/^To:.*/To: p@q.r, s@t.u/' -t p@q.r -t s@t.u
edit "a new field" '/^Mime-V/n;/^Content-Type: mu/a\
X-New: 1' -H 'X-New: 1'
edit "the first of a name replaces" '/^X-Same: 2/d;s/^X-Same: 1/X-Same: 3/' \
	-H 'X-Same: 3'
edit "a removed one" '/^X-Same/d' -H 'X-Same:'
edit "Bcc removed by name" '/^Bcc/d' -H 'Bcc:'
edit "a date" '/^Content-Type: mu/a\
Date: Wed, 18 Nov 2026 09:30:11 +0800' -d 2026-11-18T09:30:11+08:00
edit "Bcc for the envelope is not written" '/^Bcc/d' -b other@y.z
printf 'abc' >f.bin
edit "an attachment" '/^eA$/a\
--b\
Content-Type: application/octet-stream; name=f.bin\
Content-Disposition: attachment; filename=f.bin\
Content-Transfer-Encoding: base64\
\
YWJj' -a f.bin

printf 'From: a@b.c\nSubject: x\n\nplain \n' >plain.eml
runs "a text gains an attachment" 0 "$M" --base=plain.eml -a f.bin
has "what was there" out 'plain '
has "as a MIME message" out 'MIME-Version: 1.0'
holds "in a multipart" out 'Content-Type: multipart/mixed; boundary="=_'
lacks "with its line ends" out "$(printf '\r')"
runs "--eol" 0 "$M" --base=m.eml --eol=crlf
same "changes line ends when asked" crlf.eml out
runs "in place" 0 "$M" --base=plain.eml -s new -F -o plain.eml
has "was replaced" plain.eml 'Subject: new'
runs "from stdin" 0 sh -c '"$0" --base=- -s new <m.eml' "$M"
has "is edited" out 'Subject: new'
printf 'DKIM-Signature: v=1; d=b.c\nFrom: a@b.c\n\nx\n' >dkim.eml
runs "a signed message" 0 "$M" --base=dkim.eml -s new
says "is warned about" 'DKIM'
runs "and unedited" 0 "$M" --base=dkim.eml
is "is not" [ ! -s err ]
runs "the body is kept" 64 "$M" --base=m.eml -m other
runs "a bad value" 65 "$M" --base=m.eml -t nobody
is "writes nothing" [ ! -s out ]
runs "a new id" 0 "$M" --base=m.eml -i auto
is "is made" grep -Eq '^Message-ID: <[0-9a-f]{32}@b.c>$' out
finish
