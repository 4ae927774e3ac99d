#!/bin/sh
# Functions this project does without: no length, a locale's idea of a letter,
# or a danger that has one door (HACKING.md).  Comments and strings are blind.
set -eu
cd "${top_srcdir:-$(dirname "$0")/../..}"

everywhere='sprintf|vsprintf|strcpy|strcat|strncpy|strncat|strtok|strtok_r'
everywhere="$everywhere|atoi|atol|atof|sscanf|gets|alloca"
everywhere="$everywhere|isalpha|isalnum|isdigit|isxdigit|isspace|isblank"
everywhere="$everywhere|isupper|islower|ispunct|iscntrl|isprint|isgraph"
everywhere="$everywhere|tolower|toupper|strcasecmp|strncasecmp"
everywhere="$everywhere|strcoll|wcwidth"
heap='malloc|calloc|realloc|free|strdup|strndup|reallocarray|aligned_alloc'
output='printf|fprintf|vprintf|vfprintf|snprintf|vsnprintf|asprintf|puts'
output="$output|fputs|putchar|fputc|putc|fwrite|perror|dprintf"
sockets='socket|connect|bind|listen|accept|getaddrinfo|send|recv|sendto'
sockets="$sockets|recvfrom|sendmsg|recvmsg|setsockopt|getsockopt|poll|select"
control='abort|exit|_exit|assert|setlocale'

# code FILE...: file:line:text with comments and strings made blanks
code() {
	awk '
	FNR == 1 { comment = 0 }
	{
		out = ""
		n = length($0)
		for (i = 1; i <= n; i++) {
			c = substr($0, i, 1)
			two = substr($0, i, 2)
			if (comment) {
				if (two == "*/") { comment = 0; i++ }
			} else if (two == "/*") {
				comment = 1
				i++
			} else if (two == "//") {
				break
			} else if (c == "\"" || c == "\047") {
				# the include lines keep their header names
				if ($0 ~ /^[ \t]*#[ \t]*include/) {
					out = out c
					continue
				}
				out = out c
				for (i++; i <= n; i++) {
					d = substr($0, i, 1)
					if (d == "\\") i++
					else if (d == c) break
				}
				out = out c
			} else {
				out = out c
			}
		}
		print FILENAME ":" FNR ":" out
	}' "$@"
}

# A name that is called; a member (.free, ->free) is not the function.
calls() { # NAMES, code on stdin
	grep -E "(^|[^A-Za-z0-9_.>])($1)[[:space:]]*\(" || :
}

files=$(find mime tools samples -name '*.[ch]' 2>/dev/null | LC_ALL=C sort)
library=$(find mime -name '*.[ch]' | LC_ALL=C sort)
[ -n "$library" ] || { echo "banned.sh: found no sources"; exit 1; }

bad=$({
	code $files | calls "$everywhere"
	code $library | grep -v '^mime/base/memory\.c:' | calls "$heap"
	code $library | calls "$output"
	code $library | calls "$control"
	code $library | grep -v '^mime/net/' | calls "$sockets"
	code $library | grep -v '^mime/text/charset\.c:' |
		grep -E '<iconv\.h>|[^_A-Za-z]iconv(_open|_close)?[[:space:]]*\(' || :
	code $library | grep -v '^mime/net/' |
		grep -E '<(sys/socket|netdb|netinet/[a-z]+|poll|openssl/[a-z]+)\.h>' || :
	code $files | grep -E '<ctype\.h>' || :
})
if [ -n "$bad" ]; then
	printf '%s\n' "$bad"
	exit 1
fi
echo "banned: $(echo "$files" | wc -l) files, none of them"
