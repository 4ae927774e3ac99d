#!/bin/sh
# The name that each rule makes of what a sender wrote, on a real disk: each
# case is a message of its own, extracted into a directory of its own.
set -u
. "$(dirname "$0")/compose.inc"
. "$top/tests/tools/extract.inc"

# Numbered cases: a reason, a tab, a parameter or more of Content-Disposition,
# a tab, the one file that is to be there (-: that of the row before).
: >cases
rows=0
# row REASON PARAMETERS WANTED [TYPE]
row() {
	rows=$((rows + 1))
	printf '%s\t%s\n' "$1" "$3" >>cases
	{
		printf 'From: a@b.c\nMIME-Version: 1.0\nContent-Type: %s\n' \
			"${4:-application/pdf}"
		printf 'Content-Disposition: attachment; %s\n\n%s\n' "$2" $rows
	} >"$(printf 'r%04d.eml' $rows)"
}
# name REASON NAME WANTED: the name in percent form
name() {
	row "$1" "filename*=utf-8''$2" "$3"
}
# gone REASON CODE...: these code points, in hexadecimal, are taken out
gone() {
	reason=$1
	shift
	for code in "$@"; do
		name "$reason U+$code" "a$(percent "$code")b.txt" ab.txt
	done
}
# stay REASON CODE...: these are left as they are
stay() {
	reason=$1
	shift
	for code in "$@"; do
		bytes=$(percent "$code")
		name "$reason U+$code" "a${bytes}b.txt" \
			"a$(printf "$(octal "$bytes")")b.txt"
	done
}
# percent CODE: its UTF-8 as %XX%XX
percent() {
	c=$((0x$1))
	if [ $c -lt 128 ]; then
		printf '%%%02X' $c
	elif [ $c -lt 2048 ]; then
		printf '%%%02X%%%02X' $((0xc0 | c >> 6)) $((0x80 | c & 63))
	elif [ $c -lt 65536 ]; then
		printf '%%%02X%%%02X%%%02X' $((0xe0 | c >> 12)) \
			$((0x80 | c >> 6 & 63)) $((0x80 | c & 63))
	else
		printf '%%%02X%%%02X%%%02X%%%02X' $((0xf0 | c >> 18)) \
			$((0x80 | c >> 12 & 63)) $((0x80 | c >> 6 & 63)) \
			$((0x80 | c & 63))
	fi
}
# octal %XX...: the same for printf
octal() {
	rest=$1
	while [ -n "$rest" ]; do
		two=${rest#%}
		two=${two%"${two#??}"}
		printf '\\%03o' $((0x$two))
		rest=${rest#???}
	done
}

# which name: filename*, filename, name*, name, decoded
row "filename* is the first" "filename=b.txt; filename*=utf-8''a.txt" a.txt
row "filename is before name" 'filename=a.txt' a.txt 'x/y; name=b.txt'
row "name* is before name" 'x=y' a.txt "x/y; name=b.txt; name*=utf-8''a.txt"
row "name, without others" 'x=y' a.txt 'x/y; name=a.txt'
row "continuations" "filename*0*=utf-8''%E6%8A; filename*1*=%A5.txt" 报.txt
row "encoded-word" 'filename="=?gb2312?B?sai45g==?=.txt"' 报告.txt
row "raw GB 2312" "$(printf 'filename="\261\250\270\346.txt"')" 报告.txt
row "raw UTF-8" 'filename="报告.txt"' 报告.txt
name "not made NFC" e%CC%81.txt "$(printf 'e\314\201.txt')"
name "what is no UTF-8" a%FFb.txt a�b.txt

# the last component
name "slashes" ..%2F..%2Fetc%2Fx.txt x.txt
name "absolute" %2Fetc%2Fx.txt x.txt
name "backslashes" C:%5CWindows%5Cx.txt x.txt
name "both" a%2Fb%5Cc%2Fx.txt x.txt
row "a drive, not escaped" 'filename="C:\dir\x.txt"' x.txt
row "a share, not escaped" 'filename="\\server\share\x.txt"' x.txt
row "a drive, escaped" 'filename="C:\\dir\\x.txt"' x.txt
row "a share, escaped" 'filename="\\\\server\\share\\x.txt"' x.txt
row "a share without quotes" 'filename=\\server\share\x.txt' x.txt
name "drive-relative" C:x.txt C_x.txt
for code in FF0F 2044 2215 29F8 FF3C FE68 2216 29F5 29F9; do
	name "looks like a slash: U+$code" "a%2E%2E$(percent $code)x.txt" x.txt
done
for code in FF0E FE52 2024; do
	name "looks like a dot: U+$code" "$(percent $code)x$(percent $code)txt" \
		x.txt
done
for code in 2025 2026 FE19 FE30; do
	name "looks like dots: U+$code" "$(percent $code)x.t$(percent $code)" x.t
done
stay "an ellipsis inside" 2026
stay "fullwidth, and common in Chinese" FF1A FF1F FF0A FF1C 3002 00B7 00A5

# what is taken out: the ends of each range, its neighbours stay
name "NUL" a%00b.txt ab.txt
name "a name that NUL would shorten" a.txt%00.exe a.txt.exe
gone "C0" 01 07 09 0A 0D 1B 1F
gone "DEL and C1" 7F 80 85 9B 9F
gone "bidi mark" 061C 200E 200F
gone "bidi embedding and override" 202A 202B 202C 202D 202E
gone "bidi isolate" 2066 2067 2068 2069
gone "default-ignorable" 00AD 034F 115F 1160 17B4 17B5 180B 180C 180D 180E \
	180F 200B 200C 200D 2060 2061 2062 2063 2064 2065 206A 206F 3164 FE00 \
	FE0F FEFF FFA0 FFF0 FFF8 1BCA0 1BCA3 1D173 1D17A E0000 E0001 E0020 \
	E007F E0080 E00FF E0100 E01EF E01F0 E0FFF
gone "separator of lines, anchor" 2028 2029 FFF9 FFFB
stay "neighbours" 00AC 00AE 034E 0350 061B 061D 115E 1161 17B3 17B6 180A \
	1810 2010 2027 2030 205E 2070 3163 3165 FDFF FE10 FEFE FF9F FFA1 FFFC \
	1BC9F 1BCA4 1D172 1D17B

# what is replaced
for code in 3C 3E 3A 22 7C 3F 2A; do
	name "replaced: %$code" "a%${code}b.txt" a_b.txt
done
name "all of them" '%3C%3E%3A%22%7C%3F%2A' _______
name "a stream" 'a.txt%3Ab' a.txt_b

# both ends
name "an option" -rf rf
name "hidden" .bashrc bashrc
name "home" ~root root
name "blanks" %20%20a.txt%20%20 a.txt
name "wide blanks" %E3%80%80a.txt%C2%A0 a.txt
name "all in front" %20.-~.%20-x.txt x.txt
name "dots behind" x.exe.%20.. x.exe
name "a hyphen and a tilde may be behind" x-~ x-~
name "hidden once bidi is gone" %E2%80%AE.bashrc bashrc
name "blanks inside" a%20%20b.txt 'a  b.txt'

# devices
for device in CON PRN AUX NUL COM1 COM2 COM3 COM4 COM5 COM6 COM7 COM8 COM9 \
	LPT1 LPT2 LPT3 LPT4 LPT5 LPT6 LPT7 LPT8 LPT9; do
	name "device" $device _$device
	small=$(echo $device | tr '[:upper:]' '[:lower:]')
	name "small, with an extension" "$small.txt" "_$small.txt"
done
name "two extensions" AUX.tar.gz _AUX.tar.gz
name "a raised digit" COM%C2%B9.txt _COM¹.txt
name "another" LPT%C2%B2 _LPT²
name "a third" com%C2%B3 _com³
name "a blank before the dot" CON%20.txt '_CON .txt'
name "bidi inside" N%E2%80%AEUL _NUL
name "a fullwidth dot behind" NUL%EF%BC%8Etxt _NUL.txt
name "behind a path" x%2FNUL _NUL
for none in COM0 COM10 COM CONSOLE NUL1 LPT0 AUXX 1CON; do
	name "no device" $none.txt $none.txt
done

# nothing left
row "no name" 'x=y' part-1.pdf
row "an empty one" 'filename=""' part-1.pdf
for empty in . .. ... / a%2F a%2F.. %5C %20 %E3%80%80 -.~- %E2%80%AE %01 \
	%EF%BC%8F %E2%80%A5; do
	name "nothing left of $empty" "$empty" part-1.pdf
done
row "by type: text" 'x=y' part-1.txt text/plain
row "by type: HTML" 'x=y' part-1.html text/html
row "by type: JPEG" 'x=y' part-1.jpg image/jpeg
row "by type: unknown" 'x=y' part-1.bin x-a/x-b
row "by type: no path" 'x=y' part-1.bin 'x/..'

# 200 bytes
chinese=$(printf '%064d' 0 | sed 's/0/中/g') # 192 bytes
a200=$(printf '%0200d' 0)
name "200 bytes" "$a200" "$a200"
name "201" "${a200}0" "$a200"
name "the extension is kept" "${a200}.html" "$(printf '%0195d' 0).html"
row "whole characters" "filename=\"$chinese$chinese.xlsx\"" "$chinese中.xlsx"
row "another length" "filename=\"a$chinese$chinese.xlsx\"" "a$chinese.xlsx"
row "four bytes each" "filename=\"$(printf '%060d' 0 | sed 's/0/😀/g').a\"" \
	"$(printf '%049d' 0 | sed 's/0/😀/g').a"
row "no extension of 40 bytes" \
	"filename=\"$chinese$chinese.$(printf '%040d' 0)\"" "$chinese中中"
name "a device by cutting" "CON$(printf '%0300d' 0 | sed 's/0/%20/g')x" _CON

runs "all of them" 0 "$D" -x --per-message -C names.d r*.eml
tab=$(printf '\t')
i=0
while IFS=$tab read -r reason wanted; do
	i=$((i + 1))
	dir=names.d/$(printf '%06d' $i)
	# one entry, that name, and the content of its message
	if [ "$(ls -A "$dir")" = "$wanted" ] &&
		[ "$(cat "$dir/$wanted")" = $i ]; then
		ok "$reason: $wanted"
	else
		bad "$reason: $(ls -A "$dir" | od -An -c | head -n 20), not $wanted"
	fi
done <cases
is "each case was looked at" [ $i = $rows ]
is "and no other file" [ "$(find names.d -type f | wc -l)" = $rows ]
is "nor directory" [ "$(find names.d -type d | wc -l)" = $((rows + 1)) ]
is "nothing outside" [ -z "$(find . -type f ! -path './names.d/*' \
	! -name 'r[0-9]*.eml' ! -name cases ! -name out ! -name err)" ]

# sections are those of the tree
message ok.txt / .. >sections.eml
runs "several without a name" 0 "$D" -x -C sections.d sections.eml
files "their sections" sections.d ok.txt part-2.bin part-3.bin
runs "by section" 0 "$D" -x --names=section -C section.d sections.eml
files "all by section" section.d 1.txt 2.bin 3.bin
message 报告.txt COM¹.txt .－rf >ascii.eml
runs "ASCII" 0 "$D" -x --names=ascii -C ascii.d ascii.eml
files "one _ a character" ascii.d __.txt _COM_.txt _rf
runs "by hash" 0 "$D" -x --names=hash -C hash.d ascii.eml
is "64 digits and the extension" [ "$(find hash.d -type f | grep -cE \
	'^hash.d/[0-9a-f]{64}\.(txt|bin)$')" = 3 ]
finish
