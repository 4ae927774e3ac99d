#include "base/slice.h"
#include "codec/utf8.h"
#include "mime/view.h"
#include "text/invisible.h"

void
mime_preview_init(struct mime_preview *p)
{
	p->characters = 0;
	p->len = 0;
	p->blank = p->full = false;
	p->n_held = 0;
}

/* Line ends, tabs and other controls part words as blanks do. */
static bool
parts_words(uint32_t code)
{
	return mime_invisible_blank(code) || code == 0x2028 || code == 0x2029 ||
	       mime_invisible_kind(code) == MIME_CONTROL;
}

/* text[] holds MIME_PREVIEW_CHARACTERS of four bytes. */
static void
put(struct mime_preview *p, uint32_t code)
{
	if (p->characters == MIME_PREVIEW_CHARACTERS) {
		p->full = true;
		return;
	}
	p->len += mime_utf8_put(p->text + p->len, code);
	p->characters++;
}

static void
add(struct mime_preview *p, uint32_t code)
{
	enum mime_invisible kind = mime_invisible_kind(code);

	if (parts_words(code)) {
		p->blank = p->len > 0;
		return;
	}
	/* advertising fills previews with what is not seen, to push the rest
	 * of the text out */
	if (kind == MIME_IGNORABLE || kind == MIME_BIDI)
		return;
	if (p->blank && p->characters + 1 == MIME_PREVIEW_CHARACTERS) {
		p->full = true;
		return;
	}
	if (p->blank)
		put(p, ' ');
	p->blank = false;
	put(p, code);
}

/* The length of the sequence that lead begins, as far as it can tell. */
static size_t
sequence(char lead)
{
	uint8_t c = (uint8_t)lead;

	return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* The characters of s; what its end cuts off is kept for the next call. */
static void
add_all(struct mime_preview *p, mime_slice s)
{
	size_t at = 0, left;
	uint32_t code;

	while (at < s.len && !p->full) {
		int n = mime_utf8_next(&code, s.ptr + at, s.len - at);

		left = s.len - at;
		if (n < 0 && (size_t)-n == left && left < sequence(s.ptr[at])) {
			memcpy(p->held, s.ptr + at, left);
			p->n_held = (uint8_t)left;
			return;
		}
		add(p, code);
		at += (size_t)(n < 0 ? -n : n);
	}
}

bool
mime_preview_feed(struct mime_preview *p, mime_slice utf8)
{
	char sequence_so_far[sizeof p->held + 1];

	while (p->n_held > 0 && utf8.len > 0) {
		size_t n = p->n_held;

		memcpy(sequence_so_far, p->held, n);
		sequence_so_far[n++] = utf8.ptr[0];
		utf8 = mime_slice_part(utf8, 1, utf8.len);
		p->n_held = 0;
		add_all(p, mime_slice_of(sequence_so_far, n));
	}
	add_all(p, utf8);
	return !p->full;
}

mime_slice
mime_preview_text(const struct mime_preview *p)
{
	return mime_slice_of(p->text, p->len);
}

static int
read_part(struct mime_preview *out, struct mime_part *p)
{
	struct mime_reader *r;
	mime_slice run;
	int rc = mime_body_open(&r, p, MIME_BODY_UTF8);

	if (rc != MIME_OK)
		return rc;
	while ((rc = mime_reader_next(&run, r)) > 0)
		if (!mime_preview_feed(out, run)) {
			rc = MIME_OK;
			break;
		}
	mime_reader_free(r);
	return rc;
}

int
mime_preview_read(struct mime_preview *out, struct mime_part **html,
		  const struct mime_bodies *b, size_t *from)
{
	struct mime_body_part part;
	int rc = MIME_OK;

	*html = NULL;
	mime_preview_init(out);
	for (; rc == MIME_OK && out->len == 0 && *html == NULL &&
	       mime_bodies_get(&part, b, *from);
	     (*from)++) {
		mime_slice type = mime_part_type(part.part);

		if ((part.lists & MIME_BODY_LIST_TEXT) == 0)
			continue;
		if (mime_slice_is(type, "text/html"))
			*html = part.part;
		else if (mime_slice_is(type, "text/plain"))
			rc = read_part(out, part.part);
	}
	return rc;
}
