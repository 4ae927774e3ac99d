/* codec/utf8.h - UTF-8 (RFC 3629).  What is ill-formed is divided as Unicode
 * (3.9, substitution of maximal subparts) and the WHATWG Encoding Standard do:
 * the longest start of a well-formed sequence, else one byte, counts as one. */
#ifndef MIME_CODEC_UTF8_H
#define MIME_CODEC_UTF8_H
#include "mime/codec.h"

/* The replacement character, and the bytes it has in UTF-8. */
enum { MIME_UTF8_REPLACEMENT = 0xfffd };
#define MIME_UTF8_REPLACEMENT_BYTES "\xef\xbf\xbd"

/* The length of the longest well-formed start of p[0..n-1]. */
size_t mime_utf8_valid(const char *p, size_t n);
/* Reads one code point at p; n > 0.  Returns the bytes it takes, 1 to 4, or
 * -(bytes of the ill-formed sequence there) with *code U+FFFD.  A sequence
 * that n cuts off is ill-formed. */
int mime_utf8_next(uint32_t *code, const char *p, size_t n);
/* Reads the code point at s.ptr[*at], *at < s.len, and goes past it; what is
 * ill-formed is U+FFFD. */
uint32_t mime_utf8_read(size_t *at, mime_slice s);
/* Writes a code point and returns how many bytes that took; a surrogate, or a
 * number past U+10FFFF, is written as U+FFFD. */
size_t mime_utf8_put(char out[4], uint32_t code);

/* Repair as a stage of the kind of mime/codec.h: each ill-formed sequence
 * becomes U+FFFD. */
struct mime_utf8 {
	struct mime_fault fault; /* the sequences that were replaced */
	/* the rest is private */
	size_t offset;
	uint8_t n_held;
	char held[3]; /* the start of a sequence, cut off by the piece */
};
/* Repairing n bytes writes at most this many. */
#define MIME_UTF8_MAX(n) (((n) + 1) * 3)

void mime_utf8_init(struct mime_utf8 *s);
size_t mime_utf8_repair(struct mime_utf8 *s, const char *in, size_t n,
			char *out, bool last);
#endif
