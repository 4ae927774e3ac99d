#include "base/reader.h"
#include "base/memory.h"

struct mime_reader {
	mime_reader_pull pull;
	int (*plain)(mime_slice *out, void *ctx); /* of mime_reader_new */
	void (*done)(void *ctx);
	void *ctx;
	mime_slice once; /* of mime_reader_of */
	int state;	 /* 1 more to come, 0 ended, < 0 failed */
	mime_error error;
};

const char *
mime_error_phrase(int code)
{
	switch (code) {
	case MIME_OK:
		return "no error";
	case MIME_ENOMEM:
		return "out of memory";
	case MIME_EINVAL:
		return "invalid argument";
	case MIME_ESYNTAX:
		return "the message departs from its RFC";
	case MIME_ELIMIT:
		return "a limit was reached";
	case MIME_ECHARSET:
		return "no converter for this charset";
	case MIME_EIO:
		return "the system refused";
	case MIME_EPROTO:
		return "the server broke the protocol";
	case MIME_EREFUSED:
		return "the server refused";
	case MIME_ETLS:
		return "TLS failed";
	case MIME_ETIMEOUT:
		return "time limit reached";
	default:
		return "unknown error";
	}
}

int
mime_error_set(mime_error *err, int code, int sys, size_t offset,
	       const char *what)
{
	if (err != NULL)
		*err = (mime_error){ code, sys, offset,
				     what != NULL ? what
						  : mime_error_phrase(code) };
	return code;
}

int
mime_reader_open(struct mime_reader **out, mime_reader_pull pull,
		 void (*done)(void *ctx), void *ctx)
{
	struct mime_reader *r = mime_alloc_array(1, sizeof *r);

	*out = r;
	if (r == NULL)
		return MIME_ENOMEM;
	r->pull = pull;
	r->done = done;
	r->ctx = ctx;
	r->state = 1;
	return MIME_OK;
}

static int
pull_plain(mime_slice *out, void *ctx, mime_error *err)
{
	struct mime_reader *r = ctx;

	(void)err;
	return r->plain(out, r->ctx);
}

int
mime_reader_new(struct mime_reader **out,
		int (*pull)(mime_slice *out, void *ctx),
		void (*done)(void *ctx), void *ctx)
{
	int rc;

	*out = NULL;
	if (pull == NULL)
		return MIME_EINVAL;
	rc = mime_reader_open(out, pull_plain, done, ctx);
	if (rc == MIME_OK)
		(*out)->plain = pull;
	return rc;
}

static int
pull_once(mime_slice *out, void *ctx, mime_error *err)
{
	struct mime_reader *r = ctx;

	(void)err;
	*out = r->once;
	r->once = (mime_slice){ NULL, 0 };
	return out->len > 0;
}

int
mime_reader_of(struct mime_reader **out, mime_slice s)
{
	int rc = mime_reader_open(out, pull_once, NULL, NULL);

	if (rc == MIME_OK)
		(*out)->once = s;
	return rc;
}

int
mime_reader_next(mime_slice *out, struct mime_reader *r)
{
	bool own = r->pull == pull_plain || r->pull == pull_once;
	mime_error err = { 0 };

	*out = (mime_slice){ NULL, 0 };
	if (r->state <= 0)
		return r->state;
	r->state = r->pull(out, own ? (void *)r : r->ctx, &err);
	if (r->state > 0)
		return 1;
	*out = (mime_slice){ NULL, 0 };
	if (r->state < 0 && err.code != MIME_OK)
		r->error = err;
	else if (r->state < 0)
		mime_error_set(&r->error, r->state, 0, SIZE_MAX, NULL);
	return r->state;
}

void
mime_reader_free(struct mime_reader *r)
{
	if (r == NULL)
		return;
	if (r->done != NULL)
		r->done(r->ctx);
	mime_free(r);
}

const mime_error *
mime_reader_error(const struct mime_reader *r)
{
	return r->state < 0 ? &r->error : NULL;
}
