#!/bin/sh
# --help, the man pages and the completions of three shells speak of the same
# options, and each of them works.
set -u
here=$(cd "$(dirname "$0")" && pwd)
. "$here/compose.inc"

missing=
for tool in mandoc bash zsh fish; do
	command -v $tool >/dev/null 2>&1 || missing="$missing $tool"
done
loader=/usr/share/bash-completion/bash_completion
[ -e $loader ] || missing="$missing bash-completion"
completions=$build/tools/completions

# same WHAT: out has the options of --help
same() {
	LC_ALL=C sort -u out >sorted
	if cmp -s wanted sorted; then
		ok "$program: $1"
	else
		bad "$program: $1"
		diff wanted sorted | sed 's/^/# /'
	fi
}
# "body [=" or "output =" or "tree", a line an option
for program in mimedump mimecompose; do
	"$build/$program" --help |
		sed -n 's/^  \(-., \|    \)--\([a-z0-9-]*\)\(\[\{0,1\}=\{0,1\}\).*/\2 \3/p' |
		sed 's/ $//' | LC_ALL=C sort -u >wanted
	[ "$(wc -l <wanted)" -gt 20 ] && ok "$program: --help has options" ||
		bad "$program: --help has options"

	sed -n 's/^\.It .*Fl \\-\([^ ]*\)\( Ns Oo = \| Ns = \|\).*/\1 \2/p' \
		"$build/tools/$program.1" |
		sed 's/\\-/-/g; s/  *Ns Oo = $/ [=/; s/  *Ns = $/ =/; s/ $//' >out
	same "man page"
	sed -n "s/^	'\*--\([a-z0-9-]*\)\(=-\|=\|\)\[.*/\1 \2/p" \
		"$completions/_$program" |
		sed 's/ =-$/ [=/; s/ $//' >out
	same "zsh"
	sed 's/ \[=$//; s/ =$//' wanted >names && mv names wanted
	sed -n 's/.* -l \([a-z0-9-]*\) .*/\1/p' "$completions/$program.fish" >out
	same "fish"
	tr ' ' '\n' <"$completions/$program" |
		sed -n "s/^'\{0,1\}--\([a-z0-9-][a-z0-9-]*\)=\{0,1\}'\{0,1\}$/\1/p" \
		>out
	same "bash"
done

for program in mimedump mimecompose; do
	runs "$program --help=json" 0 "$build/$program" --help=json
	sed -n 's/.*"long": "\([^"]*\)".*/\1/p' out | LC_ALL=C sort >names
	"$build/$program" --help |
		sed -n 's/^  \(-., \|    \)--\([a-z0-9-]*\).*/\2/p' |
		LC_ALL=C sort >wanted
	cmp -s wanted names && ok "has the same options" ||
		bad "has the same options"
	cp out table.json
	if command -v python3 >/dev/null 2>&1; then
		runs "is JSON" 0 python3 -c \
			'import json; [o["help"] for o in json.load(open("table.json"))]'
	fi
	runs "--help=xml" 64 "$build/$program" --help=xml
done
if [ -n "$missing" ]; then
	[ $n_bad = 0 ] || finish
	echo "without$missing"
	exit 77
fi

# completed SHELL WORDS... is what the shell offers
mkdir zfunctions
cp "$completions"/_mime* zfunctions
in_bash() { # WORD...
	bash -c '
		. '$loader'; . "$1"; shift
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		COMP_LINE=$(echo "$*" | sed "s/ = */=/") COMP_POINT=${#COMP_LINE}
		_$1 2>/dev/null; printf "%s\n" "${COMPREPLY[@]}"' \
		bash "$completions/$1" "$@"
}
in_fish() { # LINE
	fish --no-config -c 'source $argv[1]; complete -C $argv[2]' \
		"$completions/${1%% *}.fish" "$1" | cut -f 1
}
# offers WHAT LINE...: out is that
offers() {
	printf '%s\n' "$@" | sed 1d >expected
	cmp -s expected out && ok "$1" || {
		bad "$1"
		sed 's/^/# /' out
	}
}
in_bash mimedump --bo >out
offers "bash: a name" --body
in_bash mimedump --body = h >out
offers "bash: a value" html
in_bash mimecompose --eol = >out
offers "bash: all values" crlf lf
mkdir a.directory && : >a.file
in_bash mimedump -C a >out
offers "bash: directories" a.directory
in_fish 'mimedump --bo' >out
offers "fish: a name" --body --body=
in_fish 'mimedump --color=n' >out
offers "fish: a value" --color=never
for program in mimedump mimecompose; do
	runs "$program: zsh reads it" 0 zsh -n "$completions/_$program"
	# the other page need not be installed
	mandoc -Tlint "$build/tools/$program.1" 2>&1 |
		grep -v 'referenced manual not found: Xr mime' >lint
	[ -s lint ] && bad "$program: $(cat lint)" ||
		ok "$program: mandoc finds nothing"
done
finish
