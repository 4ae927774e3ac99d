#!/bin/sh
# What mimedump shows of messages from Chinese mailers: tree, headers,
# addresses, text, table; in a pipe and with colours and lines.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml "$top"/samples/mail/foxmail*.eml .

# shows NAME FILE: out is that file
shows() {
	same "$1" "$2" out
}

runs "the default mode" 0 "$D" fox.eml
cat >want <<'END'
From     郜小亮 <a@b.c>
To       李雷 <li@example.com>, 韩梅梅 <han@example.com>
Date     2026-11-18 09:30:11 +0800
Subject  回复: 第三季度销售报告

fox.eml  multipart/mixed  4,509 B
|- 1  multipart/alternative
|  |- 1.1  text/plain  gb2312  60 B  小亮，你好： 附件是第三季度的销售报告，请查收。 祝好
|  `- 1.2  text/html  gb2312  251 B  1 remote image, 1 script
`- 2  application/octet-stream  2,004 B  销售报告2026.xlsx   (looks like application/zip)
4 warnings; see --check
END
shows "is the tree, full values in a pipe" want
is "and says nothing else" [ ! -s err ]
cp out tree
runs "-t" 0 "$D" -t fox.eml
shows "is the same" tree
"$D" <fox.eml >out 2>err
sed 's/^-  /fox.eml  /' out >piped
same "stdin is the same, but for the name" tree piped
"$D" --tree - <fox.eml >out 2>err
sed 's/^-  /fox.eml  /' out >piped
same "- is stdin" tree piped
cat fox.eml | "$D" >out 2>err
sed 's/^-  /fox.eml  /' out >piped
same "a pipe is the same" tree piped

runs "dates in UTC" 0 "$D" --utc fox.eml
has "eight hours earlier" out 'Date     2026-11-18 01:30:11 +0000'
runs "lines and colours" 0 "$D" --color=always --width=100 fox.eml
holds "box drawing" out '├─ 1 multipart/alternative'
holds "columns" out '│ ├─ 1.1 text/plain gb2312 60 B 小亮，你好：'
holds "charsets line up" out 'text/html gb2312 251 B 1 remote image'
is "cyan labels" grep -q "^$(printf '\033')\[36mFrom$(printf '\033')\[0m" out
runs "ASCII on request" 0 "$D" --color=always --ascii --width=100 fox.eml
holds "no box drawing" out '|- 1 multipart/alternative'
lacks "none at all" out '├'
LC_ALL=C "$D" --color=always fox.eml >out
holds "nor in a locale without UTF-8" out '|- 1 multipart/alternative'
runs "a narrow one" 0 "$D" --width=40 fox.eml
is "is cut" [ "$(tail -n 2 out | head -n 1 | wc -m)" -le 41 ]
holds "with an ellipsis" out '…'
runs "in ASCII" 0 "$D" --width=40 --ascii fox.eml
holds "with three dots" out '...'
NO_COLOR=1 CLICOLOR_FORCE=1 "$D" fox.eml >out
shows "NO_COLOR wins" tree
CLICOLOR_FORCE=1 "$D" fox.eml >out
is "CLICOLOR_FORCE colours a pipe" grep -q "$(printf '\033')" out

runs "one header" 0 "$D" -Hsubject split.eml
echo 第三季度销售报告 >want
shows "is its value" want
runs "two headers" 0 "$D" --headers=subject,FROM fox.eml
cat >want <<'END'
From: "郜小亮" <a@b.c>
Subject: 回复: 第三季度销售报告
END
shows "are named, in the order of the message" want
runs "all headers" 0 "$D" -H fox.eml
is "all ten, unfolded" [ "$(wc -l <out)" = 10 ]
has "a trace field" out \
	'Received: from mail.b.c (unknown [192.0.2.7])	by mx.example.com with SMTP id abc123	for <li@example.com>; Wed, 18 Nov 2026 09:30:12 +0800 (CST)'
runs "raw headers" 0 "$D" -RH fox.eml
head -n 14 fox.eml >want
shows "are the bytes" want
runs "a header there is not" 0 "$D" -HX-None fox.eml
is "is nothing" [ ! -s out ]

