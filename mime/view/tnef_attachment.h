/* view/tnef_attachment.h - what a TNEF stream says of one attachment: some of
 * it in attributes, some in a list of properties, in any order. */
#ifndef MIME_VIEW_TNEF_ATTACHMENT_H
#define MIME_VIEW_TNEF_ATTACHMENT_H
#include "mime/view.h"
#include "view/tnef_property.h"
#include "view/tnef_stream.h"

/* A name or text where it stands: in UTF-16LE, or in a code page. */
struct mime_tnef_string {
	mime_slice bytes; /* without NULs at its end; absent if there is none */
	bool wide;
};
/* A property's value as one. */
struct mime_tnef_string mime_tnef_string_of(mime_slice value, bool wide);

struct mime_tnef_attachment {
	bool begun;   /* something was said */
	bool listed;  /* its properties were */
	uint8_t rank; /* of the name: the higher the better */
	struct mime_tnef_string name, type;
	mime_slice data;   /* attAttachData; absent if there is none */
	mime_slice object; /* likewise, of the properties */
	bool is_message;   /* object is a TNEF stream */
	unsigned damage;   /* bits of enum mime_embedded_damage */
};

/* What is wrong with the attribute itself.  Cost: one pass over its bytes. */
unsigned mime_tnef_attribute_damage(const struct mime_tnef_attribute *a);
/* What is wrong with a list that was read. */
unsigned mime_properties_damage(const struct mime_properties *p);

/* Whether attribute a begins another attachment than t: also where the
 * attribute that should begin it is missing, so that no content replaces
 * another. */
bool mime_tnef_attachment_ends(const struct mime_tnef_attachment *t,
			       const struct mime_tnef_attribute *a);
/* Note what an attribute says; false if it is of no attachment. */
bool mime_tnef_attachment_note(struct mime_tnef_attachment *t,
			       const struct mime_tnef_attribute *a);
#endif
