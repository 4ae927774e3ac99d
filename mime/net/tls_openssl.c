#include "net/tls.h"

#include "base/memory.h"
#include <arpa/inet.h>
#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

struct mime_tls_link {
	int fd, sys;
	SSL_CTX *ctx;
	BIO_METHOD *method;
	SSL *ssl;
	short waits;
};

bool
mime_tls_built_in(void)
{
	return true;
}

static int
fail(mime_error *err, int code, const char *what)
{
	*err = (mime_error){ code, 0, SIZE_MAX, what };
	return code;
}

/* OpenSSL's own socket BIO writes with write(2), which raises SIGPIPE when the
 * server is gone; no library may change how its program takes signals. */
static int
bio_write(BIO *bio, const char *buf, int len)
{
	struct mime_tls_link *t = BIO_get_data(bio);
	ssize_t n = send(t->fd, buf, (size_t)len, MSG_NOSIGNAL);

	BIO_clear_retry_flags(bio);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		BIO_set_retry_write(bio);
	else if (n < 0)
		t->sys = errno;
	return (int)n;
}

static int
bio_read(BIO *bio, char *buf, int len)
{
	struct mime_tls_link *t = BIO_get_data(bio);
	ssize_t n = recv(t->fd, buf, (size_t)len, 0);

	BIO_clear_retry_flags(bio);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		BIO_set_retry_read(bio);
	else if (n < 0)
		t->sys = errno;
	else if (n == 0)
		BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
	return (int)n;
}

static long
bio_ctrl(BIO *bio, int cmd, long num, void *ptr)
{
	(void)num;
	(void)ptr;
	if (cmd == BIO_CTRL_EOF)
		return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0;
	return cmd == BIO_CTRL_FLUSH;
}

static bool
attach_socket(struct mime_tls_link *t)
{
	BIO *bio;

	/* BIO_get_new_index would use up a number of 127 for each link */
	t->method =
		BIO_meth_new(BIO_TYPE_SOURCE_SINK, "socket without SIGPIPE");
	if (t->method == NULL || !BIO_meth_set_write(t->method, bio_write) ||
	    !BIO_meth_set_read(t->method, bio_read) ||
	    !BIO_meth_set_ctrl(t->method, bio_ctrl))
		return false;
	bio = BIO_new(t->method);
	if (bio == NULL)
		return false;
	BIO_set_data(bio, t);
	BIO_set_init(bio, 1);
	SSL_set_bio(t->ssl, bio, bio);
	return true;
}

static bool
is_address(const char *host)
{
	struct in6_addr any;

	return inet_pton(AF_INET, host, &any) == 1 ||
	       inet_pton(AF_INET6, host, &any) == 1;
}

/* The name that the certificate must show, and that SNI says (RFC 6066 3: no
 * address, no dot at the end).  No name is taken from the subject (RFC 9525
 * 2), and no part of a label may be a wildcard. */
