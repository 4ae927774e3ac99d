#include "format.h"
#include "cli.h"
#include "facts.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind {
	TEXT, /* of the template */
	ADDRESSES,
	NAME_ALONE,
	EMAIL_ALONE,
	FIELD,
	DATE,
	SIZE,
	ATTACHMENTS,
	FILE_NAME,
	NUMBER,
	OFFSET,
	TYPE
};

struct piece {
	enum kind kind;
	char *text; /* owned: the text, the field, or conversions of a date */
	size_t n;
};

struct format {
	struct piece *pieces;
	size_t n, room;
};

static const struct {
	const char *name;
	enum kind kind;
} names[] = {
	{ "from", ADDRESSES },	 { "to", ADDRESSES },
	{ "cc", ADDRESSES },	 { "bcc", ADDRESSES },
	{ "sender", ADDRESSES }, { "reply-to", ADDRESSES },
	{ "subject", FIELD },	 { "message-id", FIELD },
	{ "date", DATE },	 { "size", SIZE },
	{ "file", FILE_NAME },	 { "attachments", ATTACHMENTS },
	{ "number", NUMBER },	 { "offset", OFFSET },
	{ "type", TYPE },
};

static void
add_piece(struct format *f, enum kind kind, const char *text, size_t n)
{
	f->pieces = cli_grow(f->pieces, f->n, &f->room, sizeof *f->pieces);
	f->pieces[f->n++] = (struct piece){ kind, cli_copy(text, n), n };
}

static bool
is(const char *text, size_t n, const char *word)
{
	return n == strlen(word) && memcmp(text, word, n) == 0;
}

/* What stands in the braces: from, from.email, header.NAME, date:%F. */
static bool
add_name(struct format *f, const char *text, size_t n)
{
	const char *colon = memchr(text, ':', n);
	const char *dot = memchr(text, '.', n);
	size_t base = n;

	if (colon != NULL && is(text, (size_t)(colon - text), "date")) {
		add_piece(f, DATE, colon + 1, n - 5);
		return date_can_convert(f->pieces[f->n - 1].text);
	}
	if (dot != NULL)
		base = (size_t)(dot - text);
	if (dot != NULL && is(text, base, "header")) {
		add_piece(f, FIELD, dot + 1, n - base - 1);
		return n > base + 1;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		enum kind kind = names[i].kind;

		if (!is(text, base, names[i].name))
			continue;
		if (dot != NULL && kind != ADDRESSES)
			return false;
		if (dot != NULL && is(dot, n - base, ".name"))
			kind = NAME_ALONE;
		else if (dot != NULL && is(dot, n - base, ".email"))
			kind = EMAIL_ALONE;
		else if (dot != NULL)
			return false;
		add_piece(f, kind, kind == DATE ? "" : text,
			  kind == DATE ? 0 : base);
		return true;
	}
	return false;
}

/* A text piece: up to a "%{", with escapes replaced. */
static const char *
add_text(struct format *f, const char *at)
{
	static const char letters[] = "ntr0\\", bytes[] = "\n\t\r\0\\";
	struct buffer text = { NULL, 0, 0 };

	while (*at != '\0' && !(at[0] == '%' && at[1] == '{')) {
		const char *letter = at[0] == '\\' && at[1] != '\0'
					     ? strchr(letters, at[1])
					     : NULL;

		if (at[0] == '%' && at[1] != '%')
			break;
		if (letter != NULL)
			buffer_add_char(&text, bytes[letter - letters]);
		else
			buffer_add_char(&text, at[0]);
		at += 1 + (letter != NULL || at[0] == '%');
	}
	if (text.len > 0)
		add_piece(f, TEXT, text.ptr, text.len);
	buffer_free(&text);
	return at;
}

int
format_new(struct format **out, const char *template)
{
	struct format *f = cli_alloc(sizeof *f);
	const char *at = template, *end;

	*f = (struct format){ NULL, 0, 0 };
	*out = NULL;
	while (*(at = add_text(f, at)) != '\0') {
		end = at[1] == '{' ? strchr(at, '}') : NULL;
		if (end == NULL ||
		    !add_name(f, at + 2, (size_t)(end - at) - 2)) {
			format_free(f);
			return cli_usage("--format: \"%.20s\" is nothing to "
					 "fill in",
					 at);
		}
		at = end + 1;
	}
	*out = f;
	return CLI_OK;
}

void
format_free(struct format *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->n; i++)
		free(f->pieces[i].text);
	free(f->pieces);
	free(f);
}

bool
format_needs_bodies(const struct format *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->pieces[i].kind == ATTACHMENTS)
			return true;
	return false;
}

static void
add_mailboxes(struct dump *d, struct mime_part *root, const struct piece *piece)
{
	const struct mime_mailbox *boxes;
	size_t n;

	boxes = facts_mailboxes(&n, root, piece->text);
	for (size_t i = 0; i < n; i++) {
		if (piece->kind == NAME_ALONE)
			dump_add(d, boxes[i].name);
		else if (piece->kind == EMAIL_ALONE)
			dump_add(d, boxes[i].address);
		else
			dump_add_mailbox(d, &boxes[i]);
		if (piece->kind != ADDRESSES)
			return;
		if (i + 1 < n)
			buffer_add_text(&d->line, ", ");
	}
}

static void
add_count(struct buffer *out, uint64_t n)
{
	char text[32];

	snprintf(text, sizeof text, "%llu", (unsigned long long)n);
	buffer_add_text(out, text);
}

static void
add_value(struct dump *d, struct input *in, const struct piece *piece)
{
	struct mime_part *root = mime_message_root(in->message);
	struct mime_date date;

	switch (piece->kind) {
	case TEXT:
		buffer_add(&d->line, piece->text, piece->n);
		break;
	case ADDRESSES:
	case NAME_ALONE:
	case EMAIL_ALONE:
		add_mailboxes(d, root, piece);
		break;
	case FIELD:
		dump_add(d, facts_text(root, piece->text));
		break;
	case DATE:
		if (date_of(&date, in) && piece->n == 0)
			date_add(&d->line, &date, DATE_SECONDS, d->zone);
		else if (date_of(&date, in))
			date_convert(&d->line, &date, piece->text, d->zone);
		break;
	case SIZE:
		add_count(&d->line, mime_message_bytes(in->message).len);
		break;
	case ATTACHMENTS:
		add_count(&d->line, facts_attachments(in->message));
		break;
	case FILE_NAME:
		dump_add(d, (mime_slice){ in->item->file,
					  strlen(in->item->file) });
		break;
	case NUMBER:
		add_count(&d->line, in->item->sequence);
		break;
	case OFFSET:
		add_count(&d->line, in->item->offset);
		break;
	case TYPE:
		dump_add(d, mime_part_type(root));
		break;
	}
}

int
format_message(struct dump *d, struct input *in, const struct format *f)
{
	for (size_t i = 0; i < f->n; i++)
		add_value(d, in, &f->pieces[i]);
	dump_flush(d);
	return CLI_OK;
}
