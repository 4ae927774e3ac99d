#include "cli.h"
#include "dump.h"
#include <string.h>

/* Where the lines go: to stdout as the answer of --check, or to stderr beside
 * another one. */
struct report {
	struct dump *dump;
	struct input *in;
	bool answer;
};

static void
tell(const struct report *r)
{
	struct dump *d = r->dump;

	if (r->answer) {
		dump_end(d);
	} else {
		cli_line(buffer_slice(&d->line));
		buffer_clear(&d->line);
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The name of the parameter whose value has the byte at that offset, read
 * backwards from it; empty if there is none. */
static mime_slice
parameter_at(const struct mime_field *f, mime_slice bytes, size_t offset)
{
	mime_slice body = mime_field_body(f), name = { "", 0 };
	const char *p = bytes.ptr + offset, *end;

	if (offset > bytes.len || p < body.ptr || p > body.ptr + body.len)
		return name;
	while (p > body.ptr && p[-1] != '=' && p[-1] != ';')
		p--;
	if (p == body.ptr || p[-1] != '=')
		return name;
	for (end = --p; p > body.ptr && p[-1] != ';' && !is_blank(p[-1]); p--)
		;
	return (mime_slice){ p, (size_t)(end - p) };
}

/* A structural value is not decoded, so its W11 is an error. */
static const char *
what(const struct mime_defect *defect)
{
	if (defect->kind != MIME_DEFECT_ENCODED_WORD_IN_QUOTES)
		return mime_defect_name(defect->kind)->what;
	return defect->severity == 'E' ? "encoded-word in a structural value"
				       : "encoded-word inside a quoted string";
}

/* How the encoded-word that should not be there was read. */
static void
add_reading(struct dump *d, const struct mime_defect *defect, mime_slice bytes)
{
	struct mime_text *text;

	if (defect->kind == MIME_DEFECT_ENCODED_WORD_IN_PARAMETER)
		buffer_add_text(&d->line, "; decoded");
	if (defect->kind != MIME_DEFECT_ENCODED_WORD_IN_QUOTES)
		return;
	if (defect->severity == 'E' || defect->offset > bytes.len ||
	    defect->length > bytes.len - defect->offset) {
		buffer_add_text(&d->line, "; not decoded");
		return;
	}
	bytes.ptr += defect->offset;
	bytes.len = defect->length;
	if (mime_text_decode(&text, bytes, NULL) != MIME_OK)
		cli_no_memory();
	buffer_add_text(&d->line, "; decoded as ");
	dump_add(d, mime_text_slice(text));
	mime_text_free(text);
}

static void
add_severity(const struct report *r, int severity)
{
	enum term_colour colour = severity == 'E'   ? TERM_RED
				  : severity == 'W' ? TERM_YELLOW
						    : TERM_CYAN;
	const char *text = severity == 'E'   ? "error"
			   : severity == 'W' ? "warning"
					     : "note";
	mime_slice word = { text, strlen(text) };

	if (r->answer)
		term_add_coloured(&r->dump->term, &r->dump->line, colour, word);
	else
		buffer_add_slice(&r->dump->line, word);
}

/* "fox.eml:217: W11 warning: 2: From: encoded-word in quotes (RFC 2047 5)".
 * The bytes of a message inside are those of its part, decoded: after the name
 * stands its section, "fox.eml:2:17: ..." */
static void
tell_defect(const struct report *r, struct mime_part *outer,
	    const struct mime_message *m, const struct mime_defect *defect)
{
	const struct mime_defect_name *name = mime_defect_name(defect->kind);
	mime_slice section = dump_section_of(r->in->message, defect->part);
	mime_slice bytes = mime_message_bytes(m), parameter;
	struct dump *d = r->dump;
	char offset[32];

	dump_add(d, (mime_slice){ r->in->name, strlen(r->in->name) });
	if (outer != NULL) {
		buffer_add_char(&d->line, ':');
		buffer_add_slice(&d->line, parts_section(outer));
	}
	snprintf(offset, sizeof offset, ":%zu: ", defect->offset);
	buffer_add_text(&d->line, offset);
	buffer_add_text(&d->line, name->code);
	buffer_add_char(&d->line, ' ');
	add_severity(r, defect->severity);
	buffer_add_text(&d->line, ": ");
	if (section.len > 0) {
		buffer_add_slice(&d->line, section);
		buffer_add_text(&d->line, ": ");
	}
	if (defect->field != NULL) {
		dump_add(d, mime_field_name(defect->field));
		parameter = name->code[0] == 'P'
				    ? parameter_at(defect->field, bytes,
						   defect->offset)
				    : (mime_slice){ "", 0 };
		if (parameter.len > 0) {
			buffer_add_char(&d->line, ' ');
			dump_add(d, parameter);
		}
		buffer_add_text(&d->line, ": ");
	}
	buffer_add_text(&d->line, what(defect));
	buffer_add_text(&d->line, " (");
	buffer_add_text(&d->line, name->ref);
	buffer_add_char(&d->line, ')');
	add_reading(d, defect, bytes);
	tell(r);
}

static void
tell_unrecorded(const struct report *r, const struct mime_message *m,
		const size_t *recorded)
{
	struct buffer *out = &r->dump->line;

	for (int kind = 1; kind < MIME_DEFECT_KINDS; kind++) {
		size_t n = mime_message_defect_count(m, kind);

		if (n <= recorded[kind])
			continue;
		buffer_add_text(out, "... and ");
		buffer_add_grouped(out, n - recorded[kind]);
		buffer_add_text(out, " more of ");
		buffer_add_text(out, mime_defect_name(kind)->code);
		tell(r);
	}
}

/* outer: the part that m was decoded out of, or NULL. */
static void
tell_defects(const struct report *r, struct mime_part *outer,
	     const struct mime_message *m)
{
	size_t recorded[MIME_DEFECT_KINDS] = { 0 };
	struct mime_defect defect;

	for (size_t i = 0; mime_message_defect(&defect, m, i); i++) {
		tell_defect(r, outer, m, &defect);
		recorded[defect.kind]++;
	}
	tell_unrecorded(r, m, recorded);
}

static void
tell_all(const struct report *r, struct dump_counts *counts)
{
	struct mime_message *m = r->in->message, *inner;

	dump_check(m, true);
	buffer_clear(&r->dump->line);
	tell_defects(r, NULL, m);
	for (struct mime_part *p = mime_message_root(m); p != NULL;
	     p = parts_after(p))
		if (mime_part_message(&inner, p) == MIME_OK)
			tell_defects(r, p, inner);
	dump_count_defects(counts, m);
}

void
dump_defects(struct dump *d, struct input *in)
{
	const struct report report = { d, in, false };
	struct buffer text = { NULL, 0, 0 };
	struct dump_counts counts;

	tell_all(&report, &counts);
	dump_add_counts(&text, &counts);
	cli_note(in->name, "%s",
		 text.len > 0 ? buffer_string(&text) : "nothing wrong with it");
	buffer_free(&text);
}

int
dump_findings(struct dump *d, struct input *in, enum dump_level level)
{
	const struct report report = { d, in, true };
	struct dump_counts n;
	struct buffer *out = &d->line;

	tell_all(&report, &n);
	if (d->several) {
		dump_add(d, (mime_slice){ in->name, strlen(in->name) });
		buffer_add_text(out, ": ");
	}
	buffer_add_count(out, n.errors + n.warnings + n.notes, "finding");
	buffer_add_text(out, " (");
	buffer_add_count(out, n.errors, "error");
	buffer_add_text(out, ", ");
	buffer_add_count(out, n.warnings, "warning");
	buffer_add_text(out, ", ");
	buffer_add_count(out, n.notes, "note");
	buffer_add_char(out, ')');
	dump_end(d);
	return n.errors > 0 || (level <= DUMP_LEVEL_WARN && n.warnings > 0) ||
			       (level <= DUMP_LEVEL_INFO && n.notes > 0)
		       ? CLI_NO
		       : CLI_OK;
}
