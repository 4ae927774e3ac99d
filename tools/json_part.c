#include "json_part.h"
#include "ascii.h"
#include "cli.h"
#include "html_part.h"
#include "json_header.h"
#include "json_name.h"
#include "mime/codec.h"
#include "sniff.h"
#include <string.h>

static void
read_content(struct json_facts *out, struct mime_part *p)
{
	struct mime_reader *r = dump_open(p, MIME_BODY_BYTES);
	char start[SNIFF_MAX];
	size_t held = 0, n;
	struct mime_sha256 sha;
	mime_slice run;
	int rc;

	mime_sha256_init(&sha);
	while ((rc = mime_reader_next(&run, r)) > 0) {
		mime_sha256_add(&sha, run.ptr, run.len);
		out->octets += run.len;
		n = sizeof start - held < run.len ? sizeof start - held
						  : run.len;
		memcpy(start + held, run.ptr, n);
		held += n;
	}
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	mime_reader_free(r);
	mime_sha256_end(&sha, out->digest);
	if (mime_part_kind(p) == MIME_PART_LEAF)
		out->sniffed = sniff_contradiction((mime_slice){ start, held },
						   mime_part_type(p));
}

void
json_facts_read(struct json_facts *out, struct mime_part *p)
{
	struct mime_extent at;

	*out = (struct json_facts){ .part = p };
	if (mime_part_kind(p) != MIME_PART_MULTIPART) {
		read_content(out, p);
		return;
	}
	mime_part_extent(&at, p);
	out->octets = at.end - at.body;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static mime_slice
trim(mime_slice s)
{
	while (s.len > 0 && is_blank(s.ptr[0]))
		s.ptr++, s.len--;
	while (s.len > 0 && is_blank(s.ptr[s.len - 1]))
		s.len--;
	return s;
}

/* Tags that are listed: no text is in more languages, and a list takes fifty
 * times the memory of the field. */
enum { LANGUAGES_MAX = 100 };

/* Content-Language (RFC 3282): tags with commas between. */
static json_t *
languages(const struct mime_part *p)
{
	mime_slice text = json_header_text(p, "Content-Language"), tag;
	json_t *list;

	if (text.ptr == NULL)
		return json_null();
	list = json_array();
	while (text.len > 0 && json_array_size(list) < LANGUAGES_MAX) {
		const char *comma = memchr(text.ptr, ',', text.len);
		size_t n =
			comma != NULL ? (size_t)(comma - text.ptr) : text.len;

		tag = trim((mime_slice){ text.ptr, n });
		if (tag.len > 0 && json_array_append_new(list, json_of(tag)))
			cli_no_memory();
		n += comma != NULL;
		text.ptr += n;
		text.len -= n;
	}
	return list;
}

/* RFC 8621 4.1.4: a text without one has the implicit "us-ascii". */
static json_t *
charset_of(struct mime_part *p)
{
	mime_slice type = mime_part_type(p), charset = { NULL, 0 };

	if (type.len > 5 && memcmp(type.ptr, "text/", 5) == 0) {
		charset = mime_part_param(p, "charset");
		if (charset.ptr == NULL)
			charset = (mime_slice){ "us-ascii", 8 };
	}
	return json_of(charset);
}

json_t *
json_part_members(const struct json_facts *facts)
{
	struct mime_part *p = facts->part;
	bool multipart = mime_part_kind(p) == MIME_PART_MULTIPART;
	struct buffer blob = { NULL, 0, 0 };
	json_t *o = json_object();

	buffer_add_text(&blob, "sha256:");
	buffer_add_hex(&blob, facts->digest, 32);
	json_set(o, "partId",
		 multipart ? json_null() : json_of(parts_section(p)));
	json_set(o, "blobId",
		 multipart ? json_null() : json_of(buffer_slice(&blob)));
	json_set(o, "size", json_integer((json_int_t)facts->octets));
	json_set(o, "type", json_of(mime_part_type(p)));
	json_set(o, "charset", charset_of(p));
	json_set(o, "disposition", json_of(mime_part_disposition(p)));
	json_set(o, "cid", json_of(mime_part_content_id(p)));
	json_set(o, "name", json_of(mime_part_filename(p)));
	json_set(o, "language", languages(p));
	json_set(o, "location",
		 json_of(json_header_text(p, "Content-Location")));
	buffer_free(&blob);
	return o;
}

static void
put_decoder(struct json *j, struct mime_part *p)
{
	struct mime_charset_use use;
	char name[64];
	size_t n;

	if (mime_part_charset(&use, p) != MIME_OK)
		cli_no_memory();
	n = use.used.len < sizeof name ? use.used.len : sizeof name;
	for (size_t i = 0; i < n; i++)
		name[i] = use.used.ptr[i] >= 'A' && use.used.ptr[i] <= 'Z'
				  ? (char)(use.used.ptr[i] + 32)
				  : use.used.ptr[i];
	json_text(j, "decodedWith", (mime_slice){ name, n });
}

static void
put_html(struct json *j, struct mime_part *p)
{
	const struct html_sink nowhere = { NULL, NULL, NULL };
	struct html_text h;

	html_part_read(&h, p, &nowhere);
	json_number(j, "remoteLoads", h.page.loads);
	json_number(j, "scripts", h.page.scripts);
}

static void
put_content(struct json *j, struct mime_part *p)
{
	struct mime_reader *r = dump_open(p, MIME_BODY_BYTES);
	struct mime_base64 s;
	char out[MIME_BASE64_ENCODE_MAX(3000)];
	mime_slice run;
	size_t n;
	int rc;

	mime_base64_init(&s, MIME_LINE_NONE);
	json_begin_ascii(j, "content");
	while ((rc = mime_reader_next(&run, r)) > 0) {
		for (; run.len > 0; run.ptr += n, run.len -= n) {
			n = run.len < 3000 ? run.len : 3000;
			json_add_ascii(
				j, out,
				mime_base64_encode(&s, run.ptr, n, out, false));
		}
	}
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	json_add_ascii(j, out, mime_base64_encode(&s, "", 0, out, true));
	json_end_ascii(j);
	mime_reader_free(r);
}

static void
put_name(struct json *j, struct mime_part *p)
{
	mime_slice name = mime_part_filename(p);
	char safe[MIME_FILENAME_MAX];
	size_t n;

	if (name.ptr == NULL)
		return;
	n = mime_filename_safe(safe, name, parts_section(p), mime_part_type(p));
	json_text(j, "safeName", (mime_slice){ safe, n });
	json_name_source(j, p);
}

void
json_part_extras(struct json *j, const struct json_facts *facts, bool content)
{
	struct mime_part *p = facts->part;
	struct mime_extent at;

	mime_part_extent(&at, p);
	json_text(j, "section", parts_section(p));
	if (mime_part_kind(p) != MIME_PART_MULTIPART) {
		json_text(j, "transferEncoding", mime_part_encoding(p));
		json_number(j, "encodedSize", at.end - at.body);
	}
	if (parts_is_text(p))
		put_decoder(j, p);
	json_number(j, "offset", at.header);
	json_number(j, "bodyOffset", at.body);
	json_number(j, "end", at.end);
	if (parts_is_text(p) && html_part_is(p))
		put_html(j, p);
	if (facts->sniffed != NULL)
		json_put(j, "sniffedType", json_string(facts->sniffed));
	put_name(j, p);
	if (content && mime_part_kind(p) != MIME_PART_MULTIPART)
		put_content(j, p);
}
