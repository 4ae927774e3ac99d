#include "json_value.h"
#include "cli.h"
#include "html_part.h"
#include "utf8.h"
#include <stdlib.h>
#include <string.h>

enum { VALUE_MAX = 256 * 1024 };

/* The longest start of an HTML text that ends outside a tag and outside a
 * character; n if there is none. */
static size_t
between_tags(const char *text, size_t n)
{
	struct html_tag tag;
	size_t safe = 0;

	memset(&tag, 0, sizeof tag);
	for (size_t i = 0; i < n; i++) {
		enum html_event e = html_tag_next(&tag, text[i]);

		if (e == HTML_TAG || e == HTML_TEXT || e == HTML_LESS_TEXT)
			safe = i + 1;
	}
	return safe > 0 ? safe : n;
}

/* A character that the end cuts in two goes. */
static size_t
whole_characters(const char *text, size_t n)
{
	size_t start = n;
	uint32_t code;

	while (start > 0 && n - start < 3 && (text[start - 1] & 0xc0) == 0x80)
		start--;
	if (start == 0 || (text[start - 1] & 0xc0) != 0xc0)
		return n;
	start--;
	return utf8_next(&code, (const uint8_t *)text + start, n - start) == 0
		       ? start
		       : n;
}

static bool
is_charset_defect(int kind)
{
	return kind == MIME_DEFECT_INVALID_IN_CHARSET ||
	       kind == MIME_DEFECT_UNKNOWN_CHARSET ||
	       kind == MIME_DEFECT_REFUSED_CHARSET ||
	       kind == MIME_DEFECT_UTF7 ||
	       kind == MIME_DEFECT_UNKNOWN_ENCODING ||
	       kind == MIME_DEFECT_ENCODING_LIST;
}

/* RFC 8621 4.1.4: malformed for its charset, or charset or transfer encoding
 * unknown. */
static bool
has_problem(const struct mime_message *m, struct mime_part *p, mime_slice value)
{
	struct mime_charset_use use;
	struct mime_defect defect;
	size_t recorded = 0;

	if (mime_part_charset(&use, p) != MIME_OK)
		cli_no_memory();
	if (use.defect != 0)
		return true;
	for (size_t i = 0; mime_message_defect(&defect, m, i); i++) {
		if (defect.part == p && is_charset_defect(defect.kind))
			return true;
		recorded += defect.kind == MIME_DEFECT_INVALID_IN_CHARSET;
	}
	/* not every one is recorded */
	return mime_message_defect_count(m, MIME_DEFECT_INVALID_IN_CHARSET) >
		       recorded &&
	       memmem(value.ptr, value.len, UTF8_REPLACEMENT, 3) != NULL;
}

static void
put_value(struct json *j, const struct mime_message *m, struct mime_part *p)
{
	struct mime_reader *r = dump_open(p, MIME_BODY_UTF8);
	struct buffer text = { NULL, 0, 0 };
	json_t *value = json_object();
	mime_slice run;
	char *key;
	bool cut;
	int rc = 1;

	while (text.len <= VALUE_MAX && (rc = mime_reader_next(&run, r)) > 0)
		buffer_add_slice(&text, run);
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	mime_reader_free(r);
	cut = text.len > VALUE_MAX;
	if (cut) {
		size_t n = whole_characters(text.ptr, VALUE_MAX);

		if (html_part_is(p))
			n = between_tags(text.ptr, n);
		buffer_truncate(&text, n);
	}
	if (value == NULL)
		cli_no_memory();
	json_set(value, "value", json_of(buffer_slice(&text)));
	json_set(value, "isEncodingProblem",
		 json_boolean(has_problem(m, p, buffer_slice(&text))));
	json_set(value, "isTruncated", json_boolean(cut));
	key = cli_copy(parts_section(p).ptr, parts_section(p).len);
	json_put(j, key, value);
	free(key);
	buffer_free(&text);
}

static bool
is_wanted(const struct mime_body_part *part, enum json_bodies which)
{
	if (!parts_is_text(part->part))
		return false;
	switch (which) {
	case JSON_BODIES_NONE:
		return false;
	case JSON_BODIES_HTML:
		return (part->lists & MIME_BODY_LIST_HTML) != 0;
	case JSON_BODIES_ALL:
		return true;
	case JSON_BODIES_TEXT:
		break;
	}
	return (part->lists & MIME_BODY_LIST_TEXT) != 0;
}

void
json_values(struct json *j, struct mime_message *m,
	    const struct mime_bodies *bodies, enum json_bodies which)
{
	struct mime_body_part part;

	json_begin(j, "bodyValues", '{');
	for (size_t i = 0; mime_bodies_get(&part, bodies, i); i++)
		if (is_wanted(&part, which))
			put_value(j, m, part.part);
	json_end(j, '}');
}
