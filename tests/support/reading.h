/* support/reading.h - what a test of header text needs: an arena, converters,
 * and a report of the defects that can be compared as a string. */
#ifndef MIME_TESTS_READING_H
#define MIME_TESTS_READING_H
#include "base/arena.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "support/suite.h"
#include "text/context.h"
#include <stdio.h>

/* The text is said to begin here, so that an offset of the text alone shows. */
enum { READING_AT = 1000 };

struct reading {
	struct mime_arena arena;
	struct mime_defects defects;
	struct mime_converters *converters;
	struct mime_text_context context;
	char report[2048];
	char *text; /* a block of exactly its size */
};

static inline mime_slice
reading_begin(struct reading *r, mime_slice text)
{
	mime_arena_init(&r->arena);
	mime_defects_init(&r->defects, &r->arena);
	ck_assert_int_eq(mime_converters_new(&r->converters), MIME_OK);
	r->context = (struct mime_text_context){ .converters = r->converters,
						 .defects = &r->defects,
						 .offset = READING_AT,
						 .max_comments = 32,
						 .max_params = 256 };
	r->text = malloc(text.len > 0 ? text.len : 1);
	ck_assert_ptr_nonnull(r->text);
	if (text.len > 0)
		memcpy(r->text, text.ptr, text.len);
	return mime_slice_of(r->text, text.len);
}

static inline void
reading_end(struct reading *r)
{
	mime_arena_free(&r->arena);
	mime_converters_free(r->converters);
	free(r->text);
}

/* "A03@19 A04@25": the defects with their offsets in the text. */
static inline const char *
reading_report(struct reading *r)
{
	size_t n = 0;

	r->report[0] = '\0';
	for (size_t i = 0; i < r->defects.n && n + 40 < sizeof r->report; i++)
		n += (size_t)snprintf(
			r->report + n, sizeof r->report - n, "%s%s@%zd",
			n > 0 ? " " : "",
			mime_defect_name(r->defects.records[i].kind)->code,
			(ssize_t)r->defects.records[i].offset - READING_AT);
	return r->report;
}

/* The defects are those that are wanted. */
static inline void
reading_reports(struct reading *r, const char *want, const char *why)
{
	ck_assert_msg(strcmp(reading_report(r), want) == 0, "%s: %s, wanted %s",
		      why, r->report, want);
}

/* text with every CRLF made LF, *len bytes; freed by the caller. */
static inline char *
reading_with_lf(size_t *len, mime_slice text)
{
	char *out = malloc(text.len > 0 ? text.len : 1);

	ck_assert_ptr_nonnull(out);
	*len = 0;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != '\r' || i + 1 == text.len ||
		    text.ptr[i + 1] != '\n')
			out[(*len)++] = text.ptr[i];
	return out;
}

/* Checks body as it is, and with the line ends of Unix. */
static inline void
reading_both(void (*check)(mime_slice body, const char *want, const char *why),
	     const char *body, const char *want, const char *why)
{
	mime_slice whole = mime_slice_text(body);
	size_t n;
	char *lf = reading_with_lf(&n, whole);

	check(whole, want, why);
	check(mime_slice_of(lf, n), want, why);
	free(lf);
}

/* Appends "label[text]", or "label-" if s is absent; controls as \xNN. */
static inline void
reading_show(struct mime_strbuf *out, const char *label, mime_slice s)
{
	mime_strbuf_add_text(out, label);
	if (s.ptr == NULL) {
		mime_strbuf_add_char(out, '-');
		return;
	}
	mime_strbuf_add_char(out, '[');
	for (size_t i = 0; i < s.len; i++) {
		char hex[5];

		snprintf(hex, sizeof hex, "\\x%02x",
			 (unsigned)(uint8_t)s.ptr[i]);
		if (mime_ascii_is_control(s.ptr[i]))
			mime_strbuf_add_text(out, hex);
		else
			mime_strbuf_add_char(out, s.ptr[i]);
	}
	mime_strbuf_add_char(out, ']');
}

static inline void
reading_same(const struct mime_strbuf *got, const char *want, const char *why)
{
	mime_slice s = mime_strbuf_slice(got);

	ck_assert_msg(mime_slice_equal(s, mime_slice_text(want)),
		      "%s:\n  got    %.*s\n  wanted %s", why, (int)s.len, s.ptr,
		      want);
}
#endif
