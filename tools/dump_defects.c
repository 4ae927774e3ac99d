#include "cli.h"
#include "dump.h"
#include <string.h>

/* The message decoded out of p, or NULL. */
static struct mime_message *
message_inside(struct mime_part *p)
{
	struct mime_message *inner;

	return mime_part_message(&inner, p) == MIME_OK ? inner : NULL;
}

static void
check(struct mime_message *m, bool bodies)
{
	if ((bodies ? mime_message_check(m) : mime_message_check_headers(m)) !=
	    MIME_OK)
		cli_no_memory();
}

void
dump_check(struct mime_message *m, bool bodies)
{
	for (struct mime_part *p = mime_message_root(m); p != NULL;
	     p = parts_after(p)) {
		struct mime_message *inner = message_inside(p);

		if (inner != NULL)
			check(inner, bodies);
	}
	check(m, bodies);
}

static size_t *
counter(struct dump_counts *counts, int severity)
{
	return severity == 'E'	 ? &counts->errors
	       : severity == 'W' ? &counts->warnings
				 : &counts->notes;
}

static void
count_defects(struct dump_counts *out, const struct mime_message *m)
{
	size_t recorded[MIME_DEFECT_KINDS] = { 0 };
	struct mime_defect defect;

	for (size_t i = 0; mime_message_defect(&defect, m, i); i++) {
		(*counter(out, defect.severity))++;
		recorded[defect.kind]++;
	}
	/* Those beyond the records count with the usual severity. */
	for (int kind = 1; kind < MIME_DEFECT_KINDS; kind++)
		*counter(out, mime_defect_name(kind)->severity) +=
			mime_message_defect_count(m, kind) - recorded[kind];
}

void
dump_count_defects(struct dump_counts *out, struct mime_message *m)
{
	*out = (struct dump_counts){ 0, 0, 0 };
	count_defects(out, m);
	for (struct mime_part *p = mime_message_root(m); p != NULL;
	     p = parts_after(p)) {
		const struct mime_message *inner = message_inside(p);

		if (inner != NULL)
			count_defects(out, inner);
	}
}

static void
add_count(struct buffer *out, size_t n, const char *what)
{
	if (n == 0)
		return;
	if (out->len > 0)
		buffer_add_text(out, ", ");
	buffer_add_count(out, n, what);
}

void
dump_add_counts(struct buffer *out, const struct dump_counts *counts)
{
	struct buffer text = { NULL, 0, 0 };

	add_count(&text, counts->errors, "error");
	add_count(&text, counts->warnings, "warning");
	add_count(&text, counts->notes, "note");
	buffer_add_slice(out, buffer_slice(&text));
	buffer_free(&text);
}

mime_slice
dump_section_of(struct mime_message *m, const struct mime_part *part)
{
	struct mime_part *p = mime_message_root(m);

	while (p != NULL && p != part)
		p = parts_after(p);
	return p != NULL ? parts_section(p) : (mime_slice){ NULL, 0 };
}

static const char *
reason(const struct mime_charset_use *use)
{
	switch (use->defect) {
	case 0:
		return "";
	case MIME_DEFECT_UNKNOWN_CHARSET:
		return " (no such charset)";
	case MIME_DEFECT_REFUSED_CHARSET:
	case MIME_DEFECT_UTF7:
		return " (refused: unsafe)";
	default:
		return " (8-bit text without a charset)";
	}
}

static void
add_lower(struct buffer *out, mime_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		buffer_add_char(out, s.ptr[i] >= 'A' && s.ptr[i] <= 'Z'
					     ? (char)(s.ptr[i] + 32)
					     : s.ptr[i]);
}

/* "1.1: declared gb2312, decoded as gb18030 (2 characters outside gb2312)" */
static void
tell_charset(struct input *in, struct mime_part *p,
	     const struct mime_charset_use *use)
{
	struct buffer text = { NULL, 0, 0 }, label = { NULL, 0, 0 };
	char outside[64];

	buffer_add_slice(&text, parts_section(p));
	buffer_add_text(&text, ": ");
	if (use->declared.ptr != NULL) {
		buffer_add_text(&text, "declared ");
		add_lower(&label, use->declared);
		/* a NUL would end it in a format */
		term_clean_line(&text, buffer_slice(&label), cli_ascii());
	} else {
		buffer_add_text(&text, "no charset declared");
	}
	buffer_add_text(&text, ", decoded as ");
	add_lower(&text, use->used);
	buffer_add_text(&text, reason(use));
	if (use->outside > 0) {
		snprintf(outside, sizeof outside,
			 " (%zu character%s outside gb2312)", use->outside,
			 use->outside == 1 ? "" : "s");
		buffer_add_text(&text, outside);
	}
	cli_note(in->name, "%s", buffer_string(&text));
	buffer_free(&label);
	buffer_free(&text);
}

void
dump_charset(struct dump *d, struct input *in, struct mime_part *p)
{
	struct mime_charset_use use;

	if (!parts_is_text(p))
		return;
	if (mime_part_charset(&use, p) != MIME_OK)
		cli_no_memory();
	if (d->verbose > 1 || use.defect != 0 || use.outside > 0)
		tell_charset(in, p, &use);
}

void
dump_charsets(struct dump *d, struct input *in)
{
	struct mime_part *p;

	dump_check(in->message, true);
	for (p = mime_message_root(in->message); p != NULL; p = parts_after(p))
		dump_charset(d, in, p);
}
