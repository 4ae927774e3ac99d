/* mime/codec.h - transfer encodings and line ends as stages (layer 1).
 *
 * A stage is a state on the caller's stack and a pure function: it takes
 * bytes in pieces of any size, writes to the caller's buffer, allocates
 * nothing and cannot fail.  The result does not depend on where the pieces
 * are cut.  `out' must have the room that the MAX macro of the function
 * states, and must not overlap `in'.  Give `last' true exactly once, with the
 * final piece (which may be empty).  Each returns the bytes written. */
#ifndef MIME_CODEC_H
#define MIME_CODEC_H
#include "mime/types.h"
MIME_BEGIN_DECLS

/* What a decoder met that its RFC does not allow: how often, and where first,
 * in bytes from the start of the whole encoded input. */
struct mime_fault {
	size_t count, offset;
};

/* Line ends that an encoder writes. */
enum mime_line_end {
	MIME_LINE_CRLF = 0,
	MIME_LINE_LF = 1,
	MIME_LINE_NONE = 2 /* base64 only: one line without an end */
};

/* Base64 (RFC 2045 6.8, RFC 4648). */
enum mime_base64_fault {
	MIME_BASE64_JUNK,     /* E01 a byte that is neither alphabet, padding,
			       * blank nor line end; skipped */
	MIME_BASE64_STRAY,    /* E02 "=" where no padding can stand, or data
			       * after padding in the same line */
	MIME_BASE64_UNPADDED, /* E03 the padding is missing at the end */
	MIME_BASE64_AFTER,    /* E04 a further line of data after padding */
	MIME_BASE64_TAIL,     /* E13 the unused bits of the last character are
			       * not zero */
	MIME_BASE64_FAULTS
};
struct mime_base64 {
	struct mime_fault faults[MIME_BASE64_FAULTS]; /* of decoding */
	/* the rest is private */
	size_t offset, last_data, last_pad, width, column;
	uint32_t bits;
	uint8_t held, state, broken;
	enum mime_line_end line_end;
};
/* clang-format off */
/* Decoding n bytes writes at most this many. */
#define MIME_BASE64_DECODE_MAX(n) \
	(((n) + 3) / 4 * 3 + ((n) + 3) % 4 * 3 / 4)
/* Encoding n bytes writes at most this many, line ends included. */
#define MIME_BASE64_ENCODE_MAX(n) \
	(((n) + 4) / 3 * 4 + (((n) + 4) / 3 + 36) / 19 * 2)
/* clang-format on */

/* line_end is used by encoding: lines of 76 characters, each of them ended,
 * the last one too. */
MIME_API void mime_base64_init(struct mime_base64 *s,
			       enum mime_line_end line_end);
/* Junk is skipped; data after padding is decoded as a stream of its own.  What
 * is left at the end or before padding gives the bytes it is whole for: one
 * lone character none. */
MIME_API size_t mime_base64_decode(struct mime_base64 *s, const void *in,
				   size_t n, void *out, bool last);
MIME_API size_t mime_base64_encode(struct mime_base64 *s, const void *in,
				   size_t n, void *out, bool last);

/* Quoted-printable (RFC 2045 6.7). */
enum mime_qp_fault {
	MIME_QP_ESCAPE, /* E07 "=" before other than two digits 0-9 A-F or a line
			 * end: lower-case digits are decoded, the rest kept;
			 * the offset is that of the "=" */
	MIME_QP_BLANKS, /* E08 blanks between a soft break and its line end */
	MIME_QP_FAULTS
};
enum mime_qp_flags {
	/* the input is not text: CR and LF are data, not line ends */
	MIME_QP_BINARY = 1u << 0,
	/* write lines ended by LF, not CRLF */
	MIME_QP_LF = 1u << 1
};
struct mime_qp {
	struct mime_fault faults[MIME_QP_FAULTS]; /* of decoding */
	/* the rest is private */
	size_t offset, equals_at, column;
	unsigned flags;
	uint8_t state, digit, n_held;
	char held[4];
	uint16_t n_blanks;
	char blanks[1000];
};
/* Decoding n bytes writes at most this many: what earlier calls held back may
 * come out as well. */
#define MIME_QP_DECODE_MAX(n) ((n) + 1002)
/* Encoding n bytes writes at most this many, line ends included. */
#define MIME_QP_ENCODE_MAX(n) (((n) + 4) * 3 + ((n) + 28) / 25 * 3)

MIME_API void mime_qp_init(struct mime_qp *s, unsigned flags);
/* Blanks before a line end or the end are dropped (rule 3), unless more than
 * 1000 follow one another, which no line may hold: such a run is data.  Line
 * ends stay as they are; a bare CR is data. */
MIME_API size_t mime_qp_decode(struct mime_qp *s, const void *in, size_t n,
			       void *out, bool last);
/* Lines of at most 76 characters.  CRLF and LF end a line, a bare CR is data;
 * nothing is added to a last line without an end.  A blank before a line end
 * or the end, and "From " at the start of a line, are written so that they
 * survive transport; dots are for who sends it to stuff. */
MIME_API size_t mime_qp_encode(struct mime_qp *s, const void *in, size_t n,
			       void *out, bool last);

/* Uuencoded data, as old mailers send it below the transfer encoding
 * x-uuencode: "begin 644 name", lines, "end". */
enum mime_uu_fault {
	MIME_UU_JUNK,	 /* E01 a character outside the alphabet, or more of
			  * them than the line has by its count */
	MIME_UU_SHORT,	 /* E03 a line with fewer: what is missing is 0, as
			  * blanks at line ends get lost */
	MIME_UU_UNENDED, /* E03 there is no line "end", or no "begin" */
	MIME_UU_OUTSIDE, /* E04 text before the data or after it; left out */
	MIME_UU_FAULTS
};
struct mime_uu {
	struct mime_fault faults[MIME_UU_FAULTS];
	/* the rest is private */
	size_t offset, line_at, n;
	uint8_t state;
	char line[96];
};
/* Decoding n bytes writes at most this many: two can be a line of 63 zeros. */
#define MIME_UU_DECODE_MAX(n) (((n) / 2 + 2) * 63)

MIME_API void mime_uu_init(struct mime_uu *s);
/* The data of each block, one after another, without names and modes. */
MIME_API size_t mime_uu_decode(struct mime_uu *s, const void *in, size_t n,
			       void *out, bool last);

/* Line ends: CRLF, LF and bare CR each become one line end of the wanted
 * kind (MIME_LINE_CRLF or MIME_LINE_LF). */
struct mime_eol {
	enum mime_line_end line_end;
	uint8_t after_cr;
};
#define MIME_EOL_MAX(n) ((n)*2)
MIME_API void mime_eol_init(struct mime_eol *s, enum mime_line_end line_end);
MIME_API size_t mime_eol_convert(struct mime_eol *s, const void *in, size_t n,
				 void *out, bool last);

/* SHA-256 (FIPS 180-4). */
struct mime_sha256 {
	uint64_t octets;
	uint32_t h[8];
	uint8_t block[64];
};
MIME_API void mime_sha256_init(struct mime_sha256 *s);
MIME_API void mime_sha256_add(struct mime_sha256 *s, const void *in, size_t n);
MIME_API void mime_sha256_end(struct mime_sha256 *s, uint8_t digest[32]);

MIME_END_DECLS
#endif
