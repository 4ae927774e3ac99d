#!/bin/sh
# Starts a Dovecot of its own, which serves $RUN/mail/Maildir over IMAP on
# 127.0.0.1:$PORT, in clear and to any login.  Needs root, dovecot-core and
# dovecot-imapd.  To stop it, end the process in $RUN/dovecot.pid.
set -eu
: "${RUN:?}" "${PORT:?}"
cat >"$RUN/dovecot.conf" <<END
base_dir = $RUN/run
state_dir = $RUN/state
instance_name = mimeimap
log_path = $RUN/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
passdb {
  driver = static
  args = nopassword=y
}
userdb {
  driver = static
  args = uid=dovecot gid=dovecot home=$RUN/mail allow_all_users=yes
}
first_valid_uid = 1
mail_location = maildir:$RUN/mail/Maildir
mail_fsync = never
namespace inbox {
  inbox = yes
}
service imap-login {
  inet_listener imap {
    port = $PORT
  }
  inet_listener imaps {
    port = 0
  }
}
END
chown -R dovecot:dovecot "$RUN/mail"
rm -f "$RUN/run/master.pid"
# no daemon may inherit a pipe, or whoever reads it waits for the daemon
dovecot -c "$RUN/dovecot.conf" >"$RUN/start.out" 2>&1 </dev/null
# it says so a little after it has gone to the background
n=0
until [ -s "$RUN/run/master.pid" ] || [ $n -gt 100 ]; do
	sleep 0.1
	n=$((n + 1))
done
cp "$RUN/run/master.pid" "$RUN/dovecot.pid"
