#include "text/word.h"
#include "base/slice.h"
#include "codec/scan.h"
#include "text/charset.h"
#include "text/charset_entry.h"
#include "text/word_bytes.h"

enum { ORDINARY = 256 }; /* bytes that an ordinary value stays below */

struct decoder {
	struct mime_strbuf *out;
	const struct mime_text_context *context;
	enum mime_word_place place;
	struct mime_charset_guess raw; /* of the whole text */
	/* the run of adjacent words of one charset, whose bytes are held */
	struct mime_word first;
	size_t run_end;
	bool in_run;
	struct mime_strbuf bytes, decoded;
};

static void
add_defect(const struct mime_text_context *context, int kind, size_t start,
	   size_t end)
{
	mime_defect_add(context->defects, kind, context->offset + start,
			end - start);
}

static void
add_run_defect(const struct decoder *d, int kind)
{
	add_defect(d->context, kind, d->first.start, d->run_end);
}

/* Begins with the charset that bytes are really in: an unknown label, and one
 * of ASCII for what is not ASCII, leave it to be guessed. */
static int
begin_labelled(struct mime_conv *c, struct mime_charset *found,
	       const struct mime_text_context *context, mime_slice label,
	       mime_slice bytes)
{
	int rc = mime_conv_begin(c, found, context->converters, label);
	struct mime_charset_guess guess;
	struct mime_charset guessed;

	if (rc == MIME_OK && found->name != NULL &&
	    c->entry->kind != MIME_CHARSET_IS_ASCII)
		return rc;
	mime_charset_guess_init(&guess);
	mime_charset_guess_add(&guess, bytes);
	if (found->defect == 0 && guess.high)
		found->defect = MIME_DEFECT_INVALID_IN_CHARSET;
	return mime_conv_begin_guessed(c, &guessed, context->converters, &guess,
				       context->fallback);
}

/* A control at s.ptr[i] that must not reach a display.  A tab is none: mailers
 * encode the tabs that folding gave them. */
static bool
is_hidden_control(mime_slice s, size_t i)
{
	if (s.ptr[i] == '\t')
		return false;
	if (mime_ascii_is_control(s.ptr[i]))
		return true;
	return (uint8_t)s.ptr[i] == 0xc2 && (uint8_t)s.ptr[i + 1] < 0xa0;
}

static bool
is_special(char c)
{
	return (uint8_t)c < 0x7f && !mime_ascii_is(c, MIME_ASCII_ATEXT) &&
	       c != '\0' && strchr("<>@,;:\"\\", c) != NULL;
}

/* Appends what a run decoded to, valid UTF-8, without controls. */
static void
add_decoded(struct decoder *d)
{
	mime_slice s = mime_strbuf_slice(&d->decoded);
	bool controls = false, specials = false;
	size_t from = 0;

	for (size_t i = 0; i < s.len; i++) {
		specials = specials || is_special(s.ptr[i]);
		if (!is_hidden_control(s, i))
			continue;
		mime_strbuf_add(d->out, mime_slice_part(s, from, i));
		mime_strbuf_add_text(d->out, MIME_UTF8_REPLACEMENT_BYTES);
		i += (uint8_t)s.ptr[i] == 0xc2;
		from = i + 1;
		controls = true;
	}
	mime_strbuf_add(d->out, mime_slice_part(s, from, s.len));
	if (controls)
		add_run_defect(d, MIME_DEFECT_CONTROL_IN_ENCODED_WORD);
	if (specials && d->place == MIME_WORD_PHRASE)
		add_run_defect(d, MIME_DEFECT_SPECIALS_IN_ENCODED_WORD);
}

