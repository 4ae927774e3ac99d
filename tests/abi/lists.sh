#!/bin/sh
# Every source, header and test in the tree stands in Makefile.am, so that it
# is built, run and shipped.
set -eu
cd "${top_srcdir:-$(dirname "$0")/../..}"

files=$({
	find mime include tools samples -name '*.[ch]'
	find tools -name '*.def'
	find mime -name '*.map'
	find tests -name '*.[ch]' ! -path 'tests/peers/*'
	find tests/abi tests/tools -name '*.sh'
} 2>/dev/null | LC_ALL=C sort)
bad=
for f in $files; do
	case $f in
	tests/support/* | tests/fuzz/replay.c | tests/bench/peer.c) name=$f ;;
	tests/*.c | samples/*.c) name=${f%.c} ;;
	*) name=$f ;;
	esac
	grep -qE "^[^#]*(^|[[:space:]/=])$name([[:space:]]|\$)" Makefile.am ||
		bad="$bad$f is not in Makefile.am
"
done
# Each source of tools/ has a unit test: one of its name, or that includes its
# header.  Those that have none stand here with the test that runs them.
tried_by='
compose_clock tests/tools/mimecompose_message.sh
compose_digest tests/tools/mimecompose_message.sh
compose_envelope tests/tools/mimecompose_send.sh
compose_message tests/tools/mimecompose_message.sh
compose_outcome tests/tools/mimecompose_send.sh
compose_place tests/tools/mimecompose_refuse.sh
compose_request tests/tools/mimecompose_message.sh
compose_request_check tests/tools/mimecompose_refuse.sh
compose_send tests/tools/mimecompose_send.sh
compose_server tests/tools/mimecompose_send.sh
compose_summary tests/tools/mimecompose_send.sh
compose_text tests/tools/mimecompose_message.sh
compose_write tests/tools/mimecompose_message.sh
damage tests/tools/mimedump_virtual.sh
date_convert tests/test_date_text.c
dump_attachments tests/tools/mimedump_parts.sh
dump_body tests/tools/mimedump_show.sh
dump_defects tests/tools/mimedump_check.sh
dump_findings tests/tools/mimedump_check.sh
dump_headers tests/tools/mimedump_show.sh
dump_imap tests/tools/mimedump_imap.sh
dump_list tests/tools/mimedump_mailbox.sh
dump_mbox tests/tools/mimedump_mailbox.sh
dump_tree tests/tools/golden.sh
dump_urls tests/tools/mimedump_urls.sh
extract tests/tools/mimedump_extract.sh
extract_content tests/tools/mimedump_extract.sh
extract_file tests/tools/mimedump_extract_names.sh
extract_report tests/tools/mimedump_extract.sh
feed tests/tools/mimedump_stream.sh
html_element tests/test_html_text.c
html_entity tests/test_html_text.c
html_lines tests/test_html_text.c
html_page tests/test_html_text.c
html_part tests/tools/mimedump_show.sh
html_strip tests/test_html_text.c
html_tag tests/test_html_text.c
html_tree tests/test_html_text.c
item tests/test_series.c
json_defect tests/tools/mimedump_json.sh
json_email tests/tools/mimedump_json.sh
json_part tests/tools/mimedump_json.sh
json_tree tests/tools/mimedump_json.sh
json_value tests/tools/mimedump_json.sh
mimecompose tests/tools/mimecompose_message.sh
mimedump tests/tools/mimedump_exit.sh
mimedump_fit tests/tools/mimedump_exit.sh
mimedump_limits tests/tools/mimedump_exit.sh
mimedump_selection tests/tools/mimedump_where.sh
mimedump_settings tests/tools/mimedump_exit.sh
mimedump_version tests/tools/option_table.sh
place_mbox tests/test_series.c
place_names tests/test_series.c
place_store tests/test_series.c
place_tree tests/test_series.c
show tests/tools/mimedump_show.sh
spool tests/tools/mimecompose_message.sh
summary tests/tools/golden.sh
transcript tests/tools/mimecompose_send.sh
'
for f in tools/*.c; do
	name=$(basename "$f" .c)
	by=$(echo "$tried_by" | sed -n "s/^$name //p")
	if [ -n "$by" ]; then
		[ -e "$by" ] || bad="$bad$f: there is no $by
"
	elif [ ! -e "tests/test_$name.c" ] && ! grep -qF \
		"\"../tools/$name.h\"" tests/test_*.c tests/support/*.h; then
		bad="$bad$f has no unit test, and tests/abi/lists.sh names none
"
	fi
done
if [ -n "$bad" ]; then
	printf '%s' "$bad"
	exit 1
fi
echo "lists: $(echo "$files" | wc -l) files, all in Makefile.am"
