/* net/tls.h - TLS over a connected socket.  One of tls_openssl.c and
 * tls_none.c is built. */
#ifndef MIME_NET_TLS_H
#define MIME_NET_TLS_H
#include "mime/smtp.h"
#include "net/note.h"
#include <sys/types.h>

struct mime_tls_link;

bool mime_tls_built_in(void);

/* Prepare a handshake as a client over fd, which is non-blocking and stays the
 * caller's.  TLS 1.2 or newer; the certificate must be valid now and lead to
 * one of the roots; it must name host in its subjectAltName, as an address if
 * host is one (RFC 9525).
 * ca_file	PEM; NULL: the system's roots.
 * Error MIME_ETLS, MIME_EINVAL (ca_file cannot be used), MIME_ENOMEM. */
int mime_tls_new(struct mime_tls_link **out, int fd, const char *host,
		 const char *ca_file, mime_error *err);
void mime_tls_free(struct mime_tls_link *t); /* NULL is allowed */

/* Go on with the handshake: 1 when it is done, 0 when the socket is to be
 * waited for (mime_tls_waits).
 * Error MIME_ETLS with *failure TLS or CERTIFICATE, and err. */
int mime_tls_handshake(struct mime_tls_link *t, enum mime_failure *failure,
		       mime_error *err);
/* "TLSv1.3, TLS_AES_256_GCM_SHA384, certificate valid until 2027-03-02" */
void mime_tls_describe(struct mime_note *out, struct mime_tls_link *t);

/* Bytes read or written; 0 when the socket is to be waited for; -1 at the end
 * or after a failure, with *sys the errno, if any.  An end without
 * close_notify is an end like another: what was not yet said whole was not
 * said. */
ssize_t mime_tls_read(struct mime_tls_link *t, void *buf, size_t n, int *sys);
ssize_t mime_tls_write(struct mime_tls_link *t, const void *buf, size_t n,
		       int *sys);
/* What the last call waited for: POLLIN or POLLOUT of poll(2). */
short mime_tls_waits(const struct mime_tls_link *t);
/* Say close_notify, if that can be done at once. */
void mime_tls_close(struct mime_tls_link *t);
#endif
