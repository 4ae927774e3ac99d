/* Any bytes as a message, as readers of mail see it: what IMAP is told is
 * well-formed, the lists of bodies and the opened tree are in order, files
 * inside texts lie in them, a preview does not depend on the pieces, and what
 * is asked of a part without decoding its neighbours is the same after all was
 * checked. */
#include "base/slice.h"
#include "codec/utf8.h"
#include "mime/codec.h"
#include "mime/view.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_utf8(mime_slice s)
{
	must(mime_utf8_valid(s.ptr, s.len) == s.len);
}

/* One past the quoted string or literal at s.ptr[at]. */
static size_t
string_end(mime_slice s, size_t at, bool line)
{
	size_t n = 0;

	if (s.ptr[at] == '"') {
		for (at++; s.ptr[at] != '"'; at++) {
			must(s.ptr[at] != '\r' && s.ptr[at] != '\n' &&
			     s.ptr[at] != '\0');
			must(line || (uint8_t)s.ptr[at] < 0x80);
			at += s.ptr[at] == '\\';
			must(at + 1 < s.len);
		}
		return at + 1;
	}
	must(!line);
	for (at++; s.ptr[at] != '}'; at++) {
		must(s.ptr[at] >= '0' && s.ptr[at] <= '9');
		n = n * 10 + (size_t)(s.ptr[at] - '0');
	}
	must(n < s.len - at - 3 && memcmp(s.ptr + at, "}\r\n", 3) == 0);
	must(memchr(s.ptr + at + 3, '\0', n) == NULL);
	return at + 3 + n;
}

/* One list, which its last byte closes. */
static void
check_list(const struct mime_text *text, bool line)
{
	mime_slice s = mime_text_slice(text);
	size_t depth = 0;

	for (size_t at = 0; at < s.len;) {
		if (s.ptr[at] == '"' || s.ptr[at] == '{') {
			at = string_end(s, at, line);
			continue;
		}
		depth += s.ptr[at] == '(';
		must(depth > 0);
		depth -= s.ptr[at] == ')';
		must(depth > 0 || at + 1 == s.len);
		at++;
	}
	must(s.len > 0 && depth == 0);
	if (line)
		check_utf8(s);
}

static void
check_imap(struct mime_part *root)
{
	static const enum mime_imap_strings ways[] = { MIME_IMAP_7BIT,
						       MIME_IMAP_LINE };
	struct mime_text *text, *body;

	for (int i = 0; i < 2; i++) {
		bool line = ways[i] == MIME_IMAP_LINE;

		must(mime_imap_envelope(&text, root, ways[i]) == MIME_OK);
		check_list(text, line);
		mime_text_free(text);
		must(mime_imap_bodystructure(&text, root, ways[i]) == MIME_OK);
		check_list(text, line);
		must(mime_imap_body(&body, root, ways[i]) == MIME_OK);
		check_list(body, line);
		must(mime_text_slice(body).len <= mime_text_slice(text).len);
		mime_text_free(text);
		mime_text_free(body);
	}
}

static void
check_bodies(struct mime_part *root)
{
	struct mime_preview preview;
	struct mime_part *html, *last = root;
	struct mime_bodies *bodies;
	struct mime_body_part one;
	size_t from = 0, n = 0;

	must(mime_bodies_new(&bodies, root) == MIME_OK);
	for (; mime_bodies_get(&one, bodies, n); n++) {
		must(one.part != NULL && one.lists <= 7);
		for (; last != NULL && last != one.part;)
			last = mime_part_after(last);
		must(last != NULL); /* document order */
	}
	do {
		size_t before = from;

		must(mime_preview_read(&preview, &html, bodies, &from) ==
		     MIME_OK);
		must(from <= n && (from > before || html == NULL));
		check_utf8(mime_preview_text(&preview));
		must(html == NULL || mime_preview_text(&preview).len == 0);
	} while (html != NULL);
	mime_bodies_free(bodies);
}

static void
check_preview(mime_slice text)
{
	struct mime_preview whole, bytes;
	size_t at = 0;

	mime_preview_init(&whole);
	mime_preview_feed(&whole, text);
	mime_preview_init(&bytes);
	while (at < text.len &&
	       mime_preview_feed(&bytes, mime_slice_part(text, at, at + 1)))
		at++;
	must(mime_slice_equal(mime_preview_text(&whole),
			      mime_preview_text(&bytes)));
	check_utf8(mime_preview_text(&whole));
}

