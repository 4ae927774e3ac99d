/* tree/check.h - the parts of mime_message_check: each decodes one kind of
 * thing and records what is wrong with it. */
#ifndef MIME_TREE_CHECK_H
#define MIME_TREE_CHECK_H
#include "tree/boundary.h"
#include "tree/tree.h"

struct mime_check {
	struct mime_message *message;
	struct mime_defects *defects;
	struct mime_arena scratch;	   /* emptied after each field */
	struct mime_boundaries boundaries; /* all of the message, as a set */
	size_t addresses;		   /* met so far, for R05 */
	bool bodies;			   /* look into them too */
	const struct mime_part *html;	   /* the last that leaves an attribute
					    * open, for K01 */
	bool encrypted;			   /* a part of it is */
	bool crlf, lf;			   /* line ends met, for S03 */
	size_t mixed_at; /* the first line that makes it mixed */
};

/* Record kind over the bytes from..to-1. */
void mime_check_defect(struct mime_check *c, int kind, size_t from, size_t to);

/* Each returns MIME_OK or MIME_ENOMEM. */
int mime_check_header(struct mime_check *c, struct mime_part *p);
int mime_check_field(struct mime_check *c, struct mime_part *p,
		     struct mime_field *f);
/* The file names of a part, and characters that deceive. */
int mime_check_names(struct mime_check *c, struct mime_part *p);
int mime_check_body(struct mime_check *c, struct mime_part *p);
/* The type of p against its name and the first bytes of its content: K03. */
void mime_check_type(struct mime_check *c, struct mime_part *p,
		     mime_slice head);
/* Text around the parts of a multipart, and other things of structure that
 * parsing does not look at. */
void mime_check_structure(struct mime_check *c, struct mime_part *p);
/* K01, the direct form of EFAIL: HTML that leaves an attribute open in a part
 * before an encrypted one, in the same multipart.  Called for each part in
 * document order.  Error MIME_ENOMEM. */
int mime_check_encrypted(struct mime_check *c, struct mime_part *p);
/* Line ends, long lines, NUL and controls in the bytes from..to-1; header
 * says which rules apply. */
void mime_check_lines(struct mime_check *c, size_t from, size_t to,
		      bool header);

/* Text that holds bidi controls or invisible characters: P09. */
void mime_check_invisible(struct mime_check *c, mime_slice utf8, size_t from,
			  size_t to);
#endif
