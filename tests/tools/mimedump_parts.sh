#!/bin/sh
# Which parts a selection means, what -p, -a and -b make of them, and messages
# inside messages.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml "$top"/samples/mail/foxmail.eml .

cat >tree.eml <<'END'
From: a@b.c
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

first 正文
--b
Content-Type: image/png; name="图.png"
Content-ID: <logo@x>
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--b
Content-Type: message/rfc822

From: d@e.f
Subject: inside
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain

inner
--c
Content-Type: application/pdf; name="内.PDF"

%PDF-
--c--
--b
Content-Type: text/csv; charset=gb2312; name=t.csv
Content-Disposition: attachment
Content-Transfer-Encoding: quoted-printable

=D6=D0,1
--b--
END

# part NAME SEL TEXT: -p SEL prints the text
part() {
	rc=0
	"$D" -p "$2" tree.eml >out 2>err </dev/null || rc=$?
	printf "$3" >want
	if [ $rc = 0 ] && cmp -s want out; then
		ok "$1"
	else
		bad "$1: exit $rc"
		diff want out | sed 's/^/# /'
	fi
}
part "a section" 1 'first 正文'
part "one below a message" 3.1 'inner'
part "a media type" 'type:TEXT/csv' '中,1'
part "a pattern of types" 'type:t*/c*' '中,1'
part "a name" 'name:?.png' '\211PNG\r\n\032\n'
part "a name without case" 'name:*.pdf' '%%PDF-'
part "a Content-ID" 'cid:logo@x' '\211PNG\r\n\032\n'
part "several, in the order of the message" '4,1' 'first 正文中,1'
part "the same twice" '1,1,type:text/plain,1' 'first 正文inner'
part "attachments, also inside" 'name:*.pdf,type:image/*' '\211PNG\r\n\032\n%%PDF-'
runs "all of them" 0 "$D" -pall tree.eml
holds "in order" out 'first 正文'
runs "a multipart is its bytes" 0 "$D" -p3 tree.eml
holds "with its delimiters" out 'Subject: inside MIME-Version: 1.0'
runs "raw" 0 "$D" -Rp4 tree.eml
printf '\326\320,1' >want
same "is decoded, but not converted" want out
for sel in 9 3.9 1.1.1 'type:audio/*' 'name:nothing' cid:none; do
	runs "$sel is not there" 1 "$D" -p "$sel" tree.eml
	says "$sel: and that is said" 'tree.eml: has no such part'
done
for sel in '' , 1, 1. .1 1..2 a 1a type: name: cid: attachment alle; do
	runs "'$sel' is no selection" 64 "$D" -p "$sel" tree.eml
done
star=$(printf '%02000d' 0 | sed 's/0/*a/g')
runs "a pattern of many stars" 1 "$D" -p "name:$star" tree.eml

runs "the tree" 0 "$D" -t tree.eml
has "a message inside" out '|- 3  message/rfc822  194 B  inside'
has "its root has no number" out '|  `- multipart/alternative'
has "its parts do" out '|     |- 3.1  text/plain  5 B  inner'
has "the last" out '`- 4  text/csv  gb2312  4 B  t.csv'
runs "the table" 0 "$D" -a tree.eml
sed 's/  [0-9a-f]\{12\}/  HASH/' out >table
cat >want <<'END'
2  image/png  8 B  HASH  图.png
3  message/rfc822  194 B  HASH
3.2  application/pdf  5 B  HASH  内.PDF
4  text/csv  4 B  HASH  t.csv
END
same "of all that is attached" want table
runs "of two files" 0 "$D" -a tree.eml foxmail.eml
has "says which" out "foxmail.eml:2  application/octet-stream  7 B  $(printf abcdedf | sha256sum | cut -c1-12)  readme.txt"
runs "for scripts" 0 "$D" -a --tsv tree.eml foxmail.eml
is "one line of titles" [ "$(grep -c '^file' out)" = 1 ]
is "and one for each part" [ "$(wc -l <out)" = 6 ]
runs "ended by NUL" 0 "$D" -0a tree.eml
is "four records" [ "$(tr -dc '\0' <out | wc -c)" = 4 ]
runs "-x of it" 0 "$D" -x -C x.d tree.eml
is "four files" [ "$(cd x.d && echo *)" = "part-3.eml t.csv 内.PDF 图.png" ]
printf '\326\320,1' >want
same "an attachment is never converted" want x.d/t.csv
runs "-x of a selection" 0 "$D" -x1,cid:logo@x -C y.d tree.eml
is "two files" [ "$(cd y.d && echo *)" = "part-1.txt 图.png" ]

# which text is the text
body() { # NAME OPTION FILE TEXT
	"$D" "$2" "$3" >out 2>err </dev/null
	printf "$4" >want
	same "$1" want out
}
printf 'Content-Type: text/html\n\n<p>a<br>b &lt;</p><script>x</script>' >h.eml
body "HTML only" -b h.eml 'a\nb <\n'
body "its source" -bhtml h.eml '<p>a<br>b &lt;</p><script>x</script>\n'
body "no text" -btext h.eml ''
says "is told" 'h.eml: has no text body'
printf 'Content-Type: text/enriched\n\n<bold>a</bold>\n' >e.eml
body "a text of another type" -b e.eml '<bold>a</bold>\n'
printf 'X: y\n\n' >empty.eml
body "an empty text" -b empty.eml ''
printf 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n\ntwo\n--b--\n' \
	>two.eml
body "two texts" -b two.eml 'one\n\ntwo\n'
printf 'Content-Type: image/png\n\n\211PNG' >image.eml
body "no text at all" -b image.eml ''
says "is told, too" 'image.eml: has no text body'
finish
