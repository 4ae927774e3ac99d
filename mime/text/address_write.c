#include "base/reader.h"
#include "base/slice.h"
#include "text/address.h"
#include "text/fold.h"
#include <limits.h>

/* The longest that goes into a line with its blank, brackets and comma. */
enum { ADDRESS_MAX = MIME_FOLD_MAX - 8 };

struct writer {
	struct mime_fold *f;
	struct mime_strbuf token; /* the address being put together */
	int error;
};

/* What parsing met in the bytes of m, which is not valid. */
static const char *
why_invalid(const struct mime_mailbox *m, mime_slice text,
	    const struct mime_defects *defects)
{
	size_t from = (size_t)(m->raw.ptr - text.ptr);

	for (size_t i = 0; i < defects->n; i++) {
		const struct mime_defect_record *d = &defects->records[i];

		if (d->offset >= from && d->offset < from + m->raw.len &&
		    (d->kind == MIME_DEFECT_UNBALANCED_ADDRESS ||
		     d->kind == MIME_DEFECT_SEVERAL_AT ||
		     d->kind == MIME_DEFECT_CONTROL_IN_LOCAL_PART ||
		     d->kind == MIME_DEFECT_ENCODED_WORD_IN_ADDRESS))
			return mime_defect_name(d->kind)->what;
	}
	return "not a valid address";
}

/* NULL if it can stand in a header field. */
static const char *
why_not(const struct mime_mailbox *m, mime_slice text,
	const struct mime_defects *defects)
{
	if (m->address.ptr == NULL)
		return why_invalid(m, text, defects);
	if (m->domain.len == 0)
		return "an address without a domain";
	if (!mime_ascii_only(m->local.ptr, m->local.len))
		return "an address whose local part is not ASCII";
	if (!mime_ascii_only(m->domain.ptr, m->domain.len))
		return "an address whose domain is not ASCII";
	if (m->address.len > ADDRESS_MAX)
		return "an address too long for a line";
	return NULL;
}

static void
write_mailbox(struct writer *w, const struct mime_mailbox *m)
{
	bool named = m->name.len > 0;

	mime_strbuf_clear(&w->token);
	if (named) {
		mime_fold_phrase(w->f, m->name);
		mime_strbuf_add_char(&w->token, '<');
	}
	mime_strbuf_add(&w->token, m->address);
	mime_strbuf_add_text(&w->token, named ? ">" : "");
	if (w->token.error != MIME_OK)
		w->error = w->token.error;
	else
		mime_fold_token(w->f, mime_strbuf_slice(&w->token));
}

static void
write_group(struct writer *w, const struct mime_address_group *g,
	    const struct mime_mailbox *members)
{
	mime_fold_phrase(w->f, g->name);
	/* RFC 2047 5(3): a blank between an encoded-word and a special */
	if (w->f->last_is_word)
		mime_fold_token(w->f, MIME_LITERAL(":"));
	else
		mime_fold_glue(w->f, MIME_LITERAL(":"));
	for (size_t i = 0; i < g->n; i++) {
		if (i > 0)
			mime_fold_glue(w->f, MIME_LITERAL(","));
		write_mailbox(w, &members[i]);
	}
	mime_fold_glue(w->f, MIME_LITERAL(";"));
}

static void
write_list(struct writer *w, const struct mime_address_list *list)
{
	size_t i = 0, g = 0;

	while (i < list->n || g < list->groups) {
		if (i > 0 || g > 0)
			mime_fold_glue(w->f, MIME_LITERAL(","));
		if (g < list->groups && list->group[g].first == i) {
			write_group(w, &list->group[g], &list->list[i]);
			i += list->group[g++].n;
		} else {
			write_mailbox(w, &list->list[i++]);
		}
	}
}

static int
check(const struct mime_address_list *list, mime_slice text,
      const struct mime_defects *defects, mime_error *err)
{
	for (size_t i = 0; i < list->n; i++) {
		const char *what = why_not(&list->list[i], text, defects);

		if (what != NULL)
			return mime_error_set(
				err, MIME_EINVAL, 0,
				(size_t)(list->list[i].raw.ptr - text.ptr),
				what);
	}
	if (list->n == 0 && list->groups == 0)
		return mime_error_set(err, MIME_EINVAL, 0, 0, "no address");
	return MIME_OK;
}

int
mime_address_write(struct mime_fold *f, mime_slice text, mime_error *err)
{
	struct mime_text_context context = { .converters = f->converters,
					     .max_comments = UINT_MAX,
					     .max_params = UINT_MAX };
	struct mime_address_list list;
	struct mime_defects defects;
	struct writer w = { .f = f };
	struct mime_arena arena;
	int rc;

	mime_arena_init(&arena);
	mime_defects_init(&defects, &arena);
	context.defects = &defects;
	mime_strbuf_init(&w.token, SIZE_MAX);
	rc = mime_address_list_parse(&list, &arena, text, SIZE_MAX, &context);
	if (rc == MIME_OK)
		rc = defects.error;
	if (rc == MIME_OK)
		rc = check(&list, text, &defects, err);
	if (rc == MIME_OK) {
		write_list(&w, &list);
		rc = w.error;
	}
	if (rc == MIME_ENOMEM)
		mime_error_set(err, rc, 0, SIZE_MAX, mime_error_phrase(rc));
	mime_strbuf_free(&w.token);
	mime_arena_free(&arena);
	return rc;
}
