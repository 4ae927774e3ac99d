#!/bin/sh
# The main job, on real input: make a Chinese message with an attachment, look
# at it, take apart what Foxmail sent, send a message and find it again.
#   sh samples/demo.sh
# Installs what is missing (says so first; NO_INSTALL=1 only says so), builds
# in build/.  What it makes stays in build/demo/.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top"

sh build-aux/deps.sh build || {
	rc=$?
	[ $rc = 3 ] && exit 0
	exit $rc
}
build=${MIME_BUILD:-$top/build}
sh build-aux/build.sh "$build"
build=$(cd "$build" && pwd)
make -C "$build" tests/sink >>"$build/build.log" 2>&1

# a C locale would show the trees in ASCII
LC_ALL=C.UTF-8
PATH=$build:$PATH
export LC_ALL PATH
demo=$build/demo
rm -rf "$demo"
mkdir "$demo"
cp samples/mail/foxmail.eml "$demo"
cd "$demo"

step() {
	printf '\n== %s\n' "$*"
}
# run COMMAND...: show it, then do it
run() {
	printf '$'
	for word; do
		case $word in
		*\'*) printf ' "%s"' "$word" ;;
		*[!A-Za-z0-9_./:=,@%+-]*) printf " '%s'" "$word" ;;
		*) printf ' %s' "$word" ;;
		esac
	done
	printf '\n'
	"$@"
}
die() {
	echo "demo: $*" >&2
	exit 1
}

step "Make a message: Chinese subject, names, text and attachment"
cat >正文.txt <<'END'
小亮，你好：

附件是第三季度的销售报告，请查收。

张三
END
printf '地区,销售额\n华北,1024\n华南,2048\n' >销售报告.csv
run mimecompose -f '张三 <zhang@example.com>' \
	-t '郜小亮 <gao@example.test>, 李雷 <li@example.test>' \
	-c '韩梅梅 <han@example.test>' -s '第三季度销售报告' \
	-T 正文.txt -a 销售报告.csv -o q3.eml
run cat q3.eml

step "Its tree"
run mimedump q3.eml

step "A message from Foxmail: what is in it"
run mimedump foxmail.eml
run mimedump -A foxmail.eml
run mimedump -b foxmail.eml

step "Its attachment, taken out under a safe name"
run mimedump -x -C out foxmail.eml
run sha256sum out/*
wanted=$(printf abcdedf | sha256sum)
[ "$(sha256sum <out/readme.txt)" = "$wanted" ] ||
	die "readme.txt is not the seven bytes that were sent"

# A real server where Postfix and Dovecot are installed and we may start them,
# else the small one of the tests.
rig=$top/tests/peers/rig
real_server() {
	[ "$(id -u)" = 0 ] && command -v postfix && command -v dovecot &&
		command -v openssl && [ -e /usr/lib/dovecot/lmtp ] &&
		[ -e /usr/lib/dovecot/submission ] || return 1
	RUN=$(mktemp -d "${TMPDIR:-/tmp}/mimeXXXX") && chmod 711 "$RUN" ||
		return 1
	export RUN
	sh "$rig/up.sh" >"$demo/rig.log" 2>&1 </dev/null && return 0
	stop_server
	return 1
}
stop_server() {
	[ -z "${sink_pid-}" ] || kill "$sink_pid" 2>/dev/null || :
	[ -z "${RUN-}" ] || {
		sh "$rig/down.sh" >>"$demo/rig.log" 2>&1 || :
		rm -rf "$RUN"
	}
}
wait_for() { # SECONDS COMMAND...
	n=$(($1 * 10))
	shift
	until "$@"; do
		[ $n -gt 0 ] || return 1
		n=$((n - 1))
		sleep 0.1
	done
}
arrived_in() { # FOLDER
	[ -n "$(ls "$1" 2>/dev/null)" ]
}

trap stop_server EXIT
if real_server >/dev/null 2>&1; then
	step "Send it to Postfix, with STARTTLS and a login, and find it in the mailbox"
	. "$rig/env.sh"
	run mimecompose --send="smtp://localhost:$SUBM" --ca-file "$RUN/ca/ca.pem" \
		--user alice@example.test \
		--password-command "echo 'correct horse'" \
		--envelope-from alice@example.test \
		--envelope-to bob@example.test --transcript q3.eml
	inbox=$RUN/mail/bob/Maildir/new
	wait_for 20 arrived_in "$inbox" || die "it did not arrive"
	# the servers put their trace fields on top, and keep lines as LF
	tr -d '\r' <q3.eml >q3.lf
	cat "$inbox"/* >delivered.eml
	size=$(wc -c <q3.lf)
	head -c "$(($(wc -c <delivered.eml) - size))" delivered.eml >trace.txt
	tail -c "$size" delivered.eml >arrived.lf
	step "What the servers put on top"
	cat trace.txt
	step "What they were given"
	run cmp q3.lf arrived.lf
	run sha256sum q3.lf arrived.lf
else
	step "Send it to a small server of the tests, and find it there"
	"$build/tests/sink" port arrived.eml >dialogue.txt 2>&1 &
	sink_pid=$!
	wait_for 10 [ -e port ] || die "no server: $(cat dialogue.txt)"
	run mimecompose --send="smtp://127.0.0.1:$(cat port)" --transcript q3.eml
	wait "$sink_pid"
	sink_pid=
	run cmp q3.eml arrived.eml
	run sha256sum q3.eml arrived.eml
fi
printf '\nThe message that arrived is the message that was made, byte for byte.\n'
