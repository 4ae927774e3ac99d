/* Any bytes as a structured field, as they are and as pieces of mail.  Checked:
 * what is found lies in the text, is UTF-8 and has no line ends in an address;
 * a valid address is read again as itself; what is written comes back the
 * same, in lines that are short enough. */
#include "base/slice.h"
#include "codec/utf8.h"
#include "text/address.h"
#include "text/fold.h"
#include "text/guard.h"
#include "text/lex.h"
#include "text/param.h"
#include <limits.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const pieces[] = {
	"a",
	"b",
	"word",
	".",
	"@",
	"<",
	">",
	"(",
	")",
	"\"",
	"\\",
	",",
	";",
	":",
	"=",
	"[",
	"]",
	"*",
	"0",
	"1",
	"*0*=",
	"*1=",
	"*2*=",
	"*=utf-8''",
	"'",
	"%",
	"%E5%BC%A0",
	"%00",
	"=?utf-8?q?",
	"=E5=BC=A0",
	"?=",
	"=?",
	"=?gb2312?B?1cXI/Q==?=",
	"=?utf-8?B?5byg?=",
	" ",
	"\t",
	"\r\n ",
	"\n ",
	"\r",
	"\n",
	"boundary=",
	"; name=",
	"; filename",
	"text/plain",
	"a@b.c",
	"<a@b.c>",
	"Group:",
	"@r,@s:",
	"[1.2.3.4]",
	"Wed, ",
	"18 ",
	"Nov ",
	"2026 ",
	"09:30",
	":11 ",
	"+0800",
	"GMT",
	"-0000",
	"\xe5\xbc\xa0",
	"\xd5\xc5",
	"\xff",
	"\x01",
	"\xc2\x85",
	"\xef\xbc\xa0",
};
enum { PIECES = sizeof pieces / sizeof *pieces };

static void
require(bool ok)
{
	if (!ok)
		abort();
}

static void
require_utf8(mime_slice s)
{
	require(s.len == 0 || mime_utf8_valid(s.ptr, s.len) == s.len);
}

static struct mime_text_context
context_of(struct mime_converters *set, struct mime_defects *defects,
	   struct mime_arena *arena)
{
	mime_defects_init(defects, arena);
	return (struct mime_text_context){ .converters = set,
					   .defects = defects,
					   .max_comments = 4,
					   .max_params = 64 };
}

/* The lines of a written field; ends it for reading. */
static mime_slice
written(const struct mime_strbuf *out)
{
	size_t column = 0;

	for (size_t i = 0; i < out->len; i++) {
		require((uint8_t)out->ptr[i] < 0x80);
		require(out->ptr[i] != '\r' || out->ptr[i + 1] == '\n');
		require(out->ptr[i] != '\n' || i + 1 == out->len ||
			out->ptr[i + 1] == ' ');
		column = out->ptr[i] == '\n' ? 0 : column + 1;
		require(column <= MIME_FOLD_MAX + 1); /* with the CR */
	}
	return mime_slice_of(out->ptr + 2, out->len - 2);
}

static void
write_param(struct mime_converters *set, const char *name, mime_slice value,
	    enum mime_param_style style)
{
	const struct mime_param *found;
	struct mime_text_context context;
	struct mime_defects defects;
	struct mime_params params;
	struct mime_arena arena;
	struct mime_strbuf out;
	struct mime_fold f;
	mime_slice got;
	int rc;

	mime_arena_init(&arena);
	mime_strbuf_init(&out, SIZE_MAX);
	mime_fold_begin(&f, &out, MIME_LITERAL("X"), set, MIME_ABSENT);
	mime_fold_token(&f, MIME_LITERAL("v"));
	mime_param_write(&f, name, value, style);
	rc = mime_fold_end(&f);
	require(rc == MIME_OK || (rc == MIME_EINVAL && value.len > 4000));
	context = context_of(set, &defects, &arena);
	context.max_params = UINT_MAX;
	if (rc == MIME_OK) {
		require(mime_params_parse(&params, &arena, written(&out),
					  &context) == MIME_OK);
		found = mime_param_find(&params, name);
		require(params.n == 1 && found != NULL);
		require(mime_param_text(&got, &arena, found, &context) ==
			MIME_OK);
		require(mime_slice_equal(got, value));
		require(mime_defects_count(&defects,
					   MIME_DEFECT_BAD_PARAMETER) == 0);
		require(mime_defects_count(&defects,
					   MIME_DEFECT_BAD_CONTINUATION) == 0);
	}
	mime_strbuf_free(&out);
	mime_arena_free(&arena);
}

static void
try_params(struct mime_converters *set, mime_slice in)
{
	struct mime_text_context context;
	struct mime_defects defects;
	struct mime_params params;
	struct mime_arena arena;
	mime_slice text;

	mime_arena_init(&arena);
	context = context_of(set, &defects, &arena);
	require(mime_params_parse(&params, &arena, in, &context) == MIME_OK);
	require(params.n <= context.max_params + 1);
	require(params.value.ptr >= in.ptr &&
		params.value.ptr + params.value.len <= in.ptr + in.len);
	for (size_t i = 0; i < params.n; i++) {
		const struct mime_param *p = &params.list[i];

		require(p->name.len > 0 && p->offset + p->length <= in.len);
		require(p->literal_at <= in.len);
		require(mime_param_text(&text, &arena, p, &context) == MIME_OK);
		require_utf8(text);
		if (i >= 4 || mime_guard_text(text, NULL) != MIME_OK)
			continue;
		write_param(set, in.len % 2 == 0 ? "name" : "filename", text,
			    (enum mime_param_style)(in.len % 3));
	}
	mime_arena_free(&arena);
}

