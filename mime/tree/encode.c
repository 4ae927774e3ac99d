#include "tree/encode.h"
#include "base/memory.h"
#include "base/reader.h"
#include "base/slice.h"
#include "codec/base64.h"
#include "codec/qp.h"

/* A run is lent once there are ENOUGH bytes, and has whole pages of them: it is
 * a write of its own for many a caller, and those below 128 KiB, or that end
 * inside of a page, are dear. */
enum {
	PAGE = 4096,
	ENOUGH = 128 * 1024,
	BLOCK = ENOUGH + 88 * 1024,
	HELD = 2, /* a line end that may be the last one */
	BASE64_INPUT = 64 * 1024,
	QP_INPUT = 28 * 1024
};
_Static_assert(ENOUGH - 1 + MIME_BASE64_ENCODE_MAX(BASE64_INPUT) + HELD <=
		       BLOCK,
	       "base64 fits its block");
_Static_assert(ENOUGH - 1 + MIME_QP_ENCODE_MAX(QP_INPUT) + HELD <= BLOCK,
	       "quoted-printable fits its block");

struct stage {
	struct mime_reader *source;
	mime_slice input; /* what is left of the source's last run */
	struct mime_encode_opts opts;
	bool ended;
	size_t held;	   /* bytes of the line end that was held back */
	size_t lent, rest; /* what comes after the last run in the block */
	union {
		struct mime_base64 base64;
		struct mime_qp qp;
	} state;
	char block[BLOCK];
};

static size_t
encode(struct stage *s, char *out, mime_slice in, bool last)
{
	return s->opts.base64 ? mime_base64_encode(&s->state.base64, in.ptr,
						   in.len, out, last)
			      : mime_qp_encode(&s->state.qp, in.ptr, in.len,
					       out, last);
}

static mime_slice
line_end(const struct stage *s)
{
	return s->opts.lf ? MIME_LITERAL("\n") : MIME_LITERAL("\r\n");
}

/* Base64 ends every line, also the last one of a body whose line end the
 * delimiter brings: each line end is held back until more comes. */
static size_t
hold_line_end(struct stage *s, size_t n)
{
	size_t eol = line_end(s).len;

	if (!s->opts.base64 || !s->opts.inside || s->block[n - 1] != '\n')
		return n;
	s->held = eol;
	return n - eol;
}

/* Takes the next piece of the source; absent at its end. */
static int
take(mime_slice *in, struct stage *s)
{
	size_t n = s->opts.base64 ? BASE64_INPUT : QP_INPUT;
	int rc = 1;

	if (s->input.len == 0)
		rc = mime_reader_next(&s->input, s->source);
	s->ended = rc == 0;
	*in = MIME_LITERAL("");
	if (rc <= 0)
		return rc;
	if (n > s->input.len)
		n = s->input.len;
	*in = mime_slice_of(s->input.ptr, n);
	s->input = mime_slice_part(s->input, n, s->input.len);
	return rc;
}

static int
pull(mime_slice *out, void *ctx, mime_error *err)
{
	struct stage *s = ctx;
	size_t n = s->rest;

	memmove(s->block, s->block + s->lent, n);
	while (n < ENOUGH && !s->ended) {
		size_t held = s->held, made;
		mime_slice in;

		if (take(&in, s) < 0) {
			if (n > 0)
				break; /* it fails again in the next call */
			*err = *mime_reader_error(s->source);
			return err->code;
		}
		made = encode(s, s->block + n + held, in, s->ended);
		if (made == 0)
			continue;
		memcpy(s->block + n, line_end(s).ptr, held);
		s->held = 0;
		n = hold_line_end(s, n + held + made);
	}
	s->lent = s->ended || n < PAGE ? n : n - n % PAGE;
	s->rest = n - s->lent;
	*out = mime_slice_of(s->block, s->lent);
	return n > 0;
}

static void
done(void *ctx)
{
	struct stage *s = ctx;

	mime_reader_free(s->source);
	mime_free(s);
}

int
mime_encode_open(struct mime_reader **out, struct mime_reader *source,
		 const struct mime_encode_opts *opts)
{
	struct stage *s = mime_alloc(sizeof *s);
	unsigned flags = opts->text ? 0 : MIME_QP_BINARY;
	int rc = MIME_ENOMEM;

	*out = NULL;
	if (s != NULL) {
		s->source = source;
		s->input = MIME_ABSENT;
		s->opts = *opts;
		s->ended = false;
		s->held = s->lent = s->rest = 0;
		if (opts->base64)
			mime_base64_init(&s->state.base64,
					 opts->lf ? MIME_LINE_LF
						  : MIME_LINE_CRLF);
		else
			mime_qp_init(&s->state.qp,
				     flags | (opts->lf ? MIME_QP_LF : 0u));
		rc = mime_reader_open(out, pull, done, s);
	}
	if (rc != MIME_OK) {
		mime_free(s);
		mime_reader_free(source);
	}
	return rc;
}
