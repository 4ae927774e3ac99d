#include "support/kernel_check.h"
#include "base/ascii.h"
#include "codec/base64.h"
#include "codec/base64_kernel.h"
#include "codec/qp.h"
#include "codec/qp_kernel.h"
#include "codec/scan.h"
#include "codec/sha256_kernel.h"
#include "codec/utf8.h"
#include "codec/utf8_kernel.h"
#include "support/stage.h"
#include <stdio.h>

void
kernel_check_begin(struct kernel_check *c)
{
	c->in = fence_new(KERNEL_CHECK_MOST);
	c->out = fence_new(3 * KERNEL_CHECK_MOST);
	c->want = stage_alloc(3 * KERNEL_CHECK_MOST);
}

void
kernel_check_end(struct kernel_check *c)
{
	fence_free(&c->in);
	fence_free(&c->out);
	free(c->want);
}

static const char *
wrong(const char *kernel, const char *what)
{
	static char text[80];

	snprintf(text, sizeof text, "%s %s", kernel, what);
	return text;
}

/* The last n bytes of the output; what they hold before shows what was not
 * written. */
static char *
room(struct kernel_check *c, size_t n)
{
	return memset(c->out.end - n, '#', n);
}

/* Puts the input to its two places in turn; false after both. */
static bool
place(const char **at, struct kernel_check *c, const void *p, size_t n)
{
	char *begin = c->in.begin, *end = c->in.end - n;

	if (*at == begin)
		return false;
	*at = *at == NULL ? end : begin;
	if (n > 0)
		memmove(*at == end ? end : begin, p, n);
	return true;
}

static const char *
decoded_lines(struct kernel_check *c, const struct mime_base64_kernel *k,
	      const uint8_t *in, size_t n, size_t width)
{
	uint8_t *start = (uint8_t *)room(c, n / 4 * 3), *out = start;
	uint8_t *want = (uint8_t *)c->want;
	size_t used = k->decode_lines(in, n, width, &out), i = 0, o = 0;
	size_t end = n > width && in[width] == '\n' ? 1 : 2;

	if (used > n || used % (width + end) != 0)
		return wrong(k->name, "decode_lines: part of a line");
	for (; i < used; i += width + end, o += width / 4 * 3)
		if (mime_base64_scalar.decode(in + i, width, want + o) !=
			    width ||
		    memcmp(in + i + width, end == 1 ? "\n" : "\r\n", end) != 0)
			return wrong(k->name, "decode_lines: no line");
	if ((size_t)(out - start) != o || memcmp(start, want, o) != 0)
		return wrong(k->name, "decode_lines: other bytes");
	return NULL;
}

static const char *
encoded_lines(struct kernel_check *c, const struct mime_base64_kernel *k,
	      const uint8_t *in, size_t n, bool crlf)
{
	enum { BYTES = MIME_BASE64_COLUMNS / 4 * 3 };
	size_t end = crlf ? 2 : 1, i = 0, o = 0, used;
	size_t most =
		n / BYTES * (MIME_BASE64_COLUMNS + end) + n % BYTES / 3 * 4;
	uint8_t *start = (uint8_t *)room(c, most), *out = start;
	uint8_t *want = (uint8_t *)c->want;

	used = k->encode_lines(in, n, crlf, &out);
	if (used > n || used % BYTES != 0)
		return wrong(k->name, "encode_lines: part of a line");
	for (; i < used; i += BYTES) {
		mime_base64_scalar.encode(in + i, BYTES, want + o);
		o += MIME_BASE64_COLUMNS;
		memcpy(want + o, crlf ? "\r\n" : "\n", end);
		o += end;
	}
	if ((size_t)(out - start) != o || memcmp(start, want, o) != 0)
		return wrong(k->name, "encode_lines: other characters");
	return NULL;
}

