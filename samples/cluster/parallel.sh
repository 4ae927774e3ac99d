#!/bin/sh
# Runs mimedump over N ranges of an mbox with GNU parallel, and prints what they
# print in the order of the file:  parallel.sh MBOX N [OPTION...]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mbox=$1 n=$2
shift 2
# --keep-order: in the order of the ranges, whichever ends first
sh "$here/ranges.sh" "$mbox" "$n" |
	parallel --keep-order --halt now,fail=1 --quote \
		"${MIMEDUMP:-mimedump}" "$@" --range={} -- "$mbox"
