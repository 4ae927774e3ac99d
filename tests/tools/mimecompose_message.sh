#!/bin/sh
# What mimecompose makes: header, body, structure, names, encodings.
set -u
. "$(dirname "$0")/compose.inc"

printf '小亮，你好：\n\n附件是第三季度的销售报告，请查收。\n' >body.txt
printf '%%PDF-1.4 no real one' >销售报告.pdf

runs "a Chinese message with an attachment" 0 "$M" \
	-f '张三 <zhang@example.com>' -t '郜小亮 <gao@b.example>' \
	-s 第三季度销售报告 -T body.txt -a 销售报告.pdf -o q3.eml
cp err summary
sed -n 1,3p q3.eml >first
has "From is an encoded-word and an address" first \
	'From: =?UTF-8?B?5byg5LiJ?= <zhang@example.com>'
has "To likewise" first 'To: =?UTF-8?B?6YOc5bCP5Lqu?= <gao@b.example>'
has "Subject" first 'Subject: =?UTF-8?B?56ys5LiJ5a2j5bqm6ZSA5ZSu5oql5ZGK?='
tr -d '\r' <q3.eml | sed -n '/^Content-Type: app/,/^Content-T.*64/p' >names
cat >wanted <<'END'
Content-Type: application/pdf;
 name="=?UTF-8?B?6ZSA5ZSu5oql5ZGKLnBkZg==?="
Content-Disposition: attachment;
 filename*=UTF-8''%E9%94%80%E5%94%AE%E6%8A%A5%E5%91%8A.pdf
Content-Transfer-Encoding: base64
END
same "the name in the forms that all mailers read" names wanted
size=$(wc -c <q3.eml)
has "the summary has size, types, encodings, names" summary \
	"q3.eml  $size B  multipart/mixed: text/plain (utf-8, base64), application/pdf 销售报告.pdf"
is "no line above 78" [ -z "$(tr -d '\r' <q3.eml | awk 'length($0) > 78')" ]
is "every line ends in CRLF" \
	[ "$(grep -c "$(printf '\r$')" q3.eml)" = "$(grep -c '' q3.eml)" ]
runs "--eol=lf" 0 "$M" -f a@b.c -t d@e.f -T body.txt -a 销售报告.pdf --eol=lf
lacks "then there is no CR" out "$(printf '\r')"

make() { # OPTION...: a plain message in out
	runs "make: $*" 0 "$M" -f a@b.c -t d@e.f "$@"
}
make -m hello
has "ASCII is us-ascii" out 'Content-Type: text/plain; charset=us-ascii'
has "and 7bit" out 'Content-Transfer-Encoding: 7bit'
make -m 你好 -e gb18030
has "a charset that was named" out 'Content-Type: text/plain; charset=gb18030'
make -m 你好 --encoding=qp
has "an encoding that was asked for" out '=E4=BD=A0=E5=A5=BD'
make -m 你好 --encoding=8bit
has "8bit" out '你好'
make -m 你好 --encoding=8bit --eol=lf -e gb18030
has "8bit in its charset" out "$(printf '\304\343\272\303')"
make -m x -d '2026-11-18 09:30:11+08:00'
has "an ISO 8601 date" out 'Date: Wed, 18 Nov 2026 09:30:11 +0800'
make -m x -d 'Wed, 18 Nov 2026 09:30:11 +0800'
has "an RFC 5322 date" out 'Date: Wed, 18 Nov 2026 09:30:11 +0800'
SOURCE_DATE_EPOCH=1794965411 "$M" -f a@b.c -t d@e.f -m x >out 2>err
has "SOURCE_DATE_EPOCH" out 'Date: Wed, 18 Nov 2026 01:30:11 +0000'
make -m x -i one@example.com
has "a message-id" out 'Message-ID: <one@example.com>'
make -m x -i '<one@example.com>'
has "with its brackets" out 'Message-ID: <one@example.com>'
make -m x -i none
lacks "no message-id" out '^Message-ID'
make -m x
is "128 bits and the domain of From" \
	grep -Eq '^Message-ID: <[0-9a-f]{32}@b\.c>' out
make -m x -t g@h.i -c j@k.l -c 'm@n.o, P Q <p@q.r>' -r s@t.u
has "lists and repeated options are one field" out 'To: d@e.f, g@h.i'
has "Cc" out 'Cc: j@k.l, m@n.o, P Q <p@q.r>'
has "Reply-To" out 'Reply-To: s@t.u'
make -m x -H 'X-A: 1' -H 'X-A: 2' -H 'subject: 你好' -H 'X-B: x' -H 'X-B:'
has "-H repeats add" out 'X-A: 1'
has "-H repeats add, second" out 'X-A: 2'
has "a field with an option goes its way" out 'Subject: =?UTF-8?B?5L2g5aW9?='
lacks "-H N: removes" out '^X-B'
make -m x -t '例え <b@例え.jp>' 2>/dev/null
if "$M" -V | grep -q 'libidn2: yes'; then
	has "an international domain" out \
		'To: d@e.f, =?UTF-8?B?5L6L44GI?= <b@xn--r8jz45g.jp>'
