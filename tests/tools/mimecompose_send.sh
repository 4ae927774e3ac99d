#!/bin/sh
# Sending, against a server of the tests: what arrives, what is said about each
# answer, and the exit codes.
set -u
. "$(dirname "$0")/compose.inc"
[ -x "$SINK" ] || {
	echo "no $SINK"
	exit 77
}

# serve [-r WORDS=REPLY]...: a server for one connection at $url
serve() {
	rm -f port mail.eml
	"$SINK" "$@" port mail.eml >dialogue 2>&1 &
	sink=$!
	n=0
	while [ ! -e port ] && [ $n -lt 100 ]; do
		sleep 0.1
		n=$((n + 1))
	done
	url=smtp://127.0.0.1:$(cat port)
}
gone() {
	wait $sink 2>/dev/null || :
	tr -d '\r' <dialogue >said
}
printf 's3cret pässword\nsecond line\n' >pw

serve
runs "make and send" 0 "$M" -f 'Li <li@b.c>' -t 'Han <han@x.y>' -c cc@x.y \
	-b bcc@x.y -s 你好 -m 我 -S"$url"
gone
says "tells how many" 'accepted for 3 recipients'
has "MAIL" said "$(grep '^MAIL' said)"
is "the sender" grep -q '^MAIL FROM:<li@b.c>' said
printf 'RCPT TO:<%s@x.y>\n' han cc bcc >wanted
grep ^RCPT said >rcpt
same "To, Cc and Bcc alike" rcpt wanted
lacks "Bcc does not arrive" mail.eml '^[bB][cC][cC]:|bcc@'
has "the message does" mail.eml 'To: Han <han@x.y>'

"$M" -f li@b.c -t han@x.y -s 你好 -m "$(printf '.\n..x\n你')" \
	--encoding=8bit -o ready.eml 2>err
serve
runs "a finished message" 0 "$M" -S"$url" ready.eml
gone
same "arrives byte for byte" ready.eml mail.eml
is "8 bits are announced" grep -q '^MAIL.* BODY=8BITMIME' said
serve
runs "from stdin" 0 sh -c '"$0" -S"$1" <ready.eml' "$M" "$url"
gone
same "likewise" ready.eml mail.eml
serve -r 'EHLO=502 5.5.1 what?'
runs "to a server of 1982" 0 "$M" -S"$url" ready.eml
gone
is "HELO" grep -q '^HELO' said
is "is encoded" [ -z "$(LC_ALL=C tr -d '\000-\177' <mail.eml)" ]

{
	printf 'Resent-Bcc: r@x.y\nBCC: b1@x.y,\n b2@x.y\nbcc: b3@x.y\n'
	cat ready.eml
} | sed 's/\r*$/\r/' >hidden.eml
serve
runs "a message that has Bcc" 0 "$M" -S"$url" hidden.eml
gone
same "loses it" ready.eml mail.eml
printf 'RCPT TO:<%s@x.y>\n' b1 b2 b3 han >wanted
grep ^RCPT said >rcpt
same "and it is served" rcpt wanted
serve
runs "--base" 0 "$M" --base=hidden.eml -s new -S"$url" -o copy.eml
gone
same "is sent as it is kept" copy.eml mail.eml
lacks "without Bcc" copy.eml '^[bB][cC][cC]:|b[123]@x'
serve
runs "another envelope" 0 "$M" -S"$url" --envelope-from=bounce@b.c \
	--envelope-to=p@x.y --envelope-to='Q <q@x.y>' hidden.eml
gone
is "its sender" grep -q '^MAIL FROM:<bounce@b.c>' said
printf 'RCPT TO:<%s@x.y>\n' p q >wanted
grep ^RCPT said >rcpt
same "its recipients" rcpt wanted
serve
runs "the null sender" 0 "$M" -S"$url" --envelope-from= ready.eml
gone
is "is <>" grep -q '^MAIL FROM:<>' said
serve
runs "two messages" 0 "$M" -S"$url" --ehlo-name=me.example ready.eml
gone
has "our name" said 'EHLO me.example'

# nothing is connected
runs "a plan" 0 "$M" -n -Ssmtps://mail.example.com -f li@b.c -t han@x.y \
	-b b@x.y -m x --user=li --password-command='echo run >ran; echo x'
has "where to" out 'server     mail.example.com'
has "which port" out 'port       465'
has "who" out 'sender     li@b.c'
has "to whom" out 'recipient  b@x.y'
has "nothing" out 'nothing was sent'
is "no password is fetched" [ ! -e ran ]
runs "a plan for files" 0 "$M" -n -Ssmtp://mail.example.com ready.eml \
	hidden.eml
is "of both" [ "$(grep -c '^nothing was sent' out)" = 2 ]

# logins
serve
runs "a login in clear" 0 "$M" -S"$url" --user=li --password-fd=5 \
	--auth=login --auth-without-tls --transcript=log ready.eml 5<pw
gone
says "is warned about" 'the password travels in clear'
is "is made" grep -q '^AUTH' said
is "the transcript has times" grep -Eq '^[0-9:.]{12} <- 220 ' log
secret=$(head -n 1 pw)
for form in "$secret" "$(printf %s "$secret" | base64)"; do
	lacks "no secret in the transcript" log "$form"
	lacks "nor on stderr" err "$form"
done
is "but its place" grep -q 'hidden' log
serve
runs "a login in clear is refused" 76 "$M" -S"$url" --user=li \
	--password-fd=5 ready.eml 5<pw
