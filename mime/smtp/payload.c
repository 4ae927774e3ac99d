#include "smtp/payload.h"
#include "base/reader.h"
#include "base/slice.h"
#include "smtp/envelope.h"

/* Room that a chunk may need, and the end of the message. */
enum { CHUNK_OUT = MIME_DOT_MAX(MIME_EOL_MAX(MIME_PAYLOAD_CHUNK)) };

_Static_assert((int)CHUNK_OUT <= (int)MIME_OUTPUT_ROOM, "one chunk fits");

void
mime_payload_init(struct mime_payload *p, struct mime_reader *body,
		  enum mime_carry carry)
{
	p->body = body;
	p->carry = carry;
	p->run = MIME_ABSENT;
	p->octets = 0;
	p->column = 0;
	mime_error_set(&p->error, MIME_OK, 0, SIZE_MAX, NULL);
	mime_eol_init(&p->eol, MIME_LINE_CRLF);
	mime_dot_init(&p->dot);
}

void
mime_payload_free(struct mime_payload *p)
{
	mime_reader_free(p->body);
	p->body = NULL;
}

static int
refuse(struct mime_payload *p, const char *what)
{
	return mime_error_set(&p->error, MIME_EINVAL, 0, SIZE_MAX, what);
}

/* The server was told what comes, and may not survive anything else. */
static int
check_bytes(struct mime_payload *p, mime_slice s)
{
	if (memchr(s.ptr, '\0', s.len) != NULL)
		return refuse(p, "the content has a NUL, which DATA cannot "
				 "carry");
	if (p->carry == MIME_CARRY_7BIT && !mime_ascii_only(s.ptr, s.len))
		return refuse(p, "the content is 8-bit, and was said not to "
				 "be");
	return MIME_OK;
}

/* s has CRLF for line ends, and no CR without its LF behind it. */
static int
check_lines(struct mime_payload *p, const char *s, size_t n)
{
	while (n > 0) {
		const char *lf = memchr(s, '\n', n);
		size_t len = lf != NULL ? (size_t)(lf - s) + 1 : n;
		size_t max = MIME_SMTP_LINE_MAX + (lf != NULL ? 2 : 0);

		p->column += len;
		if (p->column > max)
			return refuse(p, "the content has a line above 998 "
					 "bytes");
		if (lf != NULL)
			p->column = 0;
		s += len;
		n -= len;
	}
	return MIME_OK;
}

static int
put(struct mime_payload *p, struct mime_output *out, mime_slice s, bool last)
{
	char *to = mime_output_reserve(out, CHUNK_OUT);
	size_t n;
	int rc = MIME_OK;

	if (s.ptr != NULL)
		rc = check_bytes(p, s);
	if (rc < 0)
		return rc;
	n = mime_eol_convert(&p->eol, s.ptr, s.len, p->lines, last);
	rc = check_lines(p, p->lines, n);
	if (rc < 0)
		return rc;
	n = mime_dot_stuff(&p->dot, p->lines, n, to, last);
	mime_output_added(out, n);
	p->octets += last ? n - 3 : n;
	return MIME_OK;
}

int
mime_payload_fill(struct mime_payload *p, struct mime_output *out)
{
	while (mime_output_space(out) >= CHUNK_OUT) {
		mime_slice s;
		size_t n;
		int rc = 1;

		if (p->run.len == 0)
			rc = mime_reader_next(&p->run, p->body);
		if (rc < 0) {
			p->error = *mime_reader_error(p->body);
			return rc;
		}
		if (rc == 0)
			return put(p, out, MIME_ABSENT, true);
		n = p->run.len < MIME_PAYLOAD_CHUNK ? p->run.len
						    : MIME_PAYLOAD_CHUNK;
		s = mime_slice_part(p->run, 0, n);
		p->run = mime_slice_part(p->run, n, p->run.len);
		rc = put(p, out, s, false);
		if (rc < 0)
			return rc;
	}
	return 1;
}
