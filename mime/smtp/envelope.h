/* smtp/envelope.h - who gets the message, and what the message needs. */
#ifndef MIME_SMTP_ENVELOPE_H
#define MIME_SMTP_ENVELOPE_H
#include "base/arena.h"
#include "mime/smtp.h"
#include "smtp/ehlo.h"

/* RFC 5321 4.5.3.1.6, RFC 5322 2.1.1: bytes in a line, without CRLF */
enum { MIME_SMTP_LINE_MAX = 998 };

/* What no server could make right: paths, number, carry.
 * rcpt	 the recipient at fault, or SIZE_MAX; may be NULL.
 * Error MIME_EINVAL with err. */
int mime_envelope_check(const struct mime_envelope *env, size_t *rcpt,
			mime_error *err);
/* A copy of env and its addresses in a.  Error MIME_EINVAL as above;
 * MIME_ENOMEM. */
int mime_envelope_copy(struct mime_envelope *out, struct mime_arena *a,
		       const struct mime_envelope *env, mime_error *err);
/* The form of an address for a command. */
mime_slice mime_envelope_path(const struct mime_path *path);
/* An address has no ASCII form, so MAIL must say SMTPUTF8; *rcpt is the first
 * such recipient, or SIZE_MAX for the sender. */
bool mime_envelope_needs_utf8(const struct mime_envelope *env, size_t *rcpt);
/* MIME_FAILURE_NONE if a server with these capabilities can take the message,
 * else why not, and *rcpt as above. */
enum mime_failure mime_envelope_fit(const struct mime_envelope *env,
				    const struct mime_ehlo *ehlo, size_t *rcpt,
				    const char **what);
#endif
