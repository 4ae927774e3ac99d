#include "base/slice.h"
#include "base/strbuf.h"
#include "text/address.h"
#include "text/address_name.h"
#include "text/address_piece.h"
#include "text/address_spec.h"

enum { SHORT_LIST = 8 };

struct parse {
	struct mime_address_list *list;
	size_t room, group_room; /* exactly what is needed, or the maximum */
	struct mime_arena *arena;
	mime_slice text;
	const struct mime_text_context *context;
	struct mime_strbuf name; /* of the mailbox being read */
	bool in_group;
	bool full; /* R05 is recorded */
};

static struct mime_text_context
context_at(const struct parse *p, const char *at)
{
	struct mime_text_context here = *p->context;

	here.offset += (size_t)(at - p->text.ptr);
	return here;
}

static void
report(const struct parse *p, int kind, const char *at, size_t length)
{
	mime_defect_add(p->context->defects, kind, context_at(p, at).offset,
			length);
}

static void
set_full(struct parse *p, mime_slice at)
{
	report(p, MIME_DEFECT_ADDRESSES_LIMIT, at.ptr, at.len);
	p->full = true;
}

static int
keep_name(mime_slice *out, struct parse *p)
{
	if (p->name.error != MIME_OK)
		return p->name.error;
	return mime_arena_copy(out, p->arena, mime_strbuf_slice(&p->name));
}

/* What no address came of: the display name, and then the bytes as they
 * stand, so that nothing in them is read as an address. */
static int
name_of_invalid(mime_slice *out, struct parse *p,
		const struct mime_address_piece *piece)
{
	struct mime_text_context here = context_at(p, piece->raw.ptr);
	mime_slice rest = piece->raw;

	mime_strbuf_clear(&p->name);
	if (piece->unclosed == NULL && piece->at == NULL &&
	    piece->phrase.len > 0) {
		const char *end = piece->raw.ptr + piece->raw.len;
		const char *from =
			piece->angle.ptr != NULL ? piece->angle.ptr - 1 : end;

		here = context_at(p, piece->phrase.ptr);
		mime_address_phrase(&p->name, piece->phrase, &here);
		rest = mime_slice_of(from, (size_t)(end - from));
		if (rest.len > 0)
			mime_strbuf_add_char(&p->name, ' ');
		here = context_at(p, from);
	}
	mime_address_unread(&p->name, rest, &here);
	return keep_name(out, p);
}

static int
name_of_valid(mime_slice *out, struct parse *p,
	      const struct mime_address_piece *piece, mime_slice address)
{
	bool phrase = piece->angle.ptr != NULL && piece->phrase.len > 0;
	mime_slice from = phrase ? piece->phrase : piece->comment;
	struct mime_text_context here;

	if (from.ptr == NULL)
		return MIME_OK;
	here = context_at(p, from.ptr);
	mime_strbuf_clear(&p->name);
	if (phrase)
		mime_address_phrase(&p->name, from, &here);
	else
		mime_address_comment(&p->name, from, &here);
	if (mime_address_misleads(mime_strbuf_slice(&p->name), address))
		report(p, MIME_DEFECT_NAME_LOOKS_LIKE_ADDRESS, from.ptr,
		       from.len);
	return keep_name(out, p);
}

/* "a@b.c <a@b.c>", as some mailers write it, has one reading; every other "@"
 * before the "<" makes two addresses. */
static int
check_phrase(bool *valid, struct parse *p,
	     const struct mime_address_piece *piece,
	     const struct mime_address_spec *spec)
{
	struct mime_text_context silent = *p->context;
	struct mime_address_spec named;
	int rc;

	silent.defects = NULL;
	rc = mime_address_spec_parse(&named, p->arena, piece->phrase, false,
				     &silent);
	*valid = rc == MIME_OK && named.address.ptr != NULL &&
		 mime_slice_same(named.address, spec->address);
	return rc;
}

static int
read_spec(struct mime_address_spec *out, struct parse *p,
	  const struct mime_address_piece *piece)
{
	bool angle = piece->angle.ptr != NULL, valid = true;
	mime_slice raw = angle ? piece->angle : piece->raw;
	struct mime_text_context here = context_at(p, raw.ptr);
	const char *several = piece->second;
	int rc;

	/* without brackets and "@" it is a name, or a local part of ASCII */
	if (!angle && piece->at == NULL)
		here.defects = NULL;
	rc = mime_address_spec_parse(out, p->arena, raw, angle, &here);
	if (rc == MIME_OK && angle && piece->at != NULL)
		rc = check_phrase(&valid, p, piece, out);
	if (!valid && several == NULL)
		several = piece->angle.ptr - 1;
	if (several != NULL)
		report(p, MIME_DEFECT_SEVERAL_AT, several, 1);
	if (several != NULL || piece->rest)
		*out = (struct mime_address_spec){ 0 };
	return rc;
}

static int
add(struct parse *p, const struct mime_address_piece *piece)
{
	struct mime_address_list *l = p->list;
	struct mime_address_spec spec = { 0 };
	struct mime_mailbox *m = &l->list[l->n];
	int rc = MIME_OK;

	if (piece->phrase.len == 0 && piece->angle.ptr == NULL &&
	    piece->unclosed == NULL)
		return MIME_OK;
	if (l->n == p->room) {
		set_full(p, piece->raw);
		return MIME_OK;
	}
	if (piece->unclosed != NULL)
		report(p, MIME_DEFECT_UNBALANCED_ADDRESS, piece->unclosed, 1);
	else
		rc = read_spec(&spec, p, piece);
	if (rc == MIME_OK && spec.address.ptr != NULL)
		rc = name_of_valid(&m->name, p, piece, spec.address);
	else if (rc == MIME_OK)
		rc = name_of_invalid(&m->name, p, piece);
	m->address = spec.address;
	m->local = spec.local;
	m->domain = spec.domain;
	m->raw = piece->raw;
	if (p->in_group) {
		m->group = l->group[l->groups - 1].name;
		l->group[l->groups - 1].n++;
	}
	l->n++;
	return rc;
}

