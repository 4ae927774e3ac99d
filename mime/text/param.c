#include "text/param.h"
#include "base/memory.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "text/lex.h"
#include "text/param_extended.h"
#include "text/windows_path.h"

enum {
	FEW = 4, /* parameters for which nothing is allocated */
	PAST = 32
}; /* pieces of a boundary that are read past the limit */

struct parse {
	struct mime_lex lex;
	struct mime_token token; /* the next one that is no comment */
	struct mime_arena *arena;
	const struct mime_text_context *context;
	struct mime_param_part *parts;
	size_t n, room;
	struct mime_param_part first[FEW];
	bool boundary;	 /* a whole one was read */
	unsigned past;	 /* pieces of one, past the limit */
	bool over_limit; /* R06 is recorded */
	struct mime_strbuf scratch;
};

static size_t
offset_of(const struct parse *p, const char *ptr)
{
	return p->context->offset + (size_t)(ptr - p->lex.text.ptr);
}

static void
report(const struct parse *p, int kind, mime_slice at)
{
	mime_defect_add(p->context->defects, kind, offset_of(p, at.ptr),
			at.len);
}

static void
step(struct parse *p)
{
	do {
		mime_lex_next(&p->token, &p->lex);
		if (p->token.open)
			report(p,
			       p->token.kind == MIME_TOKEN_QUOTED
				       ? MIME_DEFECT_UNTERMINATED_QUOTE
				       : MIME_DEFECT_BAD_PARAMETER,
			       p->token.raw);
	} while (p->token.kind == MIME_TOKEN_COMMENT);
}

static bool
is_special(const struct mime_token *t, char special)
{
	return t->kind == MIME_TOKEN_SPECIAL && t->raw.ptr[0] == special;
}

static bool
at_end(const struct parse *p)
{
	return p->token.kind == MIME_TOKEN_END || is_special(&p->token, ';');
}

/* The next tokens are a name and "=". */
static bool
at_name(const struct parse *p)
{
	struct mime_lex ahead = p->lex;
	struct mime_token next;

	if (p->token.kind != MIME_TOKEN_ATOM ||
	    !mime_slice_all(p->token.raw, MIME_ASCII_TOKEN))
		return false;
	ahead.context = NULL; /* what it meets is met again */
	mime_lex_next_plain(&next, &ahead);
	return is_special(&next, '=');
}

static size_t
length_to(const struct mime_token *t, const char *from)
{
	return (size_t)(t->raw.ptr + t->raw.len - from);
}

/* To the next ";" that no quote hides. */
static void
skip(struct parse *p, const char *from)
{
	mime_slice junk = { from, (size_t)(p->token.raw.ptr - from) };

	for (; !at_end(p); step(p))
		junk.len = length_to(&p->token, from);
	report(p, MIME_DEFECT_BAD_PARAMETER, junk);
}

/* Reads what senders write who do not know that a "=" or a blank needs
 * quotes: up to the ";", or to a name whose ";" is missing.  *odd tells that
 * others may end it sooner. */
static mime_slice
read_run(struct parse *p, bool *odd)
{
	mime_slice run = { p->token.raw.ptr, 0 };

	*odd = false;
	for (; !at_end(p); step(p)) {
		if (run.len > 0 && p->token.blank_before) {
			if (at_name(p))
				break;
			*odd = true;
		}
		*odd = *odd || p->token.kind == MIME_TOKEN_QUOTED;
		run.len = length_to(&p->token, run.ptr);
	}
	if (!at_end(p) && run.len > 1 && run.ptr[run.len - 1] == ',')
		run.len--;
	return run;
}

static int
copy_scratch(mime_slice *out, struct parse *p)
{
	if (p->scratch.error != MIME_OK)
		return p->scratch.error;
	return mime_arena_copy(out, p->arena, mime_strbuf_slice(&p->scratch));
}

static bool
is_raw_path(const struct mime_param *param, mime_slice inner)
{
	return mime_windows_path_raw(inner) &&
	       (mime_slice_is(param->name, "filename") ||
		mime_slice_is(param->name, "name"));
}

