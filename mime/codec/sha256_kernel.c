#include "codec/sha256_kernel.h"
#include "codec/cpu.h"

const uint32_t mime_sha256_constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static inline uint32_t
rotate(uint32_t v, unsigned by)
{
	return v >> by | v << (32 - by);
}

static inline uint32_t
big_endian(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

static void
expand(uint32_t w[64], const uint8_t *block)
{
	size_t t;

	for (t = 0; t < 16; t++)
		w[t] = big_endian(block + 4 * t);
	for (; t < 64; t++) {
		uint32_t x = w[t - 15], y = w[t - 2];

		w[t] = (rotate(y, 17) ^ rotate(y, 19) ^ y >> 10) + w[t - 7] +
		       (rotate(x, 7) ^ rotate(x, 18) ^ x >> 3) + w[t - 16];
	}
}

/* One round.  The caller turns the names instead of moving the values. */
#define ROUND(a, b, c, d, e, f, g, h, t)                                       \
	do {                                                                   \
		h += (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +          \
		     ((e & f) ^ (~e & g)) + mime_sha256_constants[t] + w[t];   \
		d += h;                                                        \
		h += (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +          \
		     ((a & b) ^ (a & c) ^ (b & c));                            \
	} while (0)

static void
add_block(uint32_t sum[8], const uint8_t *block)
{
	uint32_t a = sum[0], b = sum[1], c = sum[2], d = sum[3];
	uint32_t e = sum[4], f = sum[5], g = sum[6], h = sum[7];
	uint32_t w[64];

	expand(w, block);
	for (int t = 0; t < 64; t += 8) {
		ROUND(a, b, c, d, e, f, g, h, t);
		ROUND(h, a, b, c, d, e, f, g, t + 1);
		ROUND(g, h, a, b, c, d, e, f, t + 2);
		ROUND(f, g, h, a, b, c, d, e, t + 3);
		ROUND(e, f, g, h, a, b, c, d, t + 4);
		ROUND(d, e, f, g, h, a, b, c, t + 5);
		ROUND(c, d, e, f, g, h, a, b, t + 6);
		ROUND(b, c, d, e, f, g, h, a, t + 7);
	}
	sum[0] += a;
	sum[1] += b;
	sum[2] += c;
	sum[3] += d;
	sum[4] += e;
	sum[5] += f;
	sum[6] += g;
	sum[7] += h;
}

static void
add(uint32_t sum[8], const uint8_t *p, size_t blocks)
{
	for (; blocks > 0; blocks--, p += MIME_SHA256_BLOCK)
		add_block(sum, p);
}

const struct mime_sha256_kernel mime_sha256_scalar = {
	.name = "scalar",
	.add = add,
};

const struct mime_sha256_kernel *const *
mime_sha256_kernels(void)
{
	static const struct mime_sha256_kernel *const all[] = {
#ifdef MIME_SHANI
		&mime_sha256_shani,
#endif
		&mime_sha256_scalar,
		NULL,
	};

	return all + mime_cpu_skip_sha();
}
