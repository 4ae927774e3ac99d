/* codec/qp.h - quoted-printable as a stage; the interface is public. */
#ifndef MIME_CODEC_QP_H
#define MIME_CODEC_QP_H
#include "mime/codec.h"

enum { MIME_QP_COLUMNS = 76 }; /* of an encoded line (RFC 2045 6.7 rule 5) */

/* Printable, and no "=" (RFC 2045 6.7 rules 1 and 2). */
static inline bool
mime_qp_is_literal(char c)
{
	return c >= 0x21 && c <= 0x7e && c != '=';
}

/* Writes "=XX" and returns where it ends. */
static inline char *
mime_qp_put_escape(char c, char *out)
{
	static const char hex[] = "0123456789ABCDEF";

	out[0] = '=';
	out[1] = hex[(uint8_t)c >> 4];
	out[2] = hex[(uint8_t)c & 15];
	return out + 3;
}
#endif
