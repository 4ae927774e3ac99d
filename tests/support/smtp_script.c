#include "support/smtp_script.h"
#include "mime/codec.h"
#include "support/suite.h"
#include <stdio.h>

enum { MAX_TO = 16, MAX_KEPT = 32 };

struct runner {
	struct smtp_player p;
	const char *path;
	unsigned line;			     /* of the script */
	size_t wire_at, events_at, trace_at; /* all before was asked for */
	bool skipped, over;
	struct mime_path to[MAX_TO];
	struct mime_strbuf kept[MAX_KEPT]; /* values of settings */
	mime_slice forbidden[MAX_KEPT];
	unsigned n_kept, n_forbidden;
};

static void
unescape(struct mime_strbuf *out, const char *s)
{
	static const char from[] = "rnt0\\", to[] = "\r\n\t\0\\";
	const char *hit;
	unsigned byte;

	for (; *s != '\0'; s++) {
		if (*s != '\\') {
			mime_strbuf_add_char(out, *s);
		} else if (s[1] == 'x' && s[2] != '\0' && s[3] != '\0') {
			char hex[3] = { s[2], s[3], '\0' };

			byte = (unsigned)strtoul(hex, NULL, 16);
			mime_strbuf_add_char(out, (char)(unsigned char)byte);
			s += 3;
		} else if (s[1] != '\0' && (hit = strchr(from, s[1])) != NULL) {
			mime_strbuf_add_char(out, to[hit - from]);
			s++;
		}
	}
}

static mime_slice
keep(struct runner *r, const char *value)
{
	struct mime_strbuf *b = &r->kept[r->n_kept++];

	ck_assert_uint_le(r->n_kept, MAX_KEPT);
	mime_strbuf_init(b, SIZE_MAX);
	unescape(b, value);
	return mime_strbuf_slice(b);
}

