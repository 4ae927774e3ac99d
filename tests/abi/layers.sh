#!/bin/sh
# No #include runs upward: a file of layer N sees layers below N and its own
# folder.  The folder is the layer; a public header counts as its layer.
# Tools and samples see public headers and their own, nothing private.
set -eu
cd "${top_srcdir:-$(dirname "$0")/../..}"

# file:line:header of every #include "..." below the given folders
includes() {
	find "$@" -name '*.[ch]' | LC_ALL=C sort | xargs -r awk '
	match($0, /^[ \t]*#[ \t]*include[ \t]*"[^"]*"/) {
		header = substr($0, RSTART, RLENGTH)
		sub(/^[^"]*"/, "", header)
		sub(/"$/, "", header)
		print FILENAME ":" FNR ":" header
	}'
}

checked=$(includes mime include | wc -l)
[ "$checked" -gt 20 ] || { echo "layers.sh: found no includes"; exit 1; }

bad=$(includes mime include | awk -F: '
BEGIN {
	n = split("base 0 codec 1 text 2 mailbox 3 tree 3 view 4 build 4 " \
		"smtp 4 net 5", w, " ")
	for (i = 1; i < n; i += 2)
		layer[w[i]] = w[i + 1]
	n = split("export base types base defect base codec codec " \
		"mailbox mailbox text text address text fields text message tree " \
		"compose tree view view build build smtp smtp " \
		"client net", w, " ")
	for (i = 1; i < n; i += 2)
		folder_of["mime/" w[i] ".h"] = w[i + 1]
}
$1 == "include/mime/mime.h" { next } # the umbrella
{
	if ($1 ~ /^include\//)
		own = folder_of[substr($1, 9)]
	else
		split($1, path, "/") && own = path[2]
	if ($3 == "config.h")
		next
	if ($3 in folder_of)
		other = folder_of[$3]
	else
		split($3, path, "/") && other = path[1]
	if (!(own in layer))
		print $1 ":" $2 ": in no layer"
	else if (!(other in layer))
		print $1 ":" $2 ": \"" $3 "\" is in no layer"
	else if (other != own && layer[other] >= layer[own])
		print $1 ":" $2 ": " own " (layer " layer[own] \
			") includes \"" $3 "\" of layer " layer[other]
}')

# the SMTP session knows bytes and transfer encodings, no message
bad=$bad$(includes mime/smtp | awk -F: '
$3 !~ /^(base|codec|smtp)\// &&
$3 !~ /^mime\/(types|codec|smtp|export)\.h$/ && $3 != "config.h" {
	print $1 ":" $2 ": the session includes \"" $3 "\""
}')

# libmime-net is linked with what libmime exports, and its own copy of these
bad=$bad$(includes mime/net | awk -F: '
$3 !~ /^net\// && $3 !~ /^mime\// &&
$3 !~ /^base\/(memory|options)\.h$/ && $3 != "config.h" {
	print $1 ":" $2 ": libmime-net has no \"" $3 "\""
}')

for folder in tools samples; do
	[ -d $folder ] || continue
	bad=$bad$(includes $folder | while IFS=: read -r file line header; do
		case $header in
		mime/*.h) [ -f "include/$header" ] && continue ;;
		config.h) continue ;;
		*) [ -f "$folder/$header" ] && continue ;;
		esac
		echo "$file:$line: \"$header\" is not public"
	done)
done

if [ -n "$bad" ]; then
	printf '%s\n' "$bad"
	exit 1
fi
echo "layers: $checked includes, all downward"
