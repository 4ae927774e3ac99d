#!/bin/sh
# Stops what up.sh started, by process id only, and waits for it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/env.sh"

status=0
for s in postfix dovecot; do
	[ -s "$RUN/$s.pid" ] || continue
	pid=$(cat "$RUN/$s.pid")
	kill "$pid" 2>/dev/null || :
	n=0
	while kill -0 "$pid" 2>/dev/null && [ $n -lt 100 ]; do
		sleep 0.1
		n=$((n + 1))
	done
	if kill -0 "$pid" 2>/dev/null; then
		echo "down.sh: $s ($pid) is still there" >&2
		status=1
	fi
	rm -f "$RUN/$s.pid"
done
exit $status