/* Where nothing has to go away, the value is lent. */
static int
read_quoted(struct parse *p, struct mime_param *param)
{
	mime_slice raw = p->token.raw;
	mime_slice inner =
		mime_slice_part(raw, 1, raw.len - (p->token.open ? 0 : 1));
	const char *fold = memchr(raw.ptr, '\n', raw.len);

	param->flags |= MIME_PARAM_QUOTED;
	param->flags |= fold != NULL ? MIME_PARAM_FOLDED : 0u;
	param->flags |= p->token.open ? MIME_PARAM_OPEN : 0u;
	param->length = length_to(&p->token, param->name.ptr);
	param->literal = inner;
	param->literal_at = offset_of(p, inner.ptr);
	if (fold != NULL && fold[-1] == '\r')
		fold--;
	if (fold != NULL)
		report(p, MIME_DEFECT_FOLD_IN_QUOTED_PARAMETER,
		       mime_slice_of(fold, *fold == '\r' ? 2 : 1));
	step(p);
	if (!at_end(p) && !at_name(p))
		skip(p, p->token.raw.ptr);
	if (is_raw_path(param, inner) ||
	    (fold == NULL && memchr(raw.ptr, '\\', raw.len) == NULL))
		return MIME_OK;
	mime_strbuf_clear(&p->scratch);
	mime_lex_unquote(&p->scratch, raw);
	return copy_scratch(&param->literal, p);
}

static int
read_plain(struct parse *p, struct mime_param *param)
{
	bool odd;
	mime_slice run = read_run(p, &odd);

	param->length = (size_t)(run.ptr + run.len - param->name.ptr);
	param->literal = run;
	param->literal_at = offset_of(p, run.ptr);
	if (odd || run.len == 0)
		report(p, MIME_DEFECT_BAD_PARAMETER,
		       mime_slice_of(param->name.ptr, param->length));
	if (run.len == 0 || memchr(run.ptr, '\n', run.len) == NULL)
		return MIME_OK;
	mime_strbuf_clear(&p->scratch);
	mime_lex_unfold(&p->scratch, run);
	return copy_scratch(&param->literal, p);
}

static int
keep(struct parse *p, const struct mime_param_part *part)
{
	if (p->n == p->room) {
		bool first = p->parts == p->first;
		size_t room = p->room * 2;
		struct mime_param_part *grown;

		/* each part took at least two bytes of a text in memory, so
		 * that only the product can overflow */
		if (room > SIZE_MAX / sizeof *grown)
			return MIME_ENOMEM;
		grown = mime_resize(first ? NULL : p->parts,
				    room * sizeof *grown);
		if (grown == NULL)
			return MIME_ENOMEM;
		if (first)
			memcpy(grown, p->first, sizeof p->first);
		p->parts = grown;
		p->room = room;
	}
	p->parts[p->n++] = *part;
	return MIME_OK;
}

/* Past the limit one boundary is still taken, whole or in pieces, so that
 * padding hides no parts. */
static bool
within_limit(struct parse *p, const struct mime_param_part *part)
{
	bool within = p->n < p->context->max_params;
	bool boundary = mime_slice_is(part->param.name, "boundary");

	if (!within && !p->over_limit) {
		mime_defect_add(p->context->defects,
				MIME_DEFECT_PARAMETERS_LIMIT,
				part->param.offset, part->param.length);
		p->over_limit = true;
	}
	if (!within && (!boundary || p->boundary || p->past++ >= PAST))
		return false;
	p->boundary = p->boundary || (boundary && part->number < 0);
	return true;
}

static int
read_parameter(struct parse *p)
{
	mime_slice name = p->token.raw;
	struct mime_param_part part = { .number = -1 };
	bool good;
	int rc;

	if (!at_name(p)) {
		skip(p, name.ptr);
		return MIME_OK;
	}
	good = mime_param_part_name(&part, name);
	if (part.param.name.len == 0) {
		skip(p, name.ptr);
		return MIME_OK;
	}
	part.param.offset = offset_of(p, name.ptr);
	step(p);
	step(p);
	rc = p->token.kind == MIME_TOKEN_QUOTED ? read_quoted(p, &part.param)
						: read_plain(p, &part.param);
	if (rc != MIME_OK)
		return rc;
	if (!good) {
		mime_defect_add(p->context->defects,
				MIME_DEFECT_BAD_CONTINUATION, part.param.offset,
				part.param.length);
		return MIME_OK;
	}
	return within_limit(p, &part) ? keep(p, &part) : MIME_OK;
}