static void
check_mailbox(const struct mime_mailbox *m, struct mime_arena *arena,
	      mime_slice in, const struct mime_text_context *context)
{
	struct mime_address_list again;

	require(m->raw.ptr >= in.ptr && m->raw.len > 0 &&
		m->raw.ptr + m->raw.len <= in.ptr + in.len);
	require_utf8(m->name);
	require_utf8(m->group);
	require((m->address.ptr == NULL) == (m->local.ptr == NULL));
	require((m->address.ptr == NULL) == (m->domain.ptr == NULL));
	require(m->address.ptr != NULL || m->name.ptr != NULL);
	if (m->address.ptr == NULL)
		return;
	require_utf8(m->address);
	require(mime_lex_control(m->local) == NULL);
	require(mime_lex_control(m->address) == NULL);
	require(mime_address_list_parse(&again, arena, m->address, 2,
					context) == MIME_OK);
	require(again.n == 1);
	require(mime_slice_equal(again.list[0].address, m->address));
	require(mime_slice_equal(again.list[0].local, m->local));
	require(mime_slice_equal(again.list[0].domain, m->domain));
}

/* What a user might have typed. */
static void
write_addresses(struct mime_converters *set, mime_slice in,
		const struct mime_address_list *list, struct mime_arena *arena,
		const struct mime_text_context *context)
{
	struct mime_address_list again;
	struct mime_strbuf out;
	struct mime_fold f;
	mime_error err = { 0 };
	int rc;

	mime_strbuf_init(&out, SIZE_MAX);
	mime_fold_begin(&f, &out, MIME_LITERAL("X"), set, MIME_ABSENT);
	rc = mime_address_write(&f, in, &err);
	require(rc == MIME_OK || (rc == MIME_EINVAL && err.offset <= in.len));
	if (rc == MIME_OK) {
		require(mime_fold_end(&f) == MIME_OK);
		require(mime_address_list_parse(&again, arena, written(&out),
						SIZE_MAX, context) == MIME_OK);
		require(again.n == list->n && again.groups == list->groups);
		for (size_t i = 0; i < again.n; i++) {
			const struct mime_mailbox *a = &list->list[i],
						  *b = &again.list[i];

			require(mime_slice_equal(a->address, b->address));
			require(mime_slice_equal(a->name, b->name) ||
				mime_lex_control(a->name) != NULL);
			require((a->group.ptr == NULL) ==
				(b->group.ptr == NULL));
		}
	}
	mime_strbuf_free(&out);
}

static void
try_addresses(struct mime_converters *set, mime_slice in)
{
	struct mime_text_context context;
	struct mime_address_list list;
	struct mime_defects defects;
	struct mime_arena arena;

	mime_arena_init(&arena);
	context = context_of(set, &defects, &arena);
	require(mime_address_list_parse(&list, &arena, in, SIZE_MAX,
					&context) == MIME_OK);
	context.defects = NULL;
	for (size_t i = 0; i < list.n; i++)
		check_mailbox(&list.list[i], &arena, in, &context);
	if (mime_guard_text(in, NULL) == MIME_OK)
		write_addresses(set, in, &list, &arena, &context);
	mime_arena_free(&arena);
}

static void
try_date(mime_slice in, bool (*parse)(struct mime_date *out, mime_slice text))
{
	struct mime_date date, again;
	struct mime_date_fields f;
	char text[MIME_DATE_MAX];
	size_t n;

	if (!parse(&date, in))
		return;
	n = mime_date_format(text, &date);
	require(n < MIME_DATE_MAX && text[n] == '\0');
	mime_date_split(&f, &date);
	require(f.year >= 1900 && f.month >= 1 && f.month <= 12);
	if (f.year > 9999) /* a leap second at the very end */
		return;
	require(mime_date_parse(&again, mime_slice_of(text, n)));
	require(again.seconds == date.seconds && again.zone == date.zone &&
		again.zone_known == date.zone_known);
}

static void
try_ids(mime_slice in)
{
	mime_slice id, rest = in;

	while (mime_msgid_next(&id, &rest)) {
		require(id.len > 0 && id.ptr >= in.ptr);
		require(rest.ptr > id.ptr + id.len - 1);
		require(rest.ptr + rest.len == in.ptr + in.len);
	}
	require(id.ptr == NULL);
}

static void
try(struct mime_converters *set, const void *bytes, size_t n)
{
	/* a block of exactly n bytes, so that a read past them is seen */
	char *copy = malloc(n > 0 ? n : 1);
	mime_slice in = { copy, n };

	require(copy != NULL);
	if (n > 0)
		memcpy(copy, bytes, n);
	try_params(set, in);
	try_addresses(set, in);
	try_date(in, mime_date_parse);
	try_date(in, mime_date_parse_user);
	try_ids(in);
	free(copy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct mime_converters *set; /* opening takes longest */
	struct mime_strbuf mail;

	require(set != NULL || mime_converters_new(&set) == MIME_OK);
	try(set, data, size);
	mime_strbuf_init(&mail, SIZE_MAX);
	for (size_t i = 0; i < size; i++)
		mime_strbuf_add_text(&mail, pieces[data[i] % PIECES]);
	require(mail.error == MIME_OK);
	try(set, mail.ptr, mail.len);
	mime_strbuf_free(&mail);
	return 0;
}
