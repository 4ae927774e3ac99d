/* tree/html_charset.h - the charset that HTML names for itself. */
#ifndef MIME_TREE_HTML_CHARSET_H
#define MIME_TREE_HTML_CHARSET_H
#include "mime/types.h"

/* The label in the first <meta ... charset=...> of head, the first bytes of an
 * HTML text; false if there is none. */
bool mime_html_charset(mime_slice *label, mime_slice head);
/* True if both labels are read with the same converter. */
bool mime_html_charset_agrees(mime_slice a, mime_slice b);
#endif
