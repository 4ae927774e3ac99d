/* The same work by GMime: bench_gmime DIRECTORY.
 *
 * parse   g_mime_parser_construct_message on a stream in memory; it decodes
 *         addresses, subject and date on the way.
 * full    besides, g_mime_header_get_value of every field, the content of every
 *         leaf decoded, text to UTF-8.
 * compose text and a file of 64 MiB through a stream of the C library. */
#include "bench/bench.h"
#include <gmime/gmime.h>
#include <stdbool.h>
#include <stdint.h>

struct job {
	struct bench_input in;
	bool packed, full;
	const char *dir, *to;
	char *ring;
	GMimeContentEncoding encoding;
	volatile size_t sum;
};

static void
drain(struct job *j, GMimePart *part)
{
	GMimeStream *null = g_mime_stream_null_new(), *to = null;
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	const char *charset = g_mime_object_get_content_type_parameter(
		(GMimeObject *)part, "charset");

	if (GMIME_IS_TEXT_PART(part) && charset != NULL) {
		GMimeFilter *filter =
			g_mime_filter_charset_new(charset, "utf-8");

		to = g_mime_stream_filter_new(null);
		if (filter != NULL) {
			g_mime_stream_filter_add((GMimeStreamFilter *)to,
						 filter);
			g_object_unref(filter);
		}
	}
	if (content != NULL)
		j->sum += (size_t)g_mime_data_wrapper_write_to_stream(content,
								      to);
	g_mime_stream_flush(to);
	if (to != null)
		g_object_unref(to);
	g_object_unref(null);
}

static void
decode_fields(struct job *j, GMimeObject *part)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(part);

	for (int i = 0; i < g_mime_header_list_get_count(list); i++) {
		GMimeHeader *h = g_mime_header_list_get_header_at(list, i);

		j->sum += strlen(g_mime_header_get_value(h));
	}
}

static void
decode(GMimeObject *parent, GMimeObject *part, gpointer ctx)
{
	struct job *j = ctx;

	(void)parent;
	decode_fields(j, part);
	if (GMIME_IS_PART(part)) {
		drain(j, (GMimePart *)part);
	} else if (GMIME_IS_MESSAGE_PART(part)) {
		GMimeMessage *inner = g_mime_message_part_get_message(
			(GMimeMessagePart *)part);

		decode_fields(j, (GMimeObject *)inner);
		g_mime_message_foreach(inner, decode, j);
	}
}

static void
one(struct job *j, const char *p, size_t n)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(p, n);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *m = g_mime_parser_construct_message(parser, NULL);

	if (j->full) {
		decode_fields(j, (GMimeObject *)m);
		g_mime_message_foreach(m, decode, j);
	}
	g_object_unref(m);
	g_object_unref(parser);
	g_object_unref(stream);
}

static void
run(void *ctx)
{
	struct job *j = ctx;
	uint32_t n;

	if (!j->packed) {
		one(j, j->in.ptr, j->in.len);
		return;
	}
	for (size_t i = 0; i < j->in.len; i += sizeof n + n) {
		memcpy(&n, j->in.ptr + i, sizeof n);
		one(j, j->in.ptr + i + sizeof n, n);
	}
}

static void
run_codec(void *ctx, void (*init)(GMimeEncoding *, GMimeContentEncoding))
{
	struct job *j = ctx;
	GMimeEncoding state;

	init(&state, j->encoding);
	for (size_t i = 0; i < j->in.len; i += BENCH_BLOCK) {
		size_t n = j->in.len - i;

		n = n < BENCH_BLOCK ? n : BENCH_BLOCK;
		j->sum +=
			g_mime_encoding_step(&state, j->in.ptr + i, n, j->ring);
	}
}

static void
run_encode(void *ctx)
{
	run_codec(ctx, g_mime_encoding_init_encode);
}

static void
run_decode(void *ctx)
{
	run_codec(ctx, g_mime_encoding_init_decode);
}

