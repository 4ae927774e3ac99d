#!/bin/sh
# The sessions that the manual shows, as a user types them.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/*.eml "$top/tests/data/three.mbox" .

# session NAME STATUS COMMAND... <<WANTED : what it prints on both, in order
session() {
	name=$1 status=$2
	shift 2
	cat >want
	rc=0
	"$@" >both 2>&1 </dev/null || rc=$?
	is "$name: status" [ $rc = "$status" ]
	same "$name" want both
}
colourless() {
	"$@" | sed "s/$(printf '\033')\[[0-9]*m//g"
}

session "the tree" 0 colourless "$D" --color=always --width=92 fox.eml <<'END'
From     郜小亮 <a@b.c>
To       李雷 <li@example.com>, 韩梅梅 <han@example.com>
Date     2026-11-18 09:30:11 +0800
Subject  回复: 第三季度销售报告

fox.eml  multipart/mixed           4,509 B
├─ 1  multipart/alternative
│  ├─ 1.1  text/plain  gb2312         60 B  小亮，你好： 附件是第三季度的销售报告，请查收。…
│  └─ 1.2  text/html   gb2312        251 B  1 remote image, 1 script
└─ 2  application/octet-stream     2,004 B  销售报告2026.xlsx   (looks like application/zip)
4 warnings; see --check
END
tree_lines() {
	"$D" -t fox.eml | sed -n '7,8p'
}
session "the tree in a pipe" 0 tree_lines <<'END'
|- 1  multipart/alternative
|  |- 1.1  text/plain  gb2312  60 B  小亮，你好： 附件是第三季度的销售报告，请查收。 祝好
END
session "one header" 0 "$D" -Hsubject split.eml <<'END'
第三季度销售报告
END
session "all addresses" 0 "$D" -A fox.eml <<'END'
郜小亮 <a@b.c>
李雷 <li@example.com>
韩梅梅 <han@example.com>
END
session "the text that others lose" 0 "$D" -b gbk.eml <<'END'
朱镕基先生：您好。囍
END
"$D" -vb gbk.eml 2>err >/dev/null
has "how it was read" err \
	'mimedump: gbk.eml: 1.1: declared gb2312, decoded as gb18030 (2 characters outside gb2312)'
session "extraction" 0 "$D" -x -C out fox.eml evil.eml <<'END'
out/销售报告2026.xlsx  2,004 B  fox.eml:2
out/pwned.sh  2,004 B  evil.eml:2   was "../../../../tmp/ux/pwned.sh"
END
session "again" 0 "$D" -x -C out fox.eml <<'END'
out/销售报告2026-1.xlsx  2,004 B  fox.eml:2   same content as out/销售报告2026.xlsx; --skip-existing would skip
END
rm -r out
session "a hostile header" 0 "$D" -Hfrom,subject evil.eml <<'END'
From: "Bank ␛[31mALERT␛[0m" <evil@b.c>
Subject: 正常�]0;owned�主题<U+202E>gpj.exe
mimedump: evil.eml: warning: control characters in From, Subject; bidi override in Subject
END
session "findings" 1 "$D" --check fox.eml <<'END'
fox.eml:217: W11 warning: From: encoded-word inside a quoted string (RFC 2047 5(3)); decoded as 郜小亮
fox.eml:254: W11 warning: To: encoded-word inside a quoted string (RFC 2047 5(3)); decoded as 李雷
fox.eml:1559: P05 warning: 2: Content-Type name: encoded-word in a parameter (RFC 2231); decoded
fox.eml:1644: P05 warning: 2: Content-Disposition filename: encoded-word in a parameter (RFC 2231); decoded
4 findings (0 errors, 4 warnings, 0 notes)
END
session "a mailbox" 0 "$D" three.mbox <<'END'
  #  Date              Size   Att  From           Subject
  1  2026-11-18 09:30  4.3K   1    郜小亮         回复: 第三季度销售报告
  2  2026-11-18 09:30  4.0K   1    朱镕基         关于镕与囍
  3  2026-11-18 09:30  4.3K   1    a@b.c          第三季度销售报告
3 messages, 12,989 B
END
# what jq would take out of the lines
three() {
	"$D" -j --headers-only three.mbox |
		sed 's/.*"from":\[{"name":[^,]*,"email":"\([^"]*\)".*"subject":"\([^"]*\)","sentAt":"\([^"]*\)".*/\3 \1 \2/'
}
session "JSON Lines" 0 three <<'END'
2026-11-18T09:30:11+08:00 a@b.c 回复: 第三季度销售报告
2026-11-18T09:30:11+08:00 a@b.c 关于镕与囍
2026-11-18T09:30:11+08:00 a@b.c 第三季度销售报告
END

# a Maildir on all cores: files, a directory for each message, a bad one
mkdir -p Maildir/cur Maildir/new Maildir/tmp
i=0
while [ $i -lt 100 ]; do
	cp fox.eml "Maildir/cur/1000000$((100 + i)).a:2,S"
	i=$((i + 1))
done
printf 'no field here\n' >'Maildir/new/2000000000.z'
rc=0
"$D" -x -C att --per-message -P0 Maildir >out 2>err </dev/null || rc=$?
is "a Maildir: status" [ $rc = 1 ]
is "a Maildir: a line a file" [ "$(wc -l <out)" = 100 ]
is "a Maildir: a directory a message" [ "$(find att -name '*.xlsx' | wc -l)" = 100 ]
has "a Maildir: the bad one is told" err \
	'mimedump: Maildir/new/2000000000.z: has no header field: this may be no message'
grep '^101 messages, 100 files, 200,400 B in [0-9.]* s; 1 message with errors$' \
	err >/dev/null && ok "a Maildir: the sum" || bad "a Maildir: the sum: $(tail -n 1 err)"

# ten thousand messages, twice
awk 'BEGIN {
	for (i = 0; i < 10000; i++) {
		printf "From a@b.c Wed Nov 18 01:30:12 2026\nFrom: a@b.c\n"
		printf "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
		printf "--b\n\ntext %d\n--b\nContent-Type: application/octet-stream\n", i
		printf "Content-Disposition: attachment; filename=\"%d.bin\"\n\n", i % 97
		printf "content %d\n--b--\n\n", i
	}
}' >many.mbox
for run in 1 2; do
	runs "10,000 messages, run $run" 0 "$D" -qx -P3 -C many.$run many.mbox
done
is "10,000 messages are 10,000 files" \
	[ "$(find many.1 -type f | wc -l)" = 10000 ]
runs "the same files" 0 diff -r many.1 many.2
is "nothing executable" [ -z "$(find many.1 -type f -perm /111)" ]
finish
