#include "tree/plan.h"
#include "base/memory.h"
#include "base/reader.h"
#include "tree/body.h"
#include "tree/content.h"
#include "tree/edit.h"
#include "tree/media_type.h"
#include "tree/survey.h"

bool
mime_plan_whole(const struct mime_plan *plan, const struct mime_part *p)
{
	return plan->carry == MIME_CARRY_BINARY &&
	       (p->flags & (MIME_PART_EDITED | MIME_PART_EDITED_BELOW |
			    MIME_PART_NEW)) == 0;
}

static bool
is_new(const struct mime_part *p)
{
	return (p->flags & MIME_PART_NEW) != 0;
}

/* RFC 1847: what it holds must reach the reader byte for byte. */
static bool
seals(const struct mime_part *p)
{
	return !is_new(p) && (p->type == MIME_TYPE_MULTIPART_SIGNED ||
			      p->type == MIME_TYPE_MULTIPART_ENCRYPTED);
}

static int
no_memory(struct mime_plan *plan)
{
	return mime_error_set(plan->err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
}

static int
add_entry(struct mime_plan *plan)
{
	if (plan->n == plan->room) {
		size_t room = plan->room > 0 ? plan->room * 2 : 16;
		void *grown;

		if (room > UINT32_MAX)
			return no_memory(plan);
		grown = mime_resize(plan->entries,
				    room * sizeof *plan->entries);
		if (grown == NULL)
			return no_memory(plan);
		plan->entries = grown;
		plan->room = room;
	}
	plan->entries[plan->n] =
		(struct mime_plan_entry){ .up = (uint32_t)plan->current };
	plan->current = plan->n++;
	return MIME_OK;
}

/* A parsed part that stands elsewhere now: what its bytes could not say there,
 * they may say here. */
static int
check_moved(struct mime_plan *plan, struct mime_part *p)
{
	struct mime_watch *w = &plan->watch;

	if (is_new(p) || (p->flags & MIME_PART_MOVED) == 0 || plan->open.n == 0)
		return MIME_OK;
	mime_watch_begin(w);
	mime_watch_add(w, mime_part_bytes(p, mime_part_header_at(p), p->end));
	if (mime_watch_end(w) != MIME_OK)
		return no_memory(plan);
	if (w->delimiter)
		return mime_error_set(plan->err, MIME_EINVAL, 0,
				      mime_part_header_at(p),
				      "a delimiter in a part that was moved");
	return MIME_OK;
}

static enum mime_carry
carry_of(mime_slice bytes)
{
	struct mime_survey s;

	mime_survey_init(&s);
	mime_survey_add(&s, bytes);
	mime_survey_end(&s);
	return mime_survey_carry(&s, false);
}

static int
enter_leaf(struct mime_plan *plan, struct mime_part *p,
	   struct mime_plan_entry *e)
{
	struct mime_transfer_choice c = { MIME_TRANSFER_NONE, MIME_CARRY_7BIT };
	int rc = MIME_OK;

	if (mime_part_content(p) != NULL) {
		rc = mime_transfer_choose(&c, p, plan->carry, &plan->watch,
					  plan->err);
		e->own = (uint8_t)c.carry;
		p->more->content.chosen = c.transfer;
	} else if (is_new(p)) {
		return MIME_OK;
	} else if (plan->carry < MIME_CARRY_BINARY && plan->sealed == 0) {
		rc = mime_transfer_keep(&c, p, plan->carry, &plan->watch,
					plan->err);
		e->encoded = c.transfer != MIME_TRANSFER_NONE;
	} else if (plan->carry < MIME_CARRY_BINARY || plan->made > 0) {
		c.carry = carry_of(mime_body_raw(p));
	}
	e->transfer = e->label = (uint8_t)c.transfer;
	e->carry = (uint8_t)c.carry;
	return rc;
}

/* p's header is written with the bytes it has: how wide are they? */
static void
note_header(const struct mime_plan *plan, const struct mime_part *p,
	    struct mime_plan_entry *e)
{
	mime_slice header;
	enum mime_carry carry;

	if (is_new(p) || (plan->carry == MIME_CARRY_BINARY && plan->made == 0))
		return;
	header = mime_part_bytes(p, mime_part_header_at(p), p->body);
	carry = carry_of(header);
	if (carry > e->carry)
		e->carry = (uint8_t)carry;
}

static int
enter_multipart(struct mime_plan *plan, struct mime_part *p)
{
	mime_slice boundary;
	bool same, prefix;
	int rc;

	if (is_new(p)) {
		plan->made++;
		return MIME_OK;
	}
	if (seals(p))
		plan->sealed++;
	rc = mime_part_boundary(&boundary, p);
	if (boundary.len == 0) /* its Content-Type is gone: no line is one */
		boundary = MIME_LITERAL("\n");
	if (rc == MIME_OK)
		rc = mime_boundaries_push(&plan->open, boundary, &same,
					  &prefix);
	return rc == MIME_OK ? rc : no_memory(plan);
}

/* *descend: its children come next. */
static int
enter(struct mime_plan *plan, struct mime_part *p, bool *descend)
{
	struct mime_plan_entry *e;
	int rc = add_entry(plan);

	*descend = false;
	if (rc == MIME_OK)
		rc = check_moved(plan, p);
	if (rc != MIME_OK)
		return rc;
	e = &plan->entries[plan->current];
	if (mime_plan_whole(plan, p)) {
		if (plan->made > 0)
			e->carry = (uint8_t)carry_of(mime_part_bytes(
				p, mime_part_header_at(p), p->end));
		return MIME_OK;
	}
	if (p->kind == MIME_PART_LEAF)
		rc = enter_leaf(plan, p, e);
	else
		*descend = true;
	if (rc == MIME_OK && p->kind == MIME_PART_MULTIPART)
		rc = enter_multipart(plan, p);
	note_header(plan, p, e);
	return rc;
}

/* The widest label a parsed multipart or message has. */
static enum mime_carry
labelled(const struct mime_part *p)
{
	return p->transfer == MIME_TRANSFER_8BIT     ? MIME_CARRY_8BIT
	       : p->transfer == MIME_TRANSFER_BINARY ? MIME_CARRY_BINARY
						     : MIME_CARRY_7BIT;
}

static void
label_composite(const struct mime_part *p, struct mime_plan_entry *e)
{
	static const uint8_t labels[] = { MIME_TRANSFER_7BIT,
					  MIME_TRANSFER_8BIT,
					  MIME_TRANSFER_BINARY };

	/* as wide as what it holds (RFC 2045 6.4), and no field where the
	 * default says it */
	if (is_new(p)) {
		if (e->carry > MIME_CARRY_7BIT)
			e->label = labels[e->carry];
	} else if (e->own > labelled(p)) {
		e->label = labels[e->own];
	} else if (e->encoded && e->carry < labelled(p)) {
		e->label = labels[e->carry];
	}
}

/* The children of p were entered; it is the current one again. */
static void
leave(struct mime_plan *plan, struct mime_part *p)
{
	if (p->kind == MIME_PART_MULTIPART) {
		if (is_new(p))
			plan->made--;
		else
			mime_boundaries_pop(&plan->open);
		if (seals(p))
			plan->sealed--;
	}
	label_composite(p, &plan->entries[plan->current]);
}

/* Goes from the current entry to that of the part around it. */
static void
go_up(struct mime_plan *plan)
{
	const struct mime_plan_entry *e = &plan->entries[plan->current];
	struct mime_plan_entry *up = &plan->entries[e->up];

	if (e->carry > up->carry)
		up->carry = e->carry;
	if (e->own > up->own)
		up->own = e->own;
	up->encoded = up->encoded || e->encoded;
	plan->current = e->up;
}

static int
visit(struct mime_plan *plan)
{
	struct mime_part *p = plan->message->root;
	bool descend;
	int rc;

	plan->n = plan->current = 0;
	for (;;) {
		rc = enter(plan, p, &descend);
		if (rc != MIME_OK)
			return rc;
		if (descend && p->child != NULL) {
			p = p->child;
			continue;
		}
		if (descend)
			leave(plan, p);
		while (p->parent != NULL && p->next == NULL) {
			p = p->parent;
			go_up(plan);
			leave(plan, p);
		}
		if (p->parent == NULL)
			return MIME_OK;
		p = p->next;
		go_up(plan);
	}
}

static bool
needs_version(const struct mime_plan *plan)
{
	const struct mime_part *root = plan->message->root;
	const struct mime_plan_entry *e = &plan->entries[0];

	if (mime_plan_whole(plan, root) ||
	    mime_field_by_id(root, MIME_FIELD_MIME_VERSION) != NULL)
		return false;
	return plan->message->mime || e->encoded;
}

/* Tries a token; true if nothing that is written could be taken for one of
 * its boundaries. */
static int
try_token(struct mime_plan *plan, bool *good, struct mime_sha256 *digest)
{
	mime_slice source = plan->message->source.bytes;
	struct mime_watch *w = &plan->watch;
	int rc;

	w->token = plan->message->multiparts > 0 ? plan->token : NULL;
	w->digest = digest;
	rc = visit(plan);
	if (w->token != NULL && source.len > 0) {
		mime_watch_begin(w);
		mime_watch_add(w, source);
	}
	*good = !w->has_token;
	w->has_token = false;
	return rc;
}

int
mime_plan_init(struct mime_plan *plan, struct mime_message *m,
	       enum mime_carry carry, uint64_t seed, mime_error *err)
{
	struct mime_sha256 hash;
	uint8_t digest[32];
	bool good = true;
	int rc = MIME_OK;

	*plan = (struct mime_plan){ .message = m, .carry = carry, .err = err };
	mime_boundaries_init(&plan->open);
	mime_watch_init(&plan->watch, &plan->open, NULL, NULL);
	if (m->multiparts > 0)
		rc = mime_token_make(plan->token, seed, NULL, err);
	if (rc == MIME_OK)
		rc = try_token(plan, &good, NULL);
	if (rc == MIME_OK && !good) {
		/* someone knew the seed: a digest of all that is written
		 * cannot be known before */
		mime_sha256_init(&hash);
		rc = try_token(plan, &good, &hash);
		mime_sha256_end(&hash, digest);
		if (rc == MIME_OK)
			rc = mime_token_make(plan->token, seed, digest, err);
		if (rc == MIME_OK)
			rc = try_token(plan, &good, NULL);
		if (rc == MIME_OK && !good)
			rc = mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
					    "no boundary can be chosen");
	}
	if (rc == MIME_OK)
		plan->version = needs_version(plan);
	return rc;
}

void
mime_plan_free(struct mime_plan *plan)
{
	mime_watch_free(&plan->watch);
	mime_boundaries_free(&plan->open);
	mime_free(plan->entries);
}
