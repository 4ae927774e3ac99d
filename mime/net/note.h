/* net/note.h - a short text put together from pieces, cut when it is full. */
#ifndef MIME_NET_NOTE_H
#define MIME_NET_NOTE_H
#include "mime/types.h"

struct mime_note {
	size_t n;
	char text[512]; /* ends in NUL */
};

void mime_note_init(struct mime_note *note);
void mime_note_add(struct mime_note *note, const char *text);
void mime_note_add_slice(struct mime_note *note, mime_slice s);
/* With at least `digits' digits. */
void mime_note_add_number(struct mime_note *note, unsigned value,
			  unsigned digits);
mime_slice mime_note_slice(const struct mime_note *note);
#endif