static bool
expect_host(SSL *ssl, const char *host)
{
	X509_VERIFY_PARAM *param = SSL_get0_param(ssl);
	size_t n = strlen(host);
	char name[256];

	if (is_address(host))
		return X509_VERIFY_PARAM_set1_ip_asc(param, host) == 1;
	if (n > 1 && host[n - 1] == '.')
		n--;
	if (n == 0 || n >= sizeof name)
		return false;
	memcpy(name, host, n);
	name[n] = '\0';
	X509_VERIFY_PARAM_set_hostflags(
		param, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS |
			       X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
	return X509_VERIFY_PARAM_set1_host(param, name, n) == 1 &&
	       SSL_set_tlsext_host_name(ssl, name) == 1;
}

static int
load_roots(SSL_CTX *ctx, const char *ca_file, mime_error *err)
{
	if (ca_file == NULL) {
		SSL_CTX_set_default_verify_paths(ctx);
		return MIME_OK;
	}
	if (SSL_CTX_load_verify_file(ctx, ca_file) == 1)
		return MIME_OK;
	return fail(err, MIME_EINVAL,
		    "the CA file cannot be read, or is no PEM file");
}

static int
set_up(struct mime_tls_link *t, const char *host, const char *ca_file,
       mime_error *err)
{
	int rc;

	t->ctx = SSL_CTX_new(TLS_client_method());
	if (t->ctx == NULL)
		return fail(err, MIME_ENOMEM, "out of memory");
	SSL_CTX_set_min_proto_version(t->ctx, TLS1_2_VERSION);
	SSL_CTX_set_verify(t->ctx, SSL_VERIFY_PEER, NULL);
	SSL_CTX_set_options(t->ctx,
			    SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
	SSL_CTX_set_mode(t->ctx, SSL_MODE_ENABLE_PARTIAL_WRITE |
					 SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
	SSL_CTX_set_session_cache_mode(t->ctx, SSL_SESS_CACHE_OFF);
	rc = load_roots(t->ctx, ca_file, err);
	if (rc < 0)
		return rc;
	t->ssl = SSL_new(t->ctx);
	if (t->ssl == NULL || !attach_socket(t))
		return fail(err, MIME_ENOMEM, "out of memory");
	SSL_set_connect_state(t->ssl);
	if (!expect_host(t->ssl, host))
		return fail(err, MIME_ETLS, "the host name cannot be verified");
	return MIME_OK;
}

int
mime_tls_new(struct mime_tls_link **out, int fd, const char *host,
	     const char *ca_file, mime_error *err)
{
	struct mime_tls_link *t = mime_alloc_array(1, sizeof *t);
	int rc;

	*out = NULL;
	if (t == NULL)
		return fail(err, MIME_ENOMEM, "out of memory");
	t->fd = fd;
	ERR_clear_error();
	rc = set_up(t, host, ca_file, err);
	ERR_clear_error();
	if (rc < 0)
		mime_tls_free(t);
	else
		*out = t;
	return rc;
}

void
mime_tls_free(struct mime_tls_link *t)
{
	if (t == NULL)
		return;
	SSL_free(t->ssl);
	SSL_CTX_free(t->ctx);
	BIO_meth_free(t->method);
	mime_free(t);
}

/* Why a call that returned rc <= 0 did: 0 to wait, -1 at the end. */
static int
outcome(struct mime_tls_link *t, int rc)
{
	switch (SSL_get_error(t->ssl, rc)) {
	case SSL_ERROR_WANT_READ:
		t->waits = POLLIN;
		return 0;
	case SSL_ERROR_WANT_WRITE:
		t->waits = POLLOUT;
		return 0;
	default:
		return -1;
	}
}

static int
explain(struct mime_tls_link *t, enum mime_failure *failure, mime_error *err)
{
	long verdict = SSL_get_verify_result(t->ssl);
	unsigned long e = ERR_peek_error();
	int reason = ERR_GET_LIB(e) == ERR_LIB_SSL ? ERR_GET_REASON(e) : 0;

	*failure = MIME_FAILURE_CERTIFICATE;
	if (verdict != X509_V_OK)
		return fail(err, MIME_ETLS,
			    X509_verify_cert_error_string(verdict));
	*failure = MIME_FAILURE_TLS;
	err->sys = t->sys;
	switch (reason) {
	case SSL_R_WRONG_VERSION_NUMBER:
	case SSL_R_PACKET_LENGTH_TOO_LONG:
		return fail(err, MIME_ETLS,
			    "what answers does not speak TLS at once; a port "
			    "with STARTTLS needs smtp://");
	case SSL_R_UNSUPPORTED_PROTOCOL:
	case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
		return fail(err, MIME_ETLS,
			    "the server has no TLS of version 1.2 or newer");
	case SSL_R_UNEXPECTED_EOF_WHILE_READING:
		return fail(err, MIME_ETLS,
			    "the server closed during the TLS handshake");
	default:
		return fail(err, MIME_ETLS, "the TLS handshake failed");
	}
}

int
mime_tls_handshake(struct mime_tls_link *t, enum mime_failure *failure,
		   mime_error *err)
{
	int rc;

	ERR_clear_error();
	rc = SSL_do_handshake(t->ssl);
	if (rc == 1)
		return 1;
	if (outcome(t, rc) == 0)
		return 0;
	rc = explain(t, failure, err);
	ERR_clear_error();
	return rc;
}

void
mime_tls_describe(struct mime_note *out, struct mime_tls_link *t)
{
	X509 *cert = SSL_get0_peer_certificate(t->ssl);
	struct tm end;

	mime_note_init(out);
	mime_note_add(out, SSL_get_version(t->ssl));
	mime_note_add(out, ", ");
	mime_note_add(out, SSL_get_cipher_name(t->ssl));
	if (cert == NULL ||
	    ASN1_TIME_to_tm(X509_get0_notAfter(cert), &end) != 1)
		return;
	mime_note_add(out, ", certificate valid until ");
	mime_note_add_number(out, (unsigned)end.tm_year + 1900, 4);
	mime_note_add(out, "-");
	mime_note_add_number(out, (unsigned)end.tm_mon + 1, 2);
	mime_note_add(out, "-");
	mime_note_add_number(out, (unsigned)end.tm_mday, 2);
}

ssize_t
mime_tls_read(struct mime_tls_link *t, void *buf, size_t n, int *sys)
{
	size_t got;
	int rc;

	ERR_clear_error();
	t->sys = 0;
	rc = SSL_read_ex(t->ssl, buf, n, &got);
	if (rc == 1)
		return (ssize_t)got;
	rc = outcome(t, rc);
	*sys = t->sys;
	ERR_clear_error();
	return rc;
}

ssize_t
mime_tls_write(struct mime_tls_link *t, const void *buf, size_t n, int *sys)
{
	size_t put;
	int rc;

	ERR_clear_error();
	t->sys = 0;
	rc = SSL_write_ex(t->ssl, buf, n, &put);
	if (rc == 1)
		return (ssize_t)put;
	rc = outcome(t, rc);
	*sys = t->sys;
	ERR_clear_error();
	return rc;
}

short
mime_tls_waits(const struct mime_tls_link *t)
{
	return t->waits;
}

void
mime_tls_close(struct mime_tls_link *t)
{
	ERR_clear_error();
	SSL_shutdown(t->ssl);
	ERR_clear_error();
}
