#include "text/address_spec.h"
#include "base/slice.h"
#include "codec/utf8.h"
#include "text/lex.h"
#include "text/word.h"

struct parse {
	struct mime_lex lex;
	struct mime_token token; /* the next one that is no comment */
	const struct mime_text_context *context;
	struct mime_strbuf local, domain; /* unquoted; joined */
	size_t words;			  /* of the local part */
	bool quoted;			  /* one of them */
	bool valid;
};

static void
step(struct parse *p)
{
	mime_lex_next_plain(&p->token, &p->lex);
}

static bool
at_special(const struct parse *p, char special)
{
	return p->token.kind == MIME_TOKEN_SPECIAL &&
	       p->token.raw.ptr[0] == special;
}

static void
refuse(struct parse *p, int kind, const char *at, size_t length)
{
	mime_defect_add(p->context->defects, kind,
			p->context->offset + (size_t)(at - p->lex.text.ptr),
			length);
	p->valid = false;
}

/* Atoms with dots, or any UTF-8; a dot too many is judged elsewhere. */
static bool
is_dotted(mime_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((uint8_t)s.ptr[i] < 0x80 && s.ptr[i] != '.' &&
		    !mime_ascii_is(s.ptr[i], MIME_ASCII_ATEXT))
			return false;
	return mime_utf8_valid(s.ptr, s.len) == s.len;
}

/* Words and atoms of one address stand together, or a dot parts them. */
static bool
dot_between(mime_slice before, const struct mime_token *now)
{
	return before.len == 0 ||
	       (before.ptr[0] != '"' && before.ptr[before.len - 1] == '.') ||
	       (now->kind == MIME_TOKEN_ATOM && now->raw.ptr[0] == '.');
}

static void
read_word(struct parse *p, mime_slice before)
{
	mime_slice raw = p->token.raw;
	const char *control = mime_lex_control(raw);
	const char *paren = NULL;

	p->words++;
	if (control != NULL)
		refuse(p, MIME_DEFECT_CONTROL_IN_LOCAL_PART, control, 1);
	if (mime_word_present(raw))
		refuse(p, MIME_DEFECT_ENCODED_WORD_IN_ADDRESS, raw.ptr,
		       raw.len);
	if (!dot_between(before, &p->token))
		p->valid = false;
	if (p->token.kind == MIME_TOKEN_QUOTED) {
		p->quoted = true;
		if (mime_utf8_valid(raw.ptr, raw.len) < raw.len)
			p->valid = false;
		mime_lex_unquote(&p->local, raw);
		return;
	}
	if (p->token.kind == MIME_TOKEN_ATOM) {
		paren = memchr(raw.ptr, ')', raw.len);
		mime_strbuf_add(&p->local, raw);
	}
	if (paren != NULL)
		refuse(p, MIME_DEFECT_UNBALANCED_ADDRESS, paren, 1);
	if (p->token.kind != MIME_TOKEN_ATOM || !is_dotted(raw))
		p->valid = false;
}

static void
read_local(struct parse *p)
{
	mime_slice before = MIME_LITERAL("");

	for (; p->token.kind != MIME_TOKEN_END && !at_special(p, '@');
	     step(p)) {
		read_word(p, before);
		before = p->token.raw;
	}
}

/* "[" dtext "]", without blanks. */
static bool
is_literal(mime_slice s)
{
	for (size_t i = 1; i + 1 < s.len; i++)
		if (s.ptr[i] <= ' ' || s.ptr[i] > '~' || s.ptr[i] == '[' ||
		    s.ptr[i] == '\\')
			return false;
	return s.len > 2;
}

static void
read_domain_token(struct parse *p, mime_slice before)
{
	mime_slice raw = p->token.raw;
	bool atom = p->token.kind == MIME_TOKEN_ATOM;
	const char *paren = atom ? memchr(raw.ptr, ')', raw.len) : NULL;

	if (at_special(p, '@'))
		refuse(p, MIME_DEFECT_SEVERAL_AT, raw.ptr, 1);
	if (paren != NULL)
		refuse(p, MIME_DEFECT_UNBALANCED_ADDRESS, paren, 1);
	if (mime_word_present(raw))
		refuse(p, MIME_DEFECT_ENCODED_WORD_IN_ADDRESS, raw.ptr,
		       raw.len);
	if (mime_lex_control(raw) != NULL)
		p->valid = false;
	if (p->token.kind == MIME_TOKEN_DOMAIN)
		p->valid = p->valid && before.len == 0 && is_literal(raw);
	else
		p->valid = p->valid && atom && is_dotted(raw) &&
			   dot_between(before, &p->token);
	mime_strbuf_add(&p->domain, raw);
}

static bool
has_empty_label(mime_slice s)
{
	if (s.len == 0 || s.ptr[0] == '.' || s.ptr[s.len - 1] == '.')
		return true;
	for (size_t i = 1; i < s.len; i++)
		if (s.ptr[i] == '.' && s.ptr[i - 1] == '.')
			return true;
	return false;
}

static void
read_domain(struct parse *p)
{
	mime_slice before = MIME_LITERAL("");

	for (; p->token.kind != MIME_TOKEN_END; step(p)) {
		/* nothing follows a domain literal */
		if (before.len > 0 && before.ptr[0] == '[')
			p->valid = false;
		read_domain_token(p, before);
		before = p->token.raw;
	}
	if (has_empty_label(mime_strbuf_slice(&p->domain)))
		p->valid = false;
}

/* "@host,@host:" (RFC 5322 4.4) is read over; a domain behind an "@" that
 * begins no member of it makes the mailbox one with several "@". */
