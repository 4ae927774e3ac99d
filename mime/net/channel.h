/* net/channel.h - a connection, with or without TLS. */
#ifndef MIME_NET_CHANNEL_H
#define MIME_NET_CHANNEL_H
#include "net/tls.h"

struct mime_channel {
	int fd;			       /* owned; -1: none */
	struct mime_tls_link *tls;     /* owned; NULL: clear text */
	short read_waits, write_waits; /* for poll(2) */
	bool write_ended;
};

void mime_channel_init(struct mime_channel *c);
/* Says close_notify where there is TLS, and closes. */
void mime_channel_close(struct mime_channel *c);
/* Shake hands, before deadline.
 * Error MIME_ETLS, MIME_ETIMEOUT, MIME_EINVAL, MIME_ENOMEM, with *failure. */
int mime_channel_secure(struct mime_channel *c, const char *host,
			const char *ca_file, int64_t deadline,
			enum mime_failure *failure, mime_error *err);
/* As mime_tls_read and mime_tls_write, also without TLS. */
ssize_t mime_channel_read(struct mime_channel *c, void *buf, size_t n,
			  int *sys);
ssize_t mime_channel_write(struct mime_channel *c, const void *buf, size_t n,
			   int *sys);
#endif