runs "addresses" 0 "$D" -A fox.eml
cat >want <<'END'
郜小亮 <a@b.c>
李雷 <li@example.com>
韩梅梅 <han@example.com>
END
shows "one a line" want
runs "some of them" 0 "$D" -Ato fox.eml
tail -n 2 want >want2
shows "those asked for" want2
runs "ended by NUL" 0 "$D" -0A fox.eml
tr '\0' '\n' <out >lines
same "for scripts" want lines
printf 'From: "Wang, Li" <w@b.c>, \\"x <y@b.c>\nTo: a@b@c, d@e.f\n\n' >odd.eml
runs "odd addresses" 0 "$D" -A odd.eml
has "a comma is quoted" out '"Wang, Li" <w@b.c>'
has "one without a name" out 'd@e.f'
lacks "an invalid one is no result" out 'a@b@c'
says "but told" 'To: not a valid address: a@b@c'
printf 'To: a@b\0@c\n\n' >nul.eml
runs "a NUL in one" 0 "$D" -A nul.eml
says "it ends no message" '@c'

for f in fox 2231 split; do
	runs "$f.eml: attachments" 0 "$D" -a --tsv $f.eml
	has "$f.eml: name and SHA-256" out "$f.eml	2	application/octet-stream	2004	d4f0806bfd5f447e0b9396400367452462b6d1c468d1d8ece7f091a64cc407e3	销售报告2026.xlsx"
done
runs "raw 8-bit" 0 "$D" -Hfrom,subject raw8.eml
has "the sender" out 'From: "郜小亮" <a@b.c>'
has "the subject" out 'Subject: 第三季度销售报告'
runs "raw 8-bit in a name" 0 "$D" -a raw8.eml
holds "is read" out '报告.xlsx'
runs "GBK under a GB 2312 label" 0 "$D" -b gbk.eml
echo 朱镕基先生：您好。囍 >want
shows "loses nothing" want
runs "and tells why" 0 "$D" -vb gbk.eml
has "once" err \
	'mimedump: gbk.eml: 1.1: declared gb2312, decoded as gb18030 (2 characters outside gb2312)'
runs "strict about a charset" 0 "$D" -e utf-8 -b gbk.eml
holds "on request" out '�'
runs "HTML as text" 0 "$D" -bhtml fox.eml
holds "its source" out '<script>alert(1)</script>'
runs "the text only" 0 "$D" --body=text fox.eml
holds "of the message" out '小亮，你好： 附件是第三季度的销售报告，请查收。 祝好'

runs "several modes" 0 "$D" -tab foxmail.eml
holds "tree first, then text, then table" out \
	'readme.txt 2 warnings; see --check 2009-06-29 周明远 2 application/octet-stream 7 B'
runs "Foxmail" 0 "$D" -v foxmail.eml
has "its tree" out '|  |- 1.1  text/plain  gb2312  32 B  2009-06-29 周明远'
has "its attachment" out '`- 2  application/octet-stream  7 B  readme.txt'
sed 's/^foxmail.eml  multipart.*/TOP/' out >tree
says "its findings" 'foxmail.eml:46: W11 warning: From: encoded-word'
says "their number" 'mimedump: foxmail.eml: 2 warnings'
runs "Foxmail as pasted" 0 "$D" -v foxmail-as-pasted.eml
sed 's/^foxmail-as-pasted.eml  multipart.*/TOP/' out >pasted
same "has the same tree" tree pasted
says "lost folds" 'foxmail-as-pasted.eml:374: H12 warning: continuation line'
says "lost blank lines" ': S01 warning: 2: no blank line after the header'
runs "quietly" 0 "$D" -qv foxmail-as-pasted.eml
is "nothing on stderr" [ ! -s err ]
runs "--strict-charset" 0 "$D" --strict-charset -b gbk.eml
has "knows GB 2312 alone" out '朱�F基先生：您好。��'
runs "--strict-charset and GB 2312" 0 "$D" --strict-charset -b fox.eml
has "reads it" out '附件是第三季度的销售报告，请查收。'
printf 'Content-Type: message/rfc822\n\nSubject: in\n\ntext\n' >inside.eml
runs "--no-descend" 0 "$D" --no-descend -t inside.eml
is "keeps it closed" [ "$(grep -c 'text/plain' out)" = 0 ]
runs "without it" 0 "$D" -t inside.eml
is "it is opened" [ "$(grep -c 'text/plain' out)" = 1 ]
finish