static void
end_run(struct decoder *d)
{
	mime_slice bytes = mime_strbuf_slice(&d->bytes);
	struct mime_charset found;
	struct mime_conv c;
	int rc;

	if (!d->in_run)
		return;
	d->in_run = false;
	rc = begin_labelled(&c, &found, d->context, d->first.charset, bytes);
	if (rc < 0 && d->out->error == MIME_OK)
		d->out->error = rc;
	if (rc < 0)
		return;
	mime_conv_step(&c, &d->decoded, bytes, true);
	if (found.defect != 0)
		add_run_defect(d, found.defect);
	else if (c.invalid.count > 0)
		add_run_defect(d, MIME_DEFECT_INVALID_IN_CHARSET);
	if (c.outside.count > 0)
		add_run_defect(d, MIME_DEFECT_OUTSIDE_GB2312);
	if (d->place == MIME_WORD_QUOTED)
		add_run_defect(d, MIME_DEFECT_ENCODED_WORD_IN_QUOTES);
	if (d->place == MIME_WORD_NAME)
		add_run_defect(d, MIME_DEFECT_ENCODED_WORD_IN_PARAMETER);
	add_decoded(d);
	if (d->out->error == MIME_OK)
		d->out->error = d->bytes.error != MIME_OK ? d->bytes.error
							  : d->decoded.error;
	mime_strbuf_clear(&d->bytes);
	mime_strbuf_clear(&d->decoded);
}

static void
take_word(struct decoder *d, const struct mime_word *w)
{
	if (d->in_run && !mime_slice_same(d->first.charset, w->charset))
		end_run(d);
	if (!d->in_run)
		d->first = *w;
	d->in_run = true;
	d->run_end = w->end;
	mime_word_bytes(&d->bytes, w, d->context);
}

/* Begins the conversion of raw bytes, which guess has seen. */
static bool
begin_raw(struct mime_conv *c, struct mime_strbuf *out,
	  const struct mime_charset_guess *guess,
	  const struct mime_text_context *context)
{
	struct mime_charset found;
	int rc = mime_conv_begin_guessed(c, &found, context->converters, guess,
					 context->fallback);

	if (rc < 0 && out->error == MIME_OK)
		out->error = rc;
	return rc == MIME_OK;
}

/* The text from *at to a line end (an LF and the CRs before it; a CR alone is
 * data) or to `to'; *at moves behind it. */
static mime_slice
next_line(mime_slice text, size_t *at, size_t to)
{
	const char *lf = memchr(text.ptr + *at, '\n', to - *at);
	size_t from = *at, end = lf != NULL ? (size_t)(lf - text.ptr) : to;

	*at = lf != NULL ? end + 1 : to;
	while (lf != NULL && end > from && text.ptr[end - 1] == '\r')
		end--;
	return mime_slice_part(text, from, end);
}

/* Writes at most text.len bytes. */
static size_t
unfold(char *out, mime_slice text)
{
	size_t n = 0, at = 0;

	while (at < text.len) {
		mime_slice line = next_line(text, &at, text.len);

		memcpy(out + n, line.ptr, line.len);
		n += line.len;
	}
	return n;
}

static void
add_unfolded(struct mime_strbuf *out, mime_slice text)
{
	char *room = mime_strbuf_reserve(out, text.len);

	if (room != NULL)
		mime_strbuf_added(out, unfold(room, text));
}

/* Appends the text between words, without its line ends. */
static void
add_literal(struct decoder *d, mime_slice text, size_t from, size_t to)
{
	struct mime_conv c;

	if (!d->raw.high) {
		add_unfolded(d->out, mime_slice_part(text, from, to));
		return;
	}
	if (from == to || !begin_raw(&c, d->out, &d->raw, d->context))
		return;
	for (size_t at = from; at < to;)
		mime_conv_step(&c, d->out, next_line(text, &at, to), false);
	mime_conv_step(&c, d->out, MIME_ABSENT, true);
	if (c.invalid.count > 0)
		add_defect(d->context, MIME_DEFECT_INVALID_IN_CHARSET, from,
			   to);
}

