#!/bin/sh
# --where: which messages are meant.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml .
printf 'From: Wang Wei <w@example.org>\nSubject: plain, short\nDate: Thu, 1 Jan 2026 00:00:00 +0800\nX-Tag: Blue\nX-Tag: red\n\ntext\n' >wang.eml

# chooses EXPR FILE... : of all
chooses() {
	expr=$1
	shift
	runs "$expr" 0 "$D" --where="$expr" --format='%{file}\n' 2231.eml \
		attachment-names.eml evil.eml fox.eml gbk.eml wang.eml
	printf '%s\n' "$@" | grep . >want
	same "chooses $*" want out
}
chooses 'from~wang' wang.eml
chooses 'from~W@EXAMPLE' wang.eml
chooses 'from~郜小亮' fox.eml
chooses 'subject~报告' attachment-names.eml fox.eml
chooses 'to~韩梅梅,subject~镕' gbk.eml
chooses 'header.x-tag~RED' wang.eml
chooses 'header.x-mailer~foxmail,!from~a@b.c' evil.eml
chooses '!has:attachment' wang.eml
chooses 'has:attachment,size<2K' attachment-names.eml
chooses 'size>4500' evil.eml fox.eml
chooses 'subject~plain\, short' wang.eml
chooses 'since:2026-11-20' attachment-names.eml
chooses 'before:2026-01-01' wang.eml
chooses 'since:2026-11-18T01:30:11Z,before:2026-11-18T01:30:12Z' 2231.eml \
	evil.eml fox.eml gbk.eml
chooses 'subject~there is none such'
runs "goes with a list" 0 "$D" -l --tsv --where='from~wang' fox.eml wang.eml
is "which keeps its numbers" [ "$(sed -n 2p out | cut -f 1)" = 2 ]
runs "goes with -x" 0 "$D" -x -C out.d --where='subject~镕' fox.eml gbk.eml
is "which takes from no other" [ "$(ls out.d)" = 销售报告2026.xlsx ]
runs "goes with -P" 0 "$D" -P4 --where='from~a@b.c' --format='%{file}\n' \
	fox.eml wang.eml gbk.eml
printf 'fox.eml\ngbk.eml\n' >want
same "in order" want out
for bad in '' ',' 'from' 'from~' 'body~x' '~x' 'has:nothing' 'size>' 'size>x' \
	'since:soon' 'before:' 'header.~x' 'from~a,' '!'; do
	runs "refused: $bad" 64 "$D" --where="$bad" fox.eml
done
runs "attachments and --headers-only" 64 "$D" -l --headers-only \
	--where=has:attachment fox.eml
finish
