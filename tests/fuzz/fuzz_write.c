/* write(parse(x)) == x, for every x, and in one run: an unedited message is
 * lent as it lies in the buffer. */
#include "mime/compose.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	mime_slice bytes = { n > 0 ? (const char *)data : "", n }, run;
	struct mime_message *m;
	struct mime_reader *r;
	size_t at = 0;
	int rc;

	if (mime_parse(&m, bytes, NULL, NULL) != MIME_OK ||
	    mime_write_open(&r, m, NULL) != MIME_OK)
		abort();
	while ((rc = mime_reader_next(&run, r)) > 0) {
		if (run.ptr != bytes.ptr + at)
			abort();
		at += run.len;
	}
	if (rc != 0 || at != n)
		abort();
	mime_reader_free(r);
	mime_message_free(m);
	return 0;
}
