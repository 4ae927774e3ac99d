#include "net/tls.h"

bool
mime_tls_built_in(void)
{
	return false;
}

int
mime_tls_new(struct mime_tls_link **out, int fd, const char *host,
	     const char *ca_file, mime_error *err)
{
	(void)fd;
	(void)host;
	(void)ca_file;
	*out = NULL;
	*err = (mime_error){ MIME_ETLS, 0, SIZE_MAX, "TLS is not built in" };
	return MIME_ETLS;
}

void
mime_tls_free(struct mime_tls_link *t)
{
	(void)t;
}

int
mime_tls_handshake(struct mime_tls_link *t, enum mime_failure *failure,
		   mime_error *err)
{
	(void)t;
	*failure = MIME_FAILURE_TLS;
	*err = (mime_error){ MIME_ETLS, 0, SIZE_MAX, "TLS is not built in" };
	return MIME_ETLS;
}

void
mime_tls_describe(struct mime_note *out, struct mime_tls_link *t)
{
	(void)t;
	mime_note_init(out);
}

ssize_t
mime_tls_read(struct mime_tls_link *t, void *buf, size_t n, int *sys)
{
	(void)t;
	(void)buf;
	(void)n;
	*sys = 0;
	return -1;
}

ssize_t
mime_tls_write(struct mime_tls_link *t, const void *buf, size_t n, int *sys)
{
	(void)t;
	(void)buf;
	(void)n;
	*sys = 0;
	return -1;
}

short
mime_tls_waits(const struct mime_tls_link *t)
{
	(void)t;
	return 0;
}

void
mime_tls_close(struct mime_tls_link *t)
{
	(void)t;
}
