/* mime/compose.h - build, edit and write the same tree (layer 3). */
#ifndef MIME_COMPOSE_H
#define MIME_COMPOSE_H
#include "mime/message.h"
MIME_BEGIN_DECLS

/* An empty message: a root of type text/plain without fields or body.
 * Error MIME_ENOMEM. */
MIME_API int mime_message_new(struct mime_message **out);
/* The charset that encoded-words are written in from now on, and texts given
 * with mime_body_set_text; NULL: us-ascii where it fits, else UTF-8.
 * Error MIME_ECHARSET if the label is unknown; MIME_ENOMEM. */
MIME_API int mime_message_set_charset(struct mime_message *m,
				      const char *label);

/* Set one field.  text is UTF-8 and is checked, encoded and folded by what the
 * field is: an address list (From, To, ...), a structured value that must be
 * ASCII (Date, Message-ID, Content-Type, ...), or free text (RFC 2047).
 * Replaces the first field of that name in place and drops the others; adds
 * at the end if there was none.  Every other field keeps its bytes.
 * Content-Type may not change what kind of part p is, nor its boundary; that
 * of a new multipart, and Content-Transfer-Encoding, are chosen when the
 * message is written.
 * Error MIME_EINVAL, err->offset in text, if either holds CR, LF or NUL, name
 *	 is not a field name, text is not UTF-8, a mailbox is invalid or has a
 *	 local part or domain outside ASCII, a message-id is malformed, or as
 *	 just said;
 *	 MIME_ECHARSET, err->offset in text, if the charset set for the message
 *	 cannot hold it; MIME_ENOMEM.  Then nothing is changed. */
MIME_API int mime_field_set(struct mime_part *p, const char *name,
			    mime_slice text, mime_error *err);
/* Like mime_field_set, but adds a further field of that name at the end. */
MIME_API int mime_field_add(struct mime_part *p, const char *name,
			    mime_slice text, mime_error *err);
/* Drop every field of that name. */
MIME_API void mime_field_drop(struct mime_part *p, const char *name);

/* How a parameter outside ASCII is written. */
enum mime_name_style {
	MIME_NAME_COMPAT = 0,  /* name="=?UTF-8?B?...?=" in Content-Type,
				* filename*=UTF-8''... in the disposition */
	MIME_NAME_RFC2231 = 1, /* both by RFC 2231 */
	MIME_NAME_RFC2047 = 2  /* both as encoded-words in a quoted string */
};
/* Make p an attachment (or inline content) with a file name: sets
 * Content-Disposition and the name parameter of Content-Type.
 * disposition	"attachment" or "inline"
 * name		UTF-8; absent: no name
 * Error as mime_field_set. */
MIME_API int mime_part_set_disposition(struct mime_part *p,
				       const char *disposition, mime_slice name,
				       enum mime_name_style style,
				       mime_error *err);
/* Set a parameter of Content-Type but the boundary, after the ones that are
 * there; value is ASCII.  Error as mime_field_set. */
MIME_API int mime_part_set_param(struct mime_part *p, const char *param,
				 mime_slice value, mime_error *err);

/* A detached part of m, of the given media type, with no fields or body.
 * Error MIME_EINVAL if type is not a media type; MIME_ENOMEM. */
MIME_API int mime_part_new(struct mime_part **out, struct mime_message *m,
			   const char *type);
/* Put detached p among parent's children, before `before' or last if NULL.
 * parent is a multipart.  A detached part of the same message only.
 * Error MIME_EINVAL, also if parent's boundary is one that no delimiter line
 *	 can be written with; MIME_ENOMEM.  Then nothing is changed. */
MIME_API int mime_part_insert(struct mime_part *parent, struct mime_part *p,
			      struct mime_part *before);
/* Take p out of the tree; it may be inserted again.
 * Error MIME_EINVAL if p is no child of a multipart: the root of a message
 *	 stays; MIME_ENOMEM.  Then nothing is changed. */
MIME_API int mime_part_detach(struct mime_part *p);
/* Put a new multipart in p's place, with p as its only child; content fields
 * stay with p, all others go to the multipart (those found in p before are to
 * be found there anew).  How a text message gains its first attachment.
 * Error MIME_EINVAL if type is not multipart; MIME_ENOMEM. */
