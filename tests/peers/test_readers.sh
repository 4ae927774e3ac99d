#!/bin/sh
# A message with everything in Chinese, as four other readers understand it:
# Python's email, GMime, Perl's MIME::Parser, mblaze.  Same header, tree,
# names, text and bytes; no defect, no line too long.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tools/compose.inc"
. "$here/python.inc"
missing=
[ -n "$python" ] || missing="$missing python3"
perl -MMIME::Parser -e 1 2>/dev/null || missing="$missing MIME::Parser"
command -v mshow >/dev/null 2>&1 || missing="$missing mblaze"
# shellcheck disable=SC2046  # flags are words
${CC:-cc} -o "$work/gmime_tree" "$here/gmime_tree.c" \
	$(pkg-config --cflags --libs gmime-3.0 2>/dev/null) 2>cc.log ||
	missing="$missing gmime-3.0"
sha() {
	sha256sum | cut -d ' ' -f 1
}

printf '小亮，你好：\n\n附件是第三季度的销售报告，请查收。  \nFrom here on\n.\n\n张三\n' \
	>text.txt
printf '<p>小亮，你好：</p>\n<p><img src="cid:logo"></p>\n' >page.html
printf '\211PNG\r\n\032\n\0\001\002' >logo.png
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "%c", (i * 7 + i / 13) % 256 }' \
	>2026年第三季度销售报告（最终版，请以此为准）各地区汇总和意见.xlsx
printf '地区,销售额\r\n华北,1024\n华南,2048' >'数据 (终).csv'
subject='2026年第三季度销售报告：请在星期五之前查收，并回复各地区的意见和建议 (修订)'
{
	echo "Subject $subject"
	echo 'From 张三 <zhang@example.com>'
	echo 'To 郜小亮 <gao@b.example>, 李雷 <li@example.com>'
	echo 'Cc 韩梅梅 <han@example.com>'
	echo '0 multipart/mixed'
	echo '1 multipart/alternative'
	echo "2 text/plain - $(sha <text.txt)"
	echo '2 multipart/related'
	echo "3 text/html - $(sha <page.html)"
	echo "3 image/png logo.png $(sha <logo.png)"
	echo "1 application/vnd.openxmlformats-officedocument.spreadsheetml.sheet 2026年第三季度销售报告（最终版，请以此为准）各地区汇总和意见.xlsx $(sha <2026年第三季度销售报告（最终版，请以此为准）各地区汇总和意见.xlsx)"
	echo "1 text/csv 数据 (终).csv $(sha <'数据 (终).csv')"
} >wanted

# the parts by their numbers in mblaze's list
mblaze_tree() {
	for name in Subject From To Cc; do
		echo "$name $(mhdr -d -h "$name" "./$1")"
	done
	mshow -B -t "./$1" | while IFS= read -r line; do
		case $line in
		' '*) ;;
		*) continue ;;
		esac
		indent=${line%%[! ]*}
		rest=${line#"$indent"}
		number=${rest%%:*}
		type=${rest#*: }
		type=${type%% *}
		name=-
		case $rest in
		*' name="'*) name=${rest#*name=\"} name=${name%\"} ;;
		esac
		depth=$((${#indent} / 2 - 1))
		case $type in
		multipart/*) echo "$depth $type" ;;
		text/plain | text/html)
			echo "$depth $type $name $(mshow -F -O "./$1" "$number" |
				iconv -f "$charset" -t utf-8 | tr -d '\r' | sha)"
			;;
		*) echo "$depth $type $name $(mshow -F -O "./$1" "$number" | sha)" ;;
		esac
	done
}

# read_by NAME READER COMMAND...: what it prints is what is wanted
read_by() {
	label=$1
	case " $missing " in
	*" $2 "*) return ;;
	esac
	shift 2
	"$@" >got 2>errors
	same "$label" wanted got
}

try() { # STYLE CHARSET OPTION...
	style=$1 charset=$2
	shift 2
	runs "$style $charset $*" 0 "$M" -f '张三 <zhang@example.com>' \
		-t '郜小亮 <gao@b.example>, 李雷 <li@example.com>' \
		-c '韩梅梅 <han@example.com>' -s "$subject" -T text.txt \
		-W page.html -I 'logo.png;cid=logo' -a 2026年第三季度销售报告（最终版，请以此为准）各地区汇总和意见.xlsx \
		-a '数据 (终).csv' --filename-style="$style" -e "$charset" \
		"$@" -F -o m.eml
	what="$style $charset $*"
	read_by "$what: Python" python3 "$python" "$here/readers.py" tree m.eml
	read_by "$what: GMime" gmime-3.0 "$work/gmime_tree" m.eml
	# Perl's own Encode has no GB 18030
	[ "$charset" != utf-8 ] ||
		read_by "$what: MIME::Parser" MIME::Parser \
			perl "$here/readers.pl" m.eml
	read_by "$what: mblaze" mblaze mblaze_tree m.eml
	[ -n "$python" ] || return
	is "$what: Python finds no defect" \
		"$python" "$here/readers.py" defects m.eml "$style"
	is "$what: no line too long" \
		"$python" "$here/readers.py" lines m.eml
}
try compat utf-8
try compat utf-8 --encoding=qp
try compat gb18030
try rfc2231 utf-8
try rfc2231 gb18030 --encoding=8bit
try rfc2047 utf-8
if [ -n "$missing" ] && [ $n_bad = 0 ]; then
	echo "$n_ok ok, without$missing"
	exit 77
fi
finish
