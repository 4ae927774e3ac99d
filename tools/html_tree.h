/* html_tree.h - an HTML document as gumbo parses it. */
#ifndef TOOLS_HTML_TREE_H
#define TOOLS_HTML_TREE_H
#include "html_page.h"

/* html must have passed html_prescan: gumbo's time and memory grow with the
 * square of some things.  Does nothing where gumbo is not built in. */
void html_tree_read(struct html_page *page, mime_slice html);
#endif
