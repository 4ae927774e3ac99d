/* smtp/auth.h - logging in with PLAIN (RFC 4616) and LOGIN, and the care of
 * the secrets. */
#ifndef MIME_SMTP_AUTH_H
#define MIME_SMTP_AUTH_H
#include "base/strbuf.h"
#include "mime/smtp.h"

enum { MIME_AUTH_NAME_MAX = 1024 }; /* bytes of user, and of password */

struct mime_login {
	bool wanted;
	enum mime_auth mechanism; /* the one in use, once started */
	unsigned answers;	  /* given in this exchange */
	size_t n_user, n_password, n_answer;
	char *secrets; /* owned: user, password, then room for an answer */
};

/* MIME_OK if user and password can be sent, else MIME_EINVAL with err. */
int mime_login_check(const struct mime_smtp_config *cfg, mime_error *err);
/* Copies user and password.  Error MIME_ENOMEM. */
int mime_login_init(struct mime_login *l, const struct mime_smtp_config *cfg);
/* Erases them and all answers. */
void mime_login_free(struct mime_login *l);

/* Which mechanism to use, or MIME_AUTH_AUTO for none.  A server that knows no
 * EHLO offers nothing and is tried all the same: LOGIN, which such servers
 * have, unless another one is wanted. */
enum mime_auth mime_auth_choose(enum mime_auth wanted, unsigned caps);
/* Begin: *verb is the AUTH command, *secret what follows it on the same line,
 * or absent.  Both are valid until the next
 * answer. */
void mime_login_start(struct mime_login *l, enum mime_auth mechanism,
		      mime_slice *verb, mime_slice *secret);
/* The line that answers a 334, whatever its text: servers write prompts as
 * they like, but ask for the user first.  False when there is nothing more to
 * say, so that a server cannot go on asking. */
bool mime_login_answer(struct mime_login *l, mime_slice *secret);
/* Everything that the mechanism has to say was said. */
bool mime_login_said(const struct mime_login *l);
/* Replace what a server echoes of the secrets by asterisks. */
void mime_login_hide(const struct mime_login *l, struct mime_strbuf *text);
#endif
