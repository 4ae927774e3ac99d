#include "mime/address.h"
#include "support/reading.h"

START_TEST(a_list_of_its_own)
{
	char typed[] =
		"\xe5\xbc\xa0\xe4\xb8\x89 <z@e.c>, bad@, G: \"a b\"@e.c;";
	struct mime_addresses *a;
	struct mime_mailbox m;

	ck_assert_int_eq(mime_addresses_parse(&a, mime_slice_text(typed), NULL),
			 MIME_OK);
	memset(typed, 'x', sizeof typed); /* it was copied */
	ck_assert_uint_eq(mime_addresses_count(a), 3);
	ck_assert(mime_addresses_get(&m, a, 0));
	ck_assert(mime_slice_is(m.name, "\xe5\xbc\xa0\xe4\xb8\x89"));
	ck_assert(mime_slice_is(m.address, "z@e.c"));
	ck_assert(mime_slice_is(m.local, "z"));
	ck_assert(mime_slice_is(m.domain, "e.c"));
	ck_assert_ptr_null(m.group.ptr);
	ck_assert(mime_slice_is(m.raw, "\xe5\xbc\xa0\xe4\xb8\x89 <z@e.c>"));
	ck_assert(mime_addresses_get(&m, a, 1));
	ck_assert_ptr_null(m.address.ptr);
	ck_assert_ptr_null(m.local.ptr);
	ck_assert_ptr_null(m.domain.ptr);
	ck_assert(mime_slice_is(m.name, "bad@"));
	ck_assert(mime_addresses_get(&m, a, 2));
	ck_assert_ptr_null(m.name.ptr);
	ck_assert(mime_slice_is(m.address, "\"a b\"@e.c"));
	ck_assert(mime_slice_is(m.local, "a b"));
	ck_assert(mime_slice_is(m.group, "G"));
	ck_assert(!mime_addresses_get(&m, a, 3));
	ck_assert_ptr_null(m.raw.ptr);
	ck_assert(!mime_addresses_get(&m, a, SIZE_MAX));
	mime_addresses_free(a);
}
END_TEST

START_TEST(nothing_is_a_list_too)
{
	struct mime_converters *set;
	struct mime_addresses *a;
	struct mime_mailbox m;

	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	ck_assert_int_eq(mime_addresses_parse(&a, MIME_ABSENT, set), MIME_OK);
	ck_assert_uint_eq(mime_addresses_count(a), 0);
	ck_assert(!mime_addresses_get(&m, a, 0));
	mime_addresses_free(a);
	mime_addresses_free(NULL);
	/* the caller's set is still his */
	ck_assert_int_eq(
		mime_addresses_parse(
			&a, MIME_LITERAL("=?gb2312?B?1cXI/Q==?= <a@b>"), set),
		MIME_OK);
	ck_assert(mime_addresses_get(&m, a, 0));
	ck_assert(mime_slice_is(m.name, "\xe5\xbc\xa0\xe4\xb8\x89"));
	mime_addresses_free(a);
	mime_converters_free(set);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, a_list_of_its_own);
	tcase_add_test(cases, nothing_is_a_list_too);
}

SUITE_MAIN("address", add_tests)