static const char *
base64(struct kernel_check *c, const struct mime_base64_kernel *k,
       const uint8_t *in, size_t n, uint32_t seed)
{
	static const size_t widths[] = { 4, 32, 36, 60, 64, 72, 76, 128, 1000 };
	uint8_t *out, *want = (uint8_t *)c->want;
	const char *bad = NULL;
	size_t used;

	out = (uint8_t *)room(c, n / 4 * 3);
	used = mime_base64_scalar.decode(in, n, want);
	if (k->decode(in, n, out) != used ||
	    memcmp(out, want, used / 4 * 3) != 0)
		return wrong(k->name, "decode");
	out = (uint8_t *)room(c, n / 3 * 4);
	used = mime_base64_scalar.encode(in, n, want);
	if (k->encode(in, n, out) != used ||
	    memcmp(out, want, used / 3 * 4) != 0)
		return wrong(k->name, "encode");
	for (int w = 0; w < 9 && bad == NULL && k->decode_lines != NULL; w++)
		bad = decoded_lines(c, k, in, n, widths[w]);
	if (bad == NULL && k->encode_lines != NULL)
		bad = encoded_lines(c, k, in, n, seed % 2 > 0);
	return bad;
}

const char *
kernel_check_base64(struct kernel_check *c, const void *p, size_t n,
		    uint32_t seed)
{
	const char *bad = NULL, *at = NULL;

	while (bad == NULL && place(&at, c, p, n))
		for (int k = 0; bad == NULL && mime_base64_kernels()[k]; k++)
			bad = base64(c, mime_base64_kernels()[k],
				     (const uint8_t *)at, n, seed);
	return bad;
}

/* What unescape says it did is done again byte by byte. */
static const char *
unescaped(const struct mime_qp_kernel *k, const char *in, size_t used,
	  const char *out)
{
	for (size_t i = 0; i + 3 <= used; i += 3) {
		char again[3];

		mime_qp_put_escape(out[i / 3], again);
		if (memcmp(again, in + i, 3) != 0)
			return wrong(k->name, "unescape: other bytes");
	}
	return used % 3 != 0 ? wrong(k->name, "unescape: part of one") : NULL;
}

/* The same for run, which knows line ends. */
static const char *
ran(struct kernel_check *c, const struct mime_qp_kernel *k, const char *in,
    size_t n)
{
	char *start = room(c, n), *out = start, *want = c->want;
	size_t used = k->run(in, n, &out), i = 0;

	if (used > n || (used > 0 && mime_ascii_is_blank(in[used - 1])))
		return wrong(k->name, "run: blanks at the end");
	while (i < used) {
		if (mime_ascii_is_blank(in[i]) &&
		    (in[i + 1] == '\r' || in[i + 1] == '\n'))
			return wrong(k->name, "run: blanks that end a line");
		if (in[i] != '=') {
			*want++ = in[i++];
		} else if (in[i + 1] == '\n') {
			i += 2;
		} else if (in[i + 1] == '\r' && in[i + 2] == '\n') {
			i += 3;
		} else {
			char again[3];

			*want = (char)(uint8_t)(mime_ascii_hex(in[i + 1]) * 16 +
						mime_ascii_hex(in[i + 2]));
			mime_qp_put_escape(*want++, again);
			if (memcmp(again, in + i, 3) != 0)
				return wrong(k->name, "run: no escape");
			i += 3;
		}
	}
	if (i != used || out - start != want - c->want ||
	    memcmp(start, c->want, (size_t)(out - start)) != 0)
		return wrong(k->name, "run: other bytes");
	return NULL;
}

static const char *
qp(struct kernel_check *c, const struct mime_qp_kernel *k, const char *in,
   size_t n, uint32_t seed)
{
	const struct mime_qp_kernel *scalar = &mime_qp_scalar;
	size_t used, most = seed % 80;
	char *out = room(c, n);
	const char *bad = NULL;

	used = scalar->copy_text(in, n, c->want);
	if (k->copy_text(in, n, out) != used || memcmp(out, in, used) != 0)
		return wrong(k->name, "copy_text");
	if (k->unescape != NULL) {
		used = k->unescape(in, n, room(c, n));
		bad = unescaped(k, in, used, out);
	}
	if (bad == NULL && k->run != NULL)
		bad = ran(c, k, in, n);
	if (bad != NULL)
		return bad;
	used = scalar->copy_literals(in, n, most, c->want);
	if (k->copy_literals(in, n, most, room(c, n)) != used ||
	    memcmp(out, in, used) != 0)
		return wrong(k->name, "copy_literals");
	out = room(c, 3 * n);
	used = scalar->escape(in, n, most, c->want);
	if (k->escape(in, n, most, out) != used ||
	    memcmp(out, c->want, 3 * used) != 0)
		return wrong(k->name, "escape");
	return NULL;
}

