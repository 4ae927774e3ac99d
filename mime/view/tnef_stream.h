/* view/tnef_stream.h - the attributes of a TNEF stream ([MS-OXTNEF] 2.1). */
#ifndef MIME_VIEW_TNEF_STREAM_H
#define MIME_VIEW_TNEF_STREAM_H
#include "mime/types.h"

/* Attributes that are looked at, by the lower half of their number: the upper
 * one is the type of their data (2.1.3.1). */
enum mime_tnef_id {
	MIME_TNEF_SUBJECT = 0x8004,
	MIME_TNEF_BODY = 0x800c,
	MIME_TNEF_ATTACH_DATA = 0x800f,
	MIME_TNEF_ATTACH_TITLE = 0x8010,
	MIME_TNEF_ATTACH_TRANSPORT_NAME = 0x9001,
	MIME_TNEF_ATTACH_BEGIN = 0x9002, /* attAttachRenddata */
	MIME_TNEF_PROPERTIES = 0x9003,	 /* attMAPIProps */
	MIME_TNEF_ATTACH_PROPERTIES = 0x9005,
	MIME_TNEF_CODEPAGE = 0x9007
};
struct mime_tnef_attribute {
	unsigned id;
	mime_slice data; /* what is there of it; never absent */
	bool cut;	 /* it says there is more */
	uint16_t sum;	 /* what its bytes should add up to, unless cut */
};

/* Take the header off the front of *rest; false if it is no TNEF stream. */
bool mime_tnef_begin(mime_slice *rest);
/* Take the next attribute off the front of *rest; where the end is in the
 * middle of its head, its id is 0.  Returns 1; 0 at the end, also before blanks
 * and NULs that a mailer added; -1 if what is there is no attribute. */
int mime_tnef_attribute_next(struct mime_tnef_attribute *out, mime_slice *rest);
/* Whether the bytes add up.  Cost: one pass over them. */
bool mime_tnef_attribute_sound(const struct mime_tnef_attribute *a);
#endif
