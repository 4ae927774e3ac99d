#!/bin/sh
# Each exported function that may need memory is called in a test that lets
# every allocation fail (tests/test_failalloc*.c).  Those that need none are in
# no_memory.txt: they work on what the caller or the message has already.
set -eu
cd "${top_srcdir:-$(dirname "$0")/../..}"
list=tests/abi/no_memory.txt
export LC_ALL=C

if ! sort -cu "$list"; then
	echo "$list is not sorted"
	exit 1
fi
sed 's/.* //' tests/abi/symbols.txt | sort -u | awk '
	FILENAME == ARGV[1] { needs_none[$1] = 1; next }
	FILENAME != "-" {
		while (match($0, /mime_[a-z0-9_]+[ \t]*\(/)) {
			name = substr($0, RSTART, RLENGTH)
			sub(/[ \t]*\($/, "", name)
			called[name] = 1
			$0 = substr($0, RSTART + RLENGTH)
		}
		next
	}
	{
		exported[$1] = 1
		if (!($1 in called) && !($1 in needs_none)) {
			print $1 " is in no tests/test_failalloc*.c"
			bad = 1
		}
	}
	END {
		for (name in needs_none)
			if (!(name in exported)) {
				print name " is not exported (" ARGV[1] ")"
				bad = 1
			}
		exit bad
	}' "$list" tests/test_failalloc*.c -
