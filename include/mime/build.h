/* mime/build.h - outgoing mail: the right tree for what is to be said
 * (layer 4). */
#ifndef MIME_BUILD_H
#define MIME_BUILD_H
#include "mime/compose.h"
MIME_BEGIN_DECLS

/* One file that goes into a message. */
struct mime_file {
	size_t size;	  /* sizeof(struct mime_file) */
	const char *path; /* opened when the message is written; NULL: bytes */
	mime_slice bytes; /* borrowed until the message is freed */
	mime_slice name;  /* UTF-8 file name for the reader; absent: none */
	const char *type; /* media type, with parameters or without; NULL:
			   * application/octet-stream */
	mime_slice description; /* Content-Description, or absent */
	const char *cid;	/* Content-ID without brackets; NULL: none */
	bool displayed;		/* disposition inline, not attachment */
};

/* What to say.  The tree made is mixed( alternative( text, related( html,
 * inline... ) ), attachments... ), every level with one child left out. */
struct mime_outgoing {
	size_t size;	     /* sizeof(struct mime_outgoing) */
	mime_slice text;     /* UTF-8, any line ends; absent: no text part */
	mime_slice html;     /* UTF-8; absent: none */
	const char *charset; /* of texts and header text; NULL: us-ascii where
			      * it fits, else UTF-8 */
	enum mime_encoding encoding; /* of the texts */
	enum mime_name_style name_style;
	const struct mime_file
		*inlines; /* go with html, in multipart/related */
	size_t n_inlines;
	const struct mime_file *attachments;
	size_t n_attachments;
};
/* Which text an error of mime_outgoing_build is about. */
enum mime_outgoing_place {
	MIME_OUTGOING_NONE,
	MIME_OUTGOING_TEXT,
	MIME_OUTGOING_HTML,
	MIME_OUTGOING_INLINE,
	MIME_OUTGOING_ATTACHMENT
};
struct mime_outgoing_error {
	mime_error error;
	enum mime_outgoing_place place;
	size_t index; /* of the inline or attachment */
};
/* Make the tree; header fields of the message are then set on its root with
 * mime_field_set.  With neither text nor html and one attachment only, the
 * message is that attachment; with nothing at all, an empty text.
 * err	 may be NULL.
 * Error MIME_EINVAL (no inlines without html); MIME_ECHARSET; MIME_EIO;
 *	 MIME_ENOMEM. */
MIME_API int mime_outgoing_build(struct mime_message **out,
				 const struct mime_outgoing *o,
				 struct mime_outgoing_error *err);
/* Add attachments to an existing message: to its multipart/mixed root, else
 * the root is wrapped into one.  Of *o only they and name_style count.
 * Error as mime_outgoing_build; some may have been added. */
MIME_API int mime_outgoing_attach(struct mime_message *m,
				  const struct mime_outgoing *o,
				  struct mime_outgoing_error *err);
/* Add the fields that every message has, where they are missing: Date,
 * Message-ID (from 128 bits and the domain of From), MIME-Version.
 * date	   NULL: the present time, in UTC.
 * random  16 random bytes, or 16 bytes of a digest where the output must be a
 *	   function of the input.
 * Error MIME_EINVAL (From is missing or invalid), MIME_ENOMEM. */
MIME_API int mime_outgoing_finish(struct mime_message *m,
				  const struct mime_date *date,
				  const uint8_t random[16]);

/* Sender and recipients of a message, for its envelope. */
struct mime_correspondents;
/* Collect them: Resent-From, Resent-To, -Cc, -Bcc when there is a Resent-From,
 * else From (Sender when From has several), To, Cc, Bcc.  Invalid mailboxes
 * are left out and counted; an address that is there twice is taken once.  Of
 * several blocks of Resent- fields the newest counts.  The addresses live as
 * long as m, also when the fields are dropped.
 * Cost	 n log n for n recipients.
 * Error MIME_ENOMEM. */
MIME_API int mime_correspondents_new(struct mime_correspondents **out,
				     struct mime_message *m);
MIME_API void mime_correspondents_free(struct mime_correspondents *c);
/* Absent if there is no valid one. */
MIME_API mime_slice
mime_correspondents_sender(const struct mime_correspondents *c);
/* The i-th recipient's address; absent once i is past the last. */
MIME_API mime_slice
mime_correspondents_recipient(const struct mime_correspondents *c, size_t i);
MIME_API size_t
mime_correspondents_invalid(const struct mime_correspondents *c);

MIME_END_DECLS
#endif
