/* json_email.h - a message as one JSON object: a JMAP Email (RFC 8621 4.1), and
 * what JMAP lacks under the key "mimedump". */
#ifndef TOOLS_JSON_EMAIL_H
#define TOOLS_JSON_EMAIL_H
#include "json_value.h"

/* Within one number members are only added. */
enum { JSON_SCHEMA = 1 };

struct json_opts {
	enum json_form form;
	enum json_bodies bodies;
	bool content;	   /* base64 of every part */
	bool headers_only; /* the message was parsed so */
};

/* Returns an exit code. */
int dump_json(struct dump *d, struct input *in, const struct json_opts *opts);
#endif
