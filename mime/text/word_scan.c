#include "text/word_scan.h"
#include "base/slice.h"
#include "codec/scan.h"

enum { SHORTEST = 8 }; /* a frame of seven and one byte of charset */

/* The end of the charset that begins at `at', which is a "?"; false if there
 * is none. */
static bool
charset_end(size_t *end, mime_slice s, size_t at)
{
	size_t i = at;

	while (i < s.len && s.ptr[i] > ' ' && s.ptr[i] < 0x7f &&
	       s.ptr[i] != '=' && s.ptr[i] != '?')
		i++;
	*end = i;
	return i > at && i < s.len && s.ptr[i] == '?';
}

/* The "?=" behind the text that begins at `at'.  A "=?" before it is the start
 * of another word: this ends the search, so that no byte is looked at for more
 * than one word that is not closed. */
static bool
text_end(size_t *end, mime_slice s, size_t at, bool base64)
{
	for (size_t i = at; i + 1 < s.len; i++) {
		if (s.ptr[i] != '?')
			continue;
		*end = i;
		if (s.ptr[i + 1] == '=')
			return true;
		if (base64 || (i > at && s.ptr[i - 1] == '='))
			return false;
	}
	return false;
}

/* The word that the "=?" at `at' begins. */
static bool
word_at(struct mime_word *w, mime_slice s, size_t at)
{
	size_t charset, text, end, star;
	char encoding;

	if (s.len - at < SHORTEST || !charset_end(&charset, s, at + 2))
		return false;
	text = charset + 3;
	if (text > s.len || s.ptr[charset + 2] != '?')
		return false;
	encoding = mime_ascii_lower(s.ptr[charset + 1]);
	if (encoding != 'b' && encoding != 'q')
		return false;
	if (!text_end(&end, s, text, encoding == 'b'))
		return false;
	for (star = at + 2; star < charset && s.ptr[star] != '*';)
		star++;
	w->start = at;
	w->end = end + 2;
	w->charset = mime_slice_part(s, at + 2, star);
	w->text = mime_slice_part(s, text, end);
	w->base64 = encoding == 'b';
	return true;
}

bool
mime_word_scan(struct mime_word *out, mime_slice text, size_t from)
{
	while (from < text.len) {
		from += mime_scan_word(text.ptr + from, text.len - from);
		if (from < text.len && word_at(out, text, from))
			return true;
		from++;
	}
	return false;
}
