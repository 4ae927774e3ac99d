#include "base/slice.h"
#include "support/suite.h"
#include "text/charset.h"
#include "text/charset_alias.h"
#include "text/charset_door.h"

static struct mime_converters *set;

static void
setup(void)
{
	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
}

static void
teardown(void)
{
	mime_converters_free(set);
}

START_TEST(opens_once)
{
	void *to = mime_door_open(set, MIME_CHARSET_GB18030, MIME_DOOR_TO_UTF8);
	void *from =
		mime_door_open(set, MIME_CHARSET_GB18030, MIME_DOOR_FROM_UTF8);

	ck_assert_ptr_nonnull(to);
	ck_assert_ptr_nonnull(from);
	ck_assert_ptr_ne(to, from);
	ck_assert_ptr_eq(to, mime_door_open(set, MIME_CHARSET_GB18030,
					    MIME_DOOR_TO_UTF8));
}
END_TEST

START_TEST(has_none_for_what_iconv_does_not_do)
{
	ck_assert_ptr_null(
		mime_door_open(set, MIME_CHARSET_HZ, MIME_DOOR_TO_UTF8));
	ck_assert_ptr_null(
		mime_door_open(set, MIME_CHARSET_HZ, MIME_DOOR_TO_UTF8));
	ck_assert_ptr_null(
		mime_door_open(NULL, MIME_CHARSET_GB18030, MIME_DOOR_TO_UTF8));
	mime_converters_free(NULL);
}
END_TEST

static const struct {
	const char *name, *in;
	size_t room;
	enum mime_door_status status;
	size_t left;
	const char *out;
} vec[] = {
	{ "whole", "\xd6\xd0", 16, MIME_DOOR_DONE, 0, "中" },
	{ "cut off", "a\xd6", 16, MIME_DOOR_INCOMPLETE, 1, "a" },
	{ "illegal", "a\xff", 16, MIME_DOOR_ILLEGAL, 1, "a" },
	{ "no room", "a\xd6\xd0", 3, MIME_DOOR_FULL, 2, "a" },
};

/* What a set remembers of a label never answers for another one. */
START_TEST(remembers_the_last_label)
{
	static const char *const labels[] = {
		"utf-8",    "utf-8",
		"UTF-8",    "utf-7",
		"gb2312",   "gb2312",
		"",	    "gb2312",
		"latin1",   "no-such",
		"latin1",   "utf-16",
		"utf-16le", "a-label-that-is-longer-than-forty-characters",
		"utf-8"
	};

	for (int i = 0; i < COUNT(labels); i++) {
		mime_slice label = mime_slice_text(labels[i]);
		struct mime_charset_label want, got;

		mime_charset_look_up(&want, label);
		mime_converters_look_up(&got, set, label);
		ck_assert_ptr_eq(got.entry, want.entry);
		ck_assert_int_eq(got.area, want.area);
		ck_assert_int_eq(got.defect, want.defect);
		mime_converters_look_up(&got, NULL, label);
		ck_assert_ptr_eq(got.entry, want.entry);
	}
}
END_TEST

/* GB 2312 and nothing beyond it, also after the label was looked up. */
START_TEST(is_strict_when_asked)
{
	struct mime_charset_label label;

	mime_converters_look_up(&label, set, mime_slice_text("gb2312"));
	ck_assert_int_eq(label.entry->id, MIME_CHARSET_GB18030);
	mime_converters_set_strict(set, true);
	mime_converters_look_up(&label, set, mime_slice_text("gb2312"));
	ck_assert_int_eq(label.entry->id, MIME_CHARSET_GB2312);
	ck_assert_int_eq(label.area, MIME_AREA_ALL);
	mime_converters_look_up(&label, set, mime_slice_text("gbk"));
	ck_assert_int_eq(label.entry->id, MIME_CHARSET_GB18030);
	mime_converters_set_strict(set, false);
	mime_converters_look_up(&label, set, mime_slice_text("gb2312"));
	ck_assert_int_eq(label.entry->id, MIME_CHARSET_GB18030);
}
END_TEST

START_TEST(says_why_it_stopped)
{
	void *d = mime_door_open(set, MIME_CHARSET_GB18030, MIME_DOOR_TO_UTF8);
	mime_slice in = mime_slice_text(vec[_i].in);
	char out[16], *to = out;
	size_t room = vec[_i].room;

	ck_assert_msg(mime_door_run(d, &in, &to, &room) == vec[_i].status, "%s",
		      vec[_i].name);
	ck_assert_uint_eq(in.len, vec[_i].left);
	ck_assert_ptr_eq(in.ptr + in.len, vec[_i].in + strlen(vec[_i].in));
	ck_assert(mime_slice_equal(mime_slice_of(out, (size_t)(to - out)),
				   mime_slice_text(vec[_i].out)));
	ck_assert_uint_eq(mime_door_reset(d, out, sizeof out), 0);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_test(cases, opens_once);
	tcase_add_test(cases, has_none_for_what_iconv_does_not_do);
	tcase_add_test(cases, remembers_the_last_label);
	tcase_add_test(cases, is_strict_when_asked);
	tcase_add_loop_test(cases, says_why_it_stopped, 0, COUNT(vec));
}

SUITE_MAIN("charset", add_tests)
