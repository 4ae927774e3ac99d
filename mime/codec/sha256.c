#include "codec/sha256.h"
#include "codec/sha256_kernel.h"
#include <string.h>

enum { BLOCK = MIME_SHA256_BLOCK, LENGTH_AT = BLOCK - 8 };

void
mime_sha256_init(struct mime_sha256 *s)
{
	/* FIPS 180-4 5.3.3 */
	static const uint32_t start[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372,
					   0xa54ff53a, 0x510e527f, 0x9b05688c,
					   0x1f83d9ab, 0x5be0cd19 };

	s->octets = 0;
	memcpy(s->h, start, sizeof s->h);
}

static void
add_blocks(struct mime_sha256 *s, const uint8_t *p, size_t blocks)
{
	mime_sha256_kernels()[0]->add(s->h, p, blocks);
}

void
mime_sha256_add(struct mime_sha256 *s, const void *in, size_t n)
{
	size_t held = (size_t)(s->octets % BLOCK), i = 0;
	const uint8_t *p = in;

	if (n == 0)
		return;
	s->octets += n;
	if (held > 0) {
		i = n < BLOCK - held ? n : BLOCK - held;
		memcpy(s->block + held, p, i);
		if (held + i < BLOCK)
			return;
		add_blocks(s, s->block, 1);
	}
	if (n - i >= BLOCK)
		add_blocks(s, p + i, (n - i) / BLOCK);
	i += (n - i) / BLOCK * BLOCK;
	memcpy(s->block, p + i, n - i);
}

void
mime_sha256_end(struct mime_sha256 *s, uint8_t digest[32])
{
	size_t held = (size_t)(s->octets % BLOCK);
	uint64_t bits = s->octets * 8;

	s->block[held++] = 0x80;
	if (held > LENGTH_AT) {
		memset(s->block + held, 0, BLOCK - held);
		add_blocks(s, s->block, 1);
		held = 0;
	}
	memset(s->block + held, 0, LENGTH_AT - held);
	for (unsigned i = 0; i < 8; i++)
		s->block[LENGTH_AT + i] = (uint8_t)(bits >> (56 - 8 * i));
	add_blocks(s, s->block, 1);
	for (unsigned i = 0; i < 32; i++)
		digest[i] = (uint8_t)(s->h[i / 4] >> (24 - 8 * (i % 4)));
}
