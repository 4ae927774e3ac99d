#include "base/defect.h"
#include "support/suite.h"
#include <stdio.h>

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
		for (int other = 1; other < kind; other++) {
			ck_assert_str_ne(name->code,
					 mime_defect_name(other)->code);
			ck_assert_str_ne(name->slug,
					 mime_defect_name(other)->slug);
		}
	}
	ck_assert_ptr_null(mime_defect_name(0));
	ck_assert_ptr_null(mime_defect_name(MIME_DEFECT_KINDS));
	ck_assert_ptr_null(mime_defect_name(-1));
}
END_TEST

/* Severities of the codes, as section 6 of the rules has them. */
START_TEST(severities)
{
	static const char all[] =
		"A01E A02W A03E A04E A07E A09E A10W E01E E02E E03W E04E E05E "
		"E06E E07W E08W E10W E11E E13W H01E H03W H04W H05E H06E H08E "
		"H10W H11W H12W H13W H14W H15W K01E K02W K03W M01W P02E P03E "
		"P04E P05W P06W P07E P08E P09E P10W P11W P13E P16E P17E R01E "
		"R02E R03E R04E R05E R06E R07E R08E S01W S02E S03I S04E S05E "
		"S06E S07W S08E S09W S10E S11E S12E S15E S16E S18W S19W S20W "
		"S21W W01E W02W W04W W05W W06W W10W W11W W12W W13W W14I ";
	size_t n = 0;

	for (int kind = 1; kind < MIME_DEFECT_KINDS; kind++, n++) {
		const struct mime_defect_name *name = mime_defect_name(kind);
		char text[8];

		snprintf(text, sizeof text, "%s%c ", name->code,
			 name->severity);
		ck_assert_msg(strstr(all, text) != NULL, "%s", text);
	}
	ck_assert_uint_eq(n, sizeof all / 5);
}
END_TEST

/* One place, one kind, and so on: the order is total. */
START_TEST(equal_places)
{
	static const struct {
		int kind;
		char severity;
		size_t offset, length;
	} all[] = {
		{ 5, 'W', 1, 1 }, { 4, 'W', 2, 2 }, { 5, 'W', 2, 1 },
		{ 5, 'E', 2, 2 }, { 5, 'W', 2, 2 }, { 5, 'W', 2, 3 },
		{ 4, 'W', 3, 1 },
	};
	enum { N = sizeof all / sizeof *all };
	struct mime_defects d;
	struct mime_arena arena;

	mime_arena_init(&arena);
	mime_defects_init(&d, &arena);
	for (size_t i = 0; i < N; i++) {
		size_t k = (i * 3 + (size_t)_i) % N; /* 3, 7: each once */

		mime_defect_add_as(&d, all[k].kind, all[k].severity,
				   all[k].offset, all[k].length);
	}
	ck_assert_uint_eq(d.n, N);
	for (size_t i = 0; i < N; i++) {
		ck_assert_int_eq(d.records[i].kind, all[i].kind);
		ck_assert_int_eq(d.records[i].severity, all[i].severity);
		ck_assert_uint_eq(d.records[i].offset, all[i].offset);
		ck_assert_uint_eq(d.records[i].length, all[i].length);
	}
	mime_arena_free(&arena);
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
	tcase_add_test(cases, severities);
	tcase_add_loop_test(cases, equal_places, 0, 7);
	tcase_add_loop_test(cases, order_does_not_matter, 0, 5);
	tcase_add_test(cases, a_copy_stays);
	tcase_add_test(cases, counts_all);
}

SUITE_MAIN("defect", add_tests)
