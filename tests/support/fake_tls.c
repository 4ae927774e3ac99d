#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "support/fake_server.h"
#include "support/fake_tls.h"
#include "support/suite.h"

#ifdef WITH_TLS
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <unistd.h>

struct fake_tls {
	SSL_CTX *ctx;
	SSL *ssl;
};

static struct {
	char ca_file[64];
	EVP_PKEY *key; /* of all */
	X509 *ca;
} made;

static void
extend(X509 *cert, int nid, const char *value)
{
	X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, NULL, nid, value);

	ck_assert_ptr_nonnull(e);
	X509_add_ext(cert, e, -1);
	X509_EXTENSION_free(e);
}

static X509 *
certificate(const char *subject, long begins, long ends, const char *names,
	    const char *usage, const X509 *issuer)
{
	X509 *cert = X509_new();
	X509_NAME *name = X509_NAME_new();
	static long serial = 1;

	X509_set_version(cert, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(cert), serial++);
	X509_gmtime_adj(X509_getm_notBefore(cert), begins);
	X509_gmtime_adj(X509_getm_notAfter(cert), ends);
	X509_set_pubkey(cert, made.key);
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
				   (const unsigned char *)subject, -1, -1, 0);
	X509_set_subject_name(cert, name);
	X509_set_issuer_name(
		cert, issuer != NULL ? X509_get_subject_name(issuer) : name);
	extend(cert, NID_basic_constraints,
	       usage == NULL ? "critical,CA:TRUE" : "CA:FALSE");
	if (usage != NULL)
		extend(cert, NID_ext_key_usage, usage);
	if (names != NULL)
		extend(cert, NID_subject_alt_name, names);
	ck_assert_int_gt(X509_sign(cert, made.key, EVP_sha256()), 0);
	X509_NAME_free(name);
	return cert;
}

static const struct {
	const char *name, *subject, *names, *usage;
	long begins, ends; /* seconds from now */
} kinds[] = {
	{ "good", "x", "DNS:localhost,IP:127.0.0.1", "serverAuth", -60, 3600 },
	{ "old", "x", "DNS:localhost,IP:127.0.0.1", "serverAuth", -60, 3600 },
	{ "foreign", "x", "DNS:localhost,IP:127.0.0.1", "serverAuth", -60,
	  3600 },
	{ "other", "localhost", "DNS:other.test,IP:127.0.0.2", "serverAuth",
	  -60, 3600 },
	{ "expired", "x", "DNS:localhost,IP:127.0.0.1", "serverAuth", -3600,
	  -60 },
	{ "cn-only", "localhost", NULL, "serverAuth", -60, 3600 },
	{ "client", "x", "DNS:localhost,IP:127.0.0.1", "clientAuth", -60,
	  3600 },
	{ "star", "x", "DNS:*,DNS:l*,DNS:*host", "serverAuth", -60, 3600 },
};

const char *
fake_server_ca(void)
{
	FILE *f;
	int fd;

	if (made.ca != NULL)
		return made.ca_file;
	made.key = EVP_EC_gen("P-256");
	ck_assert_ptr_nonnull(made.key);
	made.ca = certificate("test CA", -60, 3600, NULL, NULL, NULL);
	snprintf(made.ca_file, sizeof made.ca_file, "/tmp/mime-ca-XXXXXX");
	fd = mkstemp(made.ca_file);
	ck_assert_int_ge(fd, 0);
	f = fdopen(fd, "w");
	PEM_write_X509(f, made.ca);
	fclose(f);
	return made.ca_file;
}

void
fake_server_end(void)
{
	if (made.ca == NULL)
		return;
	unlink(made.ca_file);
	X509_free(made.ca);
	EVP_PKEY_free(made.key);
	made.ca = NULL;
}

static X509 *
certificate_of(const char *kind)
{
	for (int i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].name, kind) == 0) {
			X509 *foreign = certificate("other CA", -60, 3600, NULL,
						    NULL, NULL);
			X509 *cert = certificate(
				kinds[i].subject, kinds[i].begins,
				kinds[i].ends, kinds[i].names, kinds[i].usage,
				strcmp(kind, "foreign") == 0 ? foreign
							     : made.ca);

			X509_free(foreign);
			return cert;
		}
	return NULL;
}

struct fake_tls *
fake_tls_accept(int fd, const char *kind)
{
	struct fake_tls *t = calloc(1, sizeof *t);
	X509 *cert = certificate_of(kind);

	if (t == NULL || cert == NULL)
		_exit(1);
	t->ctx = SSL_CTX_new(TLS_server_method());
	SSL_CTX_use_certificate(t->ctx, cert);
	SSL_CTX_use_PrivateKey(t->ctx, made.key);
	if (strcmp(kind, "old") == 0) {
		SSL_CTX_set_security_level(t->ctx, 0);
		SSL_CTX_set_min_proto_version(t->ctx, TLS1_VERSION);
		SSL_CTX_set_max_proto_version(t->ctx, TLS1_1_VERSION);
	}
	X509_free(cert);
	t->ssl = SSL_new(t->ctx);
	SSL_set_fd(t->ssl, fd);
	return SSL_accept(t->ssl) == 1 ? t : NULL;
}

ssize_t
fake_tls_read(struct fake_tls *t, void *buf, size_t n)
{
	return SSL_read(t->ssl, buf, (int)n);
}

ssize_t
fake_tls_write(struct fake_tls *t, const void *buf, size_t n)
{
	return SSL_write(t->ssl, buf, (int)n);
}

void
fake_tls_close(struct fake_tls *t)
{
	if (t == NULL)
		return;
	SSL_shutdown(t->ssl);
	SSL_free(t->ssl);
	SSL_CTX_free(t->ctx);
	free(t);
}

#else

const char *
fake_server_ca(void)
{
	return NULL;
}

void
fake_server_end(void)
{
}

struct fake_tls *
fake_tls_accept(int fd, const char *certificate)
{
	(void)fd;
	(void)certificate;
	return NULL;
}

ssize_t
fake_tls_read(struct fake_tls *t, void *buf, size_t n)
{
	(void)t;
	(void)buf;
	(void)n;
	return -1;
}

ssize_t
fake_tls_write(struct fake_tls *t, const void *buf, size_t n)
{
	(void)t;
	(void)buf;
	(void)n;
	return -1;
}

void
fake_tls_close(struct fake_tls *t)
{
	(void)t;
}
#endif
