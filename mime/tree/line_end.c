#include "tree/line_end.h"
#include "base/memory.h"
#include "base/reader.h"
#include "base/slice.h"

enum { BLOCK = 64 * 1024, INPUT = BLOCK / 2 - 1 };

struct stage {
	struct mime_reader *source;
	mime_slice input; /* what is left of the source's last run */
	bool lf;
	bool cr; /* CRLF wanted: the byte before was a CR; LF wanted: a CR is
		  * held back */
	char block[BLOCK];
};

/* Bound: each LF of the input may become two bytes. */
static size_t
to_crlf(struct stage *s, mime_slice in)
{
	char *o = s->block;
	size_t at = 0;

	while (at < in.len) {
		const char *lf = memchr(in.ptr + at, '\n', in.len - at);
		size_t end = lf != NULL ? (size_t)(lf - in.ptr) : in.len;

		memcpy(o, in.ptr + at, end - at);
		o += end - at;
		if (end > at)
			s->cr = in.ptr[end - 1] == '\r';
		if (lf != NULL) {
			if (!s->cr)
				*o++ = '\r';
			*o++ = '\n';
			s->cr = false;
			end++;
		}
		at = end;
	}
	return (size_t)(o - s->block);
}

/* Bound: the input and one CR held back. */
static size_t
to_lf(struct stage *s, mime_slice in)
{
	char *o = s->block;
	size_t at = 0;

	if (s->cr && in.ptr[0] != '\n')
		*o++ = '\r';
	s->cr = false;
	while (at < in.len) {
		const char *cr = memchr(in.ptr + at, '\r', in.len - at);
		size_t end = cr != NULL ? (size_t)(cr - in.ptr) : in.len;

		memcpy(o, in.ptr + at, end - at);
		o += end - at;
		at = end + 1;
		if (cr == NULL)
			break;
		if (at == in.len)
			s->cr = true;
		else if (in.ptr[at] != '\n')
			*o++ = '\r';
	}
	return (size_t)(o - s->block);
}

static int
pull(mime_slice *out, void *ctx, mime_error *err)
{
	struct stage *s = ctx;
	size_t n = 0;

	while (n == 0) {
		mime_slice in;

		if (s->input.len == 0) {
			int rc = mime_reader_next(&s->input, s->source);

			if (rc < 0)
				*err = *mime_reader_error(s->source);
			if (rc < 0 || (rc == 0 && !(s->lf && s->cr)))
				return rc;
			if (rc == 0) {
				s->cr = false;
				s->block[n++] = '\r';
				break;
			}
		}
		in = s->input;
		if (in.len > INPUT)
			in.len = INPUT;
		s->input = mime_slice_part(s->input, in.len, s->input.len);
		n = s->lf ? to_lf(s, in) : to_crlf(s, in);
	}
	*out = mime_slice_of(s->block, n);
	return 1;
}

static void
done(void *ctx)
{
	struct stage *s = ctx;

	mime_reader_free(s->source);
	mime_free(s);
}

int
mime_line_end_open(struct mime_reader **out, struct mime_reader *source,
		   bool lf)
{
	struct stage *s = mime_alloc(sizeof *s);
	int rc = MIME_ENOMEM;

	*out = NULL;
	if (s != NULL) {
		s->source = source;
		s->input = MIME_ABSENT;
		s->lf = lf;
		s->cr = false;
		rc = mime_reader_open(out, pull, done, s);
	}
	if (rc != MIME_OK) {
		mime_free(s);
		mime_reader_free(source);
	}
	return rc;
}
