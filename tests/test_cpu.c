#include "codec/base64_kernel.h"
#include "codec/cpu.h"
#include "codec/qp_kernel.h"
#include "codec/scan.h"
#include "codec/sha256_kernel.h"
#include "codec/utf8_kernel.h"
#include "support/kernel_check.h"
#include "support/stage.h"
#include "support/suite.h"
#include <stdio.h>

static kernel_check_fn *const checks[] = {
	kernel_check_base64, kernel_check_qp,	kernel_check_scan,
	kernel_check_sha256, kernel_check_utf8,
};

/* Every length up to where the longest vector form has run twice, so that the
 * input, which ends at a page, begins at every place in 64 bytes; and then
 * some long ones. */
START_TEST(kernels_agree)
{
	kernel_check_fn *check = checks[_i / KERNEL_INPUTS];
	enum kernel_input kind = (enum kernel_input)(_i % KERNEL_INPUTS);
	uint32_t seed = (uint32_t)_i + 1;
	char *in = stage_alloc(KERNEL_CHECK_MOST);
	struct kernel_check c;

	kernel_check_begin(&c);
	for (size_t i = 0; i < 2500; i++) {
		size_t n = i < 2000 ? i % 400 : KERNEL_CHECK_MOST - i % 400;
		uint32_t used;
		const char *bad;

		kernel_input(in, n, kind, &seed);
		used = test_random(&seed);
		bad = check(&c, in, n, used);
		ck_assert_msg(bad == NULL, "%s: %zu bytes of kind %d, seed %u",
			      bad, n, kind, used);
	}
	kernel_check_end(&c);
	free(in);
}
END_TEST

/* Two bytes in a row at every place of a vector: the only mistake, or the only
 * hit, of its kind.  32 is the longest vector. */
START_TEST(kernels_agree_on_every_pair)
{
	static const char fills[] = "xA=\x80";
	struct kernel_check c;
	char in[96];

	kernel_check_begin(&c);
	for (unsigned second = 0; second < 256; second++) {
		for (size_t at = 28; at < 36; at++) {
			const char *bad;

			memset(in, fills[second % 4], sizeof in);
			in[at] = (char)(uint8_t)_i;
			in[at + 1] = (char)(uint8_t)second;
			for (int k = 0; k < COUNT(checks); k++) {
				bad = checks[k](&c, in, sizeof in, second);
				ck_assert_msg(bad == NULL, "%s: %02x %02x", bad,
					      (unsigned)_i, second);
			}
			/* well-formed but for these two and what they need */
			memset(in, 'x', sizeof in);
			memset(in + at + 1, 0x80, 3);
			in[at] = (char)(uint8_t)_i;
			in[at + 1] = (char)(uint8_t)second;
			bad = kernel_check_utf8(&c, in, sizeof in, 0);
			ck_assert_msg(bad == NULL, "%s: %02x %02x", bad,
				      (unsigned)_i, second);
		}
	}
	kernel_check_end(&c);
}
END_TEST

START_TEST(tables_end_with_the_scalar_kernel)
{
	int n[4] = { 0 };

	while (mime_base64_kernels()[n[0]] != NULL)
		n[0]++;
	while (mime_qp_kernels()[n[1]] != NULL)
		n[1]++;
	while (mime_scan_kernels()[n[2]] != NULL)
		n[2]++;
	while (mime_utf8_kernels()[n[3]] != NULL)
		n[3]++;
	ck_assert_ptr_eq(mime_base64_kernels()[n[0] - 1], &mime_base64_scalar);
	ck_assert_ptr_eq(mime_qp_kernels()[n[1] - 1], &mime_qp_scalar);
	ck_assert_ptr_eq(mime_scan_kernels()[n[2] - 1], &mime_scan_scalar);
	ck_assert_ptr_eq(mime_utf8_kernels()[n[3] - 1], &mime_utf8_scalar);
	/* all tables were cut alike */
	for (int i = 1; i < 4; i++)
		ck_assert_int_eq(n[i], n[0]);
	ck_assert_uint_eq(mime_cpu_skip(), mime_cpu_skip());
	/* but that for hashing */
	n[0] = 0;
	while (mime_sha256_kernels()[n[0]] != NULL)
		n[0]++;
	ck_assert_ptr_eq(mime_sha256_kernels()[n[0] - 1], &mime_sha256_scalar);
}
END_TEST

#if defined(MIME_SHANI) && defined(__linux__)
/* What the system says of the CPU. */
static bool
cpuinfo_has(const char *word)
{
	FILE *f = fopen("/proc/cpuinfo", "r");
	static char text[16384];
	size_t n = f != NULL ? fread(text, 1, sizeof text - 1, f) : 0;

	text[n] = '\0';
	if (f != NULL)
		fclose(f);
	return strstr(text, word) != NULL;
}
#endif

START_TEST(the_environment_forces_scalar)
{
	const char *wish = getenv("MIME_CPU");
	bool scalar = wish != NULL && strcmp(wish, "scalar") == 0;

	if (scalar) {
		ck_assert_str_eq(mime_scan_kernels()[0]->name, "scalar");
		ck_assert_str_eq(mime_sha256_kernels()[0]->name, "scalar");
	}
#if defined(MIME_AVX2)
	if (!scalar && __builtin_cpu_supports("avx2"))
		ck_assert_str_eq(mime_scan_kernels()[0]->name, "avx2");
#endif
#if defined(MIME_SHANI) && defined(__linux__)
	if (!scalar && cpuinfo_has(" sha_ni"))
		ck_assert_str_eq(mime_sha256_kernels()[0]->name, "shani");
#endif
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, kernels_agree, 0,
			    COUNT(checks) * KERNEL_INPUTS);
	tcase_add_loop_test(tc, kernels_agree_on_every_pair, 0, 256);
	tcase_add_test(tc, tables_end_with_the_scalar_kernel);
	tcase_add_test(tc, the_environment_forces_scalar);
}

SUITE_MAIN("cpu", add_tests)
