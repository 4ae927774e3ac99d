/* mime/view.h - readings of a tree (layer 4). */
#ifndef MIME_VIEW_H
#define MIME_VIEW_H
#include "mime/message.h"
MIME_BEGIN_DECLS

/* The lists of RFC 8621 4.1.4: what is read as the text, what as the HTML, and
 * what is attached.  A part may stand in several, or in none. */
enum mime_body_list {
	MIME_BODY_LIST_TEXT = 1u << 0,
	MIME_BODY_LIST_HTML = 1u << 1,
	MIME_BODY_LIST_ATTACHMENTS = 1u << 2
};
struct mime_body_part {
	struct mime_part *part; /* a leaf, or a message inside the message */
	unsigned lists;		/* bits of enum mime_body_list */
};
/* Every part of one message that has content of its own, with its lists. */
struct mime_bodies;
/* root	 the root of a message, or the child of a message part: what lies in
 *	 messages inside is not looked at.
 * Cost	 one walk.
 * Error MIME_ENOMEM, MIME_EINVAL if root is NULL.  Free it before the message
 *	 is edited or freed. */
MIME_API int mime_bodies_new(struct mime_bodies **out, struct mime_part *root);
MIME_API void mime_bodies_free(struct mime_bodies *b); /* NULL is allowed */
/* The i-th part in document order; false once i is past the last. */
MIME_API bool mime_bodies_get(struct mime_body_part *out,
			      const struct mime_bodies *b, size_t i);

/* A preview: the first words of a text, on one line (RFC 8621 4.1.4).  The
 * struct is the caller's and owns nothing. */
#define MIME_PREVIEW_CHARACTERS 256
struct mime_preview {
	/* all of it is private */
	unsigned characters;
	size_t len;
	bool blank, full;
	uint8_t n_held;
	char held[3]; /* a character that the end of a piece cut off */
	char text[MIME_PREVIEW_CHARACTERS * 4];
};
MIME_API void mime_preview_init(struct mime_preview *p);
/* Adds a piece of a text in UTF-8: each run of blanks, line ends and controls
 * becomes one space, none at both ends; bidi controls and other invisible
 * characters are left out.  False once no more is wanted. */
MIME_API bool mime_preview_feed(struct mime_preview *p, mime_slice utf8);
/* At most MIME_PREVIEW_CHARACTERS characters of UTF-8, never absent; valid
 * while p is and until the next piece. */
MIME_API mime_slice mime_preview_text(const struct mime_preview *p);
/* Make the preview of a message from the first part of its text list that
 * holds a word.  If that is HTML, out is empty and *html is the part: this
 * library renders no HTML, so the caller feeds the text it makes of it, and
 * calls again if there was no word in it.  Else *html is NULL.
 * from	 where in b to begin, 0 at first; it is moved behind what was read.
 * Cost	 that of what is shown, not of the body.
 * Error MIME_ENOMEM. */
MIME_API int mime_preview_read(struct mime_preview *out,
			       struct mime_part **html,
			       const struct mime_bodies *b, size_t *from);

/* The tree as a reader sees it: that of mime/message.h, with each encoded
 * message opened (mime_part_message), its root a child of the part it was
 * in.  Each gives NULL where there is no such part.
 * Error MIME_ENOMEM; *out is then NULL too. */
MIME_API int mime_view_child(struct mime_part **out, struct mime_part *p);
/* The part after p in document order, children first. */
MIME_API int mime_view_after(struct mime_part **out, struct mime_part *p);
MIME_API struct mime_part *mime_view_parent(const struct mime_part *p);
/* How many parents p has so. */
MIME_API unsigned mime_view_depth(const struct mime_part *p);

/* How strings are given to an IMAP client (RFC 9051 4.3).  A NUL, which IMAP
 * cannot carry, is U+FFFD in each. */
enum mime_imap_strings {
	MIME_IMAP_7BIT = 0, /* quoted where they are ASCII without line ends,
			      * else as literals: "{3}", CR LF, three bytes */
	MIME_IMAP_UTF8 = 1, /* UTF-8 may be quoted: for a client that enabled
			      * IMAP4rev2, or UTF8=ACCEPT (RFC 6855) */
	MIME_IMAP_LINE = 2  /* never as literals, for a line to look at: bytes
			      * that are no UTF-8, and CR, are U+FFFD */
};
/* The ENVELOPE of a message, in parentheses (RFC 9051 7.5.2).  Strings are
 * those of the header, unfolded, encoded-words left for the client; names and
 * local parts without quotes and comments.  Of a repeated field the first
 * counts; with several From fields there is no author, and "from" is NIL.  A
 * mailbox that is not valid has its text as name, and an empty local part and
 * host; one without a domain an empty host.
 * root	 of a message, or the child of a message part
 * Error MIME_EINVAL if root is NULL; MIME_ENOMEM. */
MIME_API int mime_imap_envelope(struct mime_text **out, struct mime_part *root,
				enum mime_imap_strings how);
