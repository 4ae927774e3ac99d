#include "base/slice.h"
#include "mime/compose.h"
#include "tree/survey.h"

int
mime_write_measure(struct mime_measure *out, struct mime_message *m,
		   const struct mime_write_opts *opts)
{
	struct mime_reader *r;
	struct mime_survey s;
	mime_slice run;
	int rc;

	*out = (struct mime_measure){ 0 };
	rc = mime_write_open(&r, m, opts);
	if (rc != MIME_OK)
		return rc;
	mime_survey_init(&s);
	while ((rc = mime_reader_next(&run, r)) > 0)
		mime_survey_add(&s, run);
	mime_survey_end(&s);
	mime_reader_free(r);
	if (rc < 0)
		return rc;
	out->octets = s.octets;
	out->max_line = s.max_line;
	out->carry = mime_survey_carry(&s, false);
	return MIME_OK;
}
