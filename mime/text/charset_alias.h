/* text/charset_alias.h - the one table of charset labels, and what
 * they stand for. */
#ifndef MIME_TEXT_CHARSET_ALIAS_H
#define MIME_TEXT_CHARSET_ALIAS_H
#include "mime/text.h"
#include "text/charset_area.h"
#include "text/charset_entry.h"

/* What a label stands for. */
struct mime_charset_label {
	const struct mime_charset_entry *entry; /* NULL if there is none */
	enum mime_charset_area area; /* what the label really names: less than
				      * its converter may hold */
	int defect;		     /* 0, or W04, W05, W10 */
};
/* ASCII case and blanks at both ends do not count. */
void mime_charset_look_up(struct mime_charset_label *out, mime_slice label);
/* The same; the set, which may be NULL, remembers the last answer. */
void mime_converters_look_up(struct mime_charset_label *out,
			     struct mime_converters *set, mime_slice label);
#endif
