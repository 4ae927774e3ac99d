/* mime/message.h - parse a message and walk its tree (layer 3). */
#ifndef MIME_MESSAGE_H
#define MIME_MESSAGE_H
#include "mime/address.h"
#include "mime/defect.h"
MIME_BEGIN_DECLS

struct mime_message; /* owns the arena; free it, and all below is gone */
struct mime_part;    /* an entity (RFC 2045 2.4), owned by its message */
struct mime_field;   /* one header field, owned by its message */

enum mime_parse_flags {
	/* the first defect of structure with severity E or W is MIME_ESYNTAX */
	MIME_PARSE_STRICT = 1u << 0,
	MIME_PARSE_HEADERS = 1u << 1, /* stop at the blank line; all after it
				       * is one opaque body */
	/* mime_parse_file maps the file.  A file that another process makes
	 * shorter meanwhile then raises SIGBUS in this one. */
	MIME_PARSE_MAP = 1u << 2,
	MIME_PARSE_NO_DESCEND = 1u << 3 /* a message inside is a leaf, encoded
					 * or not */
};

/* A limit of 0 means its default; the type's maximum means none. */
struct mime_parse_opts {
	size_t size;	       /* sizeof(struct mime_parse_opts) */
	unsigned flags;	       /* bits of enum mime_parse_flags */
	unsigned max_depth;    /* multipart and message nesting; 100 */
	unsigned max_parts;    /* parts in the whole tree; 10000 */
	unsigned max_fields;   /* fields in one header block; 10000 */
	unsigned max_params;   /* parameters in one field; 256 */
	unsigned max_comments; /* depth of nested comments; 32 */
	unsigned max_nested;   /* decoded messages inside one another; 8 */
	size_t max_header;     /* bytes in one header block; 1 MiB */
	size_t max_addresses;  /* addresses in the message; 100000 */
	struct mime_converters *converters; /* NULL: one set per message */
	const char *charset;  /* use it for every text, whatever it declares;
			       * NULL: as declared.  Must outlive the message */
	const char *fallback; /* for 8-bit text without a label; NULL: UTF-8,
			       * then the charset of the first text part, then
			       * GB18030 when it fits, then windows-1252.  Must
			       * outlive the message */
};

/* Parse one Internet message (RFC 5322, 2045-2049, 2231, 6532).
 *
 * Content never makes this fail.  Whatever the bytes, the tree tiles buf
 * exactly, so an unedited message is written back byte for byte; each
 * departure from an RFC is kept as a defect (see mime_message_defect).
 * At a limit of the tree the rest becomes one opaque leaf, with a defect;
 * limits of the header stop its index, not the search for structure.
 *
 * buf	 borrowed: must stay readable and unchanged until mime_message_free.
 *	 CRLF, LF and mixed line ends are all accepted.
 * opts	 NULL for the defaults.
 * err	 may be NULL.
 * Cost	 one pass over buf; memory grows with fields and parts, not bodies.
 * Error MIME_ENOMEM, MIME_EINVAL; MIME_ESYNTAX at err->offset if strict. */
MIME_API int mime_parse(struct mime_message **out, mime_slice buf,
			const struct mime_parse_opts *opts, mime_error *err);
/* Read the file at path into memory that the message owns (or map it, with
 * MIME_PARSE_MAP), and parse it.
 * Error as mime_parse; MIME_EIO with err->sys. */
MIME_API int mime_parse_file(struct mime_message **out, const char *path,
			     const struct mime_parse_opts *opts,
			     mime_error *err);
/* Read from fd to its end and parse: a pipe or a terminal goes to memory, and
 * above 16 MiB to an unlinked temporary file in $TMPDIR.  fd stays open.
 * max_octets	longest input in bytes; 0: no limit.
 * Error as mime_parse_file; MIME_ELIMIT above max_octets. */
MIME_API int mime_parse_fd(struct mime_message **out, int fd,
			   uint64_t max_octets,
			   const struct mime_parse_opts *opts, mime_error *err);
/* The same of what a reader gives, such as the body of a part.
 * reader  taken over in every case, also on error.
 * Error also that of the reader. */
MIME_API int mime_parse_reader(struct mime_message **out,
			       struct mime_reader *reader, uint64_t max_octets,
			       const struct mime_parse_opts *opts,
			       mime_error *err);
MIME_API void mime_message_free(struct mime_message *m); /* NULL is allowed */
/* The parsed bytes; absent for a message made by mime_message_new. */
MIME_API mime_slice mime_message_bytes(const struct mime_message *m);