static int
read_parameters(struct parse *p)
{
	bool separated = false;
	int rc = MIME_OK;

	while (rc == MIME_OK && p->token.kind != MIME_TOKEN_END) {
		if (is_special(&p->token, ';')) {
			separated = true;
			step(p);
			continue;
		}
		if (!separated)
			report(p, MIME_DEFECT_BAD_PARAMETER, p->token.raw);
		separated = false;
		rc = read_parameter(p);
	}
	return rc;
}

static mime_slice
read_value(struct parse *p)
{
	mime_slice value = { p->token.raw.ptr, 0 };
	bool comma = true;

	for (; !at_end(p); step(p)) {
		if ((comma || p->token.blank_before) && at_name(p))
			break;
		value.len = length_to(&p->token, value.ptr);
		comma = is_special(&p->token, ',');
	}
	if (!at_end(p) && comma && value.len > 0)
		value.len--;
	return value;
}

/* What only the whole list shows: parameters that decide the structure and
 * are written twice, or in a form that not every program reads. */
static void
judge(const struct mime_params *params, const struct mime_text_context *context)
{
	bool boundary = false;

	for (size_t i = 0; i < params->n; i++) {
		const struct mime_param *p = &params->list[i];
		bool another = mime_slice_is(p->name, "boundary");

		if (another && boundary)
			mime_defect_add(context->defects,
					MIME_DEFECT_CONFLICTING_BOUNDARY,
					p->offset, p->length);
		boundary = boundary || another;
		if (p->flags & (MIME_PARAM_EXTENDED | MIME_PARAM_CONTINUED) &&
		    (another || mime_slice_is(p->name, "charset") ||
		     mime_slice_is(p->name, "protocol")))
			mime_defect_add(context->defects,
					MIME_DEFECT_STRUCTURAL_RFC2231,
					p->offset, p->length);
	}
}

int
mime_params_parse(struct mime_params *out, struct mime_arena *arena,
		  mime_slice text, const struct mime_text_context *context)
{
	struct parse p;
	int rc;

	*out = (struct mime_params){ 0 };
	p.arena = arena;
	p.context = context;
	p.parts = p.first;
	p.n = 0;
	p.room = FEW;
	p.boundary = p.over_limit = false;
	p.past = 0;
	mime_strbuf_init(&p.scratch, SIZE_MAX);
	mime_lex_init(&p.lex, text, MIME_LEX_PARAM, context);
	step(&p);
	out->value = read_value(&p);
	rc = read_parameters(&p);
	if (rc == MIME_OK)
		rc = mime_param_parts_join(out, arena, p.parts, p.n, context);
	if (rc == MIME_OK)
		judge(out, context);
	else
		*out = (struct mime_params){ 0 };
	if (p.parts != p.first)
		mime_free(p.parts);
	mime_strbuf_free(&p.scratch);
	return rc;
}

static const struct mime_param *
find(const struct mime_params *p, const char *name, bool rfc2231)
{
	for (size_t i = 0; i < p->n; i++) {
		unsigned form = p->list[i].flags &
				(MIME_PARAM_EXTENDED | MIME_PARAM_CONTINUED);

		if ((form != 0) == rfc2231 &&
		    mime_slice_is(p->list[i].name, name))
			return &p->list[i];
	}
	return NULL;
}

const struct mime_param *
mime_param_find_plain(const struct mime_params *p, const char *name)
{
	return find(p, name, false);
}

const struct mime_param *
mime_param_find(const struct mime_params *p, const char *name)
{
	const struct mime_param *found = find(p, name, true);

	return found != NULL ? found : find(p, name, false);
}
