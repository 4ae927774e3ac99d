#include "json.h"
#include "cli.h"
#include "utf8.h"
#include <string.h>

enum {
	FLUSH = 32 * 1024,
	/* Deeper objects are not indented further: indentation would make the
	 * output of n levels grow with n * n. */
	INDENT_MAX = 40
};

void
json_init(struct json *j, struct dump *d, enum json_form form)
{
	*j = (struct json){ .dump = d, .first = true };
	j->pretty = form == JSON_FORM_PRETTY ||
		    (form == JSON_FORM_AUTO && d->term.tty && !d->several);
}

static void
line_break(struct json *j)
{
	size_t depth = j->depth < INDENT_MAX ? j->depth : INDENT_MAX;

	if (!j->pretty)
		return;
	buffer_add_char(&j->dump->line, '\n');
	buffer_add_repeated(&j->dump->line, ' ', 2 * depth);
}

/* What comes before a value: comma, place and key. */
static void
before(struct json *j, const char *key)
{
	struct buffer *out = &j->dump->line;

	if (!j->first)
		buffer_add_char(out, ',');
	if (j->depth > 0)
		line_break(j);
	j->first = false;
	if (out->len > FLUSH)
		dump_flush(j->dump);
	if (key == NULL)
		return;
	buffer_add_char(out, '"');
	buffer_add_text(out, key);
	buffer_add_text(out, j->pretty ? "\": " : "\":");
}

void
json_begin(struct json *j, const char *key, char bracket)
{
	before(j, key);
	buffer_add_char(&j->dump->line, bracket);
	j->depth++;
	j->first = true;
}

void
json_end(struct json *j, char bracket)
{
	j->depth--;
	if (!j->first)
		line_break(j);
	buffer_add_char(&j->dump->line, bracket);
	j->first = false;
}

static json_t *
sure(json_t *value)
{
	if (value == NULL)
		cli_no_memory();
	return value;
}

/* jansson escapes C0; DEL and C1 (C2 80 - C2 9F) reach a terminal as well.  In
 * JSON they stand in strings only, and jansson cuts no character. */
static int
add_escaped(const char *bytes, size_t n, void *ctx)
{
	struct buffer *out = ctx;
	char text[8];
	size_t start = 0;

	for (size_t i = 0; i < n; i++) {
		uint8_t c = (uint8_t)bytes[i];
		size_t len = c == 0x7f ? 1 : 2;

		if (c != 0x7f &&
		    (c != 0xc2 || i + 1 >= n || (uint8_t)bytes[i + 1] >= 0xa0))
			continue;
		buffer_add(out, bytes + start, i - start);
		snprintf(text, sizeof text, "\\u%04X",
			 (unsigned)(uint8_t)bytes[i + len - 1]);
		buffer_add_text(out, text);
		i += len - 1;
		start = i + 1;
	}
	buffer_add(out, bytes + start, n - start);
	return 0;
}

void
json_add(struct buffer *out, const json_t *value, bool compact)
{
	size_t flags = JSON_ENCODE_ANY | JSON_PRESERVE_ORDER;

	if (compact)
		flags |= JSON_COMPACT;
	if (json_dump_callback(value, add_escaped, out, flags) != 0)
		cli_no_memory();
}

void
json_put(struct json *j, const char *key, json_t *value)
{
	before(j, key);
	json_add(&j->dump->line, sure(value), !j->pretty);
	json_decref(value);
}

void
json_put_members(struct json *j, json_t *object)
{
	const char *key;
	json_t *value;

	json_object_foreach(sure(object), key, value)
	{
		before(j, key);
		json_add(&j->dump->line, value, !j->pretty);
	}
	json_decref(object);
}

json_t *
json_of(mime_slice s)
{
	struct buffer valid = { NULL, 0, 0 };
	json_t *value;

	if (s.ptr == NULL)
		return json_null();
	value = json_stringn(s.ptr, s.len);
	if (value != NULL)
		return value;
	utf8_add_valid(&valid, s);
	value = sure(json_stringn(buffer_string(&valid), valid.len));
	buffer_free(&valid);
	return value;
}

void
json_set(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new_nocheck(object, key, sure(value)) != 0)
		cli_no_memory();
}

void
json_text(struct json *j, const char *key, mime_slice s)
{
	json_put(j, key, json_of(s));
}

void
json_number(struct json *j, const char *key, uint64_t n)
{
	json_put(j, key, json_integer((json_int_t)n));
}

void
json_hash(struct json *j, const char *key, const uint8_t digest[32])
{
	before(j, key);
	buffer_add_text(&j->dump->line, "\"sha256:");
	buffer_add_hex(&j->dump->line, digest, 32);
	buffer_add_char(&j->dump->line, '"');
}

void
json_begin_ascii(struct json *j, const char *key)
{
	before(j, key);
	buffer_add_char(&j->dump->line, '"');
}

void
json_add_ascii(struct json *j, const char *bytes, size_t n)
{
	buffer_add(&j->dump->line, bytes, n);
	if (j->dump->line.len > FLUSH)
		dump_flush(j->dump);
}

void
json_end_ascii(struct json *j)
{
	buffer_add_char(&j->dump->line, '"');
}

void
json_finish(struct json *j)
{
	dump_end(j->dump);
	j->first = true;
}
