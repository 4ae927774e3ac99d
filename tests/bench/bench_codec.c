/* The codecs of the library, OpenSSL's base64, and what the machine can do at
 * most: bench_codec DIRECTORY.  A stage is given blocks of 64 KiB out of an
 * input in memory and writes to the same buffer again and again. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "bench/bench.h"
#include "codec/scan.h"
#include "codec/utf8.h"
#include "mime/codec.h"
#ifdef WITH_TLS
#include <openssl/evp.h>
#endif

struct job {
	struct bench_input in;
	char *ring;  /* room for what one block can become */
	char *whole; /* room for the longest input */
	volatile size_t sum;
};

static void
drive(struct job *j, void *state,
      size_t (*step)(void *state, const char *in, size_t n, char *out,
		     bool last))
{
	for (size_t i = 0; i < j->in.len; i += BENCH_BLOCK) {
		size_t n = j->in.len - i;

		n = n < BENCH_BLOCK ? n : BENCH_BLOCK;
		j->sum += step(state, j->in.ptr + i, n, j->ring,
			       i + n == j->in.len);
	}
}

static size_t
base64_decode(void *s, const char *in, size_t n, char *out, bool last)
{
	return mime_base64_decode(s, in, n, out, last);
}

static size_t
base64_encode(void *s, const char *in, size_t n, char *out, bool last)
{
	return mime_base64_encode(s, in, n, out, last);
}

static size_t
qp_decode(void *s, const char *in, size_t n, char *out, bool last)
{
	return mime_qp_decode(s, in, n, out, last);
}

static size_t
qp_encode(void *s, const char *in, size_t n, char *out, bool last)
{
	return mime_qp_encode(s, in, n, out, last);
}

static void
run_base64_decode(void *ctx)
{
	struct mime_base64 s;

	mime_base64_init(&s, MIME_LINE_CRLF);
	drive(ctx, &s, base64_decode);
}

static void
run_base64_encode(void *ctx)
{
	struct mime_base64 s;

	mime_base64_init(&s, MIME_LINE_CRLF);
	drive(ctx, &s, base64_encode);
}

static void
run_qp_decode(void *ctx)
{
	struct mime_qp s;

	mime_qp_init(&s, 0);
	drive(ctx, &s, qp_decode);
}

static void
run_qp_encode(void *ctx)
{
	struct mime_qp s;

	mime_qp_init(&s, 0);
	drive(ctx, &s, qp_encode);
}

static void
run_delimiter(void *ctx)
{
	struct job *j = ctx;

	for (size_t at = 0; at < j->in.len; at++) {
		at = mime_scan_delimiter(j->in.ptr, j->in.len, at);
		j->sum += at;
	}
}

static void
run_word(void *ctx)
{
	struct job *j = ctx;

	j->sum += mime_scan_word(j->in.ptr, j->in.len);
}

static void
run_valid(void *ctx)
{
	struct job *j = ctx;

	j->sum += mime_utf8_valid(j->in.ptr, j->in.len);
}

/* What the machine can do. */
static void
run_memcpy(void *ctx)
{
	struct job *j = ctx;

	memcpy(j->whole, j->in.ptr, j->in.len);
	j->sum += (size_t)(unsigned char)j->whole[j->sum % j->in.len];
}

static void
run_memchr(void *ctx)
{
	struct job *j = ctx;
	const char *p = j->in.ptr, *end = p + j->in.len;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		p++;
		j->sum++;
	}
}

static void
run_memmem(void *ctx)
{
	struct job *j = ctx;

	j->sum += memmem(j->in.ptr, j->in.len, "\n--~", 4) != NULL;
}

#if defined(__x86_64__)
#include <immintrin.h>

/* One load and one comparison for each 32 bytes, and nothing else. */
__attribute__((target("avx2"))) static void
run_avx2(void *ctx)
{
	struct job *j = ctx;
	__m256i lf = _mm256_set1_epi8('\x01'), any = _mm256_setzero_si256();

	for (size_t i = 0; i + 128 <= j->in.len; i += 128) {
		for (size_t k = 0; k < 128; k += 32) {
			__m256i v = _mm256_loadu_si256(
				(const __m256i_u *)(j->in.ptr + i + k));

			any = _mm256_or_si256(any, _mm256_cmpeq_epi8(v, lf));
		}
	}
	j->sum += (size_t)(unsigned)_mm256_movemask_epi8(any);
}
#endif

