#include "text/fold.h"
#include "base/slice.h"
#include "codec/scan.h"
#include "text/word.h"
#include "text/word_encode.h"

/* A run of blanks longer than this is encoded: it would not survive every
 * editor on its way, and not every line. */
enum { LONGEST_BLANKS = 16 };
/* In a room smaller than this a run that does not fit whole begins on the
 * next line, so that no line ends with a tiny word. */
enum { LEAST_ROOM = 40 };
/* A token that leaves no room in the longest line for its blanks and a comma
 * or semicolon is encoded. */
enum { LONGEST_TOKEN = MIME_FOLD_MAX - LONGEST_BLANKS - 2 };

#define ONE_BLANK MIME_LITERAL(" ")

static void
fail(struct mime_fold *f, int error, size_t bad)
{
	if (f->error != MIME_OK)
		return;
	f->error = error;
	f->bad = bad;
}

void
mime_fold_begin(struct mime_fold *f, struct mime_strbuf *out, mime_slice name,
		struct mime_converters *converters, mime_slice charset)
{
	*f = (struct mime_fold){ .out = out,
				 .converters = converters,
				 .charset = charset,
				 .bad = SIZE_MAX,
				 .place = SIZE_MAX };
	mime_strbuf_add(out, name);
	mime_strbuf_add_char(out, ':');
	f->column = name.len + 1;
}

static size_t
limit(const struct mime_fold *f)
{
	return f->has_word ? MIME_FOLD_WORD_LINE : MIME_FOLD_LINE;
}

/* Adds blanks and piece, with a line end before them if need be. */
static void
put(struct mime_fold *f, mime_slice blanks, mime_slice piece, bool word)
{
	size_t most =
		f->has_word || word ? MIME_FOLD_WORD_LINE : MIME_FOLD_LINE;

	if (f->error != MIME_OK)
		return;
	f->place = f->out->len;
	if (f->column + blanks.len + piece.len > most) {
		mime_strbuf_add_text(f->out, "\r\n");
		f->column = 0;
		f->has_word = false;
		f->place = SIZE_MAX;
	}
	mime_strbuf_add(f->out, blanks);
	mime_strbuf_add(f->out, piece);
	f->column += blanks.len + piece.len;
	f->has_word = f->has_word || word;
	f->last_is_word = word;
	if (f->column > MIME_FOLD_MAX)
		fail(f, MIME_EINVAL, SIZE_MAX);
}

void
mime_fold_token(struct mime_fold *f, mime_slice token)
{
	put(f, ONE_BLANK, token, mime_word_present(token));
}

void
mime_fold_line(struct mime_fold *f)
{
	f->column = MIME_FOLD_LINE; /* nothing more goes into it */
}

/* Folds the present line before its last piece. */
static void
fold_at_place(struct mime_fold *f)
{
	size_t moved = f->out->len - f->place;
	char *from;

	if (mime_strbuf_reserve(f->out, 2) == NULL)
		return;
	from = f->out->ptr + f->place;
	memmove(from + 2, from, moved);
	memcpy(from, "\r\n", 2);
	mime_strbuf_added(f->out, 2);
	f->column = moved;
	f->has_word = f->last_is_word;
	f->place = SIZE_MAX;
}

void
mime_fold_glue(struct mime_fold *f, mime_slice token)
{
	if (f->error != MIME_OK)
		return;
	if (mime_word_present(token))
		f->has_word = f->last_is_word = true;
	mime_strbuf_add(f->out, token);
	f->column += token.len;
	if (f->column > limit(f) && f->place != SIZE_MAX)
		fold_at_place(f);
	if (f->column > MIME_FOLD_MAX)
		fail(f, MIME_EINVAL, SIZE_MAX);
}

/* Adds text as encoded-words, blanks before the first. */
static void
put_words(struct mime_fold *f, mime_slice blanks, struct mime_word_coding *c,
	  mime_slice text)
{
	while (text.len > 0 && f->error == MIME_OK) {
		char word[MIME_WORD_MAX];
		size_t used = f->column + blanks.len, taken = 0, n = 0;
		size_t room = 0;

		if (used < MIME_FOLD_WORD_LINE)
			room = MIME_FOLD_WORD_LINE - used;
		n = mime_word_encode(word, &taken, c, text, room);
		/* put folds before this one, since it does not fit; a byte is
		 * left for a comma behind it */
		if (n == 0 || (taken < text.len && room < LEAST_ROOM))
			n = mime_word_encode(word, &taken, c, text,
					     MIME_FOLD_WORD_LINE - 1 -
						     blanks.len);
		if (n == 0) {
			fail(f, c->error != MIME_OK ? c->error : MIME_ECHARSET,
			     SIZE_MAX);
			return;
		}
		put(f, blanks, mime_slice_of(word, n), true);
		text = mime_slice_part(text, taken, text.len);
		blanks = ONE_BLANK;
	}
}

static void
encode(struct mime_fold *f, mime_slice blanks, mime_slice text, size_t from,
       size_t to)
{
	struct mime_word_coding c;
	size_t bad;
	int rc = mime_word_coding_init(&c, &bad, f->converters, f->charset,
				       mime_slice_part(text, from, to));

	if (rc < 0) {
		fail(f, rc, bad < SIZE_MAX ? from + bad : bad);
		return;
	}
	put_words(f, blanks, &c, mime_slice_part(text, from, to));
	mime_word_coding_free(&c);
}

static bool
looks_like_word(mime_slice token)
{
	return mime_scan_word(token.ptr, token.len) < token.len;
}

