#include "text/received.h"
#include "base/slice.h"
#include "text/lex.h"

static const char *const words[MIME_RECEIVED_CLAUSES] = {
	[MIME_RECEIVED_FROM] = "from", [MIME_RECEIVED_BY] = "by",
	[MIME_RECEIVED_VIA] = "via",   [MIME_RECEIVED_WITH] = "with",
	[MIME_RECEIVED_ID] = "id",     [MIME_RECEIVED_FOR] = "for",
};

/* The clause that the token begins; MIME_RECEIVED_CLAUSES for none. */
static int
clause_of(const struct mime_token *t)
{
	int i = 0;

	if (t->kind != MIME_TOKEN_ATOM)
		return MIME_RECEIVED_CLAUSES;
	while (i < MIME_RECEIVED_CLAUSES && !mime_slice_is(t->raw, words[i]))
		i++;
	return i;
}

/* From where s begins, or where t does if it is absent, to the end of t. */
static mime_slice
extend(mime_slice s, const struct mime_token *t)
{
	if (s.ptr == NULL)
		return t->raw;
	return mime_slice_of(s.ptr, (size_t)(t->raw.ptr - s.ptr) + t->raw.len);
}

/* Whether a word may begin here: the clause that goes on has something. */
static bool
may_begin(const struct mime_received *r, const bool *done, int clause,
	  const struct mime_token *t)
{
	return clause == MIME_RECEIVED_CLAUSES || done[clause] ||
	       (t->blank_before && (r->value[clause].ptr != NULL ||
				    r->comment[clause].ptr != NULL));
}

/* One token behind a word.  What stands behind a comment is no value. */
static void
add(struct mime_received *out, int clause, const struct mime_token *t)
{
	if (t->kind == MIME_TOKEN_COMMENT)
		out->comment[clause] = extend(out->comment[clause], t);
	else if (out->comment[clause].ptr == NULL)
		out->value[clause] = extend(out->value[clause], t);
}

/* The last ";" outside of comments and quotes; s.len if there is none. */
static size_t
last_semicolon(mime_slice s)
{
	size_t at = s.len;
	struct mime_token t;
	struct mime_lex l;

	mime_lex_init(&l, s, MIME_LEX_PARAM, NULL);
	for (mime_lex_next(&t, &l); t.kind != MIME_TOKEN_END;
	     mime_lex_next(&t, &l))
		if (t.kind == MIME_TOKEN_SPECIAL && t.raw.ptr[0] == ';')
			at = (size_t)(t.raw.ptr - s.ptr);
	return at;
}

bool
mime_received_parse(struct mime_received *out, mime_slice body)
{
	bool done[MIME_RECEIVED_CLAUSES] = { false }, any = false;
	size_t end = last_semicolon(body);
	int clause = MIME_RECEIVED_CLAUSES;
	struct mime_token t;
	struct mime_lex l;

	*out = (struct mime_received){ 0 };
	mime_lex_init(&l, mime_slice_part(body, 0, end), MIME_LEX_WORDS, NULL);
	for (mime_lex_next(&t, &l); t.kind != MIME_TOKEN_END;
	     mime_lex_next(&t, &l)) {
		int word = clause_of(&t);

		if (word != MIME_RECEIVED_CLAUSES &&
		    may_begin(out, done, clause, &t)) {
			if (clause != MIME_RECEIVED_CLAUSES)
				done[clause] = true;
			clause = word;
			any = true;
		} else if (clause != MIME_RECEIVED_CLAUSES && !done[clause]) {
			add(out, clause, &t);
		}
	}
	if (end < body.len)
		out->dated = mime_date_parse(
			&out->date, mime_slice_part(body, end + 1, body.len));
	return any || out->dated;
}
