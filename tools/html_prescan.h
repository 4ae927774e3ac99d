/* html_prescan.h - whether a document is of a shape that gumbo reads in linear
 * time and memory. */
#ifndef TOOLS_HTML_PRESCAN_H
#define TOOLS_HTML_PRESCAN_H
#include "mime/types.h"

/* Elements that may be open at once, and attributes of one tag. */
enum { HTML_DEPTH_MAX = 256 };

/* False if elements may nest deeper than HTML_DEPTH_MAX, or so many nodes may
 * come to be, that gumbo must not see it; and where that cannot be told in one
 * pass.  What HTML in mail looks like passes. */
bool html_prescan(mime_slice html);
#endif
