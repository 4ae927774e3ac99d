/* What libmime reads in each message named, as lines a script compares:
 *   file PATH / end
 *   part INDEX PARENT SECTION KIND TYPE ENCODING: in document order; `inner'
 *	in place of `part' below an encoded message, whose offsets are its own
 *   extent INDEX START HEADER BODY CLOSE EPILOGUE END
 *   field INDEX NAME RAW TEXT: the whole field as it stands, its value decoded
 *   box INDEX FIELD NAME ADDRESS GROUP: one mailbox of an address field
 *   date INDEX FIELD SECONDS ZONE: a date field, if it is a date
 *   param INDEX NAME VALUE: boundary and charset of the Content-Type
 *   charset INDEX DECLARED USED / body INDEX BYTES / text INDEX TEXT
 *   name INDEX NAME SAFE: the file name as sent, and made safe
 *   embedded INDEX KIND NAME BYTES: a file inside a text
 *   from ADDRESS: of the author / defect CODE SEVERITY OFFSET
 * What a sender wrote is hexadecimal, "-" where it is absent, "." where it is
 * empty. */
#include "mime/mime.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int next_index; /* of the parts of one file */

static void
hex(mime_slice s)
{
	putchar(' ');
	for (size_t i = 0; i < s.len; i++)
		printf("%02x", (unsigned char)s.ptr[i]);
	if (s.len == 0)
		putchar(s.ptr == NULL ? '-' : '.');
}

/* What a reader gives, as one word; takes the reader over. */
static void
print_run(struct mime_reader *r)
{
	mime_slice run;
	bool any = false;

	putchar(' ');
	for (; mime_reader_next(&run, r) > 0; any = true)
		for (size_t i = 0; i < run.len; i++)
			printf("%02x", (unsigned char)run.ptr[i]);
	printf("%s\n", any ? "" : ".");
	mime_reader_free(r);
}

static void
print_content(struct mime_part *p, int index, enum mime_body_form form)
{
	struct mime_reader *r;

	if (mime_body_open(&r, p, form) != MIME_OK)
		return;
	printf("%s %d", form == MIME_BODY_BYTES ? "body" : "text", index);
	print_run(r);
}

static void
print_boxes(struct mime_field *f, int index)
{
	const struct mime_mailbox *list;
	size_t n;

	if (mime_field_addresses(&list, &n, f) != MIME_OK)
		return;
	for (size_t i = 0; i < n; i++) {
		printf("box %d", index);
		hex(mime_field_name(f));
		hex(list[i].name);
		hex(list[i].address);
		hex(list[i].group);
		printf("\n");
	}
}

/* Whether name is among names, which has a blank on both sides of each. */
static bool
is_one_of(mime_slice name, const char *names)
{
	char key[32] = " ";

	if (name.len > sizeof key - 3)
		return false;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];

		key[1 + i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	key[1 + name.len] = ' ';
	key[2 + name.len] = '\0';
	return strstr(names, key) != NULL;
}

static void
print_fields(struct mime_part *p, int index)
{
	struct mime_field *f = NULL;
	struct mime_date date;
	mime_slice text, name;

	while ((f = mime_field_find(p, NULL, f)) != NULL) {
		name = mime_field_name(f);
		if (mime_field_text(&text, f) != MIME_OK)
			continue;
		printf("field %d", index);
		hex(name);
		hex(mime_field_raw(f));
		hex(text);
		printf("\n");
		if (is_one_of(name, " from to cc bcc sender reply-to "))
			print_boxes(f, index);
		if (is_one_of(name, " date resent-date ") &&
		    mime_date_parse(&date, mime_field_body(f))) {
			printf("date %d", index);
			hex(name);
			printf(" %lld %d\n", (long long)date.seconds,
			       date.zone);
		}
	}
}

static void
print_type(struct mime_part *p, int index)
{
	static const char *const params[] = { "boundary", "charset" };
	struct mime_charset_use use;
	mime_slice value;

	for (size_t i = 0; i < 2; i++) {
		value = mime_part_param(p, params[i]);
		if (value.ptr == NULL)
			continue;
		printf("param %d %s", index, params[i]);
		hex(value);
		printf("\n");
	}
	if (mime_part_charset(&use, p) != MIME_OK)
		return;
	printf("charset %d", index);
	hex(use.declared);
	hex(use.used);
	printf("\n");
}

