#!/bin/sh
# Messages of mboxes as others find them: Python's mailbox, formail, Dovecot,
# also in a file that Dovecot has written anew.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tools/compose.inc"
PATH=$PATH:/usr/sbin:/sbin
sample=$build/samples/mailbox

skip() {
	echo "$*"
	exit 77
}
[ -x "$sample" ] || skip "samples/mailbox is not built"
python3 -c 'import mailbox' 2>/dev/null || skip "no python3"
${CC:-cc} -O2 -std=c11 -o gen_mbox "$top/tests/bench/gen_mbox.c" ||
	skip "no C compiler"
counted() { # NAME WANT GOT
	if [ "$2" = "$3" ]; then
		ok "$1: $3 messages"
	else
		bad "$1: $3 messages, not $2"
	fi
}

./gen_mbox 3000 >generated
sed 's/$/\r/' generated | head -c 2000000 >crlf
# no empty line before a "From " line; those of Netscape, without a date
sed -n '1,2000p' generated | awk '/^$/ { held = 1; next }
	{ if (held && !/^From /) print ""; held = 0; print }' >no-empty-lines
sed -n '1,2000s/^From .*/From - /; 1,2000p' generated >netscape
# cut inside a header, a body, and a "From " line
for cut in 7000 9999 8000; do
	head -c $cut generated >cut-$cut
done
at=$(grep -abo '^From user5@' generated | head -n 1 | cut -d : -f 1)
head -c $((at + 9)) generated >cut-separator
set -- generated crlf no-empty-lines netscape cut-*
# real ones
corpora=${MIME_CORPORA:-$top/../shared/corpora}
for file in "$corpora"/mimekit/mbox/content-length.mbox.txt \
	"$corpora"/mimekit/mbox/issue1189.mbox.txt \
	"$corpora"/mimekit/mbox/simple.mbox.txt \
	"$corpora"/gmime/mbox/input/substring.mbox \
	"$corpora"/kmime/simple-encapsulated.mbox \
	"$corpora"/kmime/outlook-attachment.mbox; do
	[ ! -f "$file" ] || set -- "$@" "$file"
done
python3 "$here/mbox.py" "$sample" 40 "$@" >judged
while IFS= read -r line; do
	case $line in
	'ok - '*) ok "${line#ok - }" ;;
	*) bad "${line#not ok - }" ;;
	esac
done <judged

if command -v formail >/dev/null 2>&1; then
	counted "formail" "$("$sample" generated | wc -l)" \
		"$(formail -s sh -c 'cat >/dev/null; echo 1' <generated | wc -l)"
else
	echo "skipped: no formail"
fi

if command -v doveadm >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
	box=$(mktemp -d /tmp/mimembXXXXXX)
	trap 'rm -rf "$box" "$work"' EXIT
	cat >"$box/dovecot.conf" <<EOC
log_path = /dev/stderr
mail_location = mbox:$box/mail:INBOX=$box/inbox
mail_uid = nobody
mail_gid = nogroup
ssl = no
protocols =
base_dir = $box/run
state_dir = $box/state
namespace inbox {
  inbox = yes
}
EOC
	mkdir "$box/mail"
	cp generated "$box/inbox"
	chown -R nobody:nogroup "$box"
	USER=nobody HOME=$box doveadm -c "$box/dovecot.conf" \
		mailbox status messages INBOX >out 2>err
	counted "Dovecot" "$("$sample" generated | wc -l)" \
		"$(sed -n 's/.*messages=//p' out)"
	USER=nobody HOME=$box doveadm -c "$box/dovecot.conf" \
		flags add '\Seen' all >out 2>err
	if cmp -s generated "$box/inbox"; then
		bad "Dovecot wrote nothing: $(cat err)"
	fi
	python3 "$here/mbox.py" "$sample" 40 "$box/inbox" >judged
	while IFS= read -r line; do
		case $line in
		'ok - '*) ok "written by Dovecot: ${line#ok - }" ;;
		*) bad "written by Dovecot: ${line#not ok - }" ;;
		esac
	done <judged
else
	echo "skipped: no Dovecot, or not root"
fi
echo "$n_ok ok, $n_bad not ok"
[ $n_bad = 0 ]