/* Its BODYSTRUCTURE, and BODY, which is the same without extension data.
 * Octets and lines are those of bodies as transferred, with each line end as
 * CRLF, whatever it is in the buffer; a last line without an end is not
 * counted.  Parameters are as written, RFC 2231 continuations joined (RFC 2231
 * 6).  Types, encodings and dispositions are in lower case.
 *
 * message/rfc822 and message/global have an envelope and a body, also when they
 * are encoded: octets and lines are of the encoded form, what is inside is
 * counted as decoded.  What could not be opened has an empty envelope and body.
 * A multipart without a part is given an empty text; one without a boundary is
 * a body of its type.
 * Cost	 one pass over the bytes, and the decoding of encoded messages.
 * Error MIME_EINVAL if root is NULL, or the message was edited: write it and
 *	 parse that; MIME_ENOMEM. */
MIME_API int mime_imap_bodystructure(struct mime_text **out,
				     struct mime_part *root,
				     enum mime_imap_strings how);
MIME_API int mime_imap_body(struct mime_text **out, struct mime_part *root,
			    enum mime_imap_strings how);

/* Bytes that a safe file name takes at most, its NUL included. */
#define MIME_FILENAME_MAX 201

/* Turn a sender's file name into one that is safe to create in a directory:
 * the last path component, without controls, bidi controls and other invisible
 * characters, without leading ".", "-", "~" and trailing dots and blanks,
 * without characters and names that a file system reserves, at most 200 bytes
 * of valid UTF-8 with the extension kept.
 * name	    as mime_part_filename gives it; absent is allowed.
 * section  "2.1": what is left empty becomes part-2.1 and an extension by type
 * type	    media type in lower case, "application/pdf"
 * Returns its length in bytes; out ends in NUL. */
MIME_API size_t mime_filename_safe(char out[MIME_FILENAME_MAX], mime_slice name,
				   mime_slice section, mime_slice type);

/* A file inside the content of a part, put there without MIME: in a text by old
 * mailers and news readers, in a TNEF part by Outlook and Exchange. */
enum mime_embedded_kind {
	MIME_EMBEDDED_UUENCODE = 1, /* "begin 644 name" to "end" */
	MIME_EMBEDDED_YENC,	    /* "=ybegin ... name=..." to "=yend" */
	MIME_EMBEDDED_PLAIN,	    /* of TNEF, as it is */
	MIME_EMBEDDED_TEXT,	    /* of TNEF, a text in some charset */
	MIME_EMBEDDED_RTF	    /* of TNEF, compressed [MS-OXRTFCP] */
};
/* What is wrong with it: it is read all the same. */
enum mime_embedded_damage {
	MIME_EMBEDDED_CUT = 1u << 0,  /* the input ends before it */
	MIME_EMBEDDED_SUM = 1u << 1,  /* a checksum is that of other bytes */
	MIME_EMBEDDED_JUNK = 1u << 2, /* what follows cannot be read */
	MIME_EMBEDDED_DEEP = 1u << 3  /* a message that the limit for messages
				       * in one another leaves closed */
};
struct mime_embedded {
	int kind;	 /* enum mime_embedded_kind */
	mime_slice name; /* as it stands there: see mime_filename_safe */
	mime_slice data; /* its encoded lines or bytes */
	/* the rest is known of what is inside TNEF only */
	mime_slice type;    /* "image/png", if it says; else absent */
	mime_slice charset; /* label of a text; absent if that is unknown */
	unsigned damage;    /* bits of enum mime_embedded_damage */
	const void *private_context;
};
/* Take the next file off the front of *rest, the decoded content of a text
 * (mime_body_bytes).  False when there is none left; *out is then all zero. */
MIME_API bool mime_embedded_next(struct mime_embedded *out, mime_slice *rest);
/* Read the content of file, decoded as the reader is pulled; a text in UTF-8,
 * RTF as it was before it was compressed.  What file points at must outlive the
 * reader.
 * Error MIME_ENOMEM. */
MIME_API int mime_embedded_open(struct mime_reader **out,
				const struct mime_embedded *file);

/* What is inside a TNEF part ([MS-OXTNEF]; "winmail.dat"): the attachments, and
 * the text of the message, which may be nowhere else.  The text has up to three
 * forms, called "body.txt", "body.html" and "body.rtf".  A message attached to
 * the message is opened: its attachments follow, and its text is named after
 * it, "Re: lunch.rtf".  Names are in UTF-8, from the code page that the stream
 * declares. */
struct mime_tnef;
/* Open p if its type is application/ms-tnef or application/vnd.ms-tnef, or it
 * is an application/octet-stream called winmail.dat, and its content begins as
 * TNEF does; else *out is NULL.  It decodes the content (mime_body_bytes).
 * Messages attached to one another are opened as deep as max_nested allows
 * (mime/message.h), none with MIME_PARSE_NO_DESCEND; what is deeper is one file
 * "NAME.tnef".
 * Error MIME_EINVAL if p is NULL or was given new content; MIME_ENOMEM.  Free
 *	 it before the message. */
MIME_API int mime_tnef_open(struct mime_tnef **out, struct mime_part *p);
/* The next file.  Content never makes this fail: what is cut off is given as
 * far as it goes, with its damage.  *out is valid until the next call, but
 * its data, which is that of the part.
 * Cost	  all calls together one pass over the content, however deep.
 * Returns 1; 0 when there is none left; MIME_ENOMEM, then 0. */
MIME_API int mime_tnef_next(struct mime_embedded *out, struct mime_tnef *t);
/* All damage met so far, also where it is not in a file. */
MIME_API unsigned mime_tnef_damage(const struct mime_tnef *t);
MIME_API void mime_tnef_free(struct mime_tnef *t); /* NULL is allowed */

MIME_END_DECLS
#endif