static void
skip_route(struct parse *p)
{
	bool member = true;

	while (p->token.kind != MIME_TOKEN_END && !at_special(p, ':')) {
		if (at_special(p, '@') && !member)
			refuse(p, MIME_DEFECT_SEVERAL_AT, p->token.raw.ptr, 1);
		member = at_special(p, ',');
		step(p);
	}
	if (p->token.kind == MIME_TOKEN_END)
		p->valid = false;
	step(p);
}

void
mime_address_route(struct mime_strbuf *out, mime_slice angle)
{
	struct parse p = { .valid = true };

	mime_lex_init(&p.lex, angle, MIME_LEX_ADDRESS, NULL);
	step(&p);
	if (!at_special(&p, '@'))
		return;
	for (; p.token.kind != MIME_TOKEN_END && !at_special(&p, ':'); step(&p))
		mime_strbuf_add(out, p.token.raw);
}

void
mime_address_local_write(struct mime_strbuf *out, mime_slice local)
{
	bool quoted = has_empty_label(local) || !is_dotted(local);

	if (quoted)
		mime_strbuf_add_char(out, '"');
	for (size_t i = 0; i < local.len; i++) {
		if (local.ptr[i] == '"' || local.ptr[i] == '\\')
			mime_strbuf_add_char(out, '\\');
		mime_strbuf_add_char(out, local.ptr[i]);
	}
	if (quoted)
		mime_strbuf_add_char(out, '"');
}

static bool
ends_well(const struct parse *p, bool has_domain)
{
	mime_slice local = mime_strbuf_slice(&p->local);

	if (!p->valid || p->words == 0)
		return false;
	return has_domain ||
	       (p->words == 1 && !p->quoted && !has_empty_label(local) &&
		is_dotted(local) && mime_ascii_only(local.ptr, local.len));
}

/* Lends what raw holds as it is; copies what had to be put together. */
static int
deliver(struct mime_address_spec *out, struct parse *p,
	struct mime_arena *arena, bool has_domain)
{
	mime_slice raw = mime_slice_trim(p->lex.text);
	mime_slice local = mime_strbuf_slice(&p->local), all;
	size_t n = p->domain.len;
	struct mime_strbuf text;
	int rc;

	mime_strbuf_init(&text, SIZE_MAX);
	mime_address_local_write(&text, local);
	if (has_domain)
		mime_strbuf_add_char(&text, '@');
	mime_strbuf_add(&text, mime_strbuf_slice(&p->domain));
	rc = text.error;
	all = mime_strbuf_slice(&text);
	if (rc == MIME_OK && mime_slice_equal(all, raw))
		all = raw;
	else if (rc == MIME_OK)
		rc = mime_arena_copy(&all, arena, all);
	if (rc == MIME_OK && all.ptr[0] == '"')
		rc = mime_arena_copy(&local, arena, local);
	else if (rc == MIME_OK)
		local = mime_slice_part(all, 0, local.len);
	mime_strbuf_free(&text);
	if (rc != MIME_OK)
		return rc;
	out->address = all;
	out->local = local;
	out->domain = mime_slice_part(all, all.len - n, all.len);
	return MIME_OK;
}

/* The end of the atoms, with a dot between each two, that begin at `from'; from
 * itself if there are none, or a dot too many. */
static size_t
dot_atoms(mime_slice s, size_t from)
{
	bool dot = true;
	size_t i = from;

	for (; i < s.len; i++) {
		if (s.ptr[i] == '.' && dot)
			return from;
		dot = s.ptr[i] == '.';
		if (!dot && !mime_ascii_is(s.ptr[i], MIME_ASCII_ATEXT))
			break;
	}
	return i > from && s.ptr[i - 1] == '.' ? from : i;
}

/* Dotted atoms on both sides of one "@", as most are: all of it is lent.
 * Without a question mark there is no encoded-word in it. */
static bool
is_ordinary(struct mime_address_spec *out, mime_slice raw)
{
	size_t at = dot_atoms(raw, 0);

	if (at == 0 || at == raw.len || raw.ptr[at] != '@' ||
	    at + 1 == raw.len || dot_atoms(raw, at + 1) != raw.len ||
	    memchr(raw.ptr, '?', raw.len) != NULL)
		return false;
	out->address = raw;
	out->local = mime_slice_part(raw, 0, at);
	out->domain = mime_slice_part(raw, at + 1, raw.len);
	return true;
}

int
mime_address_spec_parse(struct mime_address_spec *out, struct mime_arena *arena,
			mime_slice raw, bool angle,
			const struct mime_text_context *context)
{
	struct parse p = { .context = context, .valid = true };
	bool has_domain;
	int rc;

	*out = (struct mime_address_spec){ 0 };
	if (is_ordinary(out, raw))
		return MIME_OK;
	mime_strbuf_init(&p.local, SIZE_MAX);
	mime_strbuf_init(&p.domain, SIZE_MAX);
	mime_lex_init(&p.lex, raw, MIME_LEX_ADDRESS, NULL);
	step(&p);
	if (angle && at_special(&p, '@'))
		skip_route(&p);
	read_local(&p);
	has_domain = at_special(&p, '@');
	if (has_domain) {
		step(&p);
		read_domain(&p);
	}
	if (!mime_ascii_only(p.lex.text.ptr, p.lex.text.len))
		mime_defect_add(context->defects, MIME_DEFECT_RAW_8BIT_HEADER,
				context->offset, p.lex.text.len);
	rc = p.local.error != MIME_OK ? p.local.error : p.domain.error;
	if (rc == MIME_OK && ends_well(&p, has_domain))
		rc = deliver(out, &p, arena, has_domain);
	mime_strbuf_free(&p.local);
	mime_strbuf_free(&p.domain);
	return rc;
}
