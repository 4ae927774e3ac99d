/* tree/tree.h - the private structs of a message: parts and fields as offsets
 * into the parsed buffer, 96 bytes a part and 24 bytes a field. */
#ifndef MIME_TREE_TREE_H
#define MIME_TREE_TREE_H
#include "base/arena.h"
#include "base/defect.h"
#include "base/slice.h"
#include "mime/compose.h"
#include "text/address.h"
#include "text/context.h"
#include "text/param.h"
#include "tree/field_id.h"

/* Transfer encodings of parsed and written bodies. */
enum mime_transfer {
	MIME_TRANSFER_NONE, /* no field: 7bit */
	MIME_TRANSFER_7BIT,
	MIME_TRANSFER_8BIT,
	MIME_TRANSFER_BINARY,
	MIME_TRANSFER_QP,
	MIME_TRANSFER_BASE64,
	MIME_TRANSFER_UU, /* x-uuencode and its kin; never written */
	MIME_TRANSFER_UNKNOWN
};

/* True where the body as it stands is not the content. */
static inline bool
mime_transfer_is_coded(enum mime_transfer transfer)
{
	return transfer >= MIME_TRANSFER_QP && transfer < MIME_TRANSFER_UNKNOWN;
}

/* What was computed or changed about a field; in the arena. */
struct mime_field_more {
	mime_slice text; /* mime_field_text; absent until asked */
	struct mime_address_list addresses;
	bool has_addresses;
	/* the bytes to write instead of the parsed ones, with CRLF line ends;
	 * absent while the field is as parsed */
	mime_slice written;
	mime_slice name; /* of a field that was not parsed */
};

struct mime_field {
	uint32_t start; /* from the header's first byte */
	uint32_t len;	/* with its line end */
	uint32_t index; /* in its block */
	uint16_t name_len;
	uint8_t id; /* enum mime_field_id */
	uint8_t flags;
	struct mime_field_more *more; /* NULL: as parsed, nothing cached */
};
enum mime_field_flag {
	MIME_FIELD_ADDED = 1u << 0, /* has no place in the parsed buffer */
	MIME_FIELD_DROPPED = 1u << 1,
	MIME_FIELD_BELIEVED = 1u << 2 /* of several Content-Types, the one that
				       * shaped the tree; not always set */
};

/* The fields of one header, in order.  The parsed block tiles the header from
 * its first byte: junk lines have a record too (MIME_FIELD_NONE). */
struct mime_fields {
	struct mime_part *part;
	struct mime_fields *next; /* further fields: added ones */
	uint32_t n, room;
	struct mime_field list[];
};

/* New content of a leaf. */
struct mime_content {
	mime_slice bytes; /* when path is NULL */
	const char *path; /* in the arena */
	enum mime_encoding wish;
	enum mime_transfer chosen; /* when it was last written; NONE: never */
	bool text; /* bytes are a text: line ends are the message's */
	bool set;  /* false: the body is as parsed */
};

/* What was computed or changed about a part; in the arena. */
struct mime_part_more {
	mime_slice type;	/* lower case, when it has no constant */
	mime_slice encoding;	/* lower case, when it is unknown */
	mime_slice section;	/* mime_part_section; absent until asked */
	mime_slice disposition; /* lower case */
	mime_slice filename;
	mime_slice decoded; /* mime_body_bytes; absent until asked */
	struct mime_params type_params, disposition_params;
	size_t outside; /* characters outside GB 2312; known once checked */
	struct mime_message *message; /* decoded out of it; NULL: not opened */
	bool has_type_params, has_disposition, has_filename;
	struct mime_content content;
	struct mime_part *last_child; /* valid while has_last_child */
	bool has_last_child;
	/* of a parsed multipart whose list of children was changed: what the
	 * delimiters in the buffer say, and where the first of them begins */
	bool children_edited;
	mime_slice boundary;
	size_t preamble_end;
};

