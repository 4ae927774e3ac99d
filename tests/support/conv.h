/* support/conv.h - vectors for conversions to UTF-8, run whole and at every
 * pair of cuts. */
#ifndef MIME_TESTS_CONV_H
#define MIME_TESTS_CONV_H
#include "base/slice.h"
#include "support/suite.h"
#include "text/charset.h"

#define BYTES(s) s, sizeof(s) - 1
#define R	 MIME_UTF8_REPLACEMENT_BYTES

struct conv_vector {
	const char *name, *label;
	const char *in;
	size_t n;
	const char *out;
	size_t out_n;
	size_t invalid, invalid_at, outside, outside_at;
};

static inline void
conv_run(const struct conv_vector *v, struct mime_converters *set, size_t a,
	 size_t b)
{
	struct mime_charset found;
	struct mime_strbuf out;
	struct mime_conv c;

	ck_assert_int_eq(
		mime_conv_begin(&c, &found, set, mime_slice_text(v->label)),
		MIME_OK);
	mime_strbuf_init(&out, SIZE_MAX);
	mime_conv_step(&c, &out, mime_slice_of(v->in, a), false);
	mime_conv_step(&c, &out, mime_slice_of(v->in + a, b - a), false);
	mime_conv_step(&c, &out, mime_slice_of(v->in + b, v->n - b), true);
	ck_assert_int_eq(out.error, MIME_OK);
	ck_assert_msg(
		out.len == v->out_n &&
			(out.len == 0 || memcmp(out.ptr, v->out, out.len) == 0),
		"%s, cut at %zu and %zu: \"%.*s\"", v->name, a, b, (int)out.len,
		out.ptr != NULL ? out.ptr : "");
	ck_assert_msg(c.invalid.count == v->invalid &&
			      c.invalid.offset == v->invalid_at,
		      "%s, cut at %zu and %zu: %zu invalid, the first at %zu",
		      v->name, a, b, c.invalid.count, c.invalid.offset);
	ck_assert_msg(c.outside.count == v->outside &&
			      c.outside.offset == v->outside_at,
		      "%s, cut at %zu and %zu: %zu outside, the first at %zu",
		      v->name, a, b, c.outside.count, c.outside.offset);
	mime_strbuf_free(&out);
}

/* False if this iconv lacks the charset: the vector is left out. */
static inline bool
conv_check(const struct conv_vector *v)
{
	struct mime_converters *set;
	struct mime_charset found;
	struct mime_conv c;
	int rc;

	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	rc = mime_conv_begin(&c, &found, set, mime_slice_text(v->label));
	for (size_t a = 0; a <= v->n && rc == MIME_OK; a++)
		for (size_t b = a; b <= v->n; b++)
			conv_run(v, set, a, b);
	mime_converters_free(set);
	return rc == MIME_OK;
}
#endif
