/* support/fake_tls.h - the server's side of TLS, and its certificates. */
#ifndef MIME_TESTS_FAKE_TLS_H
#define MIME_TESTS_FAKE_TLS_H
#include <stddef.h>
#include <sys/types.h>

struct fake_tls;

/* Shakes hands as server with the certificate of that name (fake_server.h), or
 * "old" for TLS 1.1 at most; NULL if it fails. */
struct fake_tls *fake_tls_accept(int fd, const char *certificate);
ssize_t fake_tls_read(struct fake_tls *t, void *buf, size_t n);
ssize_t fake_tls_write(struct fake_tls *t, const void *buf, size_t n);
/* Says close_notify; NULL is allowed. */
void fake_tls_close(struct fake_tls *t);
#endif
