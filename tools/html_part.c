#include "html_part.h"
#include "ascii.h"
#include "cli.h"
#include "dump.h"

void
html_part_read(struct html_text *h, struct mime_part *p,
	       const struct html_sink *sink)
{
	struct mime_reader *r = dump_open(p, MIME_BODY_UTF8);
	mime_slice run;
	int rc;

	html_text_init(h, sink);
	while ((rc = mime_reader_next(&run, r)) > 0)
		html_text_add(h, run);
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	mime_reader_free(r);
	html_text_end(h);
}

bool
html_part_is(const struct mime_part *p)
{
	return ascii_same(mime_part_type(p), "text/html");
}
