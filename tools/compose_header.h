/* compose_header.h - the header that the options ask for.  Every value passes
 * here: a line break, an address that is none, or a field that must not be
 * set by hand is refused with the name of the field. */
#ifndef TOOLS_COMPOSE_HEADER_H
#define TOOLS_COMPOSE_HEADER_H
#include "buffer.h"
#include "mime/message.h"

/* Fields that have an option of their own. */
enum compose_role {
	COMPOSE_FROM,
	COMPOSE_TO,
	COMPOSE_CC,
	COMPOSE_REPLY_TO,
	COMPOSE_SUBJECT,
	COMPOSE_DATE,
	COMPOSE_MESSAGE_ID,
	COMPOSE_BCC,
	COMPOSE_ROLES
};

struct compose_header {
	struct {
		struct buffer value; /* lists joined by commas */
		bool given, drop;    /* drop: there must be none */
	} own[COMPOSE_ROLES];
	bool fresh_id; /* --message-id=auto */
	/* -H: fields without an option, in order */
	struct compose_line {
		char *name, *value; /* value NULL: remove the field */
	} * lines;
	size_t n, room;
};

/* All zero is an empty one. */
void compose_header_free(struct compose_header *h);
/* The value of an option.  Says what is wrong with it and returns an exit
 * code; else CLI_OK. */
int compose_header_give(struct compose_header *h, enum compose_role role,
			const char *value);
/* "N: V" of -H: goes the way of its own option where there is one. */
int compose_header_line(struct compose_header *h, const char *text);

/* Set the fields on m.  edit: m was parsed, so what is given replaces what is
 * there.  Bcc is set too, and must be dropped before m is written.
 * Says what is wrong and returns an exit code. */
int compose_header_apply(const struct compose_header *h, struct mime_message *m,
			 bool edit, const char *charset);
/* Drop the fields that must not be there, once all others are. */
void compose_header_drop(const struct compose_header *h,
			 struct mime_message *m);
/* True if anything was asked for. */
bool compose_header_any(const struct compose_header *h);
#endif
