#!/bin/sh
# mimedump -j: the figures of one message, and what becomes of odd and hostile
# ones.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml .

# valid NAME FILE: every line is an object, in valid UTF-8
if command -v python3 >/dev/null 2>&1; then
	valid() {
		is "$1" python3 -c 'import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    assert type(json.loads(line)) is dict' "$2"
	}
else
	echo "skipped: python3 is missing, so nothing judged the JSON"
	valid() { :; }
fi
# value NAME TEXT: the object in out holds that text
value() {
	if grep -qF -e "$2" out; then
		ok "$1"
	else
		bad "$1: no $2"
		cut -c1-2000 out | sed 's/^/# /'
	fi
}

runs "a message" 0 "$D" -j fox.eml
valid "is JSON" out
is "of one line in a pipe" [ "$(wc -l <out)" = 1 ]
is "with nothing on stderr" [ ! -s err ]
while read -r text; do
	value "holds" "$text"
done <<'EOF'
{"blobId":"sha256:6dc86efc73762f1df8259c14842e5ce8e22f58aa988f18f5fd5b34575caeec4d","size":4509,"messageId":["202611180930114213456@b.c"],"inReplyTo":null,"references":null,"sender":null,
"from":[{"name":"郜小亮","email":"a@b.c"}],"to":[{"name":"李雷","email":"li@example.com"},{"name":"韩梅梅","email":"han@example.com"}],"cc":null,"bcc":null,"replyTo":null,
"subject":"回复: 第三季度销售报告","sentAt":"2026-11-18T09:30:11+08:00","hasAttachment":true,"preview":"小亮，你好： 附件是第三季度的销售报告，请查收。 祝好",
"bodyStructure":{"partId":null,"blobId":null,"size":3939,"type":"multipart/mixed","charset":null,"disposition":null,"cid":null,"name":null,"language":null,"location":null,"mimedump":{"section":"","offset":0,"bodyOffset":570,"end":4509},
"size":721,"type":"multipart/alternative",
{"partId":"1.1","blobId":"sha256:63e66242db657adb71fa6ff88d7163c78e297767c79596e2a9cd4c468ecfe757","size":60,"type":"text/plain","charset":"gb2312",
"mimedump":{"section":"1.1","transferEncoding":"base64","encodedSize":84,"decodedWith":"gb18030","offset":788,"bodyOffset":871,"end":955}
{"partId":"1.2","blobId":"sha256:829bd455d971d31b2f90a32ed204d1e2ed624f5caa25ac6e5492cd9e41049bb1","size":251,"type":"text/html","charset":"gb2312",
"encodedSize":346,"decodedWith":"gb18030","offset":997,"bodyOffset":1079,"end":1425,"remoteLoads":1,"scripts":1}
{"partId":"2","blobId":"sha256:d4f0806bfd5f447e0b9396400367452462b6d1c468d1d8ece7f091a64cc407e3","size":2004,"type":"application/octet-stream","charset":null,"disposition":"attachment","cid":null,"name":"销售报告2026.xlsx",
"encodedSize":2744,"offset":1511,"bodyOffset":1721,"end":4465,"sniffedType":"application/zip","safeName":"销售报告2026.xlsx","nameFrom":"Content-Disposition filename (RFC 2047 in a quoted string)"}
"bodyValues":{"1.1":{"value":"小亮，你好：\n\n附件是第三季度的销售报告，请查收。\n\n祝好\n","isEncodingProblem":false,"isTruncated":false}},"textBody":[{"partId":"1.1",
"htmlBody":[{"partId":"1.2",
"attachments":[{"partId":"2",
"headers":[{"name":"Return-Path","value":" <a@b.c>"},
{"schema":1,"file":"fox.eml","format":"eml","defects":[{"code":"W11","slug":"encoded-word-in-quoted-string","severity":"W","section":"","offset":217,"length":21,"field":"From","ref":"RFC 2047 5(3)"},
{"code":"P05","slug":"encoded-word-in-parameter","severity":"W","section":"2","offset":1644,"length":37,"field":"Content-Disposition","ref":"RFC 2231"}
"defectCounts":{"P05":2,"W11":2}}}
EOF
runs "pretty" 0 "$D" --json=pretty fox.eml
has "has a line for a member" out '  "subject": "回复: 第三季度销售报告",'
has "and one for an address list" out '  "from": [{"name": "郜小亮", "email": "a@b.c"}],'
if command -v python3 >/dev/null 2>&1; then
	"$D" -j fox.eml | python3 -m json.tool >compact
	python3 -m json.tool <out >pretty
	is "and says the same" cmp -s compact pretty
fi
printf '%s\n' 'Content-Type: multipart/mixed; boundary=b' '' \
	--b 'Content-Type: text/html' '' '<p><img src="cid:1"></p>' '' \
	--b 'Content-Type: text/html' '' '<p>words</p>' '' --b-- >image.eml
runs "HTML without a word, then more" 0 "$D" -j image.eml
value "takes its preview from there" '"preview":"words",'
runs "several" 0 "$D" -j fox.eml gbk.eml raw8.eml
valid "are JSON Lines" out
is "a line each" [ "$(wc -l <out)" = 3 ]
runs "records ended by NUL" 0 "$D" -0j fox.eml gbk.eml
is "have no other line end" [ "$(tr -cd '\0' <out | wc -c)$(wc -l <out)" = 20 ]

# bodies and contents
runs "no bodies" 0 "$D" -j --json-bodies=none fox.eml
value "no value" '"bodyValues":{},'
runs "HTML" 0 "$D" -j --json-bodies=html fox.eml
value "of the HTML list" '"bodyValues":{"1.2":{"value":"<html>'
runs "all" 0 "$D" -j --json-bodies=all fox.eml
value "both" '祝好\n","isEncodingProblem":false,"isTruncated":false},"1.2":{"value":"<html>'
runs "contents" 0 "$D" -j --json-content fox.eml
if command -v python3 >/dev/null 2>&1; then
	is "are those of the parts" python3 -c '
import base64, hashlib, json
o = json.load(open("out"))
n = 0
todo = [o["bodyStructure"]]
while todo:
    p = todo.pop()
    todo += p.get("subParts", [])
    if p["blobId"]:
        c = base64.b64decode(p["mimedump"]["content"])
        assert len(c) == p["size"]
        assert "sha256:" + hashlib.sha256(c).hexdigest() == p["blobId"]
        n += 1
assert n == 3'
fi
{
	printf 'Subject: long\nContent-Type: text/plain; charset=utf-8\n\n'
	head -c 262143 /dev/zero | tr '\0' a
	printf '中tail\n'
} >long.eml
runs "a long text" 0 "$D" -j long.eml
value "is cut before the character" 'aaa","isEncodingProblem":false,"isTruncated":true}'
{
	printf 'Subject: long\nContent-Type: text/html; charset=utf-8\n\n'
	head -c 262130 /dev/zero | tr '\0' a
	printf 'bb<a title="x > y" href="http://a/">tail\n'
} >long.eml
runs "a long HTML" 0 "$D" -j long.eml
value "is cut before the tag" 'aaabb","isEncodingProblem":false,"isTruncated":true}'
runs "a text with the wrong label" 0 "$D" -j raw8.eml
valid "is JSON" out

# header
cat >header.eml <<'EOF'
From: one@a.example, "two" <two@a.example>
Sender: <s@a.example>
To: friends: Ann <ann@b.example>, bob@b.example; , undisclosed:;
Cc: broken@@c.example, ok@c.example
Reply-To:
Subject:   =?utf-8?Q?a=00b?= tail
Date: Fri, 1 Mar 2024 10:00:00 -0000
Message-ID: <a.b@c>
References: <1@a> <2@a>
 <3@a>
In-Reply-To: nonsense
Content-Language: en, zh-Hans
Content-Location: http://a.example/x
Content-ID: <cid@a>

text
EOF
runs "a header" 0 "$D" -j header.eml
valid "is JSON" out
while read -r text; do
	value "holds" "$text"
done <<'EOF'
"messageId":["a.b@c"],"inReplyTo":null,"references":["1@a","2@a","3@a"],"sender":[{"name":null,"email":"s@a.example"}],
"from":[{"name":null,"email":"one@a.example"},{"name":"two","email":"two@a.example"}],
"to":[{"name":"Ann","email":"ann@b.example"},{"name":null,"email":"bob@b.example"}],
"cc":[{"name":"broken@@c.example","email":null},{"name":null,"email":"ok@c.example"}],
"replyTo":[],"subject":"a�b tail","sentAt":"2024-03-01T10:00:00-00:00",
"partId":"1",
"charset":"us-ascii","disposition":null,"cid":"cid@a","name":null,"language":["en","zh-Hans"],"location":"http://a.example/x",
{"name":"References","value":" <1@a> <2@a>\n <3@a>"}
EOF
printf 'From: a@b.c\nFrom: d@e.f\nDate: Fri, 1 Mar 2024 10:00:00 GMT\nDate: x\nSubject: one\nSubject: two\n\n' >twice.eml
runs "fields that are there twice" 0 "$D" -j twice.eml
value "no sender (A01), the first of the others" '"from":null,'
value "the first" '"subject":"one","sentAt":"2024-03-01T10:00:00Z",'
printf 'From: a@b.c\nDate: yesterday\n\n' >nodate.eml
runs "a date that is none" 0 "$D" -j nodate.eml
value "is null" '"subject":null,"sentAt":null,'

# hostile bytes
printf 'Subject: \033[31m\302\233x\177 \377\376 \000 \342\200\256\nX-\001: y\nContent-Type: text/plain; charset=utf-8\n\n\000\033\302\205\377"\\\t\n' >odd.eml
runs "controls" 0 "$D" -j odd.eml
valid "are JSON" out
value "are escaped" '\u001B[31m\u009Bx\u007F'
value "also in bodies" '"value":"\u0000\u001B\u0085�\"\\\t\n","isEncodingProblem":true'
is "and none of them is left" [ "$(LC_ALL=C tr -d '\n' <out | LC_ALL=C tr -cd '\000-\037\177' | wc -c)" = 0 ]
runs "hostile" 0 "$D" -j evil.eml
valid "is JSON" out
value "under a safe name" '"safeName":"pwned.sh"'

# messages inside
cat >inside.eml <<'EOF'
Subject: outer
Content-Type: multipart/mixed; boundary=x

--x

text
--x
Content-Type: message/rfc822

Subject: inner
Content-Type: multipart/mixed; boundary=y

--y
Content-Type: text/html

<p>hi
--y--
--x--
EOF
runs "a message inside" 0 "$D" -j inside.eml
valid "is JSON" out
value "is a part" '{"partId":"2","blobId":"sha256:'
value "and an Email under mimedump" '"message":{"messageId":null,'
value "with its subject" '"subject":"inner",'
value "and structure" '"bodyStructure":{"partId":null,"blobId":null,'
value "is attached" '"attachments":[{"partId":"2",'
is "its text is not ours" [ "$(grep -c '"bodyValues":{"1":{"value":"text"' out)" = 1 ]

awk 'BEGIN { print "Subject: deep"
	for (i = 0; i < 10000; i++)
		printf "Content-Type: multipart/mixed; boundary=%d\n\n--%d\n", i, i
	print "\ntext" }' >deep.eml
runs "ten thousand levels" 0 "$D" -j deep.eml
valid "within the limit of depth are JSON" out
if [ -z "${ASAN_OPTIONS-}" ]; then
	runs "ten thousand levels" 0 "$D" -j --max-depth=0 --max-parts=0 deep.eml
	is "without a limit all are there" \
		[ "$(tr '{' '\n' <out | grep -c '^"partId":null')" = 10000 ]
fi

# the header only
runs "headers only" 0 "$D" -j --headers-only fox.eml gbk.eml
valid "are JSON" out
is "a line each" [ "$(wc -l <out)" = 2 ]
value "with the subject" '"subject":"回复: 第三季度销售报告"'
is "without the structure" [ "$(grep -c bodyStructure out)" = 0 ]
runs "of -H" 0 "$D" -Hsubject --headers-only fox.eml
has "too" out '回复: 第三季度销售报告'
runs "not of -t" 64 "$D" -t --headers-only fox.eml

# mailboxes
for m in fox gbk split; do
	printf 'From a@b.c Wed Nov 18 01:30:12 2026\n'
	tr -d '\r' <$m.eml | sed 's/^\(>*From \)/>\1/'
	echo
done >three.mbox
runs "an mbox" 0 "$D" -j --headers-only three.mbox
value "is one" '"file":"three.mbox","format":"mbox","number":2,'
value "and knows when it came" '"receivedAt":"2026-11-18T01:30:12Z"'
mkdir -p box/cur box/new box/tmp
cp fox.eml 'box/cur/1.a.b:2,DFPRST'
cp gbk.eml box/new/2.a.b
TZ=UTC touch -t 202611180130.12 box/cur/* box/new/*
runs "a Maildir" 0 "$D" -j box
value "with flags" '"size":4509,"receivedAt":"2026-11-18T01:30:12Z","keywords":{"$seen":true,"$answered":true,"$flagged":true,"$draft":true,"$forwarded":true},'
value "and without" '"receivedAt":"2026-11-18T01:30:12Z","keywords":{},'
value "is one" '"format":"maildir"'
is "a message is none" [ "$("$D" -j fox.eml | grep -c -e receivedAt -e keywords)" = 0 ]
if command -v jq >/dev/null 2>&1; then
	"$D" -j --headers-only three.mbox |
		jq -r '[.sentAt,.from[0].email,.subject]|@tsv' >out
	printf '2026-11-18T09:30:11+08:00\ta@b.c\t%s\n' \
		'回复: 第三季度销售报告' 关于镕与囍 第三季度销售报告 >wanted
	same "jq reads it" wanted out
else
	echo "skipped: jq is missing"
fi

# lists of any length
{
	printf 'Content-Language: '
	awk 'BEGIN { for (i = 0; i < 200; i++) printf "zh,"; print ""
		printf "References:"
		for (i = 0; i < 5; i++) print " <" i "@b>"
		print "In-Reply-To: <a@b> <c@d>\n" }'
} >long.eml
runs "ids" 0 "$D" -j long.eml
value "many" '"references":["0@b","1@b","2@b","3@b","4@b"],'
value "few" '"inReplyTo":["a@b","c@d"],'
is "no more than 100 languages" [ "$(sed 's/"textBody".*//' out | grep -o '"zh"' | wc -l)" = 100 ]

# errors
runs "a missing file" 66 "$D" -j none.eml
runs "one of two is missing" 1 "$D" -kj none.eml fox.eml
is "the other is shown" [ "$(wc -l <out)" = 1 ]
has "and the error is JSON" err '{"program": "mimedump", "file": "none.eml", "kind": "error", "message": "cannot be opened: No such file or directory"}'
runs "two modes" 64 "$D" -j -t fox.eml
valid "are refused in JSON" err
runs "a form that is none" 64 "$D" --json=xml fox.eml
runs "bodies that are none" 64 "$D" -j --json-bodies=some fox.eml

finish
