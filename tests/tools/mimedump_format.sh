#!/bin/sh
# --format: a line of the user's own making for each message.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml .
# gives NAME TEMPLATE LINE [FILE]
gives() {
	runs "$1" 0 "$D" --format="$2" "${4-fox.eml}"
	printf "%s" "$3" >want
	same "$1: text" want out
}
gives "the example of the manual" \
	'%{date:%F} %{from.email} %{subject} %{attachments} %{size}\n' \
	'2026-11-18 a@b.c 回复: 第三季度销售报告 1 4509
'
gives "names and addresses" '%{from}|%{from.name}|%{to}|%{to.email}' \
	'郜小亮 <a@b.c>|郜小亮|李雷 <li@example.com>, 韩梅梅 <han@example.com>|li@example.com'
gives "what is not there" '[%{cc}%{cc.name}%{bcc.email}%{header.x-none}]' '[]'
gives "any field" '%{header.x-mailer}' 'Foxmail 7.0.1.91[cn]'
gives "of the file" '%{file}:%{offset}:%{number}:%{type}' \
	'fox.eml:0:1:multipart/mixed'
gives "escapes" 'a\tb\\c%%d\q' 'a	b\c%d\q'
gives "nothing to fill in" 'text' 'text'
gives "the date" '%{date}' '2026-11-18 09:30:11 +0800'
gives "conversions" '%{date:%Y %y %m %d %e %j %u %a %b %H %M %S %T %R %z %s %%}' \
	'2026 26 11 18 18 322 3 Wed Nov 09 30 11 09:30:11 09:30 +0800 1794965411 %'
gives "another kind" '%{date:day %d}' 'day 18'
runs "in UTC" 0 "$D" --utc --format='%{date:%F %R %z}' fox.eml
printf '2026-11-18 01:30 +0000' >want
same "is shifted" want out
gives "what a sender wrote is made harmless" '%{from.name}\n' \
	'Bank ␛[31mALERT␛[0m
' evil.eml
printf 'From: x\nDate: Tue, 29 Feb 2028 00:00:00 -0000\n\n' >leap.eml
gives "a leap day" '%{date:%j %z}' '060 -0000' leap.eml
printf 'From: x\nDate: Fri, 31 Dec 2100 00:00:00 +0000\n\n' >last.eml
gives "a century without one" '%{date:%j}' '365' last.eml
printf 'From: x\nDate: soon\n\n' >none.eml
gives "no date" '<%{date:%F}%{date}>' '<>' none.eml
runs "a NUL after each" 0 "$D" --format='%{file}\0' fox.eml gbk.eml
tr '\0' '\n' <out >lines
printf 'fox.eml\ngbk.eml\n' >want
same "for xargs" want lines
for bad in '%{nothing}' '%{from' '%x' '%{from.other}' '%{subject.name}' \
	'%{date:%Q}' '%{date:%}' '%{}' '%{header.}' '100%'; do
	runs "refused: $bad" 64 "$D" --format="$bad" fox.eml
done
runs "attachments and --headers-only" 64 "$D" --headers-only \
	--format='%{attachments}' fox.eml
runs "without them" 0 "$D" --headers-only --format='%{subject}' fox.eml
runs "with another mode" 64 "$D" -t --format=x fox.eml
finish
