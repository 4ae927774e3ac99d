/* tree/body.h - a part's content on its way out: transfer decoding, charset,
 * line ends. */
#ifndef MIME_TREE_BODY_H
#define MIME_TREE_BODY_H
#include "text/charset.h"
#include "tree/tree.h"

/* What decoding met; offsets are those of the stages. */
struct mime_body_faults {
	struct mime_fault base64[MIME_BASE64_FAULTS]; /* in the raw body */
	struct mime_fault qp[MIME_QP_FAULTS];	      /* in the raw body */
	struct mime_fault uu[MIME_UU_FAULTS];	      /* in the raw body */
	struct mime_fault invalid, outside;	      /* in the decoded bytes */
};
/* Like mime_body_open; *faults, if not NULL, is filled when the reader comes
 * to its end, and must live until then. */
int mime_body_open_noting(struct mime_reader **out, struct mime_part *p,
			  enum mime_body_form form,
			  struct mime_body_faults *faults);
/* The part's raw body: of a leaf all of it; of others up to their end. */
mime_slice mime_body_raw(const struct mime_part *p);
/* True if p is a leaf of type text/... */
bool mime_body_is_text(const struct mime_part *p);
/* The label to convert the text of p from, which has a converter, and why
 * (see struct mime_charset_use; outside is not set). */
int mime_body_label(mime_slice *label, struct mime_charset_use *use,
		    struct mime_part *p);
#endif