/* Files lie in the text one behind another, and end. */
static void
check_inside(mime_slice text)
{
	const char *at = text.ptr, *end = text.ptr + text.len;
	struct mime_embedded file;
	struct mime_reader *r;
	mime_slice run;
	size_t n;
	int rc;

	while (mime_embedded_next(&file, &text)) {
		must(file.data.ptr >= at && file.name.ptr >= at &&
		     file.data.ptr + file.data.len <= end);
		at = file.data.ptr + file.data.len;
		must(text.ptr == at);
		must(mime_embedded_open(&r, &file) == MIME_OK);
		n = 0;
		while ((rc = mime_reader_next(&run, r)) > 0)
			n += run.len;
		must(rc == 0 && mime_reader_error(r) == NULL);
		mime_reader_free(r);
		must(n <= MIME_UU_DECODE_MAX(file.data.len));
	}
	must(text.len == 0 && file.kind == 0);
}

static void
check_text(struct mime_part *p)
{
	struct mime_charset_use use;
	mime_slice body, text, rest;
	struct mime_text *decoded;
	struct mime_field *f = mime_field_find(p, "Subject", NULL);

	if (mime_part_charset(&use, p) == MIME_OK)
		must(use.used.len > 0 && use.outside == 0);
	if (mime_body_bytes(&body, p) == MIME_OK) {
		check_preview(body);
		check_inside(body);
	}
	if (f == NULL || mime_field_text(&text, f) != MIME_OK)
		return;
	rest = mime_field_body(f);
	must(mime_text_decode(&decoded, rest, NULL) == MIME_OK);
	check_utf8(mime_text_slice(decoded));
	mime_text_free(decoded);
}

/* What is open is a tree: parents, children, depths, in document order. */
static size_t
check_tree(struct mime_part *root)
{
	struct mime_part *p = root, *child, *next;
	size_t n = 0;

	for (; p != NULL; p = next, n++) {
		struct mime_part *parent = mime_view_parent(p);

		must((parent == NULL) == (mime_view_depth(p) == 0));
		must(parent == NULL ||
		     mime_view_depth(p) == mime_view_depth(parent) + 1);
		must(mime_view_child(&child, p) == MIME_OK);
		must(child == NULL || mime_view_parent(child) == p);
		must(mime_view_after(&next, p) == MIME_OK);
		must(child == NULL || next == child);
		check_text(p);
	}
	return n;
}

static void
check_section(struct mime_message *m, struct mime_part *p)
{
	mime_slice section, type = mime_part_type(p);
	struct mime_message *inner;
	struct mime_part *found;
	char path[512];

	must(type.len > 2 && memchr(type.ptr, '/', type.len) != NULL);
	must(mime_part_encoding(p).ptr != NULL);
	mime_part_param(p, "charset");
	must(mime_part_section(&section, p) == MIME_OK);
	if (section.len < sizeof path) {
		memcpy(path, section.ptr, section.len);
		path[section.len] = '\0';
		found = mime_message_find(m, path);
		must(found == p || section.len == 0 ||
		     mime_part_parent(p) == found ||
		     mime_part_parent(found) == p);
	}
	if (mime_part_message(&inner, p) == MIME_OK && inner != NULL)
		must(mime_message_bytes(inner).ptr != NULL);
}

static size_t
count_defects(struct mime_message *m)
{
	size_t n = 0;

	for (int kind = 0; kind < MIME_DEFECT_KINDS; kind++)
		n += mime_message_defect_count(m, kind);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	mime_slice bytes = { n > 0 ? (const char *)data : "", n };
	struct mime_mailbox author, again;
	struct mime_message *m;
	struct mime_part *p;
	size_t parts = 0, opened, headers;
	bool one;

	must(mime_parse(&m, bytes, NULL, NULL) == MIME_OK);
	must(mime_slice_equal(mime_message_bytes(m), bytes));
	one = mime_message_author(&author, m);
	must(!one || author.address.len > 0);
	check_imap(mime_message_root(m));
	check_bodies(mime_message_root(m));
	for (p = mime_message_root(m); p != NULL; p = mime_part_after(p)) {
		check_section(m, p);
		parts++;
	}
	opened = check_tree(mime_message_root(m));
	must(opened >= parts);
	must(mime_message_check_headers(m) == MIME_OK);
	headers = count_defects(m);
	must(mime_message_check(m) == MIME_OK);
	must(count_defects(m) >= headers);
	must(mime_message_author(&again, m) == one);
	must(mime_slice_equal(again.address, author.address));
	check_imap(mime_message_root(m));
	mime_message_free(m);
	return 0;
}
