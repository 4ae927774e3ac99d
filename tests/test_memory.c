#include "base/memory.h"
#include "support/suite.h"
#include <stdint.h>

/* mime_alloc(0) is a block like any other: NULL always means "none left". */
START_TEST(nothing_is_still_a_block)
{
	void *p = mime_alloc(0), *q = mime_alloc_array(0, 8);
	void *r = mime_alloc_array(8, 0);

	ck_assert_ptr_nonnull(p);
	ck_assert_ptr_nonnull(q);
	ck_assert_ptr_nonnull(r);
	p = mime_resize(p, 0);
	ck_assert_ptr_nonnull(p);
	mime_free(p);
	mime_free(q);
	mime_free(r);
}
END_TEST

START_TEST(an_array_is_cleared)
{
	unsigned char *p = mime_alloc_array(100, 7);

	ck_assert_ptr_nonnull(p);
	for (size_t i = 0; i < 700; i++)
		ck_assert_uint_eq(p[i], 0);
	mime_free(p);
}
END_TEST

static const struct {
	size_t count, size;
} overflow[] = {
	{ SIZE_MAX, 2 },
	{ 2, SIZE_MAX },
	{ SIZE_MAX / 8 + 1, 8 },
	/* the product wraps around to exactly zero */
	{ SIZE_MAX / 16 + 1, 16 },
};

START_TEST(a_product_that_overflows_is_no_memory)
{
	/* volatile: the compiler would warn about the very calls */
	volatile size_t count = overflow[_i].count, size = overflow[_i].size;

	ck_assert_ptr_null(mime_alloc_array(count, size));
}
END_TEST

START_TEST(resizing_keeps_the_bytes)
{
	char *p = mime_alloc(3);

	ck_assert_ptr_nonnull(p);
	memcpy(p, "abc", 3);
	p = mime_resize(p, 100000);
	ck_assert_ptr_nonnull(p);
	ck_assert_mem_eq(p, "abc", 3);
	p = mime_resize(p, 2);
	ck_assert_ptr_nonnull(p);
	ck_assert_mem_eq(p, "ab", 2);
	mime_free(p);
}
END_TEST

START_TEST(a_new_block_from_nothing)
{
	char *p = mime_resize(NULL, 5);

	ck_assert_ptr_nonnull(p);
	memset(p, 'x', 5);
	mime_free(p);
}
END_TEST

START_TEST(freeing_nothing_is_allowed)
{
	char *p = mime_alloc(4);

	mime_free(NULL);
	mime_free_secret(NULL, 4);
	ck_assert_ptr_nonnull(p);
	memcpy(p, "pass", 4);
	mime_free_secret(p, 4);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, nothing_is_still_a_block);
	tcase_add_test(cases, an_array_is_cleared);
	tcase_add_loop_test(cases, a_product_that_overflows_is_no_memory, 0,
			    COUNT(overflow));
	tcase_add_test(cases, resizing_keeps_the_bytes);
	tcase_add_test(cases, a_new_block_from_nothing);
	tcase_add_test(cases, freeing_nothing_is_allowed);
}

SUITE_MAIN("memory", add_tests)
