/* net/sock.h - finding a host and getting a connection, in limited time. */
#ifndef MIME_NET_SOCK_H
#define MIME_NET_SOCK_H
#include "mime/smtp.h"
#include "net/note.h"

/* Moments are milliseconds of the monotonic clock. */
#define MIME_SOCK_NEVER INT64_MAX
int64_t mime_sock_now(void);
/* ms from now, 0 meaning never. */
int64_t mime_sock_deadline(unsigned ms);

/* Wait until fd is ready for one of events (of poll(2)), or until deadline.
 * Returns what it is ready for; 0 when the time is over.
 * Error MIME_EIO with errno. */
int mime_sock_wait(int fd, short events, int64_t deadline);

/* Connect to any address of host: a next one is tried when one has failed, or
 * has not answered for 250 ms while it goes on trying (RFC 8305).
 * fd		non-blocking and close-on-exec; the caller closes it.
 * address	where it leads, "[192.0.2.1]:25".
 * Error MIME_EIO, MIME_ETIMEOUT, MIME_ENOMEM, with *failure and err. */
int mime_sock_connect(int *fd, struct mime_note *address, const char *host,
		      const char *port, int64_t deadline,
		      enum mime_failure *failure, mime_error *err);
/* Our own address as an address literal, "[192.0.2.1]" or
 * "[IPv6:2001:db8::1]" (RFC 5321 4.1.3). */
void mime_sock_literal(struct mime_note *out, int fd);
#endif
