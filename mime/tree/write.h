/* tree/write.h - a message on its way out, as pieces: slices of the parsed
 * buffer wherever nothing was changed, lines and bodies of ours elsewhere. */
#ifndef MIME_TREE_WRITE_H
#define MIME_TREE_WRITE_H
#include "tree/plan.h"

/* What comes next of the part that is written. */
enum mime_write_stage {
	MIME_WRITE_DELIMITER,
	MIME_WRITE_HEADER,
	MIME_WRITE_FIELDS,
	MIME_WRITE_BLANK,
	MIME_WRITE_BODY,
	MIME_WRITE_STREAM, /* of a body that is encoded */
	MIME_WRITE_AFTER,
	MIME_WRITE_CLOSE,
	MIME_WRITE_EPILOGUE,
	MIME_WRITE_END
};

/* Lines of a header that no field of the tree holds. */
enum mime_write_line {
	MIME_WRITE_VERSION = 1u << 0,
	MIME_WRITE_TYPE = 1u << 1,
	MIME_WRITE_ENCODING = 1u << 2
};

struct mime_writer {
	struct mime_message *message;
	enum mime_carry carry;
	uint64_t seed;
	bool lf; /* lines of ours end in LF, else CRLF */
	bool planned;
	struct mime_plan plan;

	enum mime_write_stage stage;
	struct mime_part *part;
	const struct mime_plan_entry *entry; /* of part */
	size_t entries;			     /* used so far */
	struct mime_fields *fields;	     /* the next field is */
	uint32_t field;			     /* list[field] */
	const struct mime_field *last_field; /* live, and still to come */
	bool lines_at_end;		     /* lines come behind it */
	unsigned lines;		  /* still to come: enum mime_write_line */
	struct mime_reader *body; /* while streaming */

	mime_slice piece;	 /* what the last step made; may be empty */
	bool raw;		 /* it is a slice of the parsed buffer */
	struct mime_strbuf line; /* memory for it */
	char last;		 /* byte before it, or "\n" */
	const char *raw_end; /* end of the piece before it, if that was raw */
	bool after_blank;    /* nothing was written since the header of what has
			      * parts */
};

/* Make the next piece: 1, or 0 at the end.
 * Error MIME_EIO, MIME_ENOMEM; err->sys. */
int mime_write_step(struct mime_writer *w, mime_error *err);
/* The stages of a header.  Error MIME_ENOMEM. */
void mime_write_header_begin(struct mime_writer *w);
int mime_write_header_field(struct mime_writer *w);
int mime_write_header_blank(struct mime_writer *w);
/* Lines of a header that are no field: an envelope line, a byte-order mark,
 * junk between fields.  Junk is left out where, for what was changed around
 * it, it would be read as something else: as a continuation, as a field behind
 * a byte-order mark, or as the end of the header. */
void mime_write_junk_begin(struct mime_writer *w);
bool mime_write_junk_stands(const struct mime_writer *w,
			    const struct mime_field *f);
bool mime_write_junk_is_mark(const struct mime_field *f);
/* Set the piece: a slice of the parsed buffer; what w->line holds. */
void mime_write_lend(struct mime_writer *w, const struct mime_part *p,
		     size_t from, size_t to);
int mime_write_give(struct mime_writer *w);
/* Begin a line of ours in w->line: at the start of a line. */
void mime_write_line_begin(struct mime_writer *w);
void mime_write_line_end(struct mime_writer *w);
/* Append the boundary of a multipart. */
int mime_write_boundary(struct mime_writer *w, struct mime_part *p);
#endif
