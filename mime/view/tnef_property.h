/* view/tnef_property.h - a list of MAPI properties ([MS-OXTNEF] 2.1.3.4). */
#ifndef MIME_VIEW_TNEF_PROPERTY_H
#define MIME_VIEW_TNEF_PROPERTY_H
#include "mime/types.h"

/* Properties that are looked at, and types of values ([MS-OXPROPS],
 * [MS-OXCDATA] 2.11.1). */
enum mime_property_id {
	MIME_PROPERTY_SUBJECT = 0x0037,
	MIME_PROPERTY_BODY = 0x1000,
	MIME_PROPERTY_RTF = 0x1009, /* PidTagRtfCompressed */
	MIME_PROPERTY_HTML = 0x1013,
	MIME_PROPERTY_DISPLAY_NAME = 0x3001,
	MIME_PROPERTY_ATTACH_DATA = 0x3701,
	MIME_PROPERTY_ATTACH_NAME = 0x3704,
	MIME_PROPERTY_ATTACH_LONG_NAME = 0x3707,
	MIME_PROPERTY_ATTACH_TRANSPORT_NAME = 0x370c,
	MIME_PROPERTY_ATTACH_TYPE = 0x370e /* a media type */
};
enum mime_property_type {
	MIME_PROPERTY_OBJECT = 0x000d,
	MIME_PROPERTY_STRING8 = 0x001e,
	MIME_PROPERTY_UNICODE = 0x001f,
	MIME_PROPERTY_BINARY = 0x0102
};
struct mime_property {
	unsigned id;	  /* 0 if it has a name instead */
	unsigned type;	  /* without the bit for several values */
	mime_slice value; /* the first one, or what is there of it; absent if
			   * there is none */
	bool cut;
};
/* All zero: at the end of a list. */
struct mime_properties {
	mime_slice rest;
	uint32_t left; /* that the list says there are */
	bool cut;      /* it ends before them */
	bool unknown;  /* a value has a type of unknown length: nothing behind
			* it can be read */
};
void mime_properties_begin(struct mime_properties *p, mime_slice list);
/* Take the next property; false at the end, and where the list is cut off or
 * cannot be read.  Cost: the values that it counts, not their bytes. */
bool mime_properties_next(struct mime_property *out, struct mime_properties *p);
#endif
