#include "base/defect.h"
#include "support/suite.h"

START_TEST(every_kind_has_a_name)
{
	for (int kind = 1; kind < MIME_DEFECT_KINDS; kind++) {
		const struct mime_defect_name *name = mime_defect_name(kind);

		ck_assert_ptr_nonnull(name);
		ck_assert_uint_eq(strlen(name->code), 3);
		ck_assert(strchr("EWI", name->severity) != NULL);
		ck_assert(name->slug[0] != '\0' && name->what[0] != '\0');
		ck_assert(strncmp(name->ref, "RFC ", 4) == 0 ||
			  strncmp(name->ref, "UTS ", 4) == 0);
		for (int other = 1; other < kind; other++)
			ck_assert_str_ne(name->code,
					 mime_defect_name(other)->code);
	}
	ck_assert_ptr_null(mime_defect_name(0));
	ck_assert_ptr_null(mime_defect_name(MIME_DEFECT_KINDS));
	ck_assert_ptr_null(mime_defect_name(-1));
}
END_TEST

static void
same_records(const struct mime_defects *a, const struct mime_defects *b)
{
	ck_assert_uint_eq(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		ck_assert_int_eq(a->records[i].kind, b->records[i].kind);
		ck_assert_uint_eq(a->records[i].offset, b->records[i].offset);
	}
}

/* What is kept does not depend on the order in which defects are met. */
START_TEST(order_does_not_matter)
{
	enum { N = 700 };
	struct mime_defects up, down, mixed;
	struct mime_arena arena;
	unsigned order[N], random = (unsigned)_i + 1;

	mime_arena_init(&arena);
	mime_defects_init(&up, &arena);
	mime_defects_init(&down, &arena);
	mime_defects_init(&mixed, &arena);
	for (unsigned i = 0; i < N; i++)
		order[i] = i;
	for (unsigned i = N - 1; i > 0; i--) {
		unsigned k, t;

		random = random * 1103515245u + 12345u;
		k = (random >> 16) % (i + 1);
		t = order[i];
		order[i] = order[k];
		order[k] = t;
	}
	for (unsigned i = 0; i < N; i++) {
		unsigned back = N - 1 - i, some = order[i];

		/* kinds 1 to 9, and one of 20 at the very end */
		mime_defect_add(&up, i == N - 1 ? 20 : (int)(i * i % 9) + 1, i,
				1);
		mime_defect_add(&down,
				back == N - 1 ? 20 : (int)(back * back % 9) + 1,
				back, 1);
		mime_defect_add(&mixed,
				some == N - 1 ? 20 : (int)(some * some % 9) + 1,
				some, 1);
	}
	ck_assert_uint_eq(up.n, MIME_DEFECTS_MAX);
	same_records(&up, &down);
	same_records(&up, &mixed);
	ck_assert_int_eq(up.records[up.n - 1].kind, 20);
	for (size_t i = 1; i < up.n; i++)
		ck_assert_uint_le(up.records[i - 1].offset,
				  up.records[i].offset);
	for (int kind = 1; kind < MIME_DEFECT_KINDS; kind++) {
		size_t n = mime_defects_count(&up, kind);

		ck_assert_uint_eq(mime_defects_count(&down, kind), n);
		ck_assert_uint_eq(mime_defects_count(&mixed, kind), n);
		ck_assert((n > 0) == (kind == 20 || kind == 1 || kind == 2 ||
				      kind == 5 || kind == 8));
	}
	ck_assert_uint_eq(mime_defects_count(&up, 20), 1);
	mime_arena_free(&arena);
}
END_TEST

/* A report is made on the side, and put back if memory runs out. */
START_TEST(a_copy_stays)
{
	struct mime_defects d, before;
	struct mime_arena arena;

	mime_arena_init(&arena);
	mime_defects_init(&d, &arena);
	ck_assert_int_eq(mime_defects_part(&d), MIME_OK);
	mime_defect_add(&d, 5, 10, 1);
	before = d;
	ck_assert_int_eq(mime_defects_part(&d), MIME_OK);
	mime_defect_add(&d, 5, 4, 1);
	mime_defect_add(&d, 6, 2, 1);
	ck_assert_uint_eq(d.n, 3);
	ck_assert_uint_eq(mime_defects_count(&d, 5), 2);
	ck_assert_uint_eq(before.n, 1);
	ck_assert_uint_eq(before.records[0].offset, 10);
	ck_assert_uint_eq(mime_defects_count(&before, 5), 1);
	mime_arena_free(&arena);
}
END_TEST

START_TEST(counts_all)
{
	struct mime_defects d;
	struct mime_arena arena;

	mime_arena_init(&arena);
	mime_defects_init(&d, &arena);
	ck_assert_ptr_null(arena.blocks); /* no defect costs nothing */
	mime_defect_repeat(&d, 3, 1);
	for (size_t i = 0; i < 1000; i++)
		mime_defect_add_as(&d, 3, 'I', i, 1);
	ck_assert_uint_eq(mime_defects_count(&d, 3), 1000);
	ck_assert_uint_eq(mime_defects_count(&d, 4), 0);
	mime_defect_repeat(&d, 3, 9);
	ck_assert_uint_eq(mime_defects_count(&d, 3), 1009);
	ck_assert_uint_eq(d.n, MIME_DEFECTS_MAX);
	ck_assert_int_eq(d.records[0].severity, 'I');
	mime_defect_add(NULL, 3, 0, 0); /* nobody wants to know */
	mime_arena_free(&arena);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, every_kind_has_a_name);
	tcase_add_loop_test(cases, order_does_not_matter, 0, 5);
	tcase_add_test(cases, a_copy_stays);
	tcase_add_test(cases, counts_all);
}

SUITE_MAIN("defect", add_tests)
