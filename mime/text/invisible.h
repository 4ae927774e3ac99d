/* text/invisible.h - characters that are not seen, or that reorder what is
 * (Unicode Standard Annex 9, DerivedCoreProperties). */
#ifndef MIME_TEXT_INVISIBLE_H
#define MIME_TEXT_INVISIBLE_H
#include "mime/types.h"

enum mime_invisible {
	MIME_VISIBLE,
	MIME_CONTROL,	/* C0, DEL, C1 */
	MIME_IGNORABLE, /* default-ignorable: soft hyphen, zero-width space */
	MIME_JOINER,	/* default-ignorable, but needed to write some
			 * languages and emoji: ZWJ, ZWNJ, variation selectors */
	MIME_BIDI	/* embedding, override, isolate, mark */
};
enum mime_invisible mime_invisible_kind(uint32_t code);
/* True for a blank of any width. */
bool mime_invisible_blank(uint32_t code);
#endif
