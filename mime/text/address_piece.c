#include "text/address_piece.h"
#include "base/slice.h"

static bool
is_special(const struct mime_token *t, char special)
{
	return t->kind == MIME_TOKEN_SPECIAL && t->raw.ptr[0] == special;
}

static void
extend(mime_slice *s, const struct mime_token *t)
{
	if (s->ptr == NULL)
		s->ptr = t->raw.ptr;
	s->len = (size_t)(t->raw.ptr + t->raw.len - s->ptr);
}

static void
set_once(const char **where, const char *ptr)
{
	if (*where == NULL)
		*where = ptr;
}

/* From behind a "<" up to its ">", or to the end. */
static void
read_angle(struct mime_address_piece *p, struct mime_lex *l,
	   const struct mime_token *first)
{
	const char *from = first->raw.ptr + 1;
	struct mime_token t;

	for (;;) {
		mime_lex_next(&t, l);
		if (t.open || is_special(&t, '<'))
			set_once(&p->unclosed, t.raw.ptr);
		if (t.kind == MIME_TOKEN_END || is_special(&t, '>'))
			break;
	}
	if (t.kind == MIME_TOKEN_END)
		set_once(&p->unclosed, first->raw.ptr);
	extend(&p->raw, &t);
	if (p->angle.ptr == NULL)
		p->angle = mime_slice_of(from, (size_t)(t.raw.ptr - from));
}

static void
read_outside(struct mime_address_piece *p, const struct mime_token *t)
{
	extend(&p->raw, t);
	if (t->open || is_special(t, '>'))
		set_once(&p->unclosed, t->raw.ptr);
	if (t->kind == MIME_TOKEN_COMMENT) {
		if (t->raw.len > 2)
			p->comment = t->raw;
		return;
	}
	if (p->angle.ptr != NULL) {
		p->rest = true;
		if (is_special(t, '@'))
			set_once(&p->second, t->raw.ptr);
		return;
	}
	extend(&p->phrase, t);
	if (is_special(t, '@'))
		set_once(&p->at, t->raw.ptr);
}

bool
mime_address_piece_next(struct mime_address_piece *out, struct mime_lex *l,
			bool colon)
{
	struct mime_token t;

	*out = (struct mime_address_piece){ 0 };
	for (;;) {
		mime_lex_next(&t, l);
		if (t.kind == MIME_TOKEN_END)
			return out->raw.ptr != NULL;
		if (is_special(&t, ',') || is_special(&t, ';') ||
		    (is_special(&t, ':') && colon && out->phrase.len > 0 &&
		     mime_address_piece_plain(out))) {
			out->end = t.raw.ptr[0];
			return true;
		}
		if (is_special(&t, '<')) {
			if (out->angle.ptr != NULL)
				set_once(&out->second, t.raw.ptr);
			extend(&out->raw, &t);
			read_angle(out, l, &t);
		} else {
			read_outside(out, &t);
		}
	}
}

bool
mime_address_piece_plain(const struct mime_address_piece *p)
{
	return p->phrase.len > 0 && p->at == NULL && p->angle.ptr == NULL &&
	       p->unclosed == NULL;
}
