/* smtp/session.h - the private side of struct mime_smtp.
 *
 * States, and what each waits for:
 *
 *   GREETING -> EHLO [-> HELO] [-> STARTTLS -> SHAKE -> EHLO] [-> AUTH]
 *   READY -> [RSET] -> ENVELOPE -> CONTENT -> DOT -> READY ...
 *                          \-> LONE_DOT -> READY
 *   READY -> QUIT -> CLOSED;  any of them -> FAILED
 *
 * handshake.c has the first row, transaction.c the second, session.c the
 * rest, outcome.c the ends.  A reply is only ever looked at by the state that asked for it. */
#ifndef MIME_SMTP_SESSION_H
#define MIME_SMTP_SESSION_H
#include "smtp/auth.h"
#include "smtp/ehlo.h"
#include "smtp/envelope.h"
#include "smtp/event.h"
#include "smtp/payload.h"
#include "smtp/reply.h"

enum mime_smtp_state {
	MIME_STATE_GREETING,
	MIME_STATE_EHLO,
	MIME_STATE_HELO,
	MIME_STATE_STARTTLS,
	MIME_STATE_SHAKE, /* the driver is at the TLS handshake */
	MIME_STATE_AUTH,
	MIME_STATE_READY,
	MIME_STATE_RSET,
	MIME_STATE_ENVELOPE, /* replies to MAIL, RCPT..., DATA */
	MIME_STATE_CONTENT,  /* the final dot is not yet sent whole */
	MIME_STATE_DOT,	     /* it is, and its reply decides */
	MIME_STATE_LONE_DOT, /* ends a DATA that no recipient is left for */
	MIME_STATE_REFUSED,  /* failed politely: only QUIT is left to say */
	MIME_STATE_QUIT,
	MIME_STATE_CLOSED,
	MIME_STATE_FAILED
};

/* One message under way.  Commands are numbered: 0 is MAIL, i is RCPT of
 * recipient i - 1, n_to + 1 is DATA. */
struct mime_transaction {
	struct mime_arena arena; /* owns env's addresses and open */
	struct mime_envelope env;
	struct mime_payload payload;
	bool *open;		 /* recipients without a verdict */
	size_t told;		 /* all before it have one */
	size_t written, replied; /* commands */
	size_t n_accepted;	 /* positive replies to RCPT */
	bool active;
	bool needs_reset; /* the server may still hold its MAIL */
	bool utf8;
	/* the reply that will decide, kept while others are awaited */
	struct mime_smtp_event why;
	struct mime_strbuf why_text;
};

struct mime_smtp {
	enum mime_smtp_state state;
	struct mime_smtp_config cfg; /* helo, user, password are absent */
	char *helo;		     /* owned */
	size_t n_helo;
	bool tls;
	bool concluded; /* a transaction, with every verdict given */
	unsigned step;
	mime_error error;
	struct mime_login login;
	struct mime_ehlo ehlo;
	struct mime_output out;
	struct mime_events events;
	struct mime_strbuf command; /* the line being built */
	struct mime_transaction t;
	struct mime_reply reply;
};

/* session.c */
/* Send s->command. */
int mime_smtp_say(struct mime_smtp *s);

/* outcome.c: how a session ends.  Each returns what a call of the public
 * interface should. */

/* An event about the reply just read, or about none. */
struct mime_smtp_event mime_smtp_event_new(const struct mime_smtp *s, int kind,
					   bool with_reply);
int mime_smtp_tell(struct mime_smtp *s, const struct mime_smtp_event *ev);
/* The verdict that a reply code is, for whom it is about. */
enum mime_verdict mime_smtp_verdict(int code);
/* The reply code is 25z: done, as RFC 5321 4.3.2 lists for most commands. */
bool mime_smtp_is_done(const struct mime_smtp *s);
/* The reply code is 4yz or 5yz. */
bool mime_smtp_is_refusal(const struct mime_smtp *s);
/* End the session at once: what is undecided gets its verdict, and the driver
 * a FAILED event, with the reply just read if with_reply.  what NULL: the
 * phrase of code.  After a transaction it is CLOSED instead. */
int mime_smtp_fail(struct mime_smtp *s, enum mime_failure failure, int code,
		   const char *what, bool with_reply);
/* The reply just read is one that the state does not allow. */
int mime_smtp_fail_reply(struct mime_smtp *s);
/* The same as fail, but QUIT can still be said, and MIME_OK is returned. */
int mime_smtp_refuse(struct mime_smtp *s, enum mime_failure failure, int code,
		     const char *what, bool with_reply);
/* The connection ends as it should. */
int mime_smtp_close(struct mime_smtp *s, bool with_reply);

/* handshake.c */
int mime_handshake_reply(struct mime_smtp *s);
/* Say EHLO or HELO, as state says. */
int mime_handshake_hello(struct mime_smtp *s, enum mime_smtp_state state);

/* transaction.c */
void mime_transaction_init(struct mime_transaction *t);
void mime_transaction_free(struct mime_transaction *t);
/* Begin; body is owned in every case. */
int mime_transaction_start(struct mime_smtp *s, const struct mime_envelope *env,
			   struct mime_reader *body);
int mime_transaction_reply(struct mime_smtp *s);
/* Write commands or content that the output has room for. */
int mime_transaction_pump(struct mime_smtp *s);
/* Give every open recipient this verdict, of the event's reply. */
int mime_transaction_settle(struct mime_smtp *s, enum mime_verdict verdict,
			    const struct mime_smtp_event *why);
/* Turn the first event, if it is about all open recipients, into one about the
 * next of them; false when it is used up. */
bool mime_transaction_unfold(struct mime_smtp_event *ev, struct mime_smtp *s);
#endif
