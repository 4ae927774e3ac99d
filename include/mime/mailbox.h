/* mime/mailbox.h - the messages of an mbox, a Maildir or an MH folder, one by
 * one (layer 3).
 *
 * These functions find where messages are; what is in one is for mime_parse
 * and its kin. */
#ifndef MIME_MAILBOX_H
#define MIME_MAILBOX_H
#include "mime/address.h"
MIME_BEGIN_DECLS

/* mbox: messages in one file, each below a line that begins with "From "
 * (RFC 4155, and what programs do that never read it).
 *
 * Which line begins a message is decided by the line, the one before and the
 * one after, so the same message begins at the same byte wherever reading
 * began.  A line that begins with "From " and has at most 1000 bytes does if
 * - it is the first of the file (a byte-order mark may stand before it); or
 * - an empty line stands before it, and it ends in a date ("Thu Nov 29
 *   23:33:09 1973", with a zone, or as RFC 5322 writes one, or followed by
 *   "remote from host"); or
 * - an empty line stands before it, all it holds is a word with an "@", and a
 *   header field follows: "From 1844347@xxx" (Gmail); or
 * - no empty line stands before it, it ends in a date or is "From -"
 *   (Netscape), and a header field follows; or
 * - the file ends inside it, after an empty line, and it could have become one
 *   of these: a torn file shows the message that was begun.
 * Any other is text: "From here on ...".  What stands before the first of them
 * is a message without a line of its own; nothing in the file is in no
 * message but empty lines there. */

/* How lines that begin with "From " were kept apart when it was written. */
enum mime_mbox_form {
	MIME_MBOX_RD = 0,  /* mboxrd: one ">" more before ">From ", ">>From " */
	MIME_MBOX_O = 1,   /* mboxo: ">" before "From ", nothing else */
	MIME_MBOX_CL = 2,  /* mboxcl: as mboxo, and Content-Length */
	MIME_MBOX_CL2 = 3, /* mboxcl2: Content-Length and nothing else */
	MIME_MBOX_RAW = 4  /* nothing is quoted, Content-Length is ignored */
};

struct mime_mbox_opts {
	size_t size; /* = sizeof(struct mime_mbox_opts) */
	enum mime_mbox_form form;
	/* Only the messages that begin at a byte offset in start..end-1, so
	 * that ranges which tile the file give each message once.  end 0: to
	 * the end of the file. */
	uint64_t start, end;
	/* What a stream may hold in memory for one message, in bytes; 0: no
	 * limit.  A Content-Length above it is not believed. */
	size_t max_message;
};

/* One message.  Its bytes are those of the file. */
struct mime_mbox_message {
	uint64_t offset;       /* where it begins, "From " line included */
	uint64_t end;	       /* where the next one begins, or the end */
	mime_slice separator;  /* its "From " line without the line end; absent
			       * if the file begins without one */
	mime_slice sender;     /* of that line, before the date; may be empty */
	struct mime_date date; /* of that line, in UTC if it names no zone */
	bool has_date;
	mime_slice stored; /* what mime_mbox_unquote takes: without the line,
			    * and without the empty line before the next */
};

struct mime_mbox;
/* Open an mbox in memory, such as a mapped file.
 *
 * whole  borrowed until mime_mbox_close; the file from its first byte, also
 *	  when opts says a range: what precedes start is not read, but with
 *	  Content-Length, where reading begins at the first byte.
 * opts	  NULL for the defaults.
 * Cost	  one search for "From " lines; memory is constant.
 * Error  MIME_ENOMEM; MIME_EINVAL if opts is wrong. */
MIME_API int mime_mbox_open(struct mime_mbox **out, mime_slice whole,
			    const struct mime_mbox_opts *opts);
/* The same of a stream, which is read as far as the message at hand needs.
 *
 * reader  taken over in every case, also on error.  The file from its first
 *	   byte, also when opts says a range.
 * Cost	   as above; memory is about twice the largest message, and for a
 *	   Content-Length as much as it says, up to opts->max_message. */
MIME_API int mime_mbox_open_reader(struct mime_mbox **out,
				   struct mime_reader *reader,
				   const struct mime_mbox_opts *opts);
/* Finds the next message.
 * Returns 1 and *out, whose slices live as long as the memory opened, or of a
 * stream until the next call; 0 at the end; of a stream < 0 on error, then
 * always the same: MIME_ENOMEM, MIME_ELIMIT above opts->max_message, or that
 * of the reader.  *out is all zero unless it returns 1. */
MIME_API int mime_mbox_next(struct mime_mbox_message *out,
			    struct mime_mbox *box);
/* Why mime_mbox_next failed, valid until box is closed; NULL if it did not. */
MIME_API const mime_error *mime_mbox_error(const struct mime_mbox *box);
MIME_API void mime_mbox_close(struct mime_mbox *box); /* NULL is allowed */

/* Take the quoting of form out of a message.
 *
 * out	   room for stored.len bytes, which may be stored.ptr itself; NULL: only
 *	   count.
 * Returns the length without quoting: stored.len if nothing is quoted, and
 * stored can be used as it is. */
