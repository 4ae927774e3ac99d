/* Base64 by OpenSSL: bench_openssl DIRECTORY.  Its lines have 64 characters. */
#include "bench/bench.h"
#include "bench/peer.h"
#include <openssl/evp.h>

struct openssl {
	unsigned char *ring;
	volatile size_t sum;
};

static void
code(enum bench_codec codec, const char *in, size_t len, void *ctx)
{
	EVP_ENCODE_CTX *c = EVP_ENCODE_CTX_new();
	const unsigned char *p = (const unsigned char *)in;
	bool encode = codec == BENCH_BASE64_ENCODE;
	struct openssl *o = ctx;
	int got = 0;

	if (encode)
		EVP_EncodeInit(c);
	else
		EVP_DecodeInit(c);
	for (size_t i = 0; i < len; i += BENCH_BLOCK) {
		size_t n = len - i < BENCH_BLOCK ? len - i : BENCH_BLOCK;

		if (encode)
			EVP_EncodeUpdate(c, o->ring, &got, p + i, (int)n);
		else
			EVP_DecodeUpdate(c, o->ring, &got, p + i, (int)n);
		o->sum += (size_t)got;
	}
	if (encode)
		EVP_EncodeFinal(c, o->ring, &got);
	else
		EVP_DecodeFinal(c, o->ring, &got);
	EVP_ENCODE_CTX_free(c);
}

int
main(int argc, char **argv)
{
	struct openssl o = { .sum = 0 };
	struct bench_peer peer = { "openssl", NULL, NULL, code, &o, true };

	if (argc < 2)
		return 64;
	o.ring = malloc((size_t)2 * BENCH_BLOCK);
	bench_peer(&peer, argv[1], false);
	free(o.ring);
	return 0;
}
