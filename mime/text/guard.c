#include "text/guard.h"
#include "base/reader.h"
#include "base/slice.h"
#include "codec/utf8.h"

enum { LONGEST_NAME = 76 }; /* "Name:" and a blank leave a line to fold */

int
mime_guard_text(mime_slice text, mime_error *err)
{
	size_t valid = mime_utf8_valid(text.ptr, text.len);

	for (size_t i = 0; i < valid; i++) {
		const char *what = NULL;

		if (text.ptr[i] == '\r' || text.ptr[i] == '\n')
			what = "a line end in header text";
		else if (text.ptr[i] == '\0')
			what = "a NUL in header text";
		if (what != NULL)
			return mime_error_set(err, MIME_EINVAL, 0, i, what);
	}
	if (valid < text.len)
		return mime_error_set(err, MIME_EINVAL, 0, valid,
				      "header text that is not UTF-8");
	return MIME_OK;
}

int
mime_guard_name(mime_slice name, mime_error *err)
{
	if (name.len == 0)
		return mime_error_set(err, MIME_EINVAL, 0, 0,
				      "an empty field name");
	for (size_t i = 0; i < name.len; i++)
		if (!mime_ascii_is(name.ptr[i], MIME_ASCII_FTEXT))
			return mime_error_set(err, MIME_EINVAL, 0, i,
					      "a byte that no field name may "
					      "hold");
	if (name.len > LONGEST_NAME)
		return mime_error_set(err, MIME_EINVAL, 0, LONGEST_NAME,
				      "a field name above 76 bytes");
	return MIME_OK;
}
