#include "base/slice.h"
#include "codec/scan.h"
#include "mime/mailbox.h"

/* How many bytes of quoting are at i, where a line begins: 0 or 1. */
static size_t
quoting(mime_slice s, size_t i, enum mime_mbox_form form)
{
	size_t k = i;

	while (k < s.len && s.ptr[k] == '>' && (k == i || form == MIME_MBOX_RD))
		k++;
	return k > i && mime_slice_begins(mime_slice_part(s, k, s.len),
					  MIME_LITERAL("From "));
}

size_t
mime_mbox_unquote(char *out, mime_slice stored, enum mime_mbox_form form)
{
	size_t i = 0, done = 0, n = 0;

	if (form == MIME_MBOX_CL2 || form == MIME_MBOX_RAW)
		i = stored.len;
	while (i < stored.len) {
		size_t skip =
			stored.ptr[i] == '>' ? quoting(stored, i, form) : 0;

		if (skip > 0) {
			if (out != NULL)
				memmove(out + n, stored.ptr + done, i - done);
			n += i - done;
			done = i + skip;
		}
		i = mime_scan_line(stored.ptr, stored.len, i, '>') + 1;
	}
	if (out != NULL && stored.len > done)
		memmove(out + n, stored.ptr + done, stored.len - done);
	return n + stored.len - done;
}
