#!/bin/sh
# A message through Postfix and Dovecot: over STARTTLS with a login, over TLS at
# once, and as in 1999 in clear; what arrives is what was sent.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tools/compose.inc"
PATH=$PATH:/usr/sbin:/sbin

skip() {
	echo "$*"
	exit 77
}
[ "$(id -u)" = 0 ] || skip "the servers want root to start"
for program in postfix dovecot openssl; do
	command -v $program >/dev/null 2>&1 || skip "no $program"
done
"$M" --version | grep -q 'TLS: yes' || skip "built without TLS"

# short, and open to the servers' own users
RUN=$(mktemp -d /tmp/mimeXXXXXX)
chmod 711 "$RUN"
export RUN
PORTS=12
export PORTS
down() {
	sh "$here/rig/down.sh" >/dev/null 2>&1
	rm -rf "$RUN" "$work"
}
trap down EXIT
# another run on this machine may have the ports
until sh "$here/rig/up.sh" >up.log 2>&1; do
	sh "$here/rig/down.sh" >/dev/null 2>&1
	PORTS=$((PORTS + 2))
	if [ $PORTS -gt 24 ] ||
		! grep -q 'already in use' up.log "$RUN"/*/start.out; then
		cat up.log "$RUN"/*/start.out
		echo "the servers do not start"
		exit 1
	fi
done
. "$here/rig/env.sh"
taken() { # PORT: somebody listens
	"$M" -f a@b.c -t d@e.f -m x -Ssmtp://127.0.0.1:"$1" --timeout=2 \
		>/dev/null 2>refused || grep -qv 'Connection refused' refused
}
for port in $SMTP $SUBM $SUBMS $CLEAR $BARE $STRICT; do
	n=0
	until taken "$port" || [ $n -gt 50 ]; do
		n=$((n + 1))
		sleep 0.2
	done
done

# arrives USER: the one new message in file, without what the way added
arrives() {
	box=$RUN/mail/$1/Maildir/new
	[ "$1" != carol ] || box=$RUN/mail-virtual/Maildir/new
	n=0
	while [ -z "$(find "$box" -type f 2>/dev/null)" ] && [ $n -lt 100 ]; do
		n=$((n + 1))
		sleep 0.1
	done
	rm -f raw file
	find "$box" -type f -exec cat {} + >raw 2>/dev/null
	find "$box" -type f -exec rm {} + 2>/dev/null
	awk '
	body { print; next }
	/^$/ { body = 1 }
	/^[ \t]/ { if (!trace) print; next }
	{
		trace = /^(Return-Path|Delivered-To|X-Original-To|Received):/
		if (!trace) print
	}' raw >file
}
printf 'correct horse\n' >pw
printf '小亮，你好：\n\n附件请查收。\n.\n..\nFrom here on\n' >text.txt
awk 'BEGIN { for (i = 0; i < 20000; i++) printf "%c", (i * 7 + i / 13) % 256 }' \
	>报告.bin
runs "a message" 0 "$M" -f '张三 <alice@example.test>' \
	-t 'Bob <bob@example.test>' -t alice@example.test -s 第三季度销售报告 \
	-T text.txt -a 报告.bin -b carol@utf8.test -o made.eml
runs "the same with Bcc" 0 "$M" --base=made.eml -H 'Bcc: carol@utf8.test' \
	-o with.eml
printf 'Bcc: carol@utf8.test\r\n' | cat - made.eml >with.eml
tr -d '\r' <made.eml >made.lf

# send PORT OPTION...
send() {
	name=$1 status=$2 port=$3
	shift 3
	runs "$name" "$status" "$M" --send=smtp://localhost:"$port" \
		--ca-file="$CA/ca.pem" --timeout=60 "$@"
}
send "STARTTLS and AUTH LOGIN" 0 $SUBM --user=alice@example.test \
	--password-fd=5 --auth=login --transcript=log with.eml 5<pw
says "three recipients" 'accepted for 3 recipients'
is "over TLS" grep -q 'TLSv1\.[23]' log
is "by LOGIN" grep -q -- '-> AUTH LOGIN' log
lacks "without its password" log "$(printf 'correct horse' | base64)|correct horse"
for user in bob alice carol; do
	arrives $user
	same "arrives for $user byte for byte" made.lf file
	lacks "without Bcc, $user" raw '^[Bb][Cc][Cc]:'
