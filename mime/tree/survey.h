/* tree/survey.h - what a body is made of, seen in one pass: decides how it can
 * be carried (RFC 2045 2.7-2.9). */
#ifndef MIME_TREE_SURVEY_H
#define MIME_TREE_SURVEY_H
#include "mime/types.h"

enum { MIME_LINE_MAX = 998 }; /* RFC 5322 2.1.1, without the line end */

struct mime_survey {
	uint64_t octets;
	uint64_t bare_lf; /* line ends without CR */
	size_t max_line;  /* in bytes, without the line end */
	bool high;	  /* a byte above 0x7f */
	bool nul;
	bool bare_cr;
	bool from;   /* a line begins with "From " */
	bool blanks; /* a line, or the last one, ends in a blank */
	/* the rest is private */
	size_t line;	   /* bytes of the present line */
	uint8_t from_seen; /* bytes of "From " met at its start */
	bool cr;	   /* a CR that may be part of a line end */
	char last;	   /* before that CR */
};

void mime_survey_init(struct mime_survey *s);
void mime_survey_add(struct mime_survey *s, mime_slice in);
void mime_survey_end(struct mime_survey *s);
/* The narrowest carry for these bytes: a NUL needs BINARY, a byte above 0x7f
 * 8BIT.  With lines: bare CRs and long lines need BINARY too. */
enum mime_carry mime_survey_carry(const struct mime_survey *s, bool lines);
#endif
