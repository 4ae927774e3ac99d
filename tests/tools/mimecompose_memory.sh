#!/bin/sh
# An attachment costs no memory, however large: to a file, to a server, from a
# pipe.
set -u
. "$(dirname "$0")/compose.inc"

limit=65536 # KiB of address space
( ulimit -v $limit && exec "$M" --version ) >/dev/null 2>&1 || {
	echo "the program does not run in $limit KiB at all"
	exit 77
}
small() {
	(ulimit -v $limit && exec "$@")
}
# 96 MB without a byte on the disk
dd if=/dev/zero of=big.bin bs=1 count=0 seek=96M 2>/dev/null
size=$((96 * 1024 * 1024))
encoded=$(((size + 2) / 3 * 4))
lines=$(((encoded + 75) / 76))

small "$M" -f a@b.c -t d@e.f -m x -a big.bin --max-attach=0 2>err |
	grep -c '^A\{76\}' >count
is "96 MB to a pipe" [ "$(cat count)" -ge $((lines - 1)) ]
runs "measured" 0 small "$M" -f a@b.c -t d@e.f -m x -a big.bin \
	--max-attach=0 -n
small "$M" -f a@b.c -t d@e.f -m x -a 'big.bin;type=text/plain' \
	--reproducible --max-attach=0 2>err | grep -c '^A\{76\}' >count
is "as a text, reproducibly" [ "$(cat count)" -ge $((lines - 1)) ]

# lines that are as a delimiter or a field begins, told of in one line
yes -- '--b: no boundary' | dd bs=1M count=64 iflag=fullblock \
	of=lines.sql 2>/dev/null
runs "lines to a file" 0 small "$M" -f a@b.c -t d@e.f -m x \
	-a 'lines.sql;type=text/plain' --max-attach=0 -o lines.eml
says "in one line" 'text/plain (us-ascii, 7bit), text/plain lines.sql'
rm lines.sql lines.eml

TMPDIR=$work
export TMPDIR
dd if=big.bin bs=1M count=48 2>/dev/null |
	small "$M" -f a@b.c -t d@e.f -m x -a '-;name=p.bin' --max-attach=0 \
		2>err | grep -c '^A\{76\}' >count
is "48 MB from a pipe" [ "$(cat count)" -ge $((lines / 2 - 1)) ]
is "nothing is left of it" [ -z "$(find . -name '.mimecompose-*')" ]

if [ -x "$SINK" ]; then
	dd if=/dev/zero of=sent.bin bs=1 count=0 seek=48M 2>/dev/null
	"$SINK" port mail.eml >/dev/null 2>&1 &
	sink=$!
	n=0
	while [ ! -e port ] && [ $n -lt 100 ]; do
		sleep 0.1
		n=$((n + 1))
	done
	runs "48 MB to a server" 0 small "$M" -f a@b.c -t d@e.f -m x \
		-a sent.bin --max-attach=0 -Ssmtp://127.0.0.1:"$(cat port)"
	wait $sink
	is "arrived whole" \
		[ "$(grep -c '^A\{76\}' mail.eml)" -ge $((lines / 2 - 1)) ]
fi
finish