static void
compose(void *ctx)
{
	struct job *j = ctx;
	GMimeMessage *m = g_mime_message_new(TRUE);
	GMimeMultipart *mixed = g_mime_multipart_new_with_subtype("mixed");
	GMimeTextPart *text = g_mime_text_part_new();
	GMimePart *part =
		g_mime_part_new_with_type("application", "octet-stream");
	char path[4096];
	GMimeStream *in, *out;
	GMimeDataWrapper *content;

	snprintf(path, sizeof path, "%s/data.raw", j->dir);
	in = g_mime_stream_file_new(fopen(path, "rb"));
	out = g_mime_stream_file_new(fopen(j->to, "wb"));
	content = g_mime_data_wrapper_new_with_stream(
		in, GMIME_CONTENT_ENCODING_DEFAULT);
	g_mime_message_add_mailbox(m, GMIME_ADDRESS_TYPE_FROM, "Bench",
				   "bench@example.org");
	g_mime_text_part_set_text(text, "Attached.\n");
	g_mime_part_set_content(part, content);
	g_mime_part_set_content_encoding(part, GMIME_CONTENT_ENCODING_BASE64);
	g_mime_multipart_add(mixed, (GMimeObject *)text);
	g_mime_multipart_add(mixed, (GMimeObject *)part);
	g_mime_message_set_mime_part(m, (GMimeObject *)mixed);
	j->sum += (size_t)g_mime_object_write_to_stream((GMimeObject *)m, NULL,
							out);
	g_mime_stream_flush(out);
	g_object_unref(content);
	g_object_unref(out);
	g_object_unref(in);
	g_object_unref(part);
	g_object_unref(text);
	g_object_unref(mixed);
	g_object_unref(m);
	if (strcmp(j->to, "/dev/null") != 0)
		unlink(j->to);
}

static void
base64(struct job *j)
{
	struct bench_input raw = j->in = bench_load(j->dir, "data.raw");
	GMimeEncoding state;
	char *coded = malloc(2 * raw.len);

	j->encoding = GMIME_CONTENT_ENCODING_BASE64;
	bench_item("base64 encode", "gmime", raw.len, 0, run_encode, j);
	/* with CRLF, as a message has it: 76 of its characters are 57 bytes */
	j->in.ptr = coded;
	j->in.len = 0;
	for (size_t i = 0; i + 57 <= raw.len; i += 57) {
		g_mime_encoding_init_encode(&state, j->encoding);
		j->in.len += g_mime_encoding_flush(&state, raw.ptr + i, 57,
						   coded + j->in.len) -
			     1;
		memcpy(coded + j->in.len, "\r\n", 2);
		j->in.len += 2;
	}
	bench_item("base64 decode", "gmime", raw.len, 0, run_decode, j);
	free(coded);
	free(raw.ptr);
}

static void
quoted(struct job *j, const char *kind)
{
	char name[64], item[64];
	size_t n;

	j->encoding = GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
	snprintf(name, sizeof name, "%s.raw", kind);
	j->in = bench_load(j->dir, name);
	n = j->in.len;
	snprintf(item, sizeof item, "QP encode %s", kind);
	bench_item(item, "gmime", n, 0, run_encode, j);
	free(j->in.ptr);
	snprintf(name, sizeof name, "%s.qp", kind);
	j->in = bench_load(j->dir, name);
	snprintf(item, sizeof item, "QP decode %s", kind);
	bench_item(item, "gmime", n, 0, run_decode, j);
	free(j->in.ptr);
}

static void
messages(struct job *j)
{
	size_t n = 0;
	uint32_t len;
	char path[4096];

	j->in = bench_load(j->dir, "small.pack");
	for (size_t i = 0; i < j->in.len; i += sizeof len + len, n++)
		memcpy(&len, j->in.ptr + i, sizeof len);
	j->packed = true;
	bench_item("small parse", "gmime", n, 0, run, j);
	j->full = true;
	bench_item("small full", "gmime", n, 0, run, j);
	free(j->in.ptr);
	j->in = bench_load(j->dir, "big.eml");
	j->packed = j->full = false;
	bench_item("big parse", "gmime", j->in.len, 0, run, j);
	j->full = true;
	bench_item("big full", "gmime", j->in.len, 0, run, j);
	free(j->in.ptr);
	j->to = "/dev/null";
	bench_item("compose to /dev/null", "gmime", (size_t)64 << 20, 1,
		   compose, j);
	snprintf(path, sizeof path, "%s/new.gmime.eml", j->dir);
	j->to = path;
	bench_item("compose to a file", "gmime", (size_t)64 << 20, 1, compose,
		   j);
}

int
main(int argc, char **argv)
{
	struct job j = { .packed = false };

	if (argc != 2)
		return 64;
	g_mime_init();
	j.dir = argv[1];
	j.ring = malloc((size_t)4 * BENCH_BLOCK);
	base64(&j);
	quoted(&j, "mixed");
	quoted(&j, "chinese");
	messages(&j);
	free(j.ring);
	g_mime_shutdown();
	return 0;
}
