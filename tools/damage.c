#include "damage.h"
#include "mime/view.h"

static const struct {
	unsigned bit;
	const char *phrase;
} phrases[] = {
	{ MIME_EMBEDDED_CUT, "cut off" },
	{ MIME_EMBEDDED_SUM, "wrong checksum" },
	{ MIME_EMBEDDED_JUNK, "damaged" },
	{ MIME_EMBEDDED_DEEP, "not opened: nested too deep" },
};

void
damage_add(struct buffer *out, unsigned damage)
{
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		if ((damage & phrases[i].bit) == 0)
			continue;
		if (out->len > 0)
			buffer_add_text(out, "; ");
		buffer_add_text(out, phrases[i].phrase);
	}
}
