#!/bin/sh
# Starts Postfix and Dovecot under $RUN (see env.sh).  Needs root and the
# packages postfix, dovecot-core, dovecot-imapd, dovecot-lmtpd,
# dovecot-submissiond and openssl; touches nothing in /etc or /var but adds the
# system user vmailrig.  The process ids are in $RUN/*.pid; down.sh stops them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/env.sh"
umask 022

getent group vmailrig >/dev/null || groupadd --system vmailrig
id vmailrig >/dev/null 2>&1 ||
	useradd --system -g vmailrig -M -d /nonexistent \
		-s /usr/sbin/nologin vmailrig
VUID=$(id -u vmailrig)
VGID=$(id -g vmailrig)
mkdir -p "$RUN/mail" "$RUN/mail-virtual"
chmod 755 "$RUN"
chown vmailrig:vmailrig "$RUN/mail" "$RUN/mail-virtual"
[ -f "$CA/server.pem" ] || sh "$here/mkca.sh" "$CA"

mkdir -p "$RUN/dovecot/run" "$RUN/dovecot/state" \
	"$RUN/dovecot/jwtkeys/default/ES256"
fill "$here/dovecot/dovecot.conf.in" "$RUN/dovecot/dovecot.conf"
fill "$here/dovecot/oauth2.conf.in" "$RUN/dovecot/oauth2.conf"
cp "$here/dovecot/users" "$RUN/dovecot/users"
cp "$CA/jwt.pub" "$RUN/dovecot/jwtkeys/default/ES256/default"
chmod -R a+rX "$RUN/dovecot/jwtkeys" "$RUN/dovecot/users" \
	"$RUN/dovecot/oauth2.conf"
# no daemon may inherit a pipe, or whoever reads it waits for the daemon
dovecot -c "$RUN/dovecot/dovecot.conf" </dev/null \
	>"$RUN/dovecot/start.out" 2>&1
# it says so a little after it has gone to the background
n=0
until [ -s "$RUN/dovecot/run/master.pid" ] || [ $n -gt 100 ]; do
	sleep 0.1
	n=$((n + 1))
done
cp "$RUN/dovecot/run/master.pid" "$RUN/dovecot.pid"

mkdir -p "$RUN/postfix/etc" "$RUN/postfix/spool" "$RUN/postfix/data"
chown postfix "$RUN/postfix/data"
fill "$here/postfix/main.cf.in" "$RUN/postfix/etc/main.cf"
fill "$here/postfix/master.cf.in" "$RUN/postfix/etc/master.cf"
for f in dynamicmaps.cf dynamicmaps.cf.d; do
	[ ! -e "/etc/postfix/$f" ] || cp -r "/etc/postfix/$f" "$RUN/postfix/etc/"
done
postfix -c "$RUN/postfix/etc" start </dev/null \
	>"$RUN/postfix/start.out" 2>&1
tr -d ' ' <"$RUN/postfix/spool/pid/master.pid" >"$RUN/postfix.pid"