done
send "AUTH PLAIN" 0 $SUBM --user=alice@example.test --password-fd=5 \
	made.eml 5<pw
arrives bob
same "arrives" made.lf file
arrives alice
printf 'b\303\270b-p\303\244ssword\n' >pw8
runs "TLS at once, a password in UTF-8" 0 "$M" \
	--send=smtps://localhost:$SUBMS --ca-file="$CA/ca.pem" --timeout=60 \
	--user=bob@example.test --password-fd=5 --envelope-to=bob@example.test \
	--envelope-from=bob@example.test made.eml 5<pw8
arrives bob
same "arrives too" made.lf file

# what stands between
send "a wrong password" 77 $SUBM --user=alice@example.test \
	--password-command='echo wrong' made.eml
says "is said" 'the login of alice@example.test failed'
send "no login" 69 $SUBM made.eml
send "another host's certificate" 77 $BADNAME --tls=required made.eml
says "another host's: said" 'certificate'
send "an expired certificate" 77 $EXPIRED --tls=required made.eml
runs "an unknown CA" 77 "$M" --send=smtp://localhost:$SMTP --tls=required \
	--timeout=60 made.eml
send "no STARTTLS where it is wanted" 76 $CLEAR --tls=required made.eml

# the dialogue of the tutorials
send "a login in clear, refused" 76 $CLEAR --user=alice@example.test \
	--password-fd=5 --auth=login --transcript=refused.log made.eml 5<pw
lacks "not a word of it was said" refused.log '[>] (AUTH|MAIL)'
send "a login in clear, by name" 0 $CLEAR --user=alice@example.test \
	--password-fd=5 --auth=login --auth-without-tls --transcript=log \
	with.eml 5<pw
says "with a warning" 'the password travels in clear'
for line in '<- 334 VXNlcm5hbWU6' '<- 334 UGFzc3dvcmQ6' '<- 235 ' \
	'-> MAIL FROM:<alice@example.test>' '-> RCPT TO:<bob@example.test>' \
	'-> RCPT TO:<carol@utf8.test>' '-> DATA' '<- 354 ' '-> QUIT' '<- 221 '; do
	is "says $line" grep -qF -e "$line" log
done
arrives bob
same "and arrives" made.lf file
arrives alice
arrives carol

# servers that can do less
runs "8 bits" 0 "$M" -f alice@example.test -t bob@example.test -s x \
	--encoding=8bit -T text.txt -o eight.eml
send "where 8BITMIME is known" 0 $SMTP eight.eml
arrives bob
tr -d '\r' <eight.eml >eight.lf
same "8 bits arrive" eight.lf file
send "where it is not" 0 $BARE eight.eml
arrives bob
is "they are encoded" [ -z "$(LC_ALL=C tr -d '\000-\177' <file)" ]
send "where bare line ends are refused" 0 $STRICT made.eml
arrives bob
same "there are none" made.lf file
arrives alice
head -c 100000 /dev/zero >zeros.bin
runs "too large" 0 "$M" -f alice@example.test -t bob@example.test -m x \
	-a zeros.bin -o large.eml
send "above the server's SIZE" 69 $BARE large.eml
says "is said before" 'larger than the server takes'

# recipients with an answer of their own
send "some are refused" 1 $SMTP --envelope-to=bob@example.test \
	--envelope-to=reject@example.test --envelope-to=tempfail@example.test \
	--envelope-to=nospace@example.test made.eml
says "for good" 'reject@example.test: refused for good (the server: 550 '
says "for now" 'tempfail@example.test: refused for now (the server: 450 '
says "no room" 'nospace@example.test: refused for now (the server: 452 '
arrives bob
same "the rest arrives" made.lf file
send "all for good" 69 $SMTP --envelope-to=reject@example.test made.eml
send "all, one for now" 75 $SMTP --envelope-to=reject@example.test \
	--envelope-to=tempfail@example.test made.eml
send "good-bye at once" 75 $SMTP --envelope-to=hangup@example.test made.eml
finish
