/* support/field_lines.h - what every written header field keeps to. */
#ifndef MIME_TESTS_FIELD_LINES_H
#define MIME_TESTS_FIELD_LINES_H
#include "base/slice.h"
#include "support/suite.h"
#include "text/word.h"

/* Lines end in CRLF and are ASCII without other controls but tabs; none passes longest,
 * none with an encoded-word 76; each but the first has a blank in front, and
 * none is blank. */
static inline void
field_lines_check(mime_slice field, size_t longest)
{
	size_t from = 0;

	ck_assert_uint_gt(field.len, 2);
	while (from < field.len) {
		const char *end =
			memchr(field.ptr + from, '\n', field.len - from);
		mime_slice line;

		ck_assert_ptr_nonnull(end);
		line = mime_slice_of(field.ptr + from,
				     (size_t)(end - field.ptr) - from);
		ck_assert(line.len > 1 && line.ptr[line.len - 1] == '\r');
		line.len--;
		ck_assert_msg(line.len <= longest, "%zu bytes: %.*s", line.len,
			      (int)line.len, line.ptr);
		ck_assert_msg(line.len <= 76 || !mime_word_present(line),
			      "%zu bytes: %.*s", line.len, (int)line.len,
			      line.ptr);
		for (size_t i = 0; i < line.len; i++)
			ck_assert_msg(line.ptr[i] == '\t' ||
					      (line.ptr[i] >= ' ' &&
					       line.ptr[i] <= '~'),
				      "%.*s", (int)line.len, line.ptr);
		ck_assert_msg(from == 0 || line.ptr[0] == ' ', "%.*s",
			      (int)line.len, line.ptr);
		ck_assert(mime_slice_trim(line).len > 0);
		from = (size_t)(end - field.ptr) + 1;
	}
}
#endif