/* Records the first run of raw 8-bit bytes. */
static void
note_raw(mime_slice s, const struct mime_text_context *context)
{
	size_t start = 0, end;

	while (start < s.len && (uint8_t)s.ptr[start] < 0x80)
		start++;
	for (end = start; end < s.len && (uint8_t)s.ptr[end] >= 0x80;)
		end++;
	if (end > start)
		add_defect(context, MIME_DEFECT_RAW_8BIT_HEADER, start, end);
}

void
mime_word_raw(struct mime_strbuf *out, mime_slice bytes,
	      const struct mime_text_context *context)
{
	struct mime_charset_guess guess;
	struct mime_conv c;

	mime_charset_guess_init(&guess);
	mime_charset_guess_add(&guess, bytes);
	note_raw(bytes, context);
	if (!begin_raw(&c, out, &guess, context))
		return;
	mime_conv_step(&c, out, bytes, true);
	if (c.invalid.count > 0)
		add_defect(context, MIME_DEFECT_INVALID_IN_CHARSET, 0,
			   bytes.len);
}

static void
decode_words(struct mime_strbuf *out, mime_slice text,
	     enum mime_word_place place,
	     const struct mime_text_context *context)
{
	struct decoder d = { .out = out, .context = context, .place = place };
	char bytes[ORDINARY], decoded[ORDINARY];
	struct mime_word w;
	size_t at = 0;

	mime_strbuf_init_on(&d.bytes, SIZE_MAX, bytes, sizeof bytes);
	mime_strbuf_init_on(&d.decoded, SIZE_MAX, decoded, sizeof decoded);
	mime_charset_guess_init(&d.raw);
	mime_charset_guess_add(&d.raw, text);
	if (d.raw.high)
		note_raw(text, context);
	for (; mime_word_scan(&w, text, at); at = w.end) {
		mime_slice between = mime_slice_part(text, at, w.start);

		if (!d.in_run || mime_slice_trim(between).len > 0) {
			end_run(&d);
			add_literal(&d, text, at, w.start);
		}
		take_word(&d, &w);
	}
	end_run(&d);
	add_literal(&d, text, at, text.len);
	mime_strbuf_free(&d.bytes);
	mime_strbuf_free(&d.decoded);
}

bool
mime_word_plain(mime_slice text)
{
	size_t at = mime_scan_odd(text.ptr, text.len, 0);

	while (at < text.len && text.ptr[at] == '\n')
		at = mime_scan_odd(text.ptr, text.len, at + 1);
	return at == text.len;
}

void
mime_word_decode(struct mime_strbuf *out, mime_slice text,
		 enum mime_word_place place,
		 const struct mime_text_context *context)
{
	if (mime_word_plain(text))
		add_unfolded(out, text);
	else
		decode_words(out, text, place, context);
}

int
mime_word_text(mime_slice *out, struct mime_arena *arena, mime_slice text,
	       enum mime_word_place place,
	       const struct mime_text_context *context)
{
	char ordinary[ORDINARY], *copy;
	struct mime_strbuf b;
	int rc;

	*out = text.ptr != NULL ? text : MIME_LITERAL("");
	if (mime_word_plain(text)) {
		if (memchr(out->ptr, '\n', out->len) == NULL)
			return MIME_OK;
		copy = mime_arena_alloc(arena, text.len);
		*out = mime_slice_of(copy,
				     copy != NULL ? unfold(copy, text) : 0);
		mime_arena_trim(arena, copy, text.len, out->len);
		return copy != NULL ? MIME_OK : MIME_ENOMEM;
	}
	*out = MIME_ABSENT;
	mime_strbuf_init_on(&b, SIZE_MAX, ordinary, sizeof ordinary);
	decode_words(&b, text, place, context);
	rc = b.error;
	if (rc == MIME_OK)
		rc = mime_arena_copy(out, arena, mime_strbuf_slice(&b));
	mime_strbuf_free(&b);
	return rc;
}

bool
mime_word_present(mime_slice text)
{
	struct mime_word w;

	return mime_word_scan(&w, text, 0);
}
