#include "ascii.h"
#include "cli.h"
#include "dump.h"
#include <stdlib.h>
#include <string.h>

/* What the values that were shown held, by the names of their fields. */
struct strange {
	struct buffer controls, bidi;
};

static void
add_field(struct buffer *list, mime_slice name)
{
	/* enough to find them */
	if (list->len > 200)
		return;
	if (list->len > 0)
		buffer_add_text(list, ", ");
	/* a NUL would end it in a format */
	term_clean_line(list, name, cli_ascii());
}

/* Whether the text had controls that decoding made U+FFFD (W01). */
static bool
had_controls(struct mime_message *m, const struct mime_field *f)
{
	struct mime_defect defect;

	dump_check(m, false);
	for (size_t i = 0; mime_message_defect(&defect, m, i); i++)
		if (defect.field == f &&
		    defect.kind == MIME_DEFECT_CONTROL_IN_ENCODED_WORD)
			return true;
	return false;
}

static void
note_strange(struct strange *s, unsigned found, struct mime_message *m,
	     const struct mime_field *f)
{
	if ((found & TERM_FOUND_BIDI) != 0)
		add_field(&s->bidi, mime_field_name(f));
	if ((found & TERM_FOUND_CONTROL) != 0 ||
	    ((found & TERM_FOUND_REPLACED) != 0 && had_controls(m, f)))
		add_field(&s->controls, mime_field_name(f));
}

static void
tell_strange(struct strange *s, const char *file)
{
	const char *between =
		s->controls.len > 0 && s->bidi.len > 0 ? "; " : "";

	if (s->controls.len > 0 || s->bidi.len > 0)
		cli_warn(file, "%s%s%s%s%s",
			 s->controls.len > 0 ? "control characters in " : "",
			 buffer_string(&s->controls), between,
			 s->bidi.len > 0 ? "bidi override in " : "",
			 buffer_string(&s->bidi));
	buffer_free(&s->controls);
	buffer_free(&s->bidi);
}

/* Takes the next name off the front of a list; false after the last. */
static bool
next_name(mime_slice *name, const char **list)
{
	size_t n = strcspn(*list, ",");

	if (**list == '\0')
		return false;
	*name = (mime_slice){ *list, n };
	*list += n + ((*list)[n] == ',');
	return true;
}

static bool
is_listed(mime_slice name, const char *list)
{
	mime_slice one;

	while (next_name(&one, &list)) {
		char *text = cli_copy(one.ptr, one.len);
		bool same = ascii_same(name, text);

		free(text);
		if (same)
			return true;
	}
	return false;
}

static mime_slice
text_of(struct mime_field *f)
{
	mime_slice text;

	if (mime_field_text(&text, f) != MIME_OK)
		cli_no_memory();
	return text;
}

int
dump_headers(struct dump *d, struct input *in, const char *list)
{
	bool value_only = list != NULL && strchr(list, ',') == NULL;
	struct strange strange = { { NULL, 0, 0 }, { NULL, 0, 0 } };
	struct mime_part *root = mime_message_root(in->message);
	struct mime_field *f = NULL;
	unsigned found;

	if (d->raw && !dump_may_be_raw(d, "the header"))
		return CLI_USAGE;
	while ((f = mime_field_find(root, NULL, f)) != NULL) {
		mime_slice name = mime_field_name(f);

		if (list != NULL && !is_listed(name, list))
			continue;
		if (d->raw) {
			buffer_add_slice(&d->line, mime_field_raw(f));
			dump_flush(d);
			continue;
		}
		found = 0;
		if (!value_only) {
			struct buffer label = { NULL, 0, 0 };

			found = term_clean_line(&label, name, d->term.ascii);
			buffer_add_char(&label, ':');
			term_add_coloured(&d->term, &d->line, TERM_CYAN,
					  buffer_slice(&label));
			buffer_add_char(&d->line, ' ');
			buffer_free(&label);
		}
		found |= dump_add_tabs(d, text_of(f));
		dump_end(d);
		note_strange(&strange, found, in->message, f);
	}
	tell_strange(&strange, in->name);
	return CLI_OK;
}

/* Made fit to be shown first: a NUL would end the text in a format. */
static void
warn_invalid(const struct input *in, mime_slice name, mime_slice raw)
{
	struct buffer shown = { NULL, 0, 0 };

	term_clean_line(&shown, name, cli_ascii());
	buffer_add_text(&shown, ": not a valid address: ");
	term_clean_line(&shown, raw, cli_ascii());
	cli_warn(in->name, "%s", buffer_string(&shown));
	buffer_free(&shown);
}

static void
dump_mailboxes(struct dump *d, struct input *in, struct mime_field *f)
{
	const struct mime_mailbox *boxes;
	mime_slice name = mime_field_name(f);
	size_t n;

	if (mime_field_addresses(&boxes, &n, f) != MIME_OK)
		cli_no_memory();
	for (size_t i = 0; i < n; i++) {
		if (boxes[i].address.ptr != NULL) {
			dump_add_mailbox(d, &boxes[i]);
			dump_end(d);
			continue;
		}
		/* A script that reads the list must not take for an address
		 * what is none. */
		warn_invalid(in, name, boxes[i].raw);
	}
}

int
dump_addresses(struct dump *d, struct input *in, const char *list)
{
	struct mime_part *root = mime_message_root(in->message);
	mime_slice name;

	if (list == NULL)
		list = "from,to,cc,bcc,reply-to,sender";
	while (next_name(&name, &list)) {
		char *text = cli_copy(name.ptr, name.len);
		struct mime_field *f = NULL;

		while ((f = mime_field_find(root, text, f)) != NULL)
			dump_mailboxes(d, in, f);
		free(text);
	}
	return CLI_OK;
}
