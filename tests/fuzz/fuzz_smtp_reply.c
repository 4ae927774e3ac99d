/* Any bytes from a server, in any pieces, through a whole session.  The first
 * byte chooses settings, the second how bytes are cut; 0xff ends a piece, so
 * that output is sent and events are read before the next one.
 * Checked: content leaves only after MAIL and a recipient were accepted and 354
 * came; nothing leaves with a bare CR or LF; no login in clear text; no secret
 * in the transcript of what we say; each recipient of a message has one verdict, accepted only
 * by a reply to the final dot; sticky errors stay. */
#include "mime/smtp.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MANY = 3 };

#define MARK		"this is the content"
#define PASSWORD	"open sesame"
#define PASSWORD_BASE64 "b3BlbiBzZXNhbWU="

struct world {
	struct mime_smtp *smtp;
	struct mime_smtp_config cfg;
	struct mime_envelope env;
	bool body_fails, tls_up, secure;
	unsigned pulled;
	/* codes of whole replies since MAIL was said; -1 before it */
	int n_replies, replies[MANY + 3];
	bool in_content, dot_sent;
	unsigned verdicts[MANY];
	bool over;
	char last; /* byte that was sent */
	bool last_is_cr;
	char tail[32]; /* of what was sent */
};

static void
require(bool ok)
{
	if (!ok)
		abort();
}

static mime_slice
text(const char *s)
{
	return (mime_slice){ s, strlen(s) };
}

static bool
holds(mime_slice s, const char *what)
{
	return s.len > 0 && memmem(s.ptr, s.len, what, strlen(what)) != NULL;
}

static int
pull_body(mime_slice *out, void *ctx)
{
	static const char *const lines[] = { MARK "\n", ".\r", "\n.\r\n",
					     "..\r\n.", "x\r.\n" };
	struct world *w = ctx;

	if (w->pulled == 5)
		return w->body_fails ? MIME_EIO : 0;
	*out = text(lines[w->pulled++]);
	return 1;
}

static void
on_trace(void *ctx, enum mime_smtp_trace kind, mime_slice line)
{
	struct world *w = ctx;

	for (size_t i = 0; i < line.len; i++)
		require((unsigned char)line.ptr[i] >= 0x20 &&
			line.ptr[i] != 0x7f);
	if (kind == MIME_TRACE_OUT) {
		require(!holds(line, PASSWORD));
		require(!holds(line, PASSWORD_BASE64));
		if (line.len >= 4 && memcmp(line.ptr, "MAIL", 4) == 0)
			w->n_replies = 0;
		if (line.len >= 4 && memcmp(line.ptr, "AUTH", 4) == 0)
			require(w->secure || w->cfg.auth_without_tls);
		return;
	}
	require(line.len >= 4);
	if (line.ptr[3] == ' ' && w->n_replies >= 0 && w->n_replies < MANY + 3)
		w->replies[w->n_replies++] = (line.ptr[0] - '0') * 100 +
					     (line.ptr[1] - '0') * 10 +
					     (line.ptr[2] - '0');
}

/* What must have come before the first byte of content may leave. */
static void
check_content(const struct world *w)
{
	bool accepted = false;

	require(w->n_replies >= MANY + 2);
	require(w->replies[0] / 10 == 25);
	for (int i = 1; i <= MANY; i++)
		accepted |= w->replies[i] / 10 == 25;
	require(accepted);
	require(w->replies[MANY + 1] == 354);
}

static void
check_output(struct world *w, mime_slice out)
{
	for (size_t i = 0; i < out.len; i++) {
		char c = out.ptr[i];

		require((c == '\n') == (w->last == '\r'));
		w->last = c;
		memmove(w->tail, w->tail + 1, sizeof w->tail - 1);
		w->tail[sizeof w->tail - 1] = c;
		if (memcmp(w->tail + sizeof w->tail - strlen(MARK), MARK,
			   strlen(MARK)) == 0) {
			check_content(w);
			w->in_content = true;
		}
		if (w->in_content &&
		    memcmp(w->tail + sizeof w->tail - 5, "\r\n.\r\n", 5) == 0) {
			require(!w->body_fails && w->pulled == 5);
			w->dot_sent = true;
			w->in_content = false;
		}
	}
}