#ifdef WITH_TLS
static void
run_openssl_encode(void *ctx)
{
	EVP_ENCODE_CTX *c = EVP_ENCODE_CTX_new();
	struct job *j = ctx;
	int got = 0;

	EVP_EncodeInit(c);
	for (size_t i = 0; i < j->in.len; i += BENCH_BLOCK) {
		size_t n = j->in.len - i;

		n = n < BENCH_BLOCK ? n : BENCH_BLOCK;
		EVP_EncodeUpdate(c, (unsigned char *)j->ring, &got,
				 (unsigned char *)j->in.ptr + i, (int)n);
		j->sum += (size_t)got;
	}
	EVP_EncodeFinal(c, (unsigned char *)j->ring, &got);
	EVP_ENCODE_CTX_free(c);
}

static void
run_openssl_decode(void *ctx)
{
	EVP_ENCODE_CTX *c = EVP_ENCODE_CTX_new();
	struct job *j = ctx;
	int got = 0;

	EVP_DecodeInit(c);
	for (size_t i = 0; i < j->in.len; i += BENCH_BLOCK) {
		size_t n = j->in.len - i;

		n = n < BENCH_BLOCK ? n : BENCH_BLOCK;
		EVP_DecodeUpdate(c, (unsigned char *)j->ring, &got,
				 (unsigned char *)j->in.ptr + i, (int)n);
		j->sum += (size_t)got;
	}
	EVP_DecodeFinal(c, (unsigned char *)j->ring, &got);
	EVP_ENCODE_CTX_free(c);
}
#endif

static void
limits(struct job *j)
{
	size_t n = j->in.len;

	bench_item("memcpy", "machine", n, 0, run_memcpy, j);
	bench_item("memchr", "machine", n, 0, run_memchr, j);
	bench_item("memmem", "machine", n, 0, run_memmem, j);
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2"))
		bench_item("avx2", "machine", n, 0, run_avx2, j);
#endif
	bench_item("scan", "ours", n, 0, run_delimiter, j);
}

static void
base64(struct job *j, const char *dir)
{
	struct bench_input raw = bench_load(dir, "data.raw");
	struct mime_base64 s;

	j->in = raw;
	bench_item("base64 encode", "ours", raw.len, 0, run_base64_encode, j);
#ifdef WITH_TLS
	bench_item("base64 encode", "openssl", raw.len, 0, run_openssl_encode,
		   j);
#endif
	mime_base64_init(&s, MIME_LINE_CRLF);
	j->in.len = mime_base64_encode(&s, raw.ptr, raw.len, j->whole, true);
	j->in.ptr = j->whole;
	bench_item("base64 decode", "ours", raw.len, 0, run_base64_decode, j);
#ifdef WITH_TLS
	bench_item("base64 decode", "openssl", raw.len, 0, run_openssl_decode,
		   j);
#endif
	free(raw.ptr);
}

static void
quoted(struct job *j, const char *dir, const char *kind)
{
	char name[64], item[64];
	struct bench_input raw;

	snprintf(name, sizeof name, "%s.raw", kind);
	raw = j->in = bench_load(dir, name);
	snprintf(item, sizeof item, "QP encode %s", kind);
	bench_item(item, "ours", raw.len, 0, run_qp_encode, j);
	snprintf(item, sizeof item, "UTF-8 %s", kind);
	bench_item(item, "ours", raw.len, 0, run_valid, j);
	snprintf(item, sizeof item, "=? in %s", kind);
	bench_item(item, "ours", raw.len, 0, run_word, j);
	free(raw.ptr);
	snprintf(name, sizeof name, "%s.qp", kind);
	j->in = bench_load(dir, name);
	snprintf(item, sizeof item, "QP decode %s", kind);
	bench_item(item, "ours", raw.len, 0, run_qp_decode, j);
	free(j->in.ptr);
}

int
main(int argc, char **argv)
{
	struct job j = { { NULL, 0 }, NULL, NULL, 0 };
	struct bench_input big;

	if (argc != 2)
		return 64;
	big = j.in = bench_load(argv[1], "big.eml");
	j.ring = malloc(MIME_QP_ENCODE_MAX((size_t)BENCH_BLOCK));
	j.whole = malloc(2 * big.len);
	if (j.ring == NULL || j.whole == NULL)
		return 1;
	limits(&j);
	free(big.ptr);
	base64(&j, argv[1]);
	quoted(&j, argv[1], "mixed");
	quoted(&j, argv[1], "chinese");
	free(j.whole);
	free(j.ring);
	return 0;
}
