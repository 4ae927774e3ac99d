#include "ascii.h"
#include "cli.h"
#include "dump.h"
#include "html_part.h"
#include "select.h"

/* Where the text that html_text emits goes. */
struct rendering {
	struct dump *dump;
	struct term_clean clean;
};

static void
emit(void *ctx, const char *bytes, size_t n)
{
	struct rendering *r = ctx;

	term_clean_add(&r->clean, &r->dump->line, (mime_slice){ bytes, n });
	dump_flush(r->dump);
}

static int
render_html(struct dump *d, struct mime_part *p)
{
	struct rendering to = { .dump = d };
	const struct html_sink sink = { emit, NULL, &to };
	struct html_text h;

	term_clean_init(&to.clean, TERM_KEEP_TEXT, d->term.ascii);
	html_part_read(&h, p, &sink);
	term_clean_end(&to.clean, &d->line);
	buffer_add_char(&d->line, '\n');
	dump_flush(d);
	return CLI_OK;
}

static int
show(struct dump *d, struct input *in, struct mime_part *p,
     enum dump_body_kind kind, bool first)
{
	if (!first) {
		buffer_add_char(&d->line, '\n');
		dump_flush(d);
	}
	if (d->verbose > 0)
		dump_charset(d, in, p);
	if (kind == DUMP_BODY_AUTO && !d->raw && html_part_is(p))
		return render_html(d, p);
	return dump_content(d, in, p, !d->raw, true);
}

static bool
is_wanted(const struct mime_body_part *part, enum dump_body_kind kind)
{
	bool html = html_part_is(part->part);

	if (!html && !ascii_same(mime_part_type(part->part), "text/plain"))
		return false;
	if (kind == DUMP_BODY_HTML)
		return html && (part->lists & MIME_BODY_LIST_HTML) != 0;
	if (kind == DUMP_BODY_TEXT && html)
		return false;
	return (part->lists & MIME_BODY_LIST_TEXT) != 0;
}

/* A text of a type that RFC 8621 knows nothing of, such as text/enriched, is
 * still better than nothing. */
static bool
is_other_text(const struct mime_body_part *part)
{
	return parts_is_text(part->part) &&
	       !ascii_same(mime_part_disposition(part->part), "attachment");
}

int
dump_body(struct dump *d, struct input *in, enum dump_body_kind kind)
{
	struct mime_bodies *bodies;
	struct mime_body_part part;
	size_t shown = 0, i;
	int rc = CLI_OK;

	if (d->raw && !dump_may_be_raw(d, "the text"))
		return CLI_USAGE;
	if (d->verbose > 0)
		dump_check(in->message, true);
	if (mime_bodies_new(&bodies, mime_message_root(in->message)) != MIME_OK)
		cli_no_memory();
	for (i = 0; mime_bodies_get(&part, bodies, i); i++)
		if (is_wanted(&part, kind))
			rc = cli_worst(
				rc, show(d, in, part.part, kind, shown++ == 0));
	for (i = 0; shown == 0 && kind == DUMP_BODY_AUTO &&
		    mime_bodies_get(&part, bodies, i);
	     i++)
		if (is_other_text(&part))
			rc = show(d, in, part.part, kind, shown++ == 0);
	if (shown == 0)
		cli_note(in->name, "has no %s body",
			 kind == DUMP_BODY_HTML ? "HTML" : "text");
	mime_bodies_free(bodies);
	return rc;
}

int
dump_part(struct dump *d, struct input *in, const struct select *s)
{
	struct parts parts;
	int rc = CLI_OK;

	select_parts(&parts, s, in->message);
	if (parts.n == 0) {
		cli_error(in->name, "has no such part");
		rc = CLI_NO;
	}
	for (size_t i = 0; i < parts.n; i++) {
		struct mime_part *p = parts.list[i].part;
		bool text = !d->raw && parts_is_text(p);

		if (!text && !dump_may_be_raw(d, "the content")) {
			rc = CLI_USAGE;
			break;
		}
		rc = cli_worst(rc, dump_content(d, in, p, text, false));
	}
	parts_free(&parts);
	return rc;
}
