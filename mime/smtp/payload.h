/* smtp/payload.h - the content on its way: reader, CRLF, dots (RFC 5321
 * 4.5.2).  What leaves has no line end but CRLF, so nothing in it can be
 * taken for the final dot. */
#ifndef MIME_SMTP_PAYLOAD_H
#define MIME_SMTP_PAYLOAD_H
#include "codec/dot.h"
#include "codec/eol.h"
#include "smtp/output.h"

enum { MIME_PAYLOAD_CHUNK = 4 * 1024 };

struct mime_payload {
	struct mime_reader *body; /* owned; NULL when none is being sent */
	enum mime_carry carry;	  /* what the server was told to expect */
	struct mime_eol eol;
	struct mime_dot dot;
	mime_slice run;	 /* lent by body, not yet taken */
	uint64_t octets; /* that went out, stuffed, without the final dot */
	size_t column;	 /* bytes in the line so far */
	mime_error error;
	char lines[MIME_EOL_MAX(MIME_PAYLOAD_CHUNK)];
};

/* Begins; body is owned from here on. */
void mime_payload_init(struct mime_payload *p, struct mime_reader *body,
		       enum mime_carry carry);
void mime_payload_free(struct mime_payload *p);
/* Fills out with what fits.  1 while there is more; 0 once the final dot was
 * written.
 * Error what the body failed with, or MIME_EINVAL when it is not what carry
 *	 says or has a line above 998 bytes; p->error says more. */
int mime_payload_fill(struct mime_payload *p, struct mime_output *out);
#endif
