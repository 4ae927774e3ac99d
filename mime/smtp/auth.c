#include "smtp/auth.h"
#include "base/memory.h"
#include "base/reader.h"
#include "base/slice.h"
#include "mime/codec.h"

enum {
	PLAIN_MAX = 2 * MIME_AUTH_NAME_MAX + 2, /* NUL user NUL password */
	ANSWER_MAX = MIME_BASE64_ENCODE_MAX(PLAIN_MAX),
	PLAIN_AT = 2 * MIME_AUTH_NAME_MAX,
	ANSWER_AT = PLAIN_AT + PLAIN_MAX,
	SECRETS_SIZE = ANSWER_AT + ANSWER_MAX,
	HIDDEN_MIN = 4 /* shorter ones are found in any text */
};

static int
check_name(mime_slice s, const char *what, mime_error *err)
{
	if (s.len > MIME_AUTH_NAME_MAX)
		return mime_error_set(err, MIME_EINVAL, 0, MIME_AUTH_NAME_MAX,
				      what);
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == '\0' || s.ptr[i] == '\r' || s.ptr[i] == '\n')
			return mime_error_set(err, MIME_EINVAL, 0, i, what);
	return MIME_OK;
}

int
mime_login_check(const struct mime_smtp_config *cfg, mime_error *err)
{
	int rc = check_name(cfg->user,
			    "user: CR, LF or NUL, or above 1024 bytes", err);

	if (rc == MIME_OK)
		rc = check_name(cfg->password,
				"password: CR, LF or NUL, or above 1024 bytes",
				err);
	return rc;
}

int
mime_login_init(struct mime_login *l, const struct mime_smtp_config *cfg)
{
	*l = (struct mime_login){ .wanted = false };
	if (cfg->user.ptr == NULL)
		return MIME_OK;
	l->secrets = mime_alloc_array(1, SECRETS_SIZE);
	if (l->secrets == NULL)
		return MIME_ENOMEM;
	l->wanted = true;
	l->n_user = cfg->user.len;
	l->n_password = cfg->password.len;
	memcpy(l->secrets, cfg->user.ptr, l->n_user);
	if (cfg->password.ptr != NULL)
		memcpy(l->secrets + MIME_AUTH_NAME_MAX, cfg->password.ptr,
		       l->n_password);
	return MIME_OK;
}

void
mime_login_free(struct mime_login *l)
{
	mime_free_secret(l->secrets, SECRETS_SIZE);
	*l = (struct mime_login){ 0 };
}

enum mime_auth
mime_auth_choose(enum mime_auth wanted, unsigned caps)
{
	bool plain = (caps & MIME_CAP_AUTH_PLAIN) != 0;
	bool login = (caps & MIME_CAP_AUTH_LOGIN) != 0;

	if ((caps & MIME_CAP_ESMTP) == 0)
		return wanted != MIME_AUTH_AUTO ? wanted : MIME_AUTH_LOGIN;
	if (plain && wanted != MIME_AUTH_LOGIN)
		return MIME_AUTH_PLAIN;
	if (login && wanted != MIME_AUTH_PLAIN)
		return MIME_AUTH_LOGIN;
	return MIME_AUTH_AUTO;
}

static mime_slice
user(const struct mime_login *l)
{
	return mime_slice_of(l->secrets, l->n_user);
}

static mime_slice
password(const struct mime_login *l)
{
	return mime_slice_of(l->secrets + MIME_AUTH_NAME_MAX, l->n_password);
}

static mime_slice
encode(struct mime_login *l, mime_slice s)
{
	struct mime_base64 b64;
	char *answer = l->secrets + ANSWER_AT;

	mime_base64_init(&b64, MIME_LINE_NONE);
	l->n_answer = mime_base64_encode(&b64, s.ptr, s.len, answer, true);
	/* it may hold up to two bytes of what was encoded */
	explicit_bzero(&b64, sizeof b64);
	return mime_slice_of(answer, l->n_answer);
}

/* NUL user NUL password: no identity to act for (RFC 4616 2) */
static mime_slice
plain(struct mime_login *l)
{
	char *p = l->secrets + PLAIN_AT;
	mime_slice s;

	p[0] = '\0';
	memcpy(p + 1, l->secrets, l->n_user);
	p[1 + l->n_user] = '\0';
	memcpy(p + 2 + l->n_user, l->secrets + MIME_AUTH_NAME_MAX,
	       l->n_password);
	s = encode(l, mime_slice_of(p, 2 + l->n_user + l->n_password));
	explicit_bzero(p, PLAIN_MAX);
	return s;
}

void
mime_login_start(struct mime_login *l, enum mime_auth mechanism,
		 mime_slice *verb, mime_slice *secret)
{
	l->mechanism = mechanism;
	l->answers = 0;
	*secret = MIME_ABSENT;
	*verb = MIME_LITERAL("AUTH LOGIN");
	if (mechanism == MIME_AUTH_LOGIN)
		return;
	*verb = MIME_LITERAL("AUTH PLAIN ");
	*secret = plain(l);
}

/* PLAIN was said with the command, but a server that knows no initial
 * response (RFC 4954 4) asks for it again, once. */
bool
mime_login_answer(struct mime_login *l, mime_slice *secret)
{
	unsigned n = l->answers++;

	if (l->mechanism == MIME_AUTH_PLAIN && n == 0)
		*secret = plain(l);
	else if (l->mechanism == MIME_AUTH_LOGIN && n == 0)
		*secret = encode(l, user(l));
	else if (l->mechanism == MIME_AUTH_LOGIN && n == 1)
		*secret = encode(l, password(l));
	else
		return false;
	return true;
}

bool
mime_login_said(const struct mime_login *l)
{
	return l->mechanism == MIME_AUTH_PLAIN || l->answers >= 2;
}

static void
hide(struct mime_strbuf *text, mime_slice secret)
{
	size_t i = 0;

	if (secret.len < HIDDEN_MIN)
		return;
	while (i < text->len && text->len - i >= secret.len) {
		if (memcmp(text->ptr + i, secret.ptr, secret.len) == 0) {
			memset(text->ptr + i, '*', secret.len);
			i += secret.len;
		} else {
			i++;
		}
	}
}

/* Sendmail and others repeat a command they do not know in their reply. */
void
mime_login_hide(const struct mime_login *l, struct mime_strbuf *text)
{
	if (!l->wanted)
		return;
	hide(text, mime_slice_of(l->secrets + ANSWER_AT, l->n_answer));
	hide(text, password(l));
}
