/* tree/media_type.h - media types as numbers, where they are common. */
#ifndef MIME_TREE_MEDIA_TYPE_H
#define MIME_TREE_MEDIA_TYPE_H
#include "mime/types.h"

enum mime_media_type {
	MIME_TYPE_OTHER, /* spelled out in mime_part_more.type */
	MIME_TYPE_TEXT_PLAIN,
	MIME_TYPE_TEXT_HTML,
	MIME_TYPE_TEXT_CALENDAR,
	MIME_TYPE_MULTIPART_MIXED,
	MIME_TYPE_MULTIPART_ALTERNATIVE,
	MIME_TYPE_MULTIPART_RELATED,
	MIME_TYPE_MULTIPART_DIGEST,
	MIME_TYPE_MULTIPART_SIGNED,
	MIME_TYPE_MULTIPART_ENCRYPTED,
	MIME_TYPE_MULTIPART_REPORT,
	MIME_TYPE_MESSAGE_RFC822,
	MIME_TYPE_MESSAGE_GLOBAL,
	MIME_TYPE_MESSAGE_NEWS,
	MIME_TYPE_MESSAGE_PARTIAL,
	MIME_TYPE_MESSAGE_EXTERNAL_BODY,
	MIME_TYPE_MESSAGE_DELIVERY_STATUS,
	MIME_TYPE_APPLICATION_OCTET_STREAM,
	MIME_TYPE_APPLICATION_PDF,
	MIME_TYPE_IMAGE_JPEG,
	MIME_TYPE_IMAGE_PNG,
	MIME_TYPE_IMAGE_GIF,
	MIME_TYPES
};
/* Finds "type/subtype" at the front of a Content-Type body, comments and
 * blanks skipped, ASCII case ignored.
 * *type	the two tokens with the slash as they stand in body; absent if
 *		the value has not that form (H15).  With blanks or comments
 *		around the slash it is not a slice of body: then *type is
 *		absent too and the caller's default applies.
 * Returns its number. */
enum mime_media_type mime_media_type_scan(mime_slice *type, mime_slice body);
/* The constant name, "text/plain"; absent for MIME_TYPE_OTHER. */
mime_slice mime_media_type_name(enum mime_media_type type);
/* type is "multipart/...", "text/...", in lower case. */
bool mime_media_type_is_multipart(mime_slice type);
bool mime_media_type_is_text(mime_slice type);
#endif