MIME_API int mime_part_wrap(struct mime_part **out, struct mime_part *p,
			    const char *type);

/* Transfer encoding of a new body. */
enum mime_encoding {
	MIME_ENCODING_AUTO = 0, /* 7bit where it can be, else quoted-printable
				 * or base64, whichever is shorter; base64 for
				 * what is not text */
	MIME_ENCODING_7BIT = 1,
	MIME_ENCODING_8BIT = 2,
	MIME_ENCODING_QP = 3,
	MIME_ENCODING_BASE64 = 4
};
/* Give a leaf its content, before transfer encoding.  Borrowed: bytes must
 * outlive m; a regular file is opened, and must not change, when m is written.
 * Line ends of a text leaf are the message's own when it is written (CRLF
 * below base64), but not with MIME_ENCODING_BASE64, which carries any bytes as
 * they are.  7BIT and 8BIT are followed as far as the content, and the carry
 * given when it is written, allow; else AUTO takes their place.  A leaf of
 * type message/... is never encoded (RFC 2046 5.2.1): it is carried as 7bit,
 * 8bit or binary, as it needs.  mime_body_open reads it as it was given, but
 * not a file as UTF8.
 * Error MIME_EINVAL if p is not a leaf; MIME_EIO (file: it cannot be opened
 * for reading); MIME_ENOMEM. */
MIME_API int mime_body_set(struct mime_part *p, mime_slice bytes,
			   enum mime_encoding encoding);
MIME_API int mime_body_set_file(struct mime_part *p, const char *path,
				enum mime_encoding encoding, mime_error *err);
/* Give a text leaf UTF-8 text, converted to the charset of the message, and
 * set the charset parameter to fit.  Copied.
 * Error MIME_ECHARSET, err->offset in text, if the charset cannot hold it;
 *	 MIME_EINVAL if it is not UTF-8, p is no text leaf, or encoding cannot
 *	 carry it; MIME_ENOMEM. */
MIME_API int mime_body_set_text(struct mime_part *p, mime_slice text,
				enum mime_encoding encoding, mime_error *err);

enum mime_write_eol { MIME_EOL_KEEP, MIME_EOL_CRLF, MIME_EOL_LF };

struct mime_write_opts {
	size_t size;		 /* sizeof(struct mime_write_opts) */
	enum mime_write_eol eol; /* KEEP: parsed bytes as they are, new lines as
				* the message's own (CRLF for a new one) */
	/* widest encoding allowed: wider leaves, and such with lines above 998
	 * bytes, are transfer-encoded, unless they are part of something
	 * signed or encrypted, of type message/..., or in an encoding that is
	 * not known.  These stay: mime_write_measure tells. */
	enum mime_carry carry;
	uint64_t seed; /* boundaries are a function of it; 0: random */
};
/* Write m by pulling.  Untouched parts are lent straight from the parsed
 * buffer; only edited fields and new parts are formatted.  m must not be
 * edited or freed while the reader is open.  opts NULL: all zero, but
 * carry BINARY: nothing that was parsed is encoded anew.
 * Error MIME_EINVAL (opts); MIME_ENOMEM.
 * Reading fails with MIME_EIO, and errno in mime_reader_error, if a body file
 * is gone or there are no random bytes; with MIME_EINVAL if something that
 * cannot be encoded holds a delimiter of a parsed multipart that it was put
 * in; with MIME_ENOMEM. */
MIME_API int mime_write_open(struct mime_reader **out, struct mime_message *m,
			     const struct mime_write_opts *opts);
/* What a written message would be, without keeping it: its size in bytes, its
 * longest line without the line end, and the carry that its bytes need: BINARY
 * with a NUL, 8BIT with a byte above 0x7f. */
struct mime_measure {
	uint64_t octets;
	size_t max_line;
	enum mime_carry carry;
};
/* Error as mime_write_open and reading it. */
MIME_API int mime_write_measure(struct mime_measure *out,
				struct mime_message *m,
				const struct mime_write_opts *opts);
MIME_END_DECLS
#endif