static unsigned
one_of(struct runner *r, const char *word, const char *const *words)
{
	for (unsigned i = 0; words[i] != NULL; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	ck_abort_msg("%s: unknown word %s", r->p.where, word);
	return 0;
}

static void
set(struct runner *r, const char *name, const char *value)
{
	static const char *const tls[] = { "required", "implicit",
					   "opportunistic", "none", NULL };
	static const char *const auth[] = { "auto", "plain", "login", NULL };
	static const char *const carry[] = { "7bit", "8bit", "binary", NULL };

	if (strcmp(name, "tls") == 0)
		r->p.cfg.tls = (enum mime_tls)one_of(r, value, tls);
	else if (strcmp(name, "auth") == 0)
		r->p.cfg.auth = (enum mime_auth)one_of(r, value, auth);
	else if (strcmp(name, "auth-without-tls") == 0)
		r->p.cfg.auth_without_tls = true;
	else if (strcmp(name, "helo") == 0)
		r->p.cfg.helo = keep(r, value);
	else if (strcmp(name, "user") == 0)
		r->p.cfg.user = keep(r, value);
	else if (strcmp(name, "password") == 0)
		r->p.cfg.password = keep(r, value);
	else if (strcmp(name, "from") == 0)
		r->p.env.from.utf8 = keep(r, value);
	else if (strcmp(name, "to") == 0)
		r->to[r->p.env.n_to++].utf8 = keep(r, value);
	else if (strcmp(name, "carry") == 0)
		r->p.env.carry = (enum mime_carry)one_of(r, value, carry);
	else if (strcmp(name, "octets") == 0)
		r->p.env.octets = strtoull(value, NULL, 10);
	else if (strcmp(name, "max-line") == 0)
		r->p.env.max_line = strtoul(value, NULL, 10);
	else if (strcmp(name, "body") == 0)
		unescape(&r->p.body, value);
	else if (strcmp(name, "body-fails") == 0)
		r->p.body_fails = true;
	else if (strcmp(name, "pace") == 0)
		r->skipped = r->p.pace != SMTP_SCRIPT_WHOLE;
	else if (strcmp(name, "submit") == 0)
		r->p.no_submit = true;
	else
		ck_abort_msg("%s: unknown setting %s", r->p.where, name);
}

static void
expect_output(struct runner *r, const char *text, const char *end)
{
	struct mime_strbuf want;
	size_t left;

	mime_strbuf_init(&want, SIZE_MAX);
	unescape(&want, text);
	mime_strbuf_add_text(&want, end);
	left = r->p.wire.len - r->wire_at;
	ck_assert_msg(left >= want.len && memcmp(r->p.wire.ptr + r->wire_at,
						 want.ptr, want.len) == 0,
		      "%s: the client says, at pace %d:\n%.*s", r->p.where,
		      (int)r->p.pace, (int)left,
		      left > 0 ? r->p.wire.ptr + r->wire_at : "");
	r->wire_at += want.len;
	mime_strbuf_free(&want);
}

static void
expect_event(struct runner *r, const char *text)
{
	size_t n = strlen(text);
	const char *p = r->p.events.ptr + r->events_at;
	size_t left = r->p.events.len - r->events_at;

	ck_assert_msg(left > n && memcmp(p, text, n) == 0 && p[n] == '\n',
		      "%s: at pace %d the events are:\n%.*s", r->p.where,
		      (int)r->p.pace, (int)left, left > 0 ? p : "");
	r->events_at += n + 1;
}

static void
expect_trace(struct runner *r, const char *text)
{
	size_t n = strlen(text);
	const char *p = r->p.trace.ptr;

	for (size_t i = r->trace_at; i + n < r->p.trace.len; i++)
		if (memcmp(p + i, text, n) == 0 && p[i + n] == '\n' &&
		    (i == 0 || p[i - 1] == '\n')) {
			r->trace_at = i + n;
			return;
		}
	ck_abort_msg("%s: the transcript is:\n%.*s", r->p.where,
		     (int)r->p.trace.len, p);
}

static void
expect_result(struct runner *r, const char *text)
{
	static const char *const words[] = { "ok",	"enomem",   "einval",
					     "esyntax", "elimit",   "echarset",
					     "eio",	"eproto",   "erefused",
					     "etls",	"etimeout", NULL };
	struct mime_smtp_event ev;
	int rc;

	if (r->over)
		return;
	r->over = true;
	rc = mime_smtp_poll(&ev, r->p.smtp);
	ck_assert_msg(rc == -(int)one_of(r, text, words),
		      "%s: at pace %d the session ends with %d", r->p.where,
		      (int)r->p.pace, rc);
	ck_assert_ptr_nonnull(mime_smtp_error(r->p.smtp)->what);
}

static void
drop(struct runner *r, const char *why)
{
	static const char *const words[] = { "timeout", "io", "tls", NULL };
	static const int codes[] = { MIME_ETIMEOUT, MIME_EIO, MIME_ETLS };

	mime_smtp_drop(r->p.smtp, codes[one_of(r, why, words)], 0);
	smtp_player_poll(&r->p);
}

static void
do_line(struct runner *r, char *line)
{
	const char *arg =
		line[1] != '\0' && line[2] == ' ' ? line + 3 : line + 2;

	if (strncmp(line, "set ", 4) == 0) {
		char *value = strchr(line + 4, ' ');

		if (value != NULL)
			*value++ = '\0';
		set(r, line + 4, value != NULL ? value : "");
		return;
	}
	smtp_player_start(&r->p);
	if (line[0] == 'S' && (line[1] == ':' || line[1] == '>')) {
		unescape(&r->p.feed, arg);
		if (line[1] == ':')
			mime_strbuf_add_text(&r->p.feed, "\r\n");
		if (r->p.pace != SMTP_SCRIPT_WHOLE)
			smtp_player_feed(&r->p);
		return;
	}
	if (r->p.feed.len > 0)
		smtp_player_feed(&r->p);
	if (strncmp(line, "C:", 2) == 0)
		expect_output(r, arg, "\r\n");
	else if (strncmp(line, "C>", 2) == 0)
		expect_output(r, arg, "");
	else if (strncmp(line, "C-", 2) == 0)
		r->forbidden[r->n_forbidden++] = keep(r, arg);
	else if (strncmp(line, "E:", 2) == 0)
		expect_event(r, arg);
	else if (strncmp(line, "T:", 2) == 0)
		expect_trace(r, arg);
	else if (strncmp(line, "R:", 2) == 0)
		expect_result(r, arg);
	else if (strcmp(line, "TLS") == 0)
		ck_assert_int_eq(mime_smtp_tls_up(r->p.smtp), MIME_OK);
	else if (strcmp(line, "CLOSE") == 0)
		mime_smtp_feed(r->p.smtp, NULL, 0);
	else if (strncmp(line, "DROP ", 5) == 0)
		drop(r, line + 5);
	else
		ck_abort_msg("%s: what is this?", r->p.where);
	smtp_player_poll(&r->p);
	smtp_player_send(&r->p);
}

static bool
holds(const struct mime_strbuf *b, mime_slice s)
{
	for (size_t i = 0; s.len > 0 && i + s.len <= b->len; i++)
		if (memcmp(b->ptr + i, s.ptr, s.len) == 0)
			return true;
	return false;
}

static void
check_secrets(struct runner *r)
{
	mime_slice password = r->p.cfg.password;
	struct mime_base64 b64;
	char encoded[256];
	size_t n;

	if (password.len < 4)
		return;
	ck_assert_uint_lt(password.len, 100);
	mime_base64_init(&b64, MIME_LINE_NONE);
	n = mime_base64_encode(&b64, password.ptr, password.len, encoded, true);
	ck_assert_msg(!holds(&r->p.trace, password) &&
			      !holds(&r->p.trace, (mime_slice){ encoded, n }),
		      "%s: a secret is in the transcript:\n%.*s", r->path,
		      (int)r->p.trace.len, r->p.trace.ptr);
}

static void
finish(struct runner *r)
{
	smtp_player_start(&r->p);
	if (r->p.feed.len > 0)
		smtp_player_feed(&r->p);
	ck_assert_msg(r->events_at == r->p.events.len,
		      "%s: events are left at pace %d:\n%.*s", r->path,
		      (int)r->p.pace, (int)(r->p.events.len - r->events_at),
		      r->p.events.ptr + r->events_at);
	ck_assert_msg(r->wire_at == r->p.wire.len,
		      "%s: output is left at pace %d:\n%.*s", r->path,
		      (int)r->p.pace, (int)(r->p.wire.len - r->wire_at),
		      r->p.wire.ptr + r->wire_at);
	for (unsigned i = 0; i < r->n_forbidden; i++)
		ck_assert_msg(!holds(&r->p.wire, r->forbidden[i]),
			      "%s: the client says %.*s", r->path,
			      (int)r->forbidden[i].len, r->forbidden[i].ptr);
	expect_result(r, "ok");
	check_secrets(r);
}

static void
clean(struct runner *r)
{
	smtp_player_free(&r->p);
	for (unsigned i = 0; i < r->n_kept; i++)
		mime_strbuf_free(&r->kept[i]);
}

void
smtp_script_run(const char *path, enum smtp_script_pace pace)
{
	struct runner r = { .path = path };
	FILE *f = fopen(path, "r");
	char line[4096];

	ck_assert_msg(f != NULL, "%s cannot be opened", path);
	smtp_player_init(&r.p, pace);
	r.p.env.to = r.to;
	while (fgets(line, sizeof line, f) != NULL && !r.skipped) {
		r.line++;
		snprintf(r.p.where, sizeof r.p.where, "%s:%u", path, r.line);
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '\0' && line[0] != '#')
			do_line(&r, line);
	}
	fclose(f);
	if (!r.skipped)
		finish(&r);
	clean(&r);
}
