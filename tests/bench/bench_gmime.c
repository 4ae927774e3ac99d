/* The same by GMime: bench_gmime DIRECTORY [huge].
 * parse: it decodes addresses, subject and date on the way.
 * compose: through a stream of the C library. */
#include "bench/bench.h"
#include "bench/peer.h"
#include <gmime/gmime.h>

struct gmime {
	char *ring;
	volatile size_t sum;
};

static void
drain(struct gmime *g, GMimePart *part)
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
		g->sum += (size_t)g_mime_data_wrapper_write_to_stream(content,
								      to);
	g_mime_stream_flush(to);
	if (to != null)
		g_object_unref(to);
	g_object_unref(null);
}

static void
decode_fields(struct gmime *g, GMimeObject *part)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(part);

	for (int i = 0; i < g_mime_header_list_get_count(list); i++) {
		GMimeHeader *h = g_mime_header_list_get_header_at(list, i);

		g->sum += strlen(g_mime_header_get_value(h));
	}
}

static void
decode(GMimeObject *parent, GMimeObject *part, gpointer ctx)
{
	struct gmime *g = ctx;

	(void)parent;
	decode_fields(g, part);
	if (GMIME_IS_PART(part)) {
		drain(g, (GMimePart *)part);
	} else if (GMIME_IS_MESSAGE_PART(part)) {
		GMimeMessage *inner = g_mime_message_part_get_message(
			(GMimeMessagePart *)part);

		decode_fields(g, (GMimeObject *)inner);
		g_mime_message_foreach(inner, decode, g);
	}
}

/* The stream borrows the bytes. */
static void
message(const char *p, size_t n, bool full, void *ctx)
{
	struct gmime *g = ctx;
	GByteArray *bytes = g_byte_array_new_take((guint8 *)(gintptr)p, n);
	GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *m;

	g_mime_stream_mem_set_owner((GMimeStreamMem *)stream, FALSE);
	m = g_mime_parser_construct_message(parser, NULL);
	if (full) {
		decode_fields(g, (GMimeObject *)m);
		g_mime_message_foreach(m, decode, g);
	}
	g_object_unref(m);
	g_object_unref(parser);
	g_object_unref(stream);
	g_byte_array_steal(bytes, NULL);
	g_byte_array_unref(bytes);
}

static void
code(enum bench_codec codec, const char *in, size_t len, void *ctx)
{
	struct gmime *g = ctx;
	bool base64 =
		codec == BENCH_BASE64_ENCODE || codec == BENCH_BASE64_DECODE;
	GMimeContentEncoding kind =
		base64 ? GMIME_CONTENT_ENCODING_BASE64
		       : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
	GMimeEncoding state;

	if (codec == BENCH_BASE64_ENCODE || codec == BENCH_QP_ENCODE)
		g_mime_encoding_init_encode(&state, kind);
	else
		g_mime_encoding_init_decode(&state, kind);
	for (size_t i = 0; i < len; i += BENCH_BLOCK) {
		size_t n = len - i < BENCH_BLOCK ? len - i : BENCH_BLOCK;

		g->sum += g_mime_encoding_step(&state, in + i, n, g->ring);
	}
}

static void
compose(const char *path, const char *to, void *ctx)
{
	struct gmime *g = ctx;
	GMimeMessage *m = g_mime_message_new(TRUE);
	GMimeMultipart *mixed = g_mime_multipart_new_with_subtype("mixed");
	GMimeTextPart *text = g_mime_text_part_new();
	GMimePart *part =
		g_mime_part_new_with_type("application", "octet-stream");
	GMimeStream *in, *out;
	GMimeDataWrapper *content;

	in = g_mime_stream_file_new(fopen(path, "rb"));
	out = g_mime_stream_file_new(fopen(to, "wb"));
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
	g->sum += (size_t)g_mime_object_write_to_stream((GMimeObject *)m, NULL,
							out);
	g_mime_stream_flush(out);
	g_object_unref(content);
	g_object_unref(out);
	g_object_unref(in);
	g_object_unref(part);
	g_object_unref(text);
	g_object_unref(mixed);
	g_object_unref(m);
}

int
main(int argc, char **argv)
{
	struct gmime g = { .sum = 0 };
	struct bench_peer peer = { "gmime", message, compose, code, &g, false };

	if (argc < 2)
		return 64;
	g_mime_init();
	g.ring = malloc((size_t)4 * BENCH_BLOCK);
	bench_peer(&peer, argv[1], argc > 2);
	free(g.ring);
	g_mime_shutdown();
	return 0;
}
