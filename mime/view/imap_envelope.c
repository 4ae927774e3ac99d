#include "view/imap_envelope.h"
#include "text/address_name.h"
#include "text/address_piece.h"
#include "text/address_spec.h"

/* The piece of an address list that a mailbox is, its display name with the
 * commas that stand in it. */
static void
piece_of(struct mime_address_piece *out, mime_slice raw)
{
	struct mime_lex lex;

	mime_lex_init(&lex, raw, MIME_LEX_ADDRESS, NULL);
	while (mime_address_piece_next(out, &lex, false) && out->end == ',')
		;
	if (out->phrase.ptr != NULL)
		out->phrase = mime_slice_of(
			raw.ptr,
			(size_t)(out->phrase.ptr + out->phrase.len - raw.ptr));
}

static void
add_name(struct mime_imap *w, const struct mime_address_piece *piece)
{
	bool phrase = piece->angle.ptr != NULL && piece->phrase.len > 0;
	struct mime_strbuf plain;

	if (phrase) {
		mime_address_words(&w->scratch, piece->phrase);
		mime_imap_scratch(w);
		return;
	}
	if (piece->comment.ptr == NULL) {
		mime_imap_string(w, MIME_ABSENT);
		return;
	}
	/* "a@b.c (Name)", as before RFC 822 */
	mime_strbuf_init(&plain, SIZE_MAX);
	mime_lex_unquote(&plain, piece->comment);
	mime_imap_string(w, mime_slice_trim(mime_strbuf_slice(&plain)));
	if (plain.error != MIME_OK)
		w->scratch.error = plain.error;
	mime_strbuf_free(&plain);
}

/* What is no address gets an empty mailbox and host: NIL would begin or end a
 * group, and a word of ours could be taken for an address. */
static void
add_invalid(struct mime_imap *w, mime_slice raw)
{
	mime_imap_add(w, "(");
	mime_lex_unfold(&w->scratch, raw);
	mime_imap_scratch(w);
	mime_imap_add(w, " NIL \"\" \"\")");
}

static void
add_mailbox(struct mime_imap *w, const struct mime_mailbox *box)
{
	struct mime_address_piece piece;

	if (box->address.ptr == NULL) {
		add_invalid(w, box->raw);
		return;
	}
	piece_of(&piece, box->raw);
	mime_imap_add(w, "(");
	add_name(w, &piece);
	mime_imap_add(w, " ");
	if (piece.angle.ptr != NULL)
		mime_address_route(&w->scratch, piece.angle);
	if (w->scratch.len > 0)
		mime_imap_scratch(w);
	else
		mime_imap_add(w, "NIL");
	mime_imap_add(w, " ");
	mime_imap_string(w, box->local);
	mime_imap_add(w, " ");
	mime_imap_string(w, box->domain);
	mime_imap_add(w, ")");
}

static void
add_group(struct mime_imap *w, const struct mime_address_list *l,
	  const struct mime_address_group *group)
{
	mime_imap_add(w, "(NIL NIL ");
	mime_address_words(&w->scratch, group->raw);
	mime_imap_scratch(w);
	mime_imap_add(w, " NIL)");
	for (size_t i = 0; i < group->n; i++)
		add_mailbox(w, &l->list[group->first + i]);
	mime_imap_add(w, "(NIL NIL NIL NIL)");
}

static void
add_list(struct mime_imap *w, const struct mime_address_list *l)
{
	size_t i = 0, group = 0;

	mime_imap_add(w, "(");
	for (;;) {
		while (group < l->groups && l->group[group].first == i) {
			add_group(w, l, &l->group[group]);
			i += l->group[group++].n;
		}
		if (i == l->n)
			break;
		add_mailbox(w, &l->list[i++]);
	}
	mime_imap_add(w, ")");
}

/* *some tells whether there is an address, or a group.  Without one nothing is
 * added. */
static int
add_addresses(bool *some, struct mime_imap *w, const struct mime_part *p,
	      enum mime_field_id id)
{
	struct mime_field *f = mime_field_by_id(p, id);
	const struct mime_mailbox *list;
	size_t n;
	int rc;

	*some = false;
	/* several From fields name no author (A01) */
	if (f == NULL ||
	    (id == MIME_FIELD_FROM && mime_field_find(p, "From", f) != NULL))
		return MIME_OK;
	rc = mime_field_addresses(&list, &n, f);
	if (rc != MIME_OK)
		return rc;
	*some = n > 0 || f->more->addresses.groups > 0;
	if (*some)
		add_list(w, &f->more->addresses);
	return MIME_OK;
}

/* A copy of what stands at out[from..to-1]. */
static void
repeat(struct mime_imap *w, size_t from, size_t to)
{
	char *room = mime_strbuf_reserve(&w->out, to - from);

	if (room == NULL)
		return;
	memcpy(room, w->out.ptr + from, to - from);
	mime_strbuf_added(&w->out, to - from);
}

int
mime_imap_envelope_add(struct mime_imap *w, struct mime_part *p)
{
	static const enum mime_field_id ids[] = {
		MIME_FIELD_FROM, MIME_FIELD_SENDER, MIME_FIELD_REPLY_TO,
		MIME_FIELD_TO,	 MIME_FIELD_CC,	    MIME_FIELD_BCC
	};
	size_t from = 0, to = 0;
	bool some;
	int rc;

	if (p == NULL) {
		mime_imap_add(w, "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)");
		return MIME_OK;
	}
	mime_imap_add(w, "(");
	mime_imap_field(w, p, MIME_FIELD_DATE);
	mime_imap_add(w, " ");
	mime_imap_field(w, p, MIME_FIELD_SUBJECT);
	for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
		mime_imap_add(w, " ");
		if (ids[i] == MIME_FIELD_FROM)
			from = w->out.len;
		rc = add_addresses(&some, w, p, ids[i]);
		if (rc != MIME_OK)
			return rc;
		if (!some && (ids[i] == MIME_FIELD_SENDER ||
			      ids[i] == MIME_FIELD_REPLY_TO))
			repeat(w, from, to);
		else if (!some)
			mime_imap_add(w, "NIL");
		if (ids[i] == MIME_FIELD_FROM)
			to = w->out.len;
	}
	mime_imap_add(w, " ");
	mime_imap_field(w, p, MIME_FIELD_IN_REPLY_TO);
	mime_imap_add(w, " ");
	mime_imap_field(w, p, MIME_FIELD_MESSAGE_ID);
	mime_imap_add(w, ")");
	return w->out.error;
}

int
mime_imap_envelope(struct mime_text **out, struct mime_part *root,
		   enum mime_imap_strings how)
{
	struct mime_imap w;

	*out = NULL;
	if (root == NULL)
		return MIME_EINVAL;
	mime_imap_init(&w, how);
	return mime_imap_end(out, &w, mime_imap_envelope_add(&w, root));
}