/* One thing that is wrong; the struct is the caller's. */
struct mime_defect {
	int kind;			/* enum mime_defect_kind */
	int severity;			/* 'E', 'W' or 'I' */
	size_t offset, length;		/* bytes of the parsed buffer */
	const struct mime_part *part;	/* innermost part that contains it */
	const struct mime_field *field; /* or NULL */
};
/* Decode everything once and complete the report: parsing alone records the
 * defects of structure.  The same bytes always give the same report, whatever
 * was decoded before.  A second call does nothing.
 * Error MIME_ENOMEM. */
MIME_API int mime_message_check(struct mime_message *m);
/* Likewise, but of headers and structure only: no body is looked into, unless
 * a message is encoded in it.  mime_message_check completes the report.
 * Error MIME_ENOMEM. */
MIME_API int mime_message_check_headers(struct mime_message *m);
/* The i-th recorded defect in offset order; false once i is past the last.
 * At most 100 are recorded, of each kind the first among them. */
MIME_API bool mime_message_defect(struct mime_defect *out,
				  const struct mime_message *m, size_t i);
/* How often kind was met, recorded or not. */
MIME_API size_t mime_message_defect_count(const struct mime_message *m,
					  int kind);

/* Tree walk.  Each returns NULL where there is no such part, and accepts NULL,
 * so lookups chain.  A message/rfc822 part has exactly one child: the root of
 * the inner message. */
MIME_API struct mime_part *mime_message_root(struct mime_message *m);
MIME_API struct mime_part *mime_part_parent(const struct mime_part *p);
MIME_API struct mime_part *mime_part_child(const struct mime_part *p);
MIME_API struct mime_part *mime_part_next(const struct mime_part *p);
/* The part after p in document order, children before siblings; NULL after
 * the last part below the root. */
MIME_API struct mime_part *mime_part_after(const struct mime_part *p);
/* How many parents p has. */
MIME_API unsigned mime_part_depth(const struct mime_part *p);
/* By IMAP section number, "2.1.3" (RFC 9051 6.4.5.1); "" is the root.  The
 * multipart root of an embedded message shares the number of its message
 * part; this finds the message part.  Opens encoded messages on its way
 * (mime_part_message). */
MIME_API struct mime_part *mime_message_find(struct mime_message *m,
					     const char *section);
/* The IMAP section number of p, "" for a multipart root; lives as long as the
 * message.  Error MIME_ENOMEM. */
MIME_API int mime_part_section(mime_slice *out, struct mime_part *p);

/* The message inside a leaf of type message/rfc822, news or global that is
 * under base64, quoted-printable or uuencode: decoded and parsed on first use,
 * under what is left of the limits of the outer message, which owns it.  Its
 * offsets are those of its own bytes (mime_message_bytes); its parts carry on
 * the section numbers of p.
 * Error MIME_EINVAL if p is no such leaf; MIME_ELIMIT at a limit (R07);
 *	 MIME_ENOMEM. */
MIME_API int mime_part_message(struct mime_message **out, struct mime_part *p);

/* Where p lies in the parsed buffer, in bytes from its start.  The ranges abut:
 * delimiter, header, body, and of a multipart in its body preamble, children,
 * close delimiter, epilogue.  All zero for a part that was not parsed. */
struct mime_extent {
	size_t start;	 /* the delimiter before it, with its line break */
	size_t header;	 /* first byte of its header */
	size_t body;	 /* first byte after the blank line */
	size_t close;	 /* multipart: its close delimiter, else = end */
	size_t epilogue; /* multipart: after the close delimiter, else = end */
	size_t end;	 /* first byte after it */
};
MIME_API void mime_part_extent(struct mime_extent *out,
			       const struct mime_part *p);

enum mime_part_kind {
	MIME_PART_LEAF,
	MIME_PART_MULTIPART, /* multipart with children or not */
	MIME_PART_MESSAGE    /* message/rfc822, global, news; one child */
};
/* How p was parsed: a multipart without a boundary, or beyond a limit, is a
 * leaf. */
MIME_API enum mime_part_kind mime_part_kind(const struct mime_part *p);
/* Media type in lower case, "text/plain"; defaults applied (RFC 2045 5.2,
 * RFC 2046 5.1.5). */
MIME_API mime_slice mime_part_type(const struct mime_part *p);
/* Transfer encoding in lower case, "base64"; "7bit" where there is none
 * (RFC 2045 6.1); as written, in lower case, where it is uuencode or unknown.
 * Of content that p was given, the encoding chosen when the message was last
 * written or measured; before that "7bit". */
MIME_API mime_slice mime_part_encoding(const struct mime_part *p);
/* Disposition in lower case, "attachment" (RFC 2183); absent if none. */
MIME_API mime_slice mime_part_disposition(struct mime_part *p);
/* Content-Type parameter as UTF-8 (RFC 2231, 2047 tolerated), or absent, also
 * when memory runs out. */
