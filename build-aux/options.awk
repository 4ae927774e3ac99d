# From the option table of a program, its man page or a shell completion.
#
#	awk -f options.awk -v form=FORM -v program=NAME NAME_options.def [NAME.1.in]
#
# FORM	man	NAME.1.in, with the options in the place of the line @OPTIONS@
#	bash zsh fish
#
# A row of the table is one line (tools/options.h).  What a value is called
# tells how it is completed: FILE..., DIR, CS, or words with | between.

function fail(why) {
	print FILENAME ":" FNR ": " why >"/dev/stderr"
	failed = 1
	exit 1
}

# The arguments of the macro in a line into argument[1...], strings unquoted.
function arguments(line,    n, c, i, quoted, string) {
	n = 1
	argument[1] = ""
	for (i = index(line, "(") + 1; i <= length(line); i++) {
		c = substr(line, i, 1)
		if (quoted && c == "\\") {
			argument[n] = argument[n] substr(line, ++i, 1)
		} else if (c == "\"") {
			quoted = !quoted
		} else if (!quoted && c == ",") {
			argument[++n] = ""
			if (substr(line, i + 1, 1) == " ")
				i++
		} else if (!quoted && c == ")") {
			return n
		} else {
			argument[n] = argument[n] c
		}
	}
	fail("the row does not end in its line")
}

