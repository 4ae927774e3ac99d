/* tree/edit.h - what all changes to a part have in common.  A change is made
 * ready first; putting it in place cannot fail, so that an error leaves the
 * message as it was. */
#ifndef MIME_TREE_EDIT_H
#define MIME_TREE_EDIT_H
#include "text/fold.h"
#include "tree/tree.h"

/* A field that is ready to be put in place. */
struct mime_field_edit {
	struct mime_part *part;
	struct mime_field *field;  /* to be replaced, or in block */
	struct mime_fields *block; /* of a further field; else NULL */
	mime_slice written;	   /* "Name: ..." CRLF */
	enum mime_field_id id;
	bool alone;	      /* others of that name are dropped */
	bool has_type;	      /* it is a Content-Type, of this type: */
	uint8_t type;	      /* tree/media_type.h */
	mime_slice type_name; /* lower case */
};

/* Begin to write the field `name' of p in its message's charset; both name
 * and what follows have passed text/guard.h.  Error MIME_ENOMEM. */
int mime_field_write_begin(struct mime_fold *f, struct mime_strbuf *line,
			   struct mime_part *p, const char *name);
/* End it.  err may be NULL.
 * Error MIME_ECHARSET; MIME_EINVAL if a line is longer than 998 bytes;
 *	 MIME_ENOMEM. */
int mime_field_write_end(struct mime_fold *f, mime_error *err);
/* Make e ready from a written line, which is copied.
 * alone  replace the first field of that name, if there is one
 * Error MIME_ENOMEM; nothing is changed. */
int mime_field_edit_init(struct mime_field_edit *e, struct mime_part *p,
			 const char *name, mime_slice line, bool alone);
void mime_field_edit_commit(struct mime_field_edit *e);

/* Drop the fields of that name that follow `after', or all if it is NULL. */
void mime_field_drop_after(struct mime_part *p, mime_slice name,
			   struct mime_field *after);
/* What was computed from a field of p that is not the same any more. */
void mime_part_forget(struct mime_part *p, enum mime_field_id id);

/* The type of a leaf without Content-Type below parent, which may be NULL. */
unsigned mime_part_default_type(const struct mime_part *parent);

/* p itself was changed: p and all above it are written anew. */
void mime_part_mark_edited(struct mime_part *p);
/* Something below p was changed. */
void mime_part_mark_below(struct mime_part *p);
/* parent's list of children is about to change: keep what the buffer says of
 * it.  Error MIME_ENOMEM. */
int mime_part_open_children(struct mime_part *parent);
/* A part whose type comes from where it stands has to say it when it goes
 * elsewhere (RFC 2046 5.1.5).  *needed: commit e.  Error MIME_ENOMEM. */
int mime_part_name_type(struct mime_field_edit *e, bool *needed,
			struct mime_part *p, struct mime_part *parent);
/* p stands in parent from now on. */
void mime_part_set_parent(struct mime_part *p, struct mime_part *parent);
/* Where a field stands in the header of a part that was not parsed. */
unsigned mime_field_rank(const struct mime_field *f);
/* True for a field of MIME: Content-* and MIME-Version. */
bool mime_field_is_content(const struct mime_field *f);

/* Make Content-Type or Content-Disposition of p anew: value, then its present
 * parameters but `name', then name=text if text is not absent; with name NULL
 * value alone.
 * Error as mime_field_set. */
struct mime_parameter_edit {
	enum mime_field_id id;
	mime_slice value;
	const char *name;
	mime_slice text;
	enum mime_param_style style;
};
int mime_parameter_edit_init(struct mime_field_edit *e, struct mime_part *p,
			     const struct mime_parameter_edit *edit,
			     mime_error *err);
#endif
