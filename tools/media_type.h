/* media_type.h - the media type that a file name stands for. */
#ifndef TOOLS_MEDIA_TYPE_H
#define TOOLS_MEDIA_TYPE_H
#include "mime/types.h"

/* By the extension of name, ASCII case ignored: common ones only; NULL for any
 * other. */
const char *media_type_of_name(const char *name);
/* "type/subtype" of two tokens (RFC 2045 5.1), no parameters. */
bool media_type_valid(const char *type);
#endif
