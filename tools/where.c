#include "where.h"
#include "ascii.h"
#include "buffer.h"
#include "cli.h"
#include "date_text.h"
#include "facts.h"
#include "options.h"
#include <stdlib.h>
#include <string.h>

enum kind { CONTAINS, HAS_ATTACHMENT, LARGER, SMALLER, SINCE, BEFORE };

struct condition {
	enum kind kind;
	bool reversed;
	char *field; /* owned; CONTAINS */
	char *text;  /* owned; CONTAINS */
	uint64_t size;
	int64_t seconds;
};

struct where {
	struct condition *conditions;
	size_t n, room;
};

static const char *const fields[] = { "from",	  "to",	    "cc",      "bcc",
				      "reply-to", "sender", "subject", NULL };
static const char header[] = "header.";

/* "from~wang" */
static bool
read_contains(struct condition *out, const char *text, const char *tilde)
{
	size_t prefix = sizeof header - 1;
	char *field = cli_copy(text, (size_t)(tilde - text));

	out->kind = CONTAINS;
	out->text = cli_copy(tilde + 1, strlen(tilde + 1));
	out->field = field;
	if (strncmp(field, header, prefix) == 0) {
		memmove(field, field + prefix, strlen(field + prefix) + 1);
		return field[0] != '\0' && out->text[0] != '\0';
	}
	return option_word(field, fields) >= 0 && out->text[0] != '\0';
}

static bool
read_date(int64_t *out, const char *text)
{
	struct mime_date date;

	if (!mime_date_parse_user(&date, (mime_slice){ text, strlen(text) }))
		return false;
	*out = date.seconds;
	return true;
}

static bool
read_condition(struct condition *out, const char *text)
{
	const char *tilde;

	out->reversed = *text == '!';
	text += out->reversed;
	tilde = strchr(text, '~');
	if (tilde != NULL)
		return read_contains(out, text, tilde);
	if (strcmp(text, "has:attachment") == 0) {
		out->kind = HAS_ATTACHMENT;
		return true;
	}
	if (strncmp(text, "size>", 5) == 0 || strncmp(text, "size<", 5) == 0) {
		out->kind = text[4] == '>' ? LARGER : SMALLER;
		return option_size(&out->size, text + 5);
	}
	if (strncmp(text, "since:", 6) == 0) {
		out->kind = SINCE;
		return read_date(&out->seconds, text + 6);
	}
	out->kind = BEFORE;
	return strncmp(text, "before:", 7) == 0 &&
	       read_date(&out->seconds, text + 7);
}

/* Up to a comma without a backslash before it, such backslashes removed. */
static const char *
take_condition(struct buffer *out, const char *at)
{
	buffer_clear(out);
	for (; *at != '\0' && *at != ','; at++) {
		at += at[0] == '\\' && at[1] == ',';
		buffer_add_char(out, *at);
	}
	return at;
}

int
where_new(struct where **out, const char *text)
{
	struct where *w = cli_alloc(sizeof *w);
	struct buffer one = { NULL, 0, 0 };
	bool good;

	memset(w, 0, sizeof *w);
	*out = NULL;
	do {
		struct condition *c;

		text = take_condition(&one, text);
		w->conditions = cli_grow(w->conditions, w->n, &w->room,
					 sizeof *w->conditions);
		c = &w->conditions[w->n++];
		memset(c, 0, sizeof *c);
		good = read_condition(c, buffer_string(&one));
	} while (good && *text++ == ',');
	if (good)
		*out = w;
	else {
		cli_usage("--where: \"%s\" is no condition",
			  buffer_string(&one));
		where_free(w);
	}
	buffer_free(&one);
	return good ? CLI_OK : CLI_USAGE;
}

void
where_free(struct where *w)
{
	if (w == NULL)
		return;
	for (size_t i = 0; i < w->n; i++) {
		free(w->conditions[i].field);
		free(w->conditions[i].text);
	}
	free(w->conditions);
	free(w);
}

bool
where_needs_bodies(const struct where *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->conditions[i].kind == HAS_ATTACHMENT)
			return true;
	return false;
}

/* A field may stand several times: any of them will do. */
static bool
contains(struct mime_part *root, const char *name, const char *wanted)
{
	struct mime_field *f = NULL;
	mime_slice text;

	while ((f = mime_field_find(root, name, f)) != NULL) {
		if (mime_field_text(&text, f) != MIME_OK)
			cli_no_memory();
		if (ascii_contains(text, wanted))
			return true;
	}
	return false;
}

static bool
holds(const struct condition *c, const struct input *in)
{
	size_t size = mime_message_bytes(in->message).len;
	struct mime_date date;

	switch (c->kind) {
	case CONTAINS:
		return contains(mime_message_root(in->message), c->field,
				c->text);
	case HAS_ATTACHMENT:
		return facts_attachments(in->message) > 0;
	case LARGER:
		return size > c->size;
	case SMALLER:
		return size < c->size;
	case SINCE:
		return date_of(&date, in) && date.seconds >= c->seconds;
	case BEFORE:
		return date_of(&date, in) && date.seconds < c->seconds;
	}
	return false;
}

bool
where_holds(const struct where *w, const struct input *in)
{
	for (size_t i = 0; i < w->n; i++)
		if (holds(&w->conditions[i], in) == w->conditions[i].reversed)
			return false;
	return true;
}
