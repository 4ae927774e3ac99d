/* Any bytes as a message: the parts tile them, everything decodes, text is
 * UTF-8, and the report is in order. */
#include "codec/utf8.h"
#include "mime/message.h"
#include "mime/view.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_utf8(mime_slice s)
{
	must(mime_utf8_valid(s.ptr, s.len) == s.len);
}

static void
read_body(struct mime_part *p, enum mime_body_form form)
{
	struct mime_reader *r;
	mime_slice run;

	if (mime_body_open(&r, p, form) != MIME_OK)
		return;
	while (mime_reader_next(&run, r) > 0)
		if (form == MIME_BODY_UTF8)
			check_utf8(run);
	mime_reader_free(r);
}

static void
check_extent(const struct mime_part *p)
{
	struct mime_extent x, c;
	const struct mime_part *child = mime_part_child(p);
	size_t at;

	mime_part_extent(&x, p);
	must(x.start <= x.header && x.header <= x.body && x.body <= x.close &&
	     x.close <= x.epilogue && x.epilogue <= x.end);
	if (child == NULL)
		return;
	mime_part_extent(&c, child);
	must(c.start >= x.body);
	for (at = c.start; child != NULL; child = mime_part_next(child)) {
		mime_part_extent(&c, child);
		must(c.start == at);
		at = c.end;
	}
	must(at == x.close);
}

static void
check_part(struct mime_part *p)
{
	char safe[MIME_FILENAME_MAX];
	const struct mime_mailbox *list;
	struct mime_field *f = NULL;
	mime_slice s, name;
	uint64_t octets;
	size_t count;

	check_extent(p);
	must(mime_part_section(&s, p) == MIME_OK);
	name = mime_part_filename(p);
	check_utf8(name);
	must(mime_filename_safe(safe, name, s, mime_part_type(p)) > 0);
	must(safe[0] != '.' && safe[0] != '-');
	mime_part_content_id(p);
	mime_part_disposition(p);
	while ((f = mime_field_find(p, NULL, f)) != NULL) {
		must(mime_field_text(&s, f) == MIME_OK);
		check_utf8(s);
		must(mime_field_addresses(&list, &count, f) == MIME_OK);
		for (size_t i = 0; i < count; i++)
			check_utf8(list[i].name);
	}
	must(mime_body_octets(&octets, p) == MIME_OK);
	read_body(p, MIME_BODY_RAW);
	read_body(p, MIME_BODY_UTF8);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	mime_slice bytes = { (const char *)data, n };
	struct mime_message *m;
	struct mime_extent x;
	struct mime_part *p;
	struct mime_defect d;
	size_t before = 0;

	if (n == 0)
		bytes.ptr = "";
	must(mime_parse(&m, bytes, NULL, NULL) == MIME_OK);
	mime_part_extent(&x, mime_message_root(m));
	must(x.start == 0 && x.end == n);
	for (p = mime_message_root(m); p != NULL; p = mime_part_after(p))
		check_part(p);
	must(mime_message_check(m) == MIME_OK);
	for (size_t i = 0; mime_message_defect(&d, m, i); i++) {
		must(d.offset >= before && d.offset <= n &&
		     d.length <= n - d.offset);
		before = d.offset;
	}
	mime_message_free(m);
	return 0;
}