static void
print_name(struct mime_part *p, int index, mime_slice section)
{
	mime_slice name = mime_part_filename(p);
	char safe[MIME_FILENAME_MAX];
	size_t n;

	if (name.ptr == NULL)
		return;
	n = mime_filename_safe(safe, name, section, mime_part_type(p));
	printf("name %d", index);
	hex(name);
	hex((mime_slice){ safe, n });
	printf("\n");
}

static void
print_embedded(struct mime_part *p, int index)
{
	struct mime_embedded file;
	struct mime_reader *r;
	mime_slice rest;

	if (mime_body_bytes(&rest, p) != MIME_OK)
		return;
	while (mime_embedded_next(&file, &rest)) {
		if (mime_embedded_open(&r, &file) != MIME_OK)
			return;
		printf("embedded %d %d", index, file.kind);
		hex(file.name);
		print_run(r);
	}
}

static void
print_part(struct mime_part *p, int index, int parent, const char *label)
{
	static const char *const kinds[] = { "leaf", "multipart", "message" };
	mime_slice section, type = mime_part_type(p),
			    encoding = mime_part_encoding(p);
	struct mime_extent e;

	if (mime_part_section(&section, p) != MIME_OK)
		section = (mime_slice){ NULL, 0 };
	printf("%s %d %d %.*s %s", label, index, parent,
	       section.len > 0 ? (int)section.len : 1,
	       section.len > 0 ? section.ptr : "-", kinds[mime_part_kind(p)]);
	hex(type);
	hex(encoding);
	mime_part_extent(&e, p);
	printf("\nextent %d %zu %zu %zu %zu %zu %zu\n", index, e.start,
	       e.header, e.body, e.close, e.epilogue, e.end);
	print_fields(p, index);
	print_type(p, index);
	print_name(p, index, section);
	if (mime_part_child(p) != NULL)
		return;
	print_content(p, index, MIME_BODY_BYTES);
	print_content(p, index, MIME_BODY_UTF8);
	print_embedded(p, index);
}

/* Prints the tree of m below `outer', the index of the part that holds it. */
static void
print_tree(struct mime_message *m, int outer, const char *label)
{
	struct mime_part *p;
	struct mime_message *inner;
	int parents[256]; /* index of the last part of each depth */

	for (p = mime_message_root(m); p != NULL; p = mime_part_after(p)) {
		unsigned depth = mime_part_depth(p);
		int index = next_index++;

		if (depth >= 256)
			continue;
		parents[depth] = index;
		print_part(p, index, depth > 0 ? parents[depth - 1] : outer,
			   label);
		if (mime_part_message(&inner, p) == MIME_OK)
			print_tree(inner, index, "inner");
	}
}

static void
print_message(struct mime_message *m)
{
	struct mime_mailbox from;
	struct mime_defect d;

	next_index = 0;
	print_tree(m, -1, "part");
	if (mime_message_author(&from, m)) {
		printf("from");
		hex(from.address);
		printf("\n");
	}
	if (mime_message_check(m) != MIME_OK)
		exit(EXIT_FAILURE);
	for (size_t i = 0; mime_message_defect(&d, m, i); i++)
		printf("defect %s %c %zu\n", mime_defect_name(d.kind)->code,
		       d.severity, d.offset);
}

/* Arguments, or without any the lines of standard input: paths. */
int
main(int argc, char **argv)
{
	char line[4096];

	for (int i = 1;; i++) {
		const char *path = i < argc ? argv[i] : line;
		struct mime_message *m;
		mime_error err;

		if (argc > 1 && i >= argc)
			return EXIT_SUCCESS;
		if (argc == 1) {
			if (fgets(line, sizeof line, stdin) == NULL)
				return EXIT_SUCCESS;
			line[strcspn(line, "\n")] = '\0';
		}
		printf("file %s\n", path);
		if (mime_parse_file(&m, path, NULL, &err) != MIME_OK) {
			fprintf(stderr, "%s: %s\n", path, err.what);
			return EXIT_FAILURE;
		}
		print_message(m);
		mime_message_free(m);
		printf("end\n");
		fflush(stdout);
	}
}