else
	says "an international domain without libidn2" 'libidn2'
fi
make -m x -b 'one@x.y, two@x.y'
lacks "Bcc is not written" out 'x\.y'
says "and said" '2 Bcc recipients are not in the message'
make -m x -b one@x.y -o bcc.eml
lacks "nor into a file" bcc.eml 'x\.y'
says "which is named" 'bcc.eml: 1 Bcc recipient is not in the message'

printf '<p>你好 &amp; <b>welt</b></p><img src="cid:l">' >page.html
printf 'GIF89a' >l.gif
printf 'a,b\n1,2\r\n' >t.csv
make -W page.html -I 'l.gif;cid=l' -a t.csv -a 销售报告.pdf -o all.eml
says "the whole structure" \
	'multipart/mixed: text/plain (utf-8, base64), text/html (utf-8, quoted-printable), image/gif l.gif, text/csv t.csv, application/pdf 销售报告.pdf'
tr -d '\r' <all.eml | grep '^Content-Type: multipart' >types
printf 'Content-Type: multipart/%s\n' 'mixed;' 'alternative;' \
	'related; type="text/html";' >wanted
same "mixed, alternative, related" types wanted
has "a text was made from the HTML" all.eml "$(printf '你好 & welt\r\n' | base64)"
has "the id of the image" all.eml 'Content-ID: <l>'
has "a text file in its own bytes" all.eml "$(base64 <t.csv)"
holds "with its charset" all.eml 'text/csv; charset=us-ascii; name=t.csv'
make -W page.html --no-text -o html.eml
says "--no-text" 'text/html (utf-8, '
make -W page.html -m mine -o two.eml
has "a text of one's own" two.eml mine
make -a 销售报告.pdf -o alone.eml
says "an attachment alone is the message" 'B  application/pdf 销售报告.pdf'

make -m x -a 't.csv;name=报告.csv;type=application/x-y;desc=数据;inline'
holds "type" out 'Content-Type: application/x-y; name='
has "description" out 'Content-Description: =?UTF-8?B?5pWw5o2u?='
holds "inline" out 'Content-Disposition: inline; filename*='
make -m x -a 't.csv;name="a; b\".csv"'
holds "a quoted value" out 'filename="a; b\".csv"'
cp t.csv 'odd;name=x'
make -m x -a 'odd;name=x'
holds "a file whose name has a semicolon" out 'filename="odd;name=x"'
make -m x --filename-style=rfc2231 -a 销售报告.pdf
lacks "rfc2231 has no encoded-word" out 'name=.*=[?]'
make -m x --filename-style=rfc2047 -a 销售报告.pdf
lacks "rfc2047 has no percent" out "filename[*]"
printf 'piped' | "$M" -f a@b.c -t d@e.f -m x -a '-;name=p.bin' >out 2>err
has "an attachment from stdin" out "$(printf piped | base64)"
printf 'piped' | "$M" -f a@b.c -t d@e.f -T - >out 2>err
has "a text from stdin" out 'piped'
mkfifo fifo
printf 'from a fifo' >fifo &
make -m x -a 'fifo;name=f.bin'
has "an attachment from a pipe" out "$(printf 'from a fifo' | base64)"
wait
printf '\304\343' >gbk.txt
make -m x -a gbk.txt
has "a text in a charset unknown is bytes" out \
	'Content-Type: application/octet-stream; name=gbk.txt'
printf '\357\273\277text' >bom.txt
make -T bom.txt
has "a byte-order mark is no text" out 'text'

make -n -m 你好 -o never.eml
says "-n says what it would write" 'never.eml  '
says "and that it did not" '(not written)'
is "and does not" [ ! -e never.eml ]
make -q -m x -b x@y.z -o quiet.eml
is "-q is quiet" [ ! -s err ]

runs "reproducible" 0 "$M" -f a@b.c -t d@e.f -W page.html -I 'l.gif;cid=l' \
	-a t.csv --reproducible
cp out r1
sleep 1
runs "again" 0 "$M" -f a@b.c -t d@e.f -W page.html -I 'l.gif;cid=l' \
	-a t.csv --reproducible
same "the same bytes" r1 out
has "of 1970" out 'Date: Thu, 1 Jan 1970 00:00:00 +0000'
printf 'a,b\n1,3\r\n' >t.csv
runs "other content" 0 "$M" -f a@b.c -t d@e.f -W page.html \
	-I 'l.gif;cid=l' -a t.csv --reproducible
is "another Message-ID" \
	[ "$(grep Message-ID r1)" != "$(grep Message-ID out)" ]
finish
