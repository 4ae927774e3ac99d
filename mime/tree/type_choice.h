/* tree/type_choice.h - which of several Content-Type fields says what a part
 * is. */
#ifndef MIME_TREE_TYPE_CHOICE_H
#define MIME_TREE_TYPE_CHOICE_H
#include "tree/header.h"

/* The field to believe, NULL if there is none: the first; but of several the
 * first multipart with a delimiter in the body, if the first field is not one
 * itself.  More parts visible is the safe side.
 * open	    boundaries whose delimiters end the part
 * budget   bytes that may still be searched, so that all searches together are
 *	    linear; past it a multipart is believed
 * Error MIME_ENOMEM. */
int mime_type_choose(const struct mime_field **out, struct mime_part *p,
		     const struct mime_header *h,
		     const struct mime_boundaries *open, size_t *budget);
/* The field that was believed. */
const struct mime_field *mime_type_field(const struct mime_part *p);
#endif
