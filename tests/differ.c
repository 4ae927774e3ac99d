/* The codecs with every kernel, on very many inputs, fast:
 *
 *     differ [COUNT [SEED]]
 *
 * One execution is one input through one check: a table of kernels against its
 * scalar one (support/kernel_check.h), or a stage, whole and in pieces, with
 * input and output ending at an unmapped page.  Inputs are cut at any place
 * from texts of every kind that kernels are for, and changed here and there.
 *
 * What the stages wrote ends in a number, which does not depend on the kernel:
 * compare with MIME_CPU=scalar in the environment. */
#include "codec/scan.h"
#include "codec/utf8.h"
#include "mime/codec.h"
#include "support/kernel_check.h"
#include "support/stage.h"
#include <stdio.h>

enum {
	LONGEST = 2000, /* of an input */
	TEXT = 4096,	/* bytes of each text */
	TEXTS = 3 * KERNEL_INPUTS,
	KEEP = 8192 /* inputs before there are new texts */
};

/* The states of all stages; what is to be compared of each. */
union state {
	struct mime_base64 base64;
	struct mime_qp qp;
	struct mime_utf8 utf8;
};

STAGE(base64_decode, mime_base64_decode, MIME_BASE64_DECODE_MAX);
STAGE(base64_encode, mime_base64_encode, MIME_BASE64_ENCODE_MAX);
STAGE(qp_decode, mime_qp_decode, MIME_QP_DECODE_MAX);
STAGE(qp_encode, mime_qp_encode, MIME_QP_ENCODE_MAX);
STAGE(utf8_repair, mime_utf8_repair, MIME_UTF8_MAX);

static void
start_base64(union state *s, uint32_t choice)
{
	mime_base64_init(&s->base64, (enum mime_line_end)(choice % 3));
}

static void
start_qp(union state *s, uint32_t choice)
{
	mime_qp_init(&s->qp, choice % 4);
}

static void
start_utf8(union state *s, uint32_t choice)
{
	(void)choice;
	mime_utf8_init(&s->utf8);
}

static const struct kind {
	const char *name;
	const struct stage *stage;
	void (*start)(union state *s, uint32_t choice);
	size_t faults; /* bytes at the start of the state */
} kinds[] = {
	{ "base64 decode", &base64_decode, start_base64,
	  sizeof(((struct mime_base64 *)NULL)->faults) },
	{ "base64 encode", &base64_encode, start_base64, 0 },
	{ "qp decode", &qp_decode, start_qp,
	  sizeof(((struct mime_qp *)NULL)->faults) },
	{ "qp encode", &qp_encode, start_qp, 0 },
	{ "utf-8", &utf8_repair, start_utf8, sizeof(struct mime_fault) },
};
enum { STAGES = sizeof kinds / sizeof *kinds };

static kernel_check_fn *const checks[] = {
	kernel_check_base64, kernel_check_qp,	kernel_check_scan,
	kernel_check_sha256, kernel_check_utf8,
};
enum { CHECKS = sizeof checks / sizeof *checks };

struct run {
	struct kernel_check check;
	struct fence in, out;
	char *whole, *pieces; /* what a stage wrote */
	char texts[TEXTS][TEXT];
	char input[LONGEST];
	size_t len;
	uint32_t seed;
	uint64_t sum;
};

static void
new_texts(struct run *r)
{
	for (int i = 0; i < TEXTS; i++)
		kernel_input(r->texts[i], TEXT,
			     (enum kernel_input)(i % KERNEL_INPUTS), &r->seed);
}

/* Most are short: vectors have up to 64 bytes, lines 78. */
static size_t
length(uint32_t *seed)
{
	unsigned kind = test_random(seed) % 16;

	return test_random(seed) % (kind == 0  ? LONGEST
				    : kind < 5 ? 400u
					       : 140u);
}

/* Puts something to some place that a kernel has to stop at, or nearly. */
static void
change(struct run *r)
{
	static const char *const pieces[] = {
		"=\r\n",    "=\n",	"=",
		"==",	    "=\r",	"=3D",
		"=3d",	    "= \r\n",	" \r\n",
		"\t\n",	    "\n-",	"\n--",
		"=?",	    "\r\n",	"\n",
		"\r",	    "/",	"+",
		"@",	    "[",	"\x80",
		"\xff",	    "From ",	"\xc3",
		"\xe4",	    "\xf0\x9f", "\xed\xa0\x80",
		"\xf4\x90", "\xc0\x80",
	};
	size_t at = test_random(&r->seed) % r->len, n;
	unsigned pick = test_random(&r->seed) % 48;

	if (pick >= sizeof pieces / sizeof *pieces) {
		r->input[at] = (char)(uint8_t)(test_random(&r->seed) >> 8);
		return;
	}
	n = strlen(pieces[pick]);
	if (n > r->len - at)
		n = r->len - at;
	memcpy(r->input + at, pieces[pick], n);
}

