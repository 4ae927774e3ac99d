/* Any bytes through every stage of layer 1.  The first four bytes choose how
 * the rest is cut.  Checked: the result does not depend on the pieces; what is
 * encoded decodes to the same, without faults; no stage writes more than its
 * MAX macro says; every kernel does what the scalar one does. */
#include "codec/dot.h"
#include "codec/lzfu.h"
#include "codec/scan.h"
#include "codec/utf8.h"
#include "mime/codec.h"
#include "support/kernel_check.h"
#include "support/stage.h"
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool ok)
{
	if (!ok)
		abort();
}

STAGE(base64_decode, mime_base64_decode, MIME_BASE64_DECODE_MAX);
STAGE(base64_encode, mime_base64_encode, MIME_BASE64_ENCODE_MAX);
STAGE(qp_decode, mime_qp_decode, MIME_QP_DECODE_MAX);
STAGE(qp_encode, mime_qp_encode, MIME_QP_ENCODE_MAX);
STAGE(uu_decode, mime_uu_decode, MIME_UU_DECODE_MAX);
STAGE(lzfu_decode, mime_lzfu_decode, MIME_LZFU_DECODE_MAX);
STAGE(eol, mime_eol_convert, MIME_EOL_MAX);
STAGE(dot, mime_dot_stuff, MIME_DOT_MAX);
STAGE(utf8, mime_utf8_repair, MIME_UTF8_MAX);

static void
require_same(const struct bytes *a, struct bytes *b)
{
	require(bytes_are(a, b->ptr, b->len));
	free(b->ptr);
}

/* As it is, and inside the line that begins data. */
static void
try_uu(const char *in, size_t n, uint32_t seed)
{
	static const char begin[] = "begin 644 a\n";
	struct mime_uu s, t;
	struct bytes input = { NULL, 0 }, whole, cut;

	if (seed % 4 > 0)
		bytes_add(&input, begin, sizeof begin - 1);
	bytes_add(&input, in, n);
	mime_uu_init(&s);
	whole = stage_run(&uu_decode, &s, input.ptr, input.len, 0, 0);
	mime_uu_init(&t);
	cut = stage_run_cut(&uu_decode, &t, input.ptr, input.len, seed);
	require_same(&whole, &cut);
	require(memcmp(s.faults, t.faults, sizeof s.faults) == 0);
	free(whole.ptr);
	free(input.ptr);
}

static void
try_lzfu(const char *in, size_t n, uint32_t seed)
{
	struct mime_lzfu s;
	struct bytes whole, cut;

	mime_lzfu_init(&s);
	whole = stage_run(&lzfu_decode, &s, in, n, 0, 0);
	mime_lzfu_init(&s);
	cut = stage_run_cut(&lzfu_decode, &s, in, n, seed);
	require_same(&whole, &cut);
	free(whole.ptr);
}

static void
try_base64(const char *in, size_t n, uint32_t seed)
{
	struct mime_base64 s, t;
	struct bytes whole, cut;

	mime_base64_init(&s, MIME_LINE_CRLF);
	whole = stage_run(&base64_decode, &s, in, n, 0, 0);
	mime_base64_init(&t, MIME_LINE_CRLF);
	cut = stage_run_cut(&base64_decode, &t, in, n, seed);
	require_same(&whole, &cut);
	require(memcmp(s.faults, t.faults, sizeof s.faults) == 0);
	free(whole.ptr);

	enum mime_line_end kind = (enum mime_line_end)(seed % 3);

	mime_base64_init(&s, kind);
	whole = stage_run(&base64_encode, &s, in, n, 0, 0);
	mime_base64_init(&t, kind);
	cut = stage_run_cut(&base64_encode, &t, in, n, seed);
	require_same(&whole, &cut);
	mime_base64_init(&t, MIME_LINE_CRLF);
	cut = stage_run_cut(&base64_decode, &t, whole.ptr, whole.len, seed);
	require(bytes_are(&cut, in, n));
	for (int k = 0; k < MIME_BASE64_FAULTS; k++)
		require(t.faults[k].count == 0);
	free(cut.ptr);
	free(whole.ptr);
}

static void
require_short_lines(const struct bytes *b)
{
	size_t column = 0;

	for (size_t i = 0; i < b->len; i++) {
		column = b->ptr[i] == '\n' ? 0 : column + 1;
		require(column <= 76 || (column == 77 && b->ptr[i] == '\r'));
	}
}

