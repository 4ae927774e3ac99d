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
mail=$top/samples/mail
cd "$demo"

step() {
	printf '\n== %s\n' "$*"
}
# run COMMAND...: show it, then do it
run() {
	printf '$'
	for word; do
		case $word in
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
run mimedump "$mail/foxmail.eml"
run mimedump -A "$mail/foxmail.eml"
run mimedump -b "$mail/foxmail.eml"

step "Its attachment, taken out under a safe name"
run mimedump -x -C out "$mail/foxmail.eml"
run sha256sum out/*
wanted=$(printf abcdedf | sha256sum)
[ "$(sha256sum <out/readme.txt)" = "$wanted" ] ||
	die "readme.txt is not the seven bytes that were sent"

step "Send it, and find it byte for byte"
sent=$demo/arrived.eml
rm -f port
sink_pid=
"$build/tests/sink" port "$sent" >dialogue.txt 2>&1 &
sink_pid=$!
trap 'kill $sink_pid 2>/dev/null || :' EXIT
n=0
while [ ! -e port ] && [ $n -lt 100 ]; do
	sleep 0.1
	n=$((n + 1))
done
[ -e port ] || die "the server did not start: $(cat dialogue.txt)"
run mimecompose --send="smtp://127.0.0.1:$(cat port)" --transcript q3.eml
wait $sink_pid
trap - EXIT
step "What the server was told"
cat dialogue.txt
run cmp q3.eml arrived.eml
run sha256sum q3.eml arrived.eml
echo
echo "The message that arrived is the message that was made, byte for byte."
