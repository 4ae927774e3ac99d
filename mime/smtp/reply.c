#include "smtp/reply.h"
#include "base/slice.h"
#include "codec/utf8.h"

void
mime_reply_init(struct mime_reply *r)
{
	r->fault = NULL;
	r->n_line = 0;
	r->octets = 0;
	r->lines = 0;
	r->whole = false;
	r->code = 0;
	memset(r->status, 0, sizeof r->status);
	mime_strbuf_init(&r->text, MIME_REPLY_OCTETS_MAX);
}

void
mime_reply_free(struct mime_reply *r)
{
	mime_strbuf_free(&r->text);
}

static void
begin(struct mime_reply *r)
{
	struct mime_strbuf text = r->text;

	mime_strbuf_clear(&text);
	mime_reply_init(r);
	r->text = text;
}

static int
fault(struct mime_reply *r, const char *what)
{
	r->fault = what;
	return MIME_EPROTO;
}

/* A server's text ends up in logs and on terminals, where a control is a
 * command. */
static void
add_clean(struct mime_strbuf *text, mime_slice s)
{
	while (s.len > 0) {
		uint32_t code;
		int used = mime_utf8_next(&code, s.ptr, s.len);
		size_t n = (size_t)(used < 0 ? -used : used);

		if (used < 0 || code < 0x20 || (code >= 0x7f && code < 0xa0))
			mime_strbuf_add_char(text, code == '\t' ? ' ' : '?');
		else
			mime_strbuf_add(text, mime_slice_of(s.ptr, n));
		s = mime_slice_part(s, n, s.len);
	}
}

/* class "." subject "." detail (RFC 2034 4): a status of another class than
 * the code is none. */
static void
read_status(struct mime_reply *r, mime_slice s)
{
	int status[3];

	for (int i = 0; i < 3; i++) {
		uint64_t v;
		size_t n = mime_ascii_decimal(&v, s.ptr, s.len, 999);

		if (n == 0 || n > 3)
			return;
		status[i] = (int)v;
		s = mime_slice_part(s, n, s.len);
		if (i < 2) {
			if (s.len == 0 || s.ptr[0] != '.')
				return;
			s = mime_slice_part(s, 1, s.len);
		}
	}
	if (s.len > 0 && s.ptr[0] != ' ')
		return;
	if (status[0] == r->code / 100)
		memcpy(r->status, status, sizeof status);
}

static int
read_code(struct mime_reply *r, mime_slice line)
{
	uint64_t code;

	if (line.len < 3 || mime_ascii_decimal(&code, line.ptr, 3, 999) != 3 ||
	    code < 200 || code > 599)
		return fault(r, "a reply does not begin with a reply code");
	if (line.len > 3 && line.ptr[3] != ' ' && line.ptr[3] != '-')
		return fault(r, "a reply code is not followed by a blank");
	if (r->lines > 0 && (int)code != r->code)
		return fault(r, "the code changes inside a reply");
	r->code = (int)code;
	return MIME_OK;
}

/* 1 when this was the last line. */
static int
end_line(struct mime_reply *r)
{
	mime_slice line = mime_slice_of(r->line, r->n_line);
	mime_slice text = MIME_LITERAL("");
	int rc;

	if (line.len > 0 && line.ptr[line.len - 1] == '\r')
		line.len--;
	rc = read_code(r, line);
	if (rc < 0)
		return rc;
	if (line.len > 4)
		text = mime_slice_part(line, 4, line.len);
	if (r->lines == 0)
		read_status(r, text);
	else
		mime_strbuf_add_char(&r->text, '\n');
	add_clean(&r->text, text);
	if (r->text.error == MIME_ENOMEM)
		return MIME_ENOMEM;
	r->lines++;
	r->n_line = 0;
	r->whole = line.len == 3 || line.ptr[3] == ' ';
	if (!r->whole && r->lines == MIME_REPLY_LINES_MAX)
		return fault(r, "a reply has more than 512 lines");
	return r->whole;
}

int
mime_reply_feed(struct mime_reply *r, size_t *used, const char *buf, size_t len)
{
	*used = 0;
	if (r->whole)
		begin(r);
	while (*used < len) {
		const char *from = buf + *used;
		const char *lf = memchr(from, '\n', len - *used);
		size_t n = lf != NULL ? (size_t)(lf - from) : len - *used;
		int rc;

		if (n > sizeof r->line - r->n_line)
			return fault(r, "a reply line is longer than 4 KiB");
		/* the line end counts too, or empty lines would be free */
		r->octets += n + (lf != NULL);
		if (r->octets > MIME_REPLY_OCTETS_MAX)
			return fault(r, "a reply is longer than 64 KiB");
		memcpy(r->line + r->n_line, from, n);
		r->n_line += n;
		*used += n + (lf != NULL);
		if (lf == NULL)
			break;
		rc = end_line(r);
		if (rc != 0)
			return rc;
	}
	return 0;
}

bool
mime_reply_begun(const struct mime_reply *r)
{
	return !r->whole && r->octets > 0;
}

bool
mime_reply_line(mime_slice *line, mime_slice *text)
{
	const char *lf;
	size_t n;

	*line = MIME_ABSENT;
	if (text->ptr == NULL)
		return false;
	lf = text->len > 0 ? memchr(text->ptr, '\n', text->len) : NULL;
	n = lf != NULL ? (size_t)(lf - text->ptr) : text->len;
	*line = mime_slice_of(text->ptr, n);
	*text = lf != NULL ? mime_slice_part(*text, n + 1, text->len)
			   : MIME_ABSENT;
	return true;
}