static int
open_group(struct parse *p, const struct mime_address_piece *piece)
{
	struct mime_text_context here = context_at(p, piece->phrase.ptr);
	struct mime_address_list *l = p->list;

	if (l->groups == p->group_room) {
		set_full(p, piece->raw);
		return MIME_OK;
	}
	mime_strbuf_clear(&p->name);
	mime_address_phrase(&p->name, piece->phrase, &here);
	l->group[l->groups].raw = piece->phrase;
	l->group[l->groups].first = l->n;
	p->in_group = true;
	return keep_name(&l->group[l->groups++].name, p);
}

/* Each of the pieces that waited for a "<" is a mailbox of its own. */
static int
flush(struct parse *p, mime_slice *waiting)
{
	struct mime_address_piece piece;
	struct mime_lex lex;
	int rc = MIME_OK;

	mime_lex_init(&lex, *waiting, MIME_LEX_ADDRESS, NULL);
	while (rc == MIME_OK && !p->full &&
	       mime_address_piece_next(&piece, &lex, false))
		rc = add(p, &piece);
	*waiting = MIME_ABSENT;
	return rc;
}

static int
read_piece(struct parse *p, mime_slice *waiting,
	   struct mime_address_piece *piece)
{
	bool takes = piece->angle.ptr != NULL && piece->phrase.len > 0 &&
		     piece->at == NULL && piece->unclosed == NULL;
	int rc = MIME_OK;

	if (piece->end == ',' && mime_address_piece_plain(piece)) {
		if (waiting->ptr == NULL)
			waiting->ptr = piece->raw.ptr;
		waiting->len = (size_t)(piece->raw.ptr + piece->raw.len -
					waiting->ptr);
		return MIME_OK;
	}
	if (takes && waiting->ptr != NULL) {
		piece->raw.len += (size_t)(piece->raw.ptr - waiting->ptr);
		piece->phrase.len += (size_t)(piece->phrase.ptr - waiting->ptr);
		piece->raw.ptr = piece->phrase.ptr = waiting->ptr;
		*waiting = MIME_ABSENT;
	}
	if (waiting->ptr != NULL)
		rc = flush(p, waiting);
	if (rc != MIME_OK || p->full)
		return rc;
	if (piece->end == ':')
		return open_group(p, piece);
	rc = add(p, piece);
	if (piece->end == ';')
		p->in_group = false;
	return rc;
}

static void
count(size_t *mailboxes, size_t *groups, mime_slice text)
{
	struct mime_address_piece piece;
	bool in_group = false;
	struct mime_lex lex;

	*mailboxes = *groups = 0;
	mime_lex_init(&lex, text, MIME_LEX_ADDRESS, NULL);
	while (mime_address_piece_next(&piece, &lex, !in_group)) {
		in_group = piece.end == ':' || (in_group && piece.end != ';');
		*groups += piece.end == ':';
		*mailboxes += piece.end != ':' && piece.raw.len > 0;
	}
}

/* Room for what is there and no more, since the arena keeps it for good; of a
 * short list without groups, for what its commas allow. */
static int
make_room(struct parse *p, size_t max)
{
	mime_slice s = p->text;
	size_t n = 1, groups = 0;
	const char *comma;

	while (n <= SHORT_LIST && s.len > 0 &&
	       (comma = memchr(s.ptr, ',', s.len)) != NULL) {
		s = mime_slice_part(s, (size_t)(comma + 1 - s.ptr), s.len);
		n++;
	}
	if (n > SHORT_LIST || memchr(p->text.ptr, ':', p->text.len) != NULL ||
	    memchr(p->text.ptr, ';', p->text.len) != NULL)
		count(&n, &groups, p->text);
	p->room = n < max ? n : max;
	p->group_room = groups < max ? groups : max;
	p->list->list =
		mime_arena_array(p->arena, p->room, sizeof *p->list->list);
	p->list->group = mime_arena_array(p->arena, p->group_room,
					  sizeof *p->list->group);
	return p->list->list != NULL && p->list->group != NULL ? MIME_OK
							       : MIME_ENOMEM;
}

int
mime_address_list_parse(struct mime_address_list *out, struct mime_arena *arena,
			mime_slice text, size_t max,
			const struct mime_text_context *context)
{
	struct parse p = {
		.list = out, .arena = arena, .text = text, .context = context
	};
	struct mime_address_piece piece;
	mime_slice waiting = MIME_ABSENT;
	char ordinary[256];
	struct mime_lex lex;
	int rc;

	*out = (struct mime_address_list){ 0 };
	mime_strbuf_init_on(&p.name, SIZE_MAX, ordinary, sizeof ordinary);
	mime_lex_init(&lex, text, MIME_LEX_ADDRESS, context);
	p.text = lex.text; /* never NULL */
	rc = make_room(&p, max);
	while (rc == MIME_OK && !p.full &&
	       mime_address_piece_next(&piece, &lex, !p.in_group))
		rc = read_piece(&p, &waiting, &piece);
	if (rc == MIME_OK && !p.full)
		rc = flush(&p, &waiting);
	mime_strbuf_free(&p.name);
	if (rc != MIME_OK)
		*out = (struct mime_address_list){ 0 };
	return rc;
}
