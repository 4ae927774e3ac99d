#!/bin/sh
# What is inside TNEF, as tnef and ytnef take it out: same files, same names,
# same bytes; of our own streams and of those in the corpora.
#   MIME_CORPORA  folder of message corpora; ../shared/corpora
#   MIME_STREAMS  how many random streams; 100
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../tools/compose.inc"
corpora=${MIME_CORPORA:-$top/../shared/corpora}
make -s -C "$build" tests/tnef_sample >/dev/null 2>&1
sample=$build/tests/tnef_sample

missing=
command -v tnef >/dev/null 2>&1 || missing="$missing tnef"
command -v ytnef >/dev/null 2>&1 || missing="$missing ytnef"
[ -x "$sample" ] || missing="$missing tnef_sample"
if [ -n "$missing" ]; then
	echo "skipped: missing$missing"
	exit 77
fi

# listing DIR: "SHA-256 name" of each file
listing() {
	(cd "$1" && find . -type f -exec sha256sum {} + | sed 's|  \./| |' |
		LC_ALL=C sort)
}
hash_of() {
	sha256sum | cut -d ' ' -f 1
}
# ours MESSAGE DIR
ours() {
	mkdir -p "$2"
	"$D" -q --extract=virtual -C "$2" "$1"
}
# theirs STREAM DIR: tnef calls the bodies message.EXTENSION
theirs() {
	mkdir -p "$2"
	timeout 60 tnef -f "$1" -C "$2" --save-body --body-pref=all \
		--number-backups
	for e in txt html rtf; do
		[ ! -e "$2/message.$e" ] || mv "$2/message.$e" "$2/body.$e"
	done
}
# hashes DIR: of the attachments alone
hashes() {
	listing "$1" | grep -v ' body\.[a-z]*$' | cut -d ' ' -f 1 |
		LC_ALL=C sort
}
make_message() { # STREAM
	printf 'Content-Type: application/ms-tnef\n'
	printf 'Content-Transfer-Encoding: base64\n\n'
	base64 "$1"
}

for s in old chinese attached object plain; do
	"$sample" $s >$s.dat
	make_message $s.dat >$s.eml
	ours $s.eml our.$s
	theirs $s.dat their.$s
	mkdir -p y.$s
	timeout 60 ytnef -f y.$s $s.dat >/dev/null 2>&1
done

# Unicode and ASCII: the names too.  tnef leaves out PidTagBody.
listing our.plain | grep -v ' body.txt$' >want
listing their.plain >have
same "tnef: plain" want have
# tnef believes an empty long name
mv their.chinese/tnef-tmp their.chinese/a.gif
listing our.chinese | grep -v ' body.txt$' >want
listing their.chinese >have
same "tnef: chinese" want have
# tnef ignores the code page, escapes "\" and keeps the NUL of a text
(
	cd their.old || exit
	mv ..%5C* "$(printf '\317\372\312\333\261\250\270\346').gif"
	tr -d '\000' <body.txt | iconv -f GB18030 -t UTF-8 >utf8 &&
		mv utf8 body.txt
	for f in *; do
		new=$(printf %s "$f" | iconv -f GB18030 -t UTF-8)
		[ "$f" = "$new" ] || mv "$f" "$new"
	done
)
listing our.old >want
listing their.old >have
same "tnef: old" want have
# an object is given with the GUID of its interface before it
is "tnef: object" [ "$(tail -c +17 their.object/chart.ole | hash_of)" = \
	"$(hash_of <our.object/chart.ole)" ]
# so is a message, which is not opened
tail -c +17 their.attached/tnef-tmp >inner.dat
make_message inner.dat >inner.eml
ours inner.eml our.inner
theirs inner.dat their.inner
for f in a.txt z.txt; do
	is "tnef: attached, $f" cmp -s our.attached/$f their.attached/$f
done
is "tnef: inside, b.txt" cmp -s our.attached/b.txt their.inner/b.txt
tail -c +17 their.inner/tnef-tmp >innermost.dat
theirs innermost.dat their.innermost
is "tnef: innermost" cmp -s our.attached/deep.txt their.innermost/deep.txt

# ytnef reads names in other places; its bytes are the same
for s in chinese plain; do
	hashes our.$s >want
	hashes y.$s >have
	same "ytnef: $s" want have
done

# random ones; none is said to be damaged
if command -v python3 >/dev/null 2>&1; then
	n=${MIME_STREAMS:-100} differ=
	mkdir random
	python3 -B "$here/tnef.py" "$n" random || bad "tnef.py"
	for stream in random/*.dat; do
		rm -rf ours.d theirs.d
		mkdir ours.d theirs.d
		make_message "$stream" >random.eml
		if "$D" --extract=virtual -C ours.d random.eml >table 2>err &&
			timeout 60 tnef -f "$stream" -C theirs.d 2>/dev/null &&
			! grep -qE 'cut off|checksum|damaged' table err; then
			listing ours.d >want
			listing theirs.d >have
			cmp -s want have && continue
		fi
		differ="$differ ${stream#*/}"
	done
	is "tnef: $n random streams" [ -z "$differ" ]
else
	echo "skipped: random streams (no python3)"
fi

# whatever mail has been collected
grep -rliE 'application/(vnd\.)?ms-tnef|winmail\.dat' "$corpora" 2>/dev/null |
	grep -v '\.json$' | LC_ALL=C sort >mails
while read -r mail; do
	rm -rf whole.d ours.d theirs.d
	"$D" -q -x'type:application/*tnef' -C whole.d "$mail" 2>/dev/null
	ours "$mail" ours.d 2>/dev/null
	mkdir -p theirs.d
	for stream in whole.d/*; do
		[ ! -f "$stream" ] || theirs "$stream" theirs.d
	done
	listing ours.d >want
	listing theirs.d >have
	same "tnef: ${mail##*/}" want have
done <mails
finish