struct mime_part {
	struct mime_message *message;
	struct mime_part *parent, *next, *child;
	size_t start; /* of the delimiter, with the line break before it */
	size_t body;  /* after the blank line */
	size_t close; /* multipart: its close delimiter; else = end */
	size_t end;
	uint32_t delimiter_len;	     /* start + delimiter_len: the header */
	uint32_t close_len;	     /* close + close_len: the epilogue */
	struct mime_fields *fields;  /* NULL: none */
	struct mime_part_more *more; /* NULL: nothing cached or changed */
	uint8_t kind;		     /* enum mime_part_kind */
	uint8_t type;		     /* tree/media_type.h */
	uint8_t transfer;	     /* enum mime_transfer */
	uint8_t flags;
	uint32_t number; /* among its siblings, from 1, as parsed; of a new
			  * multipart its number in the message, for its
			  * boundary */
};
enum mime_part_flag {
	MIME_PART_EDITED = 1u << 0,	  /* its own header or body */
	MIME_PART_EDITED_BELOW = 1u << 1, /* a descendant, or the children */
	MIME_PART_NEW = 1u << 2, /* not parsed: all offsets are meaningless */
	MIME_PART_DETACHED = 1u << 3,
	MIME_PART_OPAQUE = 1u << 4, /* a limit left it undescended */
	MIME_PART_MOVED = 1u << 5   /* the delimiter in the buffer is not its
				     * own any more */
};

/* Where the bytes of a message live (tree/source.h). */
struct mime_source {
	mime_slice bytes;
	void *owned;  /* freed with mime_free */
	void *mapped; /* unmapped, mapped_len bytes */
	size_t mapped_len;
};

struct mime_message {
	/* a message decoded out of another one (tree/nested.c): the part it was
	 * in, how many are around it, and the next one that the outermost
	 * message frees */
	struct mime_part *outer;
	unsigned nested;
	struct mime_message *inner;
	unsigned parts; /* of it and of those inside it */
	struct mime_arena arena;
	struct mime_source source;
	struct mime_parse_opts limits; /* defaults filled in */
	struct mime_converters *converters, *own_converters;
	struct mime_part *root;
	mime_slice fallback; /* charset of the first text part, or absent;
			      * valid while has_fallback */
	mime_slice charset;  /* to write texts in; absent: automatic */
	size_t addresses;    /* decoded so far, for R05 */
	uint32_t multiparts; /* new ones, ever made */
	bool has_fallback;
	bool mime;     /* it holds Content-* fields or parts of ours */
	bool lf;       /* its first line ends in a bare LF */
	bool complete; /* the tree is parsed */
	bool checked;  /* defects hold the whole report */
	/* what parsing recorded, while defects hold the report of headers and
	 * structure; NULL: they do not */
	const struct mime_defects *parsed;
	struct mime_defects defects;
};

/* A part of m whose parent, extents and kind the caller fills in; NULL when
 * out of memory. */
struct mime_part *mime_part_alloc(struct mime_message *m);
/* The part's or field's extra record, made on first use; NULL when out of
 * memory. */
struct mime_part_more *mime_part_need_more(struct mime_part *p);
struct mime_field_more *mime_field_need_more(struct mime_field *f);

/* The part that p is shown in: its parent, or the part that its message was
 * decoded out of. */
static inline struct mime_part *
mime_part_above(const struct mime_part *p)
{
	return p->parent != NULL ? p->parent : p->message->outer;
}

static inline mime_slice
mime_part_bytes(const struct mime_part *p, size_t from, size_t to)
{
	return (mime_slice){ p->message->source.bytes.ptr + from, to - from };
}

static inline size_t
mime_part_header_at(const struct mime_part *p)
{
	return p->start + p->delimiter_len;
}

/* The block a field stands in. */
static inline struct mime_fields *
mime_field_block(const struct mime_field *f)
{
	const char *first = (const char *)(f - f->index);

	return (struct mime_fields *)(uintptr_t)(first -
						 offsetof(struct mime_fields,
							  list));
}

/* The first live field (neither dropped nor junk) with that id, or NULL. */
struct mime_field *mime_field_by_id(const struct mime_part *p,
				    enum mime_field_id id);
/* Offset in the parsed buffer of the field's body, after the colon; of a field
 * that was edited or added, SIZE_MAX. */
size_t mime_field_body_at(const struct mime_field *f);
/* What decoding a field of p needs.  defects may be NULL. */
int mime_part_context(struct mime_text_context *out, struct mime_part *p,
		      size_t offset, struct mime_defects *defects);
/* Content-Type's parameters, parsed once; without a field, none.
 * Error MIME_ENOMEM. */
int mime_part_type_params(struct mime_params **out, struct mime_part *p);
int mime_part_disposition_params(struct mime_params **out, struct mime_part *p);
#endif