const char *
kernel_check_qp(struct kernel_check *c, const void *p, size_t n, uint32_t seed)
{
	const char *bad = NULL, *at = NULL;

	while (bad == NULL && place(&at, c, p, n))
		for (int k = 0; bad == NULL && mime_qp_kernels()[k]; k++)
			bad = qp(c, mime_qp_kernels()[k], at, n, seed);
	return bad;
}

static size_t
plain_pair(const char *p, size_t n, size_t from, char a, char b)
{
	for (size_t i = from; i + 1 < n; i++)
		if (p[i] == a && p[i + 1] == b)
			return i;
	return n;
}

/* The end of a line and of a name, byte by byte. */
static size_t
plain_line(const char *p, size_t n, size_t from, size_t *stop)
{
	while (from < n && p[from] > ' ' && p[from] < 0x7f && p[from] != ':')
		from++;
	*stop = from;
	while (from < n && p[from] != '\n')
		from++;
	return from < n ? from + 1 : n;
}

const char *
kernel_check_scan(struct kernel_check *c, const void *p, size_t n,
		  uint32_t seed)
{
	static const char pairs[][2] = {
		{ '\n', '-' }, { '\n', '.' }, { '=', '?' }, { (char)0xff, '\0' }
	};
	size_t from = seed % (n + 1);
	const char *at = NULL;

	while (place(&at, c, p, n))
		for (int k = 0; mime_scan_kernels()[k] != NULL; k++) {
			const struct mime_scan_kernel *s =
				mime_scan_kernels()[k];
			size_t stop, want;

			for (int i = 0; i < 4; i++) {
				char a = pairs[i][0], b = pairs[i][1];

				if (s->pair(at, n, from, a, b) !=
				    plain_pair(at, n, from, a, b))
					return wrong(s->name, "pair");
			}
			if (s->line(at, n, from, &stop) !=
				    plain_line(at, n, from, &want) ||
			    stop != want)
				return wrong(s->name, "line");
			if (s->odd(at, n, from) !=
			    mime_scan_scalar.odd(at, n, from))
				return wrong(s->name, "odd");
		}
	return NULL;
}

const char *
kernel_check_utf8(struct kernel_check *c, const void *p, size_t n,
		  uint32_t seed)
{
	const char *at = NULL;

	(void)seed;
	while (place(&at, c, p, n)) {
		const uint8_t *in = (const uint8_t *)at;
		size_t valid = 0, ascii = mime_utf8_scalar.skip(in, n);
		uint32_t code;
		int used = 1;

		while (valid < n && used > 0) {
			used = mime_utf8_next(&code, at + valid, n - valid);
			valid += used > 0 ? (size_t)used : 0;
		}
		for (int k = 0; mime_utf8_kernels()[k] != NULL; k++) {
			const struct mime_utf8_kernel *it =
				mime_utf8_kernels()[k];
			size_t got = it->skip(in, n);

			/* a vector kernel stops within two vectors */
			if (got > valid || got < ascii ||
			    (it != &mime_utf8_scalar && got + 64 < valid) ||
			    (got < n && (in[got] & 0xc0) == 0x80 &&
			     got < valid))
				return wrong(it->name, "skip");
		}
	}
	return NULL;
}

const char *
kernel_check_sha256(struct kernel_check *c, const void *p, size_t n,
		    uint32_t seed)
{
	const char *at = NULL;

	n = n / MIME_SHA256_BLOCK * MIME_SHA256_BLOCK;
	while (place(&at, c, p, n))
		for (int k = 0; mime_sha256_kernels()[k] != NULL; k++) {
			const struct mime_sha256_kernel *it =
				mime_sha256_kernels()[k];
			uint32_t sum[8], want[8];

			for (uint32_t i = 0; i < 8; i++)
				sum[i] = want[i] = (seed + i) * 2654435761u;
			it->add(sum, (const uint8_t *)at,
				n / MIME_SHA256_BLOCK);
			mime_sha256_scalar.add(want, (const uint8_t *)at,
					       n / MIME_SHA256_BLOCK);
			if (memcmp(sum, want, sizeof sum) != 0)
				return wrong(it->name, "sha256");
		}
	return NULL;
}
