/* compose_text.h - the texts of a message, from the command line or files. */
#ifndef TOOLS_COMPOSE_TEXT_H
#define TOOLS_COMPOSE_TEXT_H
#include "compose_request.h"

struct compose_texts {
	struct buffer text, html;
	bool has_text, has_html;
};

/* Read what r names; where only HTML is given, make a text from it.  All zero
 * before.  Says what is wrong and returns an exit code. */
int compose_texts_read(struct compose_texts *t,
		       const struct compose_request *r);
void compose_texts_free(struct compose_texts *t);
#endif
