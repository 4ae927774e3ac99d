#include "base/arena.h"
#include "support/suite.h"
#include <stdalign.h>
#include <stdint.h>

static bool
is_aligned(const void *p)
{
	return (uintptr_t)p % alignof(max_align_t) == 0;
}

/* Sizes around the first block, the doubling and the largest block. */
static const size_t sizes[] = { 0,	1,	15,	16,    17,
				4000,	4096,	4097,	65536, 262143,
				262144, 262145, 1000000 };

START_TEST(every_size_is_aligned_and_whole)
{
	struct mime_arena a;
	unsigned char *p[4];

	mime_arena_init(&a);
	for (int i = 0; i < 4; i++) {
		p[i] = mime_arena_alloc(&a, sizes[_i]);
		ck_assert_ptr_nonnull(p[i]);
		ck_assert(is_aligned(p[i]));
		memset(p[i], 'a' + i, sizes[_i]);
	}
	/* none of them lies in another */
	for (int i = 0; i < 4; i++)
		for (size_t k = 0; k < sizes[_i]; k++)
			ck_assert_int_eq(p[i][k], 'a' + i);
	mime_arena_free(&a);
}
END_TEST

START_TEST(many_small_ones_cost_few_blocks)
{
	enum { COUNT_OF = 100000 };
	struct mime_arena a;
	char **p;

	mime_arena_init(&a);
	p = mime_arena_array(&a, COUNT_OF, sizeof *p);
	ck_assert_ptr_nonnull(p);
	for (int i = 0; i < COUNT_OF; i++) {
		ck_assert_ptr_null(p[i]); /* an array is cleared */
		p[i] = mime_arena_alloc(&a, 5);
		ck_assert_ptr_nonnull(p[i]);
		memcpy(p[i], "12345", 5);
	}
	for (int i = 0; i < COUNT_OF; i++)
		ck_assert_mem_eq(p[i], "12345", 5);
	mime_arena_free(&a);
}
END_TEST

/* What a small message needs is about its own size. */
START_TEST(first_block_is_as_small_as_expected)
{
	static const struct {
		size_t expected, least, most;
	} blocks[] = { { 0, 256, 512 },
		       { 200, 256, 512 },
		       { 1000, 900, 1100 },
		       { 100000, 4000, 4096 } };

	for (size_t i = 0; i < COUNT(blocks); i++) {
		struct mime_arena a;
		size_t room;

		mime_arena_init(&a);
		mime_arena_expect(&a, blocks[i].expected);
		ck_assert_ptr_nonnull(mime_arena_alloc(&a, 1));
		room = (size_t)(a.end - a.next);
		ck_assert_uint_ge(room, blocks[i].least);
		ck_assert_uint_le(room, blocks[i].most);
		ck_assert_ptr_nonnull(mime_arena_alloc(&a, 10000));
		mime_arena_free(&a);
	}
}
END_TEST

START_TEST(sizes_that_overflow_are_no_memory)
{
	struct mime_arena a;

	mime_arena_init(&a);
	ck_assert_ptr_null(mime_arena_alloc(&a, SIZE_MAX));
	ck_assert_ptr_null(mime_arena_alloc(&a, SIZE_MAX / 2 + 1));
	ck_assert_ptr_null(mime_arena_array(&a, SIZE_MAX / 2, 4));
	ck_assert_ptr_null(mime_arena_array(&a, SIZE_MAX / 8 + 1, 8));
	ck_assert_ptr_null(mime_arena_grow(&a, NULL, 0, SIZE_MAX - 3));
	/* and the arena still works */
	ck_assert_ptr_nonnull(mime_arena_alloc(&a, 10));
	mime_arena_free(&a);
}
END_TEST

START_TEST(the_newest_grows_in_place)
{
	struct mime_arena a;
	char *p, *q;

	mime_arena_init(&a);
	p = mime_arena_alloc(&a, 10);
	ck_assert_ptr_nonnull(p);
	memcpy(p, "0123456789", 10);
	q = mime_arena_grow(&a, p, 10, 1000);
	ck_assert_ptr_eq(p, q);
	ck_assert_mem_eq(q, "0123456789", 10);
	/* one that is not the newest moves, and the old bytes stay */
	ck_assert_ptr_nonnull(mime_arena_alloc(&a, 1));
	q = mime_arena_grow(&a, p, 1000, 2000);
	ck_assert_ptr_ne(p, q);
	ck_assert_mem_eq(q, "0123456789", 10);
	ck_assert_mem_eq(p, "0123456789", 10);
	/* past the block it moves too */
	p = mime_arena_grow(&a, q, 2000, 300000);
	ck_assert_ptr_nonnull(p);
	ck_assert_mem_eq(p, "0123456789", 10);
	mime_arena_free(&a);
}
END_TEST

START_TEST(growing_nothing_allocates)
{
	struct mime_arena a;

	mime_arena_init(&a);
	ck_assert_ptr_nonnull(mime_arena_grow(&a, NULL, 0, 8));
	mime_arena_free(&a);
}
END_TEST

START_TEST(trimming_gives_the_tail_back)
{
	struct mime_arena a;
	char *p, *q, *other;

	mime_arena_init(&a);
	p = mime_arena_alloc(&a, 1000);
	mime_arena_trim(&a, p, 1000, 1);
	q = mime_arena_alloc(&a, 1);
	ck_assert_ptr_eq(q, p + alignof(max_align_t));
	/* only the newest has a tail to give */
	mime_arena_trim(&a, p, 16, 0);
	other = mime_arena_alloc(&a, 1);
	ck_assert_ptr_eq(other, q + alignof(max_align_t));
	mime_arena_trim(&a, NULL, 0, 0);
	mime_arena_free(&a);
}
END_TEST

START_TEST(copies_tell_empty_from_absent)
{
	struct mime_arena a;
	mime_slice out;
	char text[] = "a\0b";

	mime_arena_init(&a);
	ck_assert_int_eq(mime_arena_copy(&out, &a, (mime_slice){ text, 3 }), 0);
	text[0] = 'x';
	ck_assert_uint_eq(out.len, 3);
	ck_assert_mem_eq(out.ptr, "a\0b", 3);
	ck_assert_int_eq(mime_arena_copy(&out, &a, (mime_slice){ "", 0 }), 0);
	ck_assert_ptr_nonnull(out.ptr);
	ck_assert_uint_eq(out.len, 0);
	ck_assert_int_eq(mime_arena_copy(&out, &a, (mime_slice){ NULL, 0 }), 0);
	ck_assert_ptr_null(out.ptr);
	mime_arena_free(&a);
	mime_arena_free(&a); /* an empty one again */
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, every_size_is_aligned_and_whole, 0,
			    COUNT(sizes));
	tcase_add_test(cases, many_small_ones_cost_few_blocks);
	tcase_add_test(cases, first_block_is_as_small_as_expected);
	tcase_add_test(cases, sizes_that_overflow_are_no_memory);
	tcase_add_test(cases, the_newest_grows_in_place);
	tcase_add_test(cases, growing_nothing_allocates);
	tcase_add_test(cases, trimming_gives_the_tail_back);
	tcase_add_test(cases, copies_tell_empty_from_absent);
}

SUITE_MAIN("arena", add_tests)
