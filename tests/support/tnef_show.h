/* support/tnef_show.h - what is inside a TNEF stream, as a text that can be
 * compared. */
#ifndef MIME_TESTS_TNEF_SHOW_H
#define MIME_TESTS_TNEF_SHOW_H
#include "support/reading.h"
#include "support/tnef_build.h"
#include "view/tnef.h"

/* "s" wrong sum, "c" cut, "j" junk, "d" too deep. */
static inline void
tnef_show_damage(struct mime_strbuf *out, unsigned damage)
{
	static const char letters[] = "csjd";

	for (size_t i = 0; i < 4; i++)
		if ((damage >> i & 1) != 0)
			mime_strbuf_add_char(out, letters[i]);
}

static inline void
tnef_show_content(struct mime_strbuf *out, const struct mime_embedded *file)
{
	struct mime_strbuf all;
	struct mime_reader *r;
	mime_slice run;

	mime_strbuf_init(&all, SIZE_MAX);
	ck_assert_int_eq(mime_embedded_open(&r, file), MIME_OK);
	while (mime_reader_next(&run, r) > 0)
		mime_strbuf_add(&all, run);
	mime_reader_free(r);
	reading_show(out, "", mime_strbuf_slice(&all));
	mime_strbuf_free(&all);
}

/* "name(type)damage[content]" of each file, then " damage" of the stream. */
static inline void
tnef_show(struct mime_strbuf *out, struct mime_tnef *t)
{
	struct mime_embedded file;
	int rc;

	while ((rc = mime_tnef_next(&file, t)) > 0) {
		mime_strbuf_add(out, file.name);
		if (file.type.ptr != NULL) {
			mime_strbuf_add_char(out, '(');
			mime_strbuf_add(out, file.type);
			mime_strbuf_add_char(out, ')');
		}
		tnef_show_damage(out, file.damage);
		tnef_show_content(out, &file);
		mime_strbuf_add_char(out, '\n');
	}
	ck_assert_int_eq(rc, 0);
	ck_assert_int_eq(mime_tnef_next(&file, t), 0);
	ck_assert_ptr_null(file.data.ptr);
	mime_strbuf_add_char(out, ' ');
	tnef_show_damage(out, mime_tnef_damage(t));
}

static inline void
tnef_check(mime_slice stream, size_t most, const char *want, const char *why)
{
	struct reading reading;
	mime_slice rest = reading_begin(&reading, stream);
	struct mime_strbuf out;
	struct mime_tnef *t;

	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert(mime_tnef_begin(&rest));
	ck_assert_int_eq(mime_tnef_open_stream(&t, rest, &reading.context,
					       MIME_ABSENT, most),
			 MIME_OK);
	tnef_show(&out, t);
	reading_same(&out, want, why);
	mime_tnef_free(t);
	mime_strbuf_free(&out);
	reading_end(&reading);
}
#endif