gone
lacks "nothing was said" said '^AUTH|^MAIL'
serve
runs "by its lesser option too" 76 "$M" -S"$url" --user=li \
	--password-fd=5 --tls=opportunistic ready.eml 5<pw
gone
lacks "nothing was said then" said '^AUTH|^MAIL'
serve
runs "a password from a command" 0 "$M" -S"$url" --user=li \
	--password-command='cat pw' --auth=plain --auth-without-tls \
	--transcript ready.eml
gone
is "the transcript on stderr" grep -q -- '-> AUTH PLAIN <hidden' err
lacks "without the password" err 's3cret'
serve -r 'AUTH=535 5.7.8 no'
runs "a wrong password" 77 "$M" -S"$url" --user=li --password-fd=5 \
	--auth-without-tls ready.eml 5<pw
gone
says "says whose" 'the login of li failed'
says "says what to do" 'app password'
says "says what the server said" '535 5.7.8 no'
says "says nothing was sent" 'Nothing was sent'
serve -r 'AUTH=454 4.7.0 later'
runs "a login that fails for now" 75 "$M" -S"$url" --user=li \
	--password-fd=5 --auth-without-tls ready.eml 5<pw
gone
runs "a command that fails" 77 "$M" -S"$url" --user=li \
	--password-command='exit 3' ready.eml
says "is said" 'the command failed'
: >nothing
runs "an empty password" 77 "$M" -S"$url" --user=li --password-fd=5 \
	ready.eml 5<nothing

# refuse STATUS SENTENCE RULE: the answer of a server, and what is made of it
refuse() {
	serve -r "$3"
	runs "$3" "$1" "$M" -S"$url" ready.eml
	gone
	says "$3: a sentence" "$2"
}
refuse 75 'try again in some minutes' 'CONNECT=421 busy'
refuse 69 'Nothing was sent' 'CONNECT=554 go'
refuse 75 'try again in some minutes' 'MAIL=421 down'
refuse 75 'try again in some minutes' 'RCPT=450 greylisted'
refuse 75 'no room now' 'RCPT=452 full'
refuse 69 'check the address' 'RCPT=550 unknown'
refuse 69 'tell the recipient' 'RCPT=552 full'
refuse 69 'does not have this command' 'DATA=502 no'
refuse 69 'wants another command first' 'MAIL=503 login'
refuse 69 'TLS or a login first' 'MAIL=530 login'
refuse 69 'too large' '.=552 big'
refuse 69 'spam' '.=554 spam'
refuse 75 'try again later' '.=451 oops'
refuse 79 'it may have been delivered' '.='
refuse 75 'nothing was sent' 'DATA='
refuse 76 'does not speak SMTP' 'CONNECT=hello'
serve -r 'RCPT TO:<bad=550 5.1.1 nobody' -r 'RCPT TO:<slow=450 4.2.0 later'
runs "some recipients" 1 "$M" -S"$url" -f a@b.c -t bad@x.y -t good@x.y \
	-t slow@x.y -m x
gone
says "one is refused for good" \
	'bad@x.y: refused for good (the server: 550 5.1.1 nobody)'
says "one for now" 'slow@x.y: refused for now (the server: 450 4.2.0 later)'
says "one accepted" 'accepted for 1 recipient'
is "for that it is delivered" [ -s mail.eml ]
serve -r 'RCPT TO:<bad=550 no' -r 'RCPT TO:<slow=450 no'
runs "none of them, one for now" 75 "$M" -S"$url" -f a@b.c -t bad@x.y \
	-t slow@x.y -m x
gone
serve -r 'QUIT='
runs "no good-bye" 0 "$M" -S"$url" ready.eml
gone

runs "nobody listens" 75 "$M" -Ssmtp://127.0.0.1:1 ready.eml
says "says so" 'Connection refused'
# where no name server answers, nobody can say so: then it is "try later"
wanted=68
"$M" -Ssmtp://no-such-host.invalid ready.eml >out 2>err </dev/null
[ $? != 75 ] || wanted=75
runs "no such host" $wanted "$M" -Ssmtp://no-such-host.invalid ready.eml
runs "no such message" 66 "$M" -Ssmtp://127.0.0.1:1 none.eml
printf 'Subject: x\n\nx\n' >draft.txt
runs "what is not finished" 65 "$M" -Ssmtp://127.0.0.1:1 draft.txt
printf 'MIME-Version: 1.0\nTo: a@b.c\n\nx\n' >nobody.eml
runs "no sender" 78 "$M" -Ssmtp://127.0.0.1:1 nobody.eml
printf 'MIME-Version: 1.0\nFrom: a@b.c\n\nx\n' >nowhere.eml
runs "no recipient" 65 "$M" -Ssmtp://127.0.0.1:1 nowhere.eml
printf 'MIME-Version: 1.0\nFrom: a@b.c\nTo: b@c@d, e@f.g\n\nx\n' >odd.eml
runs "a recipient that is none" 65 "$M" -Ssmtp://127.0.0.1:1 odd.eml
says "is counted" 'names 1 recipient without a valid address'
printf 'MIME-Version: 1.0\nFrom: a@b.c\nTo: root\n\nx\n' >local.eml
runs "a recipient without domain" 65 "$M" -Ssmtp://127.0.0.1:1 local.eml
runs "a bad envelope" 65 "$M" -Ssmtp://127.0.0.1:1 --envelope-to=x ready.eml
finish
