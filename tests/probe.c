/* What libmime reads in each message named, as lines a script compares:
 *   file PATH / part SECTION TYPE / body SECTION SHA256 / text SECTION HEX
 *   name SECTION HEX HEX (as sent, safe) / from HEX / subject HEX
 *   defect CODE SEVERITY OFFSET / end
 * Texts are hexadecimal. */
#include "mime/mime.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
hex(const char *label, mime_slice s)
{
	printf("%s", label);
	for (size_t i = 0; i < s.len; i++)
		printf("%02x", (unsigned char)s.ptr[i]);
	if (s.len == 0)
		printf("-");
}

static void
section_of(char out[512], struct mime_part *p)
{
	mime_slice s;

	if (mime_part_section(&s, p) != MIME_OK || s.len == 0 || s.len > 511)
		s = (mime_slice){ "-", 1 };
	memcpy(out, s.ptr, s.len);
	out[s.len] = '\0';
}

static void
print_hash(struct mime_part *p, const char *section)
{
	struct mime_sha256 hash;
	struct mime_reader *r;
	uint8_t digest[32];
	mime_slice run;

	mime_sha256_init(&hash);
	if (mime_body_open(&r, p, MIME_BODY_BYTES) != MIME_OK)
		return;
	while (mime_reader_next(&run, r) > 0)
		mime_sha256_add(&hash, run.ptr, run.len);
	mime_reader_free(r);
	mime_sha256_end(&hash, digest);
	printf("body %s ", section);
	hex("", (mime_slice){ (const char *)digest, 32 });
	printf("\n");
}

static void
print_text(struct mime_part *p, const char *section)
{
	struct mime_reader *r;
	mime_slice run;

	if (mime_body_open(&r, p, MIME_BODY_UTF8) != MIME_OK)
		return;
	printf("text %s ", section);
	while (mime_reader_next(&run, r) > 0)
		hex("", run);
	printf("\n");
	mime_reader_free(r);
}

static void
print_part(struct mime_part *p)
{
	mime_slice type = mime_part_type(p), name = mime_part_filename(p);
	char section[512], safe[MIME_FILENAME_MAX];

	section_of(section, p);
	printf("part %s %.*s\n", section, (int)type.len, type.ptr);
	if (name.ptr != NULL) {
		size_t n = mime_filename_safe(
			safe, name, (mime_slice){ section, strlen(section) },
			type);

		printf("name %s ", section);
		hex("", name);
		hex(" ", (mime_slice){ safe, n });
		printf("\n");
	}
	if (mime_part_child(p) != NULL)
		return;
	print_hash(p, section);
	print_text(p, section);
}

static void
print_message(struct mime_message *m)
{
	struct mime_part *p;
	struct mime_field *f;
	struct mime_mailbox from;
	struct mime_defect d;
	mime_slice text;

	for (p = mime_message_root(m); p != NULL; p = mime_part_after(p))
		print_part(p);
	f = mime_field_find(mime_message_root(m), "Subject", NULL);
	if (f != NULL && mime_field_text(&text, f) == MIME_OK) {
		hex("subject ", text);
		printf("\n");
	}
	if (mime_message_author(&from, m)) {
		hex("from ", from.address);
		printf("\n");
	}
	if (mime_message_check(m) != MIME_OK)
		exit(EXIT_FAILURE);
	for (size_t i = 0; mime_message_defect(&d, m, i); i++)
		printf("defect %s %c %zu\n", mime_defect_name(d.kind)->code,
		       d.severity, d.offset);
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		struct mime_message *m;
		mime_error err;

		printf("file %s\n", argv[i]);
		if (mime_parse_file(&m, argv[i], NULL, &err) != MIME_OK) {
			fprintf(stderr, "%s: %s\n", argv[i], err.what);
			return EXIT_FAILURE;
		}
		print_message(m);
		mime_message_free(m);
		printf("end\n");
		fflush(stdout);
	}
	return EXIT_SUCCESS;
}
