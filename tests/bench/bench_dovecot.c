/* The same by lib-mail of Dovecot: bench_dovecot DIRECTORY [huge].
 * parse: nothing is decoded; fields are handed out, and not kept.
 * full: its message decoder, which leaves attachments alone unless told. */
/* lib.h comes before all others */
/* clang-format off */
#include "lib.h"
#include "istream.h"
#include "message-decoder.h"
#include "message-parser.h"
/* clang-format on */
#include "bench/bench.h"
#include "bench/peer.h"

static void
message(const char *p, size_t n, bool full, void *ctx)
{
	struct message_parser_settings set = {
		.hdr_flags = MESSAGE_HEADER_PARSER_FLAG_CLEAN_ONELINE,
		.max_nested_mime_parts = UINT_MAX,
		.max_total_mime_parts = UINT_MAX,
	};
	pool_t pool = pool_alloconly_create("bench", 4096);
	struct istream *in = i_stream_create_from_data(p, n);
	struct message_parser_ctx *parser = message_parser_init(pool, in, &set);
	struct message_decoder_context *decoder = NULL;
	struct message_block block, decoded;
	struct message_part *parts;
	size_t *sum = ctx;

	if (full)
		decoder = message_decoder_init(
			NULL, MESSAGE_DECODER_FLAG_RETURN_BINARY);
	while (message_parser_parse_next_block(parser, &block) > 0) {
		*sum += block.size;
		if (full && message_decoder_decode_next_block(decoder, &block,
							      &decoded))
			*sum += decoded.size;
	}
	if (full)
		message_decoder_deinit(&decoder);
	message_parser_deinit(&parser, &parts);
	i_stream_unref(&in);
	pool_unref(&pool);
}

int
main(int argc, char **argv)
{
	size_t sum = 0;
	struct bench_peer peer = {
		"dovecot", message, NULL, NULL, &sum, false
	};

	if (argc < 2)
		return 64;
	lib_init();
	bench_peer(&peer, argv[1], argc > 2);
	lib_deinit();
	return 0;
}