MIME_API size_t mime_mbox_unquote(char *out, mime_slice stored,
				  enum mime_mbox_form form);

/* Write a message as one of an mbox: its "From " line, its bytes in the
 * quoting of mboxrd, an empty line.  Line ends stay as they are; a last line
 * without one gets LF, and LF ends what is added.
 *
 * message  taken over in every case, also on error.
 * sender   the address of the envelope.  Absent, empty, longer than 900 bytes,
 *	    or with a blank or a control in it, it is replaced by
 *	    "MAILER-DAEMON".
 * date	    of delivery, written in UTC; NULL, or outside the years 1000 to
 *	    9999: 1970-01-01.
 * Error    MIME_ENOMEM.  An error of message is one of *out. */
MIME_API int mime_mbox_write_open(struct mime_reader **out,
				  struct mime_reader *message,
				  mime_slice sender,
				  const struct mime_date *date);

/* Maildir: a message in a file of its own, in cur/ once it was seen by a mail
 * program, in new/ before; its flags are letters at the end of its name. */
enum mime_maildir_flag {
	MIME_MAILDIR_DRAFT = 1u << 0,	/* D */
	MIME_MAILDIR_FLAGGED = 1u << 1, /* F */
	MIME_MAILDIR_PASSED = 1u << 2,	/* P: forwarded, resent or bounced */
	MIME_MAILDIR_REPLIED = 1u << 3, /* R */
	MIME_MAILDIR_SEEN = 1u << 4,	/* S */
	MIME_MAILDIR_TRASHED = 1u << 5	/* T */
};

struct mime_maildir_opts {
	size_t size; /* = sizeof(struct mime_maildir_opts) */
	/* also the folders below, which Maildir++ names ".Name" and
	 * ".Name.Below"; after the messages of the Maildir itself */
	bool subfolders;
};

/* One message of a Maildir.  All lives until the next call. */
struct mime_maildir_message {
	const char *path;   /* that of the Maildir, then as below */
	mime_slice folder;  /* ".Name" of a subfolder; empty: none */
	mime_slice unique;  /* its name without flags, which stays when they
			    * change and when it moves from new to cur */
	unsigned flags;	    /* of enum mime_maildir_flag */
	mime_slice letters; /* all flags as they are spelled, also others */
	bool in_new;
};

struct mime_maildir;
/* Open the Maildir at path, which has a folder cur/ or new/.
 *
 * opts  NULL for the defaults.
 * err	 may be NULL.
 * Cost	 memory for the names of one folder; no descriptor stays open.
 * Error MIME_ENOMEM, MIME_EINVAL; MIME_EIO with err->sys if there is neither
 *	 cur/ nor new/, or one of them cannot be read. */
MIME_API int mime_maildir_open(struct mime_maildir **out, const char *path,
			       const struct mime_maildir_opts *opts,
			       mime_error *err);
/* Gives the next message: in the order of the bytes of unique, which is about
 * that of arrival, cur and new together; subfolders in the order of the bytes
 * of their names.  Only regular files are messages: a symlink, a FIFO, a
 * folder, and names that begin with a dot are left out.
 * Returns 1 and *out; 0 at the end; MIME_ENOMEM, or MIME_EIO once for each
 * subfolder that cannot be read, with err->sys: the next call goes on behind
 * it.  *out is all zero unless it returns 1. */
MIME_API int mime_maildir_next(struct mime_maildir_message *out,
			       struct mime_maildir *m, mime_error *err);
/* How many messages mime_maildir_next has still to give from the folder it is
 * in: after opening, those of the Maildir itself. */
MIME_API size_t mime_maildir_left(const struct mime_maildir *m);
MIME_API void mime_maildir_close(struct mime_maildir *m); /* NULL is
							   * allowed */

/* One message of an MH folder, a file whose name is a number. */
struct mime_mh_message {
	const char *path; /* of the folder, then the number; until the next
			   * call */
	uint64_t number;
};

struct mime_mh;
/* Open the MH folder at path: all of its files whose names are digits, up to
 * 18 of them.
 * Error MIME_ENOMEM; MIME_EIO with err->sys if path cannot be read. */
MIME_API int mime_mh_open(struct mime_mh **out, const char *path,
			  mime_error *err);
/* Gives the next message, in the order of numbers; only regular files.
 * Returns 1 and *out; 0 at the end, *out is then all zero. */
MIME_API int mime_mh_next(struct mime_mh_message *out, struct mime_mh *mh);
MIME_API size_t mime_mh_left(const struct mime_mh *mh);
MIME_API void mime_mh_close(struct mime_mh *mh); /* NULL is allowed */

/* Open a message that mime_maildir_next or mime_mh_next named, for reading.
 * Between naming and opening anybody may have put something else there: what
 * is no regular file is refused, and never waited for.
 * Returns a descriptor that the caller closes, or -1 with errno, which is
 * EINVAL for what is no regular file, ELOOP for a symlink. */
MIME_API int mime_store_open(const char *path);

MIME_END_DECLS
#endif
