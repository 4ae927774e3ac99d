#include "text/auth_results.h"
#include "base/slice.h"
#include "text/lex.h"

static bool
is(const struct mime_token *t, char special)
{
	return t->kind == MIME_TOKEN_SPECIAL && t->raw.ptr[0] == special;
}

/* Takes what stands before the next ";" outside of quotes and comments off
 * *rest; false if there is nothing left. */
static bool
take_clause(mime_slice *out, mime_slice *rest)
{
	struct mime_token t;
	struct mime_lex l;

	if (rest->len == 0)
		return false;
	mime_lex_init(&l, *rest, MIME_LEX_PARAM, NULL);
	do
		mime_lex_next(&t, &l);
	while (t.kind != MIME_TOKEN_END && !is(&t, ';'));
	*out = mime_slice_part(*rest, 0, (size_t)(t.raw.ptr - rest->ptr));
	*rest = mime_slice_part(*rest, l.at, rest->len);
	return true;
}

/* The tokens from first on that no blank parts; *next is the one behind them,
 * l behind that. */
static mime_slice
run_of(const struct mime_token *first, struct mime_token *next,
       struct mime_lex *l)
{
	mime_slice run = first->raw;

	for (mime_lex_next_plain(next, l);
	     next->kind != MIME_TOKEN_END && !next->blank_before;
	     mime_lex_next_plain(next, l))
		run.len = (size_t)(next->raw.ptr - run.ptr) + next->raw.len;
	return run;
}

/* Takes "key = value" off *rest; blanks may stand around the "=".  A word
 * without one is read over. */
static bool
take_pair(mime_slice *key, mime_slice *value, mime_slice *rest)
{
	struct mime_token t, next;
	struct mime_lex l;

	mime_lex_init(&l, *rest, MIME_LEX_PARAM, NULL);
	mime_lex_next_plain(&t, &l);
	while (t.kind != MIME_TOKEN_END) {
		size_t at;

		mime_lex_next_plain(&next, &l);
		if (t.kind != MIME_TOKEN_ATOM || !is(&next, '=')) {
			t = next;
			continue;
		}
		*key = t.raw;
		mime_lex_next_plain(&t, &l);
		*value = MIME_LITERAL("");
		at = rest->len;
		if (t.kind != MIME_TOKEN_END) {
			*value = run_of(&t, &next, &l);
			at = (size_t)(next.raw.ptr - rest->ptr);
		}
		*rest = mime_slice_part(*rest, at, rest->len);
		return true;
	}
	*rest = mime_slice_part(*rest, rest->len, rest->len);
	return false;
}

/* The first word of s, and the next one. */
static void
two_words(mime_slice *first, mime_slice *second, mime_slice s)
{
	struct mime_token t, next;
	struct mime_lex l;

	*first = *second = MIME_ABSENT;
	mime_lex_init(&l, s, MIME_LEX_WORDS, NULL);
	mime_lex_next_plain(&t, &l);
	if (t.kind == MIME_TOKEN_END)
		return;
	*first = run_of(&t, &next, &l);
	if (next.kind != MIME_TOKEN_END)
		*second = run_of(&next, &t, &l);
}

void
mime_auth_begin(struct mime_auth_results *out, mime_slice body)
{
	mime_slice clause, key, value, copy;

	*out = (struct mime_auth_results){ .rest = body };
	if (body.ptr == NULL || !take_clause(&clause, &out->rest))
		return;
	copy = clause;
	if (take_pair(&key, &value, &copy) && mime_slice_is(key, "i")) {
		out->instance = value;
		if (!take_clause(&clause, &out->rest))
			return;
	}
	two_words(&out->authserv_id, &out->version, clause);
}

bool
mime_auth_next(struct mime_auth_result *out, struct mime_auth_results *results)
{
	mime_slice clause, key, value, before;
	const char *slash;

	*out = (struct mime_auth_result){ 0 };
	while (out->method.ptr == NULL) {
		if (!take_clause(&clause, &results->rest))
			return false;
		two_words(&out->method, &before, clause);
	}
	if (take_pair(&key, &value, &clause)) {
		out->method = key;
		out->result = value;
	}
	slash = memchr(out->method.ptr, '/', out->method.len);
	if (slash != NULL) {
		size_t n = (size_t)(slash - out->method.ptr);

		out->version =
			mime_slice_part(out->method, n + 1, out->method.len);
		out->method.len = n;
	}
	before = clause;
	if (take_pair(&key, &value, &before) && mime_slice_is(key, "reason")) {
		out->reason = value;
		clause = before;
	}
	out->properties = clause;
	return true;
}

bool
mime_auth_property_next(struct mime_auth_property *out, mime_slice *properties)
{
	mime_slice key, value;

	while (take_pair(&key, &value, properties)) {
		const char *dot = memchr(key.ptr, '.', key.len);

		if (dot == NULL)
			continue;
		out->type = mime_slice_of(key.ptr, (size_t)(dot - key.ptr));
		out->name = mime_slice_part(key, out->type.len + 1, key.len);
		out->value = value;
		return true;
	}
	*out = (struct mime_auth_property){ 0 };
	return false;
}
