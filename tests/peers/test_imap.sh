#!/bin/sh
# ENVELOPE and BODYSTRUCTURE of every message of the corpora (MIME_CORPORA), as
# `mimedump --imap' prints them, against a Dovecot that serves a Maildir of
# them over IMAP.  The last lines are a table of the rules by which the two
# differ; a difference without a rule fails, and so does a rule without a
# difference (tests/peers/imap/).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=${top_srcdir:-$(cd "$here/../.." && pwd)}
build=$(cd "${top_builddir:-$top/build}" && pwd)
corpora=${MIME_CORPORA:-$top/../shared/corpora}
PATH=$PATH:/usr/sbin:/sbin

skip() {
	echo "$*"
	exit 77
}
[ -d "$corpora" ] || skip "no corpora at $corpora"
[ "$(id -u)" = 0 ] || skip "the server wants root to start"
for program in dovecot python3; do
	command -v $program >/dev/null 2>&1 || skip "no $program"
done
[ -e /usr/lib/dovecot/imap ] || skip "no dovecot-imapd"
case $(dovecot --version) in
2.3.*) ;;
*) skip "the rules are those of Dovecot 2.3, this is $(dovecot --version)" ;;
esac
make -C "$build" tests/probe >/dev/null

# short, and open to the server's own users
RUN=$(mktemp -d /tmp/mimeXXXXXX)
chmod 711 "$RUN"
PORT=14143
export RUN PORT
down() {
	if [ -s "$RUN/dovecot.pid" ]; then
		pid=$(cat "$RUN/dovecot.pid")
		kill "$pid" 2>/dev/null || :
		n=0
		while kill -0 "$pid" 2>/dev/null && [ $n -lt 100 ]; do
			sleep 0.1
			n=$((n + 1))
		done
	fi
	rm -rf "$RUN"
}
trap down EXIT
trap 'exit 1' HUP INT TERM
box=$RUN/mail/Maildir
mkdir -p "$RUN/run" "$RUN/state" "$box/cur" "$box/new" "$box/tmp"
python3 "$here/imap/judge.py" fill "$corpora" "$box" "$build/tests/probe"
# another run on this machine may have the port
until sh "$here/imap/up.sh"; do
	PORT=$((PORT + 1))
	if [ $PORT -gt 14160 ] || ! grep -q 'already in use' "$RUN/start.out"; then
		cat "$RUN/start.out"
		echo "the server does not start"
		exit 1
	fi
done
python3 "$here/imap/judge.py" judge "$box" "$PORT" "$build/tests/probe" \
	"$build/mimedump"