static void
try_qp(const char *in, size_t n, uint32_t seed)
{
	struct mime_qp s, t;
	struct bytes whole, cut;

	mime_qp_init(&s, 0);
	whole = stage_run(&qp_decode, &s, in, n, 0, 0);
	mime_qp_init(&t, 0);
	cut = stage_run_cut(&qp_decode, &t, in, n, seed);
	require_same(&whole, &cut);
	require(memcmp(s.faults, t.faults, sizeof s.faults) == 0);
	free(whole.ptr);

	mime_qp_init(&s, seed % 4);
	whole = stage_run(&qp_encode, &s, in, n, 0, 0);
	mime_qp_init(&t, seed % 4);
	cut = stage_run_cut(&qp_encode, &t, in, n, seed);
	require_same(&whole, &cut);
	require_short_lines(&whole);
	mime_qp_init(&t, 0);
	cut = stage_run_cut(&qp_decode, &t, whole.ptr, whole.len, seed);
	for (int k = 0; k < MIME_QP_FAULTS; k++)
		require(t.faults[k].count == 0);
	if ((seed & MIME_QP_BINARY) != 0)
		require(bytes_are(&cut, in, n));
	free(cut.ptr);
	free(whole.ptr);
}

static void
try_lines(const char *in, size_t n, uint32_t seed)
{
	enum mime_line_end kind = (enum mime_line_end)(seed % 2);
	struct mime_eol s;
	struct mime_dot d;
	struct bytes text, cut, wire;

	mime_eol_init(&s, kind);
	text = stage_run(&eol, &s, in, n, 0, 0);
	mime_eol_init(&s, kind);
	cut = stage_run_cut(&eol, &s, in, n, seed);
	require_same(&text, &cut);
	for (size_t i = 0; i < text.len; i++) {
		bool lf = text.ptr[i] == '\n';

		if (kind == MIME_LINE_LF)
			require(text.ptr[i] != '\r');
		else if (lf)
			require(i > 0 && text.ptr[i - 1] == '\r');
		else if (text.ptr[i] == '\r')
			require(i + 1 < text.len && text.ptr[i + 1] == '\n');
	}
	mime_dot_init(&d);
	wire = stage_run(&dot, &d, text.ptr, text.len, 0, 0);
	mime_dot_init(&d);
	cut = stage_run_cut(&dot, &d, text.ptr, text.len, seed);
	require_same(&wire, &cut);
	/* only the last line is a lone dot */
	for (size_t i = 0; i + 3 < wire.len; i++)
		if (wire.ptr[i] == '.' && (i == 0 || wire.ptr[i - 1] == '\n'))
			require(wire.ptr[i + 1] == '.');
	free(wire.ptr);
	free(text.ptr);
}

static void
try_utf8(const char *in, size_t n, uint32_t seed)
{
	struct mime_utf8 s, t;
	struct bytes whole, cut;
	size_t good = mime_utf8_valid(in, n);

	mime_utf8_init(&s);
	whole = stage_run(&utf8, &s, in, n, 0, 0);
	mime_utf8_init(&t);
	cut = stage_run_cut(&utf8, &t, in, n, seed);
	require_same(&whole, &cut);
	require(memcmp(&s.fault, &t.fault, sizeof s.fault) == 0);
	require(mime_utf8_valid(whole.ptr, whole.len) == whole.len);
	require((s.fault.count == 0) == (good == n));
	require(s.fault.count == 0 || s.fault.offset == good);
	if (good == n)
		require(bytes_are(&whole, in, n));
	free(whole.ptr);
}

static void
try_sha256(const char *in, size_t n, uint32_t seed)
{
	size_t cut = n > 0 ? seed % n : 0;
	struct mime_sha256 s;
	uint8_t a[32], b[32];

	mime_sha256_init(&s);
	mime_sha256_add(&s, in, n);
	mime_sha256_end(&s, a);
	mime_sha256_init(&s);
	mime_sha256_add(&s, in, cut);
	mime_sha256_add(&s, in + cut, n - cut);
	mime_sha256_end(&s, b);
	require(memcmp(a, b, sizeof a) == 0);
}

static void
try_kernels(const char *in, size_t n, uint32_t seed)
{
	static kernel_check_fn *const checks[] = { kernel_check_base64,
						   kernel_check_qp,
						   kernel_check_scan,
						   kernel_check_utf8 };
	static struct kernel_check c;

	if (c.want == NULL)
		kernel_check_begin(&c);
	if (n > KERNEL_CHECK_MOST)
		n = KERNEL_CHECK_MOST;
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
		const char *bad = checks[i](&c, in, n, seed);

		if (bad != NULL)
			fprintf(stderr, "%s\n", bad);
		require(bad == NULL);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint32_t seed;
	size_t n;
	char *in;

	if (size < sizeof seed)
		return 0;
	memcpy(&seed, data, sizeof seed);
	if (seed == 0) /* of which xorshift makes nothing else */
		seed = 1;
	n = size - sizeof seed;
	in = stage_alloc(n);
	memcpy(in, data + sizeof seed, n);
	try_uu(in, n, seed);
	try_lzfu(in, n, seed);
	try_base64(in, n, seed);
	try_qp(in, n, seed);
	try_lines(in, n, seed);
	try_utf8(in, n, seed);
	try_sha256(in, n, seed);
	try_kernels(in, n, seed);
	free(in);
	return 0;
}
