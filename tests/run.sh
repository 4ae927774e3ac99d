#!/bin/sh
# Run all tests: sh tests/run.sh
#
# Installs what is missing (says so first; NO_INSTALL=1 only says so), builds
# in build/, and runs unit tests, rules of the tree, fuzz corpus, tools, real
# servers and readers, and the corpora.  Environment:
#   MIME_BUILD      where to build; build/ in the tree
#   MIME_CONFIGURE  options for configure
#   MIME_CORPORA    folder of message corpora; ../shared/corpora
# The last line is the total; a failure makes the exit status 1.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
cd "$top"

sh build-aux/deps.sh build test peers || {
	rc=$?
	[ $rc = 3 ] && exit 0
	exit $rc
}
build=${MIME_BUILD:-$top/build}
# shellcheck disable=SC2086  # options are words
sh build-aux/build.sh "$build" ${MIME_CONFIGURE-}
build=$(cd "$build" && pwd)

MIME_CORPORA=${MIME_CORPORA:-$top/../shared/corpora}
[ -d "$MIME_CORPORA" ] && MIME_CORPORA=$(cd "$MIME_CORPORA" && pwd)
export MIME_CORPORA

passed=0 failed=0 skipped=0
PATH=$PATH:/usr/sbin:/sbin
export PATH

# show LOG: why a test failed
show() {
	sed 's/^/    /' "$1" | tail -n "${2:-30}"
}

# count NAME RESULT LOG: a test that counts what it did (Check, or a last line
# "N passed, N failed" or "N ok, N not ok") counts as that, any other as one.
# A failure without a count of failures is one: leaks, a crash.
count() {
	numbers=$(sed -n \
		-e 's/^[0-9]*%: Checks: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\)$/\1 \2 \3/p' \
		-e 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1 + \2/p' \
		-e 's/^\([0-9]*\) ok, \([0-9]*\) not ok.*/\1 + \2/p' "$3" |
		tail -n 1)
	good=0 bad=0
	case $numbers in
	*+*) good=${numbers% +*} bad=${numbers#*+ } ;;
	*' '*)
		# shellcheck disable=SC2086
		set -- "$1" "$2" "$3" $numbers
		bad=$(($5 + $6))
		good=$(($4 - bad))
		;;
	*) [ "$2" != PASS ] || good=1 ;;
	esac
	case $2 in
	PASS) ;;
	SKIP)
		good=0 bad=0
		skipped=$((skipped + 1))
		echo "skipped: $1: $(grep -v '^SKIP ' "$3" | tail -n 1)"
		;;
	*)
		[ $bad -gt 0 ] || bad=1
		echo "FAILED: $1"
		show "$3" 60
		;;
	esac
	passed=$((passed + good)) failed=$((failed + bad))
}

echo "running make check"
(cd "$build" && find . -name '*.trs' -exec rm -f {} + &&
	make -k -j"$(getconf _NPROCESSORS_ONLN)" check) \
	>"$build/check.log" 2>&1 || :
if ! (cd "$build" && find . -name '*.trs' | grep -q .); then
	show "$build/check.log"
	echo "make check ran nothing"
	failed=$((failed + 1))
fi
for trs in $(cd "$build" && find tests samples -name '*.trs' 2>/dev/null |
	LC_ALL=C sort); do
	name=${trs%.trs}
	result=$(sed -n 's/^:test-result: \([A-Z]*\).*/\1/p' "$build/$trs")
	count "$name" "$result" "$build/$name.log"
done
# a test that was not even built
if grep -qE '^make.*\*\*\* .*(\.o|\.lo|tests/[a-z_/0-9]*)\] Error' \
	"$build/check.log"; then
	echo "FAILED: make check did not build"
	grep -nE 'error:|undefined reference' "$build/check.log" | head -n 20
	failed=$((failed + 1))
fi
echo "make check: $passed passed, $failed failed, $skipped skipped"

# Scripts beside make check: each is one test; status 77 is a skip, and its
# last line says why.
top_srcdir=$top top_builddir=$build srcdir=$top
export top_srcdir top_builddir srcdir
mkdir -p "$build/tests/logs"
for script in tests/peers/test_*.sh tests/corpora.sh tests/expectations.sh; do
	[ -e "$script" ] || continue
	name=${script%.sh}
	log=$build/tests/logs/$(basename "$name").log
	rc=0
	sh "$script" </dev/null >"$log" 2>&1 || rc=$?
	case $rc in
	0)
		echo "passed: $name: $(tail -n 1 "$log")"
		count "$name" PASS "$log"
		;;
	77) count "$name" SKIP "$log" ;;
	*) count "$name" FAIL "$log" ;;
	esac
done

if [ $skipped -gt 0 ]; then
	echo "$passed passed, $failed failed, $skipped skipped"
else
	echo "$passed passed, $failed failed"
fi
[ $failed = 0 ]
