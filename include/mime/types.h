/* mime/types.h - the values every other header speaks in (layer 0). */
#ifndef MIME_TYPES_H
#define MIME_TYPES_H
#include "mime/export.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
MIME_BEGIN_DECLS

/* Borrowed bytes: any value, no terminating NUL.  {NULL, 0} is "absent";
 * a non-NULL ptr with len 0 is "present and empty". */
typedef struct mime_slice {
	const char *ptr;
	size_t len; /* bytes */
} mime_slice;

/* A call that can fail returns int: MIME_OK or one of these.  It writes its
 * out-parameters, which come first, in every case: NULL or absent on error. */
enum mime_err {
	MIME_OK = 0,
	MIME_ENOMEM = -1,   /* allocation failed; arguments are unchanged */
	MIME_EINVAL = -2,   /* the call is wrong: a bug in the caller, or text
			     * that must not enter a header or a command */
	MIME_ESYNTAX = -3,  /* MIME_PARSE_STRICT met a defect */
	MIME_ELIMIT = -4,   /* a limit the caller set was reached */
	MIME_ECHARSET = -5, /* no converter for this charset label, or the
			     * charset cannot hold the text */
	MIME_EIO = -6,	    /* the system refused; see mime_error.sys */
	MIME_EPROTO = -7,   /* the SMTP peer broke the protocol */
	MIME_EREFUSED = -8, /* the SMTP peer answered 4yz or 5yz */
	MIME_ETLS = -9,	    /* handshake or certificate check failed */
	MIME_ETIMEOUT = -10
};

/* Why a call failed; code MIME_OK if it did not.  Each call that takes one
 * writes it, whatever comes of it.  The caller owns the struct; nothing in it
 * is freed. */
typedef struct mime_error {
	int code;	  /* enum mime_err */
	int sys;	  /* errno, or 0 */
	size_t offset;	  /* byte offset in the input, or SIZE_MAX */
	const char *what; /* one constant English phrase, never NULL */
} mime_error;

/* One constant English phrase for a code of enum mime_err; never NULL. */
MIME_API const char *mime_error_phrase(int code);

/* What the way to the reader must be able to carry (RFC 2045 2.7-2.9). */
enum mime_carry {
	MIME_CARRY_7BIT = 0,
	MIME_CARRY_8BIT = 1, /* lines of any bytes but NUL */
	MIME_CARRY_BINARY = 2
};

/* A one-pass source of bytes: decoded bodies, written messages and SMTP
 * payloads are all readers, so any of them can feed any other. */
struct mime_reader;

/* Lends the next run of bytes, valid until the next call on r.
 * Returns 1 and a non-empty *out; 0 at the end; < 0 on error, then always
 * the same error.  Never blocks except on a local file. */
MIME_API int mime_reader_next(mime_slice *out, struct mime_reader *r);
MIME_API void mime_reader_free(struct mime_reader *r); /* NULL is allowed */
/* Why mime_reader_next failed, valid until r is freed; NULL if it did not. */
MIME_API const mime_error *mime_reader_error(const struct mime_reader *r);
/* A reader of the caller's own.  pull follows mime_reader_next's contract;
 * done, if not NULL, is called once, by mime_reader_free.
 * Error MIME_EINVAL if pull is NULL; MIME_ENOMEM.  done is not called when
 * this fails: ctx stays the caller's. */
MIME_API int mime_reader_new(struct mime_reader **out,
			     int (*pull)(mime_slice *out, void *ctx),
			     void (*done)(void *ctx), void *ctx);

MIME_END_DECLS
#endif
