/* text/charset.h - the only door to iconv: from a sender's label to UTF-8,
 * and from UTF-8 to a charset the caller names. */
#ifndef MIME_TEXT_CHARSET_H
#define MIME_TEXT_CHARSET_H
#include "base/strbuf.h"
#include "codec/utf8.h"
#include "mime/text.h"

struct mime_charset_entry;

/* One conversion to UTF-8 in progress; its state lives with the caller, the
 * descriptor in the set. */
struct mime_conv {
	struct mime_fault invalid; /* W06: bytes that became U+FFFD */
	struct mime_fault outside; /* W14: characters outside GB 2312 */
	/* the rest is private */
	const struct mime_charset_entry *entry;
	void *descriptor;
	size_t offset;
	struct mime_utf8 utf8;
	char tail[16]; /* an incomplete character carried over */
	uint8_t n_tail;
	uint8_t state; /* of a 7-bit charset that shifts; byte order */
	bool count_outside;
};

/* Begin a conversion; label as a sender wrote it.  An unknown or refused
 * label gives *found with its defect and converts as ASCII, other bytes by
 * mime_charset_guess of the caller's.  Any number of conversions may be open at
 * once: a descriptor keeps no state between two steps.
 * Error MIME_ECHARSET if there is no converter for the label; MIME_ENOMEM. */
int mime_conv_begin(struct mime_conv *c, struct mime_charset *found,
		    struct mime_converters *set, mime_slice label);
/* True if mime_conv_step would append in as it stands and keep nothing back:
 * it is then taken for converted, and need not be copied. */
bool mime_conv_same(struct mime_conv *c, mime_slice in);
/* Append in as UTF-8 to out; errors are in out->error.  At last the state of
 * the descriptor is reset. */
void mime_conv_step(struct mime_conv *c, struct mime_strbuf *out, mime_slice in,
		    bool last);

/* Append utf8 converted to the charset of label.  *bad is the offset in utf8
 * of the first character that the charset cannot hold, or that would not come
 * back the same.  A label gb2312 holds GB 2312 only, and so on: the label is
 * honest for a reader who knows nothing of its extensions.
 * set	      may be NULL for UTF-8, us-ascii, iso-8859-1 and windows-1252.
 * Error MIME_ECHARSET, with *bad SIZE_MAX if the label itself has no
 * converter, or is UTF-16; MIME_ENOMEM.  On error nothing is appended. */
int mime_charset_encode(struct mime_strbuf *out, size_t *bad,
			struct mime_converters *set, mime_slice label,
			mime_slice utf8);
/* True if code is a combining mark that some charset has as one character
 * with the letter before it (BIG5-HKSCS): text is not cut there. */
bool mime_charset_pairs(uint32_t code);

/* What unlabelled 8-bit text is (valid UTF-8; else the fallback
 * label; else GB18030 when it decodes cleanly and at least half of its
 * two-byte characters lie in the GB 2312 area; else windows-1252).  Fed in
 * pieces. */
struct mime_charset_guess {
	bool high; /* a byte above 0x7f was met */
	bool not_utf8, not_gb;
	size_t pairs, gb_pairs;
	char utf8_tail[4], gb_tail[4];
	uint8_t n_utf8_tail, n_gb_tail;
};
void mime_charset_guess_init(struct mime_charset_guess *g);
void mime_charset_guess_add(struct mime_charset_guess *g, mime_slice in);
/* The label to use: "us-ascii", "utf-8", fallback (if it is not absent, has a
 * converter and is not ASCII), "gb18030" or "windows-1252". */
mime_slice mime_charset_guess_label(const struct mime_charset_guess *g,
				    mime_slice fallback);
/* mime_conv_begin with that label, and with the next one when this iconv lacks
 * it.  Error MIME_ENOMEM. */
int mime_conv_begin_guessed(struct mime_conv *c, struct mime_charset *found,
			    struct mime_converters *set,
			    const struct mime_charset_guess *g,
			    mime_slice fallback);
#endif
