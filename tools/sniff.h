/* sniff.h - what the first bytes of a file say it is. */
#ifndef TOOLS_SNIFF_H
#define TOOLS_SNIFF_H
#include "mime/types.h"

/* So many bytes are looked at. */
enum { SNIFF_MAX = 16 };

/* The media type that content with this start has; NULL if the start is not
 * known, or is one that the declared type (lower case) may have. */
const char *sniff_contradiction(mime_slice start, mime_slice declared);
#endif