static void
count(struct world *w, const struct mime_smtp_event *ev)
{
	require(ev->rcpt < MANY);
	require(++w->verdicts[ev->rcpt] == 1);
	if (ev->verdict == MIME_VERDICT_ACCEPTED)
		require(w->dot_sent && w->n_replies == MANY + 3 &&
			w->replies[MANY + 2] / 10 == 25);
}

static void
submit(struct world *w)
{
	struct mime_reader *body;
	int rc;

	if (mime_reader_new(&body, pull_body, NULL, w) < 0)
		return;
	rc = mime_smtp_submit(w->smtp, &w->env, body);
	/* the session may have failed behind READY */
	require(rc == MIME_OK || rc == mime_smtp_error(w->smtp)->code);
	require(rc != MIME_EINVAL);
}

static void
read_events(struct world *w)
{
	struct mime_smtp_event ev;

	while (mime_smtp_poll(&ev, w->smtp) > 0) {
		switch (ev.kind) {
		case MIME_SMTP_READY:
			submit(w);
			break;
		case MIME_SMTP_STARTTLS:
			require(mime_smtp_output(w->smtp).ptr == NULL);
			w->tls_up = true;
			break;
		case MIME_SMTP_RCPT:
			count(w, &ev);
			break;
		case MIME_SMTP_DONE:
			w->over = true;
			require(mime_smtp_quit(w->smtp) == MIME_OK);
			break;
		case MIME_SMTP_FAILED:
			w->over = true;
			mime_smtp_quit(w->smtp);
			break;
		default:
			break;
		}
	}
}

static void
send_output(struct world *w, size_t piece)
{
	mime_slice out;

	while ((out = mime_smtp_output(w->smtp)).ptr != NULL) {
		if (piece > 0 && out.len > piece)
			out.len = piece;
		check_output(w, out);
		mime_smtp_sent(w->smtp, out.len);
		read_events(w);
	}
}

static void
feed(struct world *w, const uint8_t *p, size_t n, size_t piece)
{
	while (n > 0) {
		size_t k = piece > 0 && piece < n ? piece : n;

		mime_smtp_feed(w->smtp, p, k);
		read_events(w);
		p += k;
		n -= k;
	}
	send_output(w, piece);
	/* the handshake: what was fed before it is done with */
	if (w->tls_up) {
		w->tls_up = false;
		if (mime_smtp_tls_up(w->smtp) == MIME_OK)
			w->secure = true;
		send_output(w, piece);
	}
}

static void
play(struct world *w, const uint8_t *p, size_t n, size_t piece)
{
	while (n > 0) {
		const uint8_t *stop = memchr(p, 0xff, n);
		size_t k = stop != NULL ? (size_t)(stop - p) : n;

		feed(w, p, k, piece);
		p += k + (stop != NULL);
		n -= k + (stop != NULL);
	}
	mime_smtp_feed(w->smtp, NULL, 0);
	read_events(w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mime_path to[MANY] = { { .utf8 = text("a@b") },
				      { .utf8 = text("c@d") },
				      { .utf8 = text("e@f") } };
	struct world w = { .n_replies = -1 };
	unsigned told = 0;
	uint8_t flags;

	if (size < 2)
		return 0;
	flags = data[0];
	w.cfg.size = sizeof w.cfg;
	w.cfg.helo = text("me");
	w.cfg.tls = (enum mime_tls)(flags & 3);
	w.secure = w.cfg.tls == MIME_TLS_IMPLICIT;
	if ((flags & 4) != 0)
		w.cfg.user = text("alice");
	w.cfg.password = text(PASSWORD);
	w.cfg.auth_without_tls = (flags & 8) != 0;
	w.cfg.auth = (flags & 16) != 0 ? MIME_AUTH_LOGIN : MIME_AUTH_AUTO;
	w.cfg.trace = on_trace;
	w.cfg.trace_ctx = &w;
	w.body_fails = (flags & 32) != 0;
	w.env.size = sizeof w.env;
	w.env.from.utf8 = text("");
	w.env.to = to;
	w.env.n_to = MANY;
	if ((flags & 64) != 0)
		w.env.octets = 1000;
	if ((flags & 128) != 0)
		w.env.carry = MIME_CARRY_8BIT;
	if (mime_smtp_new(&w.smtp, &w.cfg) < 0)
		return 0;
	play(&w, data + 2, size - 2, data[1]);
	for (int i = 0; i < MANY; i++)
		told += w.verdicts[i];
	require(told == 0 || (told == MANY && w.over));
	mime_smtp_free(w.smtp);
	return 0;
}