MIME_API mime_slice mime_part_param(struct mime_part *p, const char *name);
/* File name from Content-Disposition, else from the type's name parameter.
 * As the sender wrote it: may hold "/" or "..".  Never use it as a path: see
 * mime_filename_safe in mime/view.h.  Absent if there is none. */
MIME_API mime_slice mime_part_filename(struct mime_part *p);
/* How the parameter was written that mime_part_filename reads. */
enum mime_filename_form {
	MIME_FILENAME_IN_DISPOSITION = 1u << 0, /* "filename" */
	MIME_FILENAME_IN_TYPE = 1u << 1,	/* "name" of Content-Type */
	MIME_FILENAME_QUOTED = 1u << 2,		/* in a quoted string */
	MIME_FILENAME_RFC2231 = 1u << 3,	/* name*=, name*0= */
	MIME_FILENAME_RFC2047 = 1u << 4,	/* with encoded-words */
	MIME_FILENAME_8BIT = 1u << 5		/* with raw bytes above 0x7f */
};
/* Bits of enum mime_filename_form, one of the first two among them; 0 if there
 * is no name, also when memory runs out. */
MIME_API unsigned mime_part_filename_form(struct mime_part *p);
/* Content-ID without its angle brackets; absent if there is none. */
MIME_API mime_slice mime_part_content_id(struct mime_part *p);

/* First field of that name (ASCII case ignored) after `after', or first; with
 * name NULL the next field of any name.  In header order. */
MIME_API struct mime_field *mime_field_find(const struct mime_part *p,
					    const char *name,
					    const struct mime_field *after);
/* As written, without the colon and blanks before it. */
MIME_API mime_slice mime_field_name(const struct mime_field *f);
MIME_API mime_slice mime_field_raw(const struct mime_field *f); /* with EOL */
/* What follows the colon, folds included, without the last line end. */
MIME_API mime_slice mime_field_body(const struct mime_field *f);
/* Unfolded, encoded-words decoded (RFC 2047), valid UTF-8, without blanks at
 * both ends.  Controls that come out of an encoded-word are U+FFFD; controls
 * that stood raw remain: not fit for a terminal.  Computed on first use,
 * cached in the message.  Error MIME_ENOMEM. */
MIME_API int mime_field_text(mime_slice *out, struct mime_field *f);
/* The mailboxes of an address field, cached in the message; *list has *n.
 * Error MIME_ENOMEM. */
MIME_API int mime_field_addresses(const struct mime_mailbox **list, size_t *n,
				  struct mime_field *f);
/* The one author a policy may rely on: the only mailbox of the only From
 * field.  False, and *out all absent, if there are several From fields (A01),
 * several mailboxes, none, or an invalid one. */
MIME_API bool mime_message_author(struct mime_mailbox *out,
				  struct mime_message *m);

enum mime_body_form {
	MIME_BODY_RAW,	 /* as transferred */
	MIME_BODY_BYTES, /* Content-Transfer-Encoding removed */
	MIME_BODY_UTF8	 /* text only: charset converted, EOL is LF */
};
/* Read a part's content, decoding as the reader is pulled: O(1) memory.
 * Undecodable input is replaced (U+FFFD in text) and never fatal.
 * RAW and BYTES work on every part, UTF8 on text leaves.  Of a part without a
 * label that holds 8-bit bytes, UTF8 reads the body once before, to choose the
 * charset.  Free every reader before the message, and before editing it.
 * Error MIME_EINVAL if p is NULL or is not a text leaf for UTF8;
 *	 MIME_ENOMEM. */
MIME_API int mime_body_open(struct mime_reader **out, struct mime_part *p,
			    enum mime_body_form form);
/* Bytes of the content after transfer decoding; decodes it to count when it
 * is encoded.  Error MIME_ENOMEM. */
MIME_API int mime_body_octets(uint64_t *out, struct mime_part *p);

/* The content of a parsed leaf after transfer decoding in one piece, as reports
 * and other small parts are wanted (mime/fields.h): decoded on first use and
 * kept by the message.
 * Error MIME_EINVAL if p is NULL, no leaf, or was given new content;
 *	 MIME_ENOMEM. */
MIME_API int mime_body_bytes(mime_slice *out, struct mime_part *p);

/* Which charset a text leaf is read with, and why. */
struct mime_charset_use {
	mime_slice declared; /* label as written; absent if there is none */
	mime_slice used;     /* name of the converter, "GB18030" */
	int defect;	     /* 0, or W04, W05, W10, E10 (enum
			      * mime_defect_kind): the label was not followed */
	size_t outside;	     /* characters outside GB 2312 under a label gb2312;
			      * known after mime_message_check, else 0 */
};
/* Error MIME_EINVAL if p is not a text leaf; MIME_ENOMEM. */
MIME_API int mime_part_charset(struct mime_charset_use *out,
			       struct mime_part *p);
MIME_END_DECLS
#endif
