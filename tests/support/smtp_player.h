/* support/smtp_player.h - a session that is driven by hand: what it says, tells
 * and traces is collected, and it is given a message when it asks for one. */
#ifndef MIME_TESTS_SMTP_PLAYER_H
#define MIME_TESTS_SMTP_PLAYER_H
#include "base/strbuf.h"
#include "mime/smtp.h"

/* How the server's bytes arrive and the client's leave. */
enum smtp_script_pace {
	SMTP_SCRIPT_WHOLE, /* all that stands between two client lines */
	SMTP_SCRIPT_LINES, /* what one S line says */
	SMTP_SCRIPT_BYTES, /* one byte at a time, in both directions */
	SMTP_SCRIPT_PACES
};

struct smtp_player {
	char where[1200]; /* for messages: file and line */
	enum smtp_script_pace pace;
	bool body_fails, no_submit;
	struct mime_smtp_config cfg;
	struct mime_envelope env;
	struct mime_smtp *smtp;	   /* owned, as all buffers */
	struct mime_strbuf body;   /* the content of the message */
	struct mime_strbuf feed;   /* from the server, not yet fed */
	struct mime_strbuf wire;   /* all that the client said */
	struct mime_strbuf events; /* a line each, as smtp_script.h shows */
	struct mime_strbuf trace;  /* a line each, "<- 250 ok"; texts of
				    * events too, after "ev " */
	size_t body_at;
};

void smtp_player_init(struct smtp_player *p, enum smtp_script_pace pace);
void smtp_player_free(struct smtp_player *p);
/* Make the session from cfg, unless there is one. */
void smtp_player_start(struct smtp_player *p);
/* A reader of body, from its start. */
int smtp_player_body(struct mime_reader **out, struct smtp_player *p);
/* Collect events; submit at READY, quit at DONE and FAILED. */
void smtp_player_poll(struct smtp_player *p);
/* Collect all output there is. */
void smtp_player_send(struct smtp_player *p);
/* Feed what is in feed, at the pace. */
void smtp_player_feed(struct smtp_player *p);
#endif
