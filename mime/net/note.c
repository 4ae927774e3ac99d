#include "net/note.h"
#include <string.h>

void
mime_note_init(struct mime_note *note)
{
	note->n = 0;
	note->text[0] = '\0';
}

void
mime_note_add_slice(struct mime_note *note, mime_slice s)
{
	size_t room = sizeof note->text - 1 - note->n;
	size_t n = s.len < room ? s.len : room;

	if (n > 0)
		memcpy(note->text + note->n, s.ptr, n);
	note->n += n;
	note->text[note->n] = '\0';
}

void
mime_note_add(struct mime_note *note, const char *text)
{
	mime_note_add_slice(note, (mime_slice){ text, strlen(text) });
}

void
mime_note_add_number(struct mime_note *note, unsigned value, unsigned digits)
{
	char text[10]; /* 2^32 has ten */
	size_t at = sizeof text;

	do {
		text[--at] = (char)('0' + value % 10);
		value /= 10;
	} while (at > 0 && (value > 0 || sizeof text - at < digits));
	mime_note_add_slice(note, (mime_slice){ text + at, sizeof text - at });
}

mime_slice
mime_note_slice(const struct mime_note *note)
{
	return (mime_slice){ note->text, note->n };
}