/^HEADING\(/ {
	arguments($0)
	heading[count + 1] = argument[1]
	next
}
/^OPTION\(/ {
	if (arguments($0) != 6)
		fail("a row has six arguments")
	count++
	letter[count] = argument[2] == "0" ? "" : substr(argument[2], 2, 1)
	name[count] = argument[3]
	takes[count] = argument[4]
	value[count] = argument[5]
	help[count] = argument[6]
	next
}
FILENAME ~ /\.in$/ && form == "man" {
	if ($0 == "@OPTIONS@")
		manual()
	else
		print
	next
}
/^[^\/ \t]/ { fail("no row: " $0) }

# Words that a value can be, with blanks between; "@file", "@directory", "".
function candidates(v) {
	if (v ~ /^FILE/)
		return "@file"
	if (v == "DIR")
		return "@directory"
	if (v == "CS")
		return "utf-8 gb18030 gbk gb2312 big5 iso-2022-jp shift_jis euc-jp euc-kr iso-8859-1 windows-1252"
	if (v ~ /^[a-z0-9]+(\|[a-z0-9]+)+$/) {
		gsub(/\|/, " ", v)
		return v
	}
	return ""
}

function roff(text) {
	gsub(/\\/, "\\e", text)
	gsub(/-/, "\\-", text)
	gsub(/'/, "\\(aq", text)
	gsub(/"/, "\\(dq", text)
	gsub(/\|/, "\\(ba", text)
	return text
}

# A sentence in lines of at most 78 columns, none of them a request.
function sentence(text,    n, words, i, line) {
	text = toupper(substr(text, 1, 1)) substr(text, 2)
	if (text !~ /[.)]$/)
		text = text "."
	n = split(text, words, " ")
	for (i = 1; i <= n; i++) {
		if (length(line) + length(words[i]) > 70) {
			print roff(line)
			line = ""
		}
		line = line (line == "" ? "" : " ") words[i]
	}
	print roff(line)
}

function manual(    i, form) {
	for (i = 1; i <= count; i++) {
		if (i in heading) {
			if (i > 1)
				print ".El"
			print ".Ss " roff(heading[i])
			print ".Bl -tag -width Ds"
		}
		form = letter[i] == "" ? "" : "Fl " letter[i] " , "
		form = form "Fl \\-" roff(name[i])
		if (takes[i] == "VALUE")
			form = form " Ns = Ns Ar " argument_word(value[i])
		else if (takes[i] == "MAYBE")
			form = form " Ns Oo = Ns Ar " argument_word(value[i]) " Oc"
		print ".It " form
		sentence(help[i])
	}
	print ".El"
}
function argument_word(v) {
	return v ~ /[ ]/ ? "\"" roff(v) "\"" : roff(v)
}

# text with a backslash before each character of set
function escaped(text, set,    i, c, out) {
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		out = out (index(set, c) ? "\\" : "") c
	}
	return out
}

function shell_quote(text) {
	gsub(/'/, "'\\\\''", text)
	return "'" text "'"
}

function bash(    i, all, c) {
	printf "# bash completion for %s\n_%s()\n{\n", program, program
	print "\tlocal cur prev words cword split"
	print "\t_init_completion -s || return"
	print "\tcase $prev in"
	for (i = 1; i <= count; i++) {
		all = all (i > 1 ? " " : "") "--" name[i] (takes[i] == "VALUE" ? "=" : "")
		if (takes[i] == "NOTHING")
			continue
		c = candidates(value[i])
		# a value that may be left out comes only after =
		printf "\t%s--%s)\n", letter[i] != "" && takes[i] == "VALUE" ? "-" letter[i] " | " : "", name[i]
		if (takes[i] == "MAYBE")
			print "\t\tif $split; then"
		if (c == "@file")
			print "\t\t_filedir"
		else if (c == "@directory")
			print "\t\t_filedir -d"
		else if (c != "")
			printf "\t\tCOMPREPLY=($(compgen -W %s -- \"$cur\"))\n", shell_quote(c)
		if (takes[i] == "MAYBE")
			print "\t\treturn\n\t\tfi"
		else
			print "\t\treturn"
		print "\t\t;;"
	}
	print "\tesac"
	print "\t$split && return"
	print "\tif [[ $cur == -* ]]; then"
	printf "\t\tCOMPREPLY=($(compgen -W %s -- \"$cur\"))\n", shell_quote(all)
	print "\t\t[[ ${COMPREPLY-} == *= ]] && compopt -o nospace"
	print "\t\treturn\n\tfi\n\t_filedir\n}"
	printf "complete -F _%s %s\n", program, program
}

function zsh(    i, c, text, argument) {
	printf "#compdef %s\n_arguments -s -S \\\n", program
	for (i = 1; i <= count; i++) {
		text = escaped(help[i], "[]:\\")
		argument = ""
		if (takes[i] != "NOTHING") {
			c = candidates(value[i])
			argument = escaped(value[i], "[]:\\")
			argument = (takes[i] == "MAYBE" ? "::" : ":") argument ":"
			if (c == "@file")
				argument = argument "_files"
			else if (c == "@directory")
				argument = argument "_files -/"
			else if (c != "")
				argument = argument "(" c ")"
			else
				argument = argument " "
		}
		if (letter[i] != "")
			print "\t" shell_quote("*-" letter[i] (takes[i] == "VALUE" ? "+" : takes[i] == "MAYBE" ? "-" : "") "[" text "]" argument) " \\"
		print "\t" shell_quote("*--" name[i] (takes[i] == "VALUE" ? "=" : takes[i] == "MAYBE" ? "=-" : "") "[" text "]" argument) " \\"
	}
	print "\t'*:file:_files'"
}

function fish(    i, c) {
	for (i = 1; i <= count; i++) {
		printf "complete -c %s%s -l %s", program, letter[i] == "" ? "" : " -s " letter[i], name[i]
		if (takes[i] != "NOTHING") {
			c = candidates(value[i])
			if (takes[i] == "VALUE")
				printf c == "@file" ? " -r -F" : c == "@directory" ? " -x -a '(__fish_complete_directories)'" : " -x"
			if (c != "" && c !~ /^@/)
				printf " -a %s", shell_quote(c)
		}
		printf " -d '%s'\n", escaped(help[i], "\\'")
	}
}

END {
	if (failed)
		exit 1
	if (form == "bash")
		bash()
	else if (form == "zsh")
		zsh()
	else if (form == "fish")
		fish()
	else if (form != "man")
		exit 1
}