static bool
stands_in_text(mime_slice token)
{
	for (size_t i = 0; i < token.len; i++)
		if ((uint8_t)token.ptr[i] >= 0x80 ||
		    mime_ascii_is_control(token.ptr[i]))
			return false;
	return token.len <= LONGEST_TOKEN && !looks_like_word(token);
}

static bool
is_atom(mime_slice token)
{
	return mime_slice_all(token, MIME_ASCII_ATEXT) &&
	       token.len <= LONGEST_TOKEN && !looks_like_word(token);
}

/* A token of a text, and the blanks before it. */
struct piece {
	size_t blanks, start, end; /* start == end: blanks at the end */
	bool glued;		   /* the blanks cannot stand as they are */
	bool encoded; /* nor can the token, or what is glued to it */
};

static size_t
after_blanks(mime_slice s, size_t at)
{
	while (at < s.len && mime_ascii_is_blank(s.ptr[at]))
		at++;
	return at;
}

/* True if the blanks before p cannot stand as they are: at the start of the
 * field they would be lost, and a line must not pass its limit for them. */
static bool
must_encode_blanks(const struct piece *p)
{
	size_t blanks = p->start - p->blanks, token = p->end - p->start;

	if (p->blanks == 0)
		return blanks > 0;
	return blanks > LONGEST_BLANKS ||
	       (blanks > 1 && token < MIME_FOLD_LINE &&
		blanks + token > MIME_FOLD_LINE);
}

static void
next_piece(struct piece *p, mime_slice s, size_t at,
	   bool (*stands)(mime_slice token))
{
	bool last;

	p->blanks = at;
	p->start = p->end = after_blanks(s, at);
	while (p->end < s.len && !mime_ascii_is_blank(s.ptr[p->end]))
		p->end++;
	p->glued = must_encode_blanks(p);
	/* blanks at the end go with the token before them */
	last = p->end < s.len && after_blanks(s, p->end) == s.len;
	p->encoded = p->glued || last || p->start == p->end ||
		     !stands(mime_slice_part(s, p->start, p->end));
}

static void
put_text(struct mime_fold *f, mime_slice s, bool (*stands)(mime_slice token))
{
	struct piece p, next;

	for (size_t at = 0; at < s.len && f->error == MIME_OK; at = p.end) {
		mime_slice blanks = ONE_BLANK;

		next_piece(&p, s, at, stands);
		/* one blank is left outside */
		if (p.glued)
			p.start = p.blanks > 0 ? p.blanks + 1 : 0;
		if (p.blanks > 0)
			blanks = mime_slice_part(s, p.blanks, p.start);
		if (!p.encoded) {
			put(f, blanks, mime_slice_part(s, p.start, p.end),
			    false);
			continue;
		}
		/* the blanks between encoded-words are not shown, so all in
		 * a row go together */
		while (p.end < s.len) {
			next_piece(&next, s, p.end, stands);
			if (!next.encoded)
				break;
			p.end = next.end;
		}
		encode(f, blanks, s, p.start, p.end);
	}
}

void
mime_fold_text(struct mime_fold *f, mime_slice utf8)
{
	put_text(f, utf8, stands_in_text);
}

/* Appends utf8 between quotes; false if it cannot stand there. */
static bool
quote(struct mime_strbuf *out, mime_slice utf8)
{
	if (looks_like_word(utf8))
		return false;
	mime_strbuf_add_char(out, '"');
	for (size_t i = 0; i < utf8.len; i++) {
		char c = utf8.ptr[i];

		if ((uint8_t)c >= 0x80 ||
		    (mime_ascii_is_control(c) && c != '\t'))
			return false;
		if (c == '"' || c == '\\')
			mime_strbuf_add_char(out, '\\');
		mime_strbuf_add_char(out, c);
	}
	mime_strbuf_add_char(out, '"');
	return true;
}

enum phrase_form { ATOMS, MIXED, WHOLE };

/* Atoms, atoms and encoded-words with one blank between them, or one run that
 * keeps other blanks. */
static enum phrase_form
phrase_form(mime_slice s)
{
	enum phrase_form form = ATOMS;
	struct piece p;

	for (size_t at = 0; at < s.len; at = p.end) {
		next_piece(&p, s, at, is_atom);
		if (p.start == p.end || p.start - p.blanks != (at > 0) ||
		    (at > 0 && s.ptr[at] != ' '))
			return WHOLE;
		if (p.encoded)
			form = MIXED;
	}
	return form;
}

void
mime_fold_phrase(struct mime_fold *f, mime_slice utf8)
{
	enum phrase_form form = phrase_form(utf8);
	struct mime_strbuf quoted;
	bool fits;

	if (form == ATOMS && utf8.len > 0) {
		put_text(f, utf8, is_atom);
		return;
	}
	mime_strbuf_init(&quoted, SIZE_MAX);
	fits = quote(&quoted, utf8) && quoted.len < MIME_FOLD_LINE - 1;
	if (quoted.error != MIME_OK)
		fail(f, quoted.error, SIZE_MAX);
	else if (fits)
		put(f, ONE_BLANK, mime_strbuf_slice(&quoted), false);
	else if (form == WHOLE)
		encode(f, ONE_BLANK, utf8, 0, utf8.len);
	else
		put_text(f, utf8, is_atom);
	mime_strbuf_free(&quoted);
}

int
mime_fold_end(struct mime_fold *f)
{
	mime_strbuf_add_text(f->out, "\r\n");
	return f->error != MIME_OK ? f->error : f->out->error;
}
