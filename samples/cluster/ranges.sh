#!/bin/sh
# Cuts an mbox into N ranges of bytes, one a line:  ranges.sh MBOX N
set -eu
size=$(wc -c <"$1")
i=0
while [ $i -lt "$2" ]; do
	echo "$((size * i / $2))-$((size * (i + 1) / $2))"
	i=$((i + 1))
done
