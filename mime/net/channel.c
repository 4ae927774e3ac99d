#include "net/channel.h"
#include "net/sock.h"
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

void
mime_channel_init(struct mime_channel *c)
{
	*c = (struct mime_channel){ .fd = -1,
				    .read_waits = POLLIN,
				    .write_waits = POLLOUT };
}

void
mime_channel_close(struct mime_channel *c)
{
	if (c->tls != NULL && !c->write_ended)
		mime_tls_close(c->tls);
	mime_tls_free(c->tls);
	if (c->fd >= 0)
		close(c->fd);
	mime_channel_init(c);
}

int
mime_channel_secure(struct mime_channel *c, const char *host,
		    const char *ca_file, int64_t deadline,
		    enum mime_failure *failure, mime_error *err)
{
	int rc = mime_tls_new(&c->tls, c->fd, host, ca_file, err);

	*failure = rc == MIME_EINVAL   ? MIME_FAILURE_CALL
		   : rc == MIME_ENOMEM ? MIME_FAILURE_MEMORY
				       : MIME_FAILURE_TLS;
	if (rc < 0)
		return rc;
	while ((rc = mime_tls_handshake(c->tls, failure, err)) == 0) {
		if (mime_sock_wait(c->fd, mime_tls_waits(c->tls), deadline) !=
		    0)
			continue;
		*failure = MIME_FAILURE_TIMEOUT;
		*err = (mime_error){ MIME_ETIMEOUT, 0, SIZE_MAX,
				     "the TLS handshake takes too long" };
		rc = MIME_ETIMEOUT;
		break;
	}
	if (rc < 0) {
		/* nothing of a link that failed is used again */
		c->write_ended = true;
		return rc;
	}
	*failure = MIME_FAILURE_NONE;
	return MIME_OK;
}

static ssize_t
outcome(ssize_t n, int *sys)
{
	*sys = 0;
	if (n >= 0)
		return n > 0 ? n : -1;
	if (errno == EAGAIN || errno == EINTR)
		return 0;
	*sys = errno;
	return -1;
}

ssize_t
mime_channel_read(struct mime_channel *c, void *buf, size_t n, int *sys)
{
	ssize_t got;

	if (c->tls == NULL)
		return outcome(recv(c->fd, buf, n, 0), sys);
	got = mime_tls_read(c->tls, buf, n, sys);
	c->read_waits = got == 0 ? mime_tls_waits(c->tls) : POLLIN;
	return got;
}

ssize_t
mime_channel_write(struct mime_channel *c, const void *buf, size_t n, int *sys)
{
	ssize_t put;

	if (c->tls == NULL)
		return outcome(send(c->fd, buf, n, MSG_NOSIGNAL), sys);
	put = mime_tls_write(c->tls, buf, n, sys);
	c->write_waits = put == 0 ? mime_tls_waits(c->tls) : POLLOUT;
	return put;
}