static void
new_input(struct run *r)
{
	const char *text = r->texts[test_random(&r->seed) % TEXTS];
	unsigned changes = test_random(&r->seed) % 4;

	r->len = length(&r->seed);
	memcpy(r->input, text + test_random(&r->seed) % (TEXT - r->len),
	       r->len);
	while (r->len > 0 && changes-- > 0)
		change(r);
}

/* Adds what one piece gives to `to' and returns its length. */
static size_t
feed(struct run *r, const struct stage *st, union state *s, size_t from,
     size_t n, bool last, char *to)
{
	size_t max = st->max(n), got;
	char *in = r->in.end - n, *out = r->out.end - max;

	if (n > 0)
		memcpy(in, r->input + from, n);
	got = st->run(s, in, n, out, last);
	if (got > max)
		abort();
	memcpy(to, out, got);
	return got;
}

static const char *
try_stage(struct run *r, const struct kind *k)
{
	uint32_t choice = test_random(&r->seed);
	size_t longest = test_random(&r->seed) % 2 > 0 ? 7 : 120;
	size_t n, m = 0, i = 0;
	union state s, t;

	k->start(&s, choice);
	n = feed(r, k->stage, &s, 0, r->len, true, r->whole);
	k->start(&t, choice);
	while (i < r->len) {
		size_t piece = test_random(&r->seed) % (longest + 1);

		if (piece > r->len - i)
			piece = r->len - i;
		m += feed(r, k->stage, &t, i, piece, false, r->pieces + m);
		i += piece;
	}
	m += feed(r, k->stage, &t, i, 0, true, r->pieces + m);
	if (m != n || memcmp(r->whole, r->pieces, n) != 0 ||
	    memcmp(&s, &t, k->faults) != 0)
		return k->name;
	/* FNV-1a */
	for (i = 0; i < n; i++)
		r->sum = (r->sum ^ (uint8_t)r->whole[i]) *
			 UINT64_C(0x100000001b3);
	for (i = 0; i < k->faults; i++)
		r->sum = (r->sum ^ ((const uint8_t *)&s)[i]) *
			 UINT64_C(0x100000001b3);
	return NULL;
}

/* The next execution; names what was wrong. */
static const char *
step(struct run *r, unsigned long number)
{
	unsigned what = (unsigned)(number % (2 * CHECKS + STAGES));

	if (number % KEEP == 0)
		new_texts(r);
	new_input(r);
	if (what >= 2 * CHECKS)
		return try_stage(r, &kinds[what - 2 * CHECKS]);
	return checks[what % CHECKS](&r->check, r->input, r->len,
				     test_random(&r->seed));
}

int
main(int argc, char **argv)
{
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
	uint32_t seed =
		argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) | 1u : 1;
	struct run *r = stage_alloc(sizeof *r);
	int status = 0;

	kernel_check_begin(&r->check);
	r->in = fence_new(LONGEST);
	r->out = fence_new(MIME_QP_ENCODE_MAX(LONGEST));
	r->whole = stage_alloc(MIME_QP_ENCODE_MAX((size_t)LONGEST));
	r->pieces = stage_alloc(MIME_QP_ENCODE_MAX((size_t)LONGEST));
	r->seed = seed;
	r->sum = UINT64_C(0xcbf29ce484222325);
	for (unsigned long i = 0; i < count && status == 0; i++) {
		const char *bad = step(r, i);

		if (bad == NULL)
			continue;
		printf("%s: execution %lu of seed %lu:\n", bad, i,
		       (unsigned long)seed);
		for (size_t k = 0; k < r->len; k++)
			printf("%02x", (unsigned)(uint8_t)r->input[k]);
		printf("\n");
		status = 1;
	}
	fprintf(stderr, "differ: %lu executions, seed %lu, kernels of %s\n",
		count, (unsigned long)seed, mime_scan_kernels()[0]->name);
	if (status == 0)
		printf("%016llx\n", (unsigned long long)r->sum);
	kernel_check_end(&r->check);
	fence_free(&r->in);
	fence_free(&r->out);
	free(r->whole);
	free(r->pieces);
	free(r);
	return status;
}
