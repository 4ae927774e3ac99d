#!/bin/sh
# Nothing that a sender writes reaches a terminal, a pipe or a log as a control
# character, whatever the mode; raw bytes only where the user insists.
set -u
. "$(dirname "$0")/compose.inc"
cp "$top"/samples/mail/chinese/evil.eml .
esc=$(printf '\033')

# clean NAME FILE: no control but line ends and tabs, no C1, no bidi control, no
# byte-order mark, and all of it UTF-8
clean() {
	if [ "$(LC_ALL=C tr -d '\011\012\015\040-\176\200-\377' <"$2" |
		wc -c)" != 0 ]; then
		bad "$1: control characters"
	elif LC_ALL=C grep -q "$(printf '\302[\200-\237]')" "$2" ||
		LC_ALL=C grep -q "$(printf '\342\200[\216\217\252-\256]')" "$2" ||
		LC_ALL=C grep -q "$(printf '\342\201[\246-\251]')" "$2" ||
		LC_ALL=C grep -q "$(printf '\357\273\277')" "$2"; then
		bad "$1: C1 or bidi controls"
	elif ! iconv -f UTF-8 -t UTF-8 "$2" >/dev/null 2>&1; then
		bad "$1: not UTF-8"
	else
		ok "$1"
		return 0
	fi
	LC_ALL=C cat -v "$2" | head -n 20 | sed 's/^/# /'
}

# Every place a sender can write to: ESC, BEL, NUL, CR, C1, bidi, invalid.
x=$(printf '\033]0;pwn\007\302\233\342\200\256\342\201\246\342\200\217\357\273\277\377\177x')
name="file$x.eml"
{
	printf 'From: "%s" <a%s@b.c>, %s@\r\n' "$x" "$x" "$x"
	printf 'To: =?utf-8?B?G10wO3B3bgfCm+KArg==?= <d@e.f>\r\n'
	printf 'Subject: =?utf-8?Q?=1B]0;pwn=07=C2=9B=E2=80=AE=00?= %s\r\n' "$x"
	printf 'Date: Mon, 1 Jan 2024 00:00:00 %s\r\n' "$x"
	printf 'X-%s: v%s\r\n' "$x" "$x"
	printf 'MIME-Version: 1.0\r\n'
	printf 'Content-Type: multipart/mixed; boundary="b%s"\r\n\r\n' "$x"
	printf -- '--b%s\r\nContent-Type: text/plain; charset="%s"\r\n' "$x" "$x"
	printf 'Content-Transfer-Encoding: q%s\r\n\r\n%s\0\rtext\r\n' "$x" "$x"
	printf -- '--b%s\r\nContent-Type: text/html; charset=utf-8\r\n\r\n' "$x"
	printf '<img alt="%s" src="http://%s">&#27;&#155;&#x202e;%s\r\n' \
		"$x" "$x" "$x"
	printf -- '--b%s\r\nContent-Type: application/%s; name="n%s.txt"\r\n' \
		"$x" "$x" "$x"
	printf 'Content-Disposition: attachment; '
	printf "filename*=utf-8''%%1B%%07%%C2%%9B%%E2%%80%%AE%%00%%FFa.txt\r\n"
	printf 'Content-ID: <%s>\r\n\r\ncontent\r\n' "$x"
	printf -- '--b%s\r\nContent-Type: message/rfc822\r\n\r\n' "$x"
	printf 'Subject: inside %s\r\n\r\n%s\r\n--b%s--\r\n' "$x" "$x" "$x"
} >hostile.eml
if ! cp hostile.eml "$name" 2>/dev/null; then
	name=hostile.eml
	echo "skipped: a file of a hostile name (this file system refuses it)"
fi

for file in evil.eml hostile.eml "$name"; do
	for mode in -t -H -Hfrom,subject -A -b -btext -bhtml -a -x -v -vvtHba \
		-p1.1 "-ptype:text/*" -nx "--tsv -a" "--tsv -x" "-t --width=60" \
		"-pname:*.pdf"; do
		# shellcheck disable=SC2086
		"$D" $mode -C outdir -- "$file" >out 2>err </dev/null
		clean "pipe, $mode: stdout" out
		clean "pipe, $mode: stderr" err
		# shellcheck disable=SC2086
		"$D" $mode --ascii -C outdir -- "$file" >out 2>err </dev/null
		clean "ASCII, $mode: stdout" out
		clean "ASCII, $mode: stderr" err
	done
done

if command -v script >/dev/null 2>&1 &&
	script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	cp hostile.eml h.eml
	for file in evil.eml h.eml; do
		for mode in -t -Hfrom,subject -H -A -b -a -v -vvtHba -p1.1 -x; do
			script -qec "'$D' --color=never $mode -C outdir -- $file" \
				/dev/null >out 2>err </dev/null
			clean "terminal, $mode" out
		done
	done
	for mode in -RH -Rp1 -Rb -p2; do
		script -qec "'$D' $mode -- evil.eml" /dev/null >out </dev/null
		is "terminal, $mode: refused" \
			grep -q 'would go to the terminal' out
		clean "terminal, $mode" out
	done
	script -qec "'$D' -RFHfrom -- evil.eml" /dev/null >out </dev/null
	is "terminal, -F insists" grep -q "$esc" out
else
	echo "skipped: script(1) is missing, so nothing looked like a terminal"
fi

runs "a hostile header" 0 "$D" -Hfrom,subject evil.eml
has "sender" out 'From: "Bank ␛[31mALERT␛[0m" <evil@b.c>'
has "subject" out 'Subject: 正常�]0;owned�主题<U+202E>gpj.exe'
has "warned of" err \
	'mimedump: evil.eml: warning: control characters in From, Subject; bidi override in Subject'
runs "in ASCII" 0 "$D" --ascii -Hfrom evil.eml
has "as hexadecimal" out '"Bank \x1b[31mALERT\x1b[0m" <evil@b.c>'
runs "quietly" 0 "$D" -qHfrom,subject evil.eml
is "no warning" [ ! -s err ]
runs "raw" 0 "$D" -RHfrom evil.eml
is "has the byte" grep -q "$esc" out
runs "a forged address" 0 "$D" -A hostile.eml
lacks "is no address" out '^[^<]*@'
finish
