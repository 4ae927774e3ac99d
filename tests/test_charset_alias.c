#include "base/slice.h"
#include "mime/defect.h"
#include "support/suite.h"
#include "text/charset_alias.h"
#include "text/charset_entry.h"

#define UNKNOWN MIME_DEFECT_UNKNOWN_CHARSET
#define REFUSED MIME_DEFECT_REFUSED_CHARSET
#define UTF7	MIME_DEFECT_UTF7
#define FORTY	"0123456789012345678901234567890123456789"

static const struct {
	const char *label, *name; /* NULL: none */
	int defect;
	enum mime_charset_area area;
} vec[] = {
	{ "utf-8", "UTF-8", 0, MIME_AREA_ALL },
	{ "UTF8", "UTF-8", 0, MIME_AREA_ALL },
	{ " utf-8\t", "UTF-8", 0, MIME_AREA_ALL },
	{ "unicode-1-1-utf-8", "UTF-8", 0, MIME_AREA_ALL },
	{ "us-ascii", "US-ASCII", 0, MIME_AREA_ALL },
	{ "ANSI_X3.4-1968", "US-ASCII", 0, MIME_AREA_ALL },
	{ "ISO_646.irv:1991", "US-ASCII", 0, MIME_AREA_ALL },
	{ "iso-8859-1", "windows-1252", 0, MIME_AREA_LATIN },
	{ "ISO_8859-1:1987", "windows-1252", 0, MIME_AREA_LATIN },
	{ "latin1", "windows-1252", 0, MIME_AREA_LATIN },
	{ "cp1252", "windows-1252", 0, MIME_AREA_ALL },
	{ "iso-8859-9", "windows-1254", 0, MIME_AREA_LATIN },
	/* what Chinese mail is labelled as */
	{ "gb2312", "GB18030", 0, MIME_AREA_GB2312 },
	{ "GB_2312-80", "GB18030", 0, MIME_AREA_GB2312 },
	{ "csGB2312", "GB18030", 0, MIME_AREA_GB2312 },
	{ "euc-cn", "GB18030", 0, MIME_AREA_GB2312 },
	{ "chinese", "GB18030", 0, MIME_AREA_GB2312 },
	{ "gbk", "GB18030", 0, MIME_AREA_GBK },
	{ "x-gbk", "GB18030", 0, MIME_AREA_GBK },
	{ "cp936", "GB18030", 0, MIME_AREA_GBK },
	{ "MS936", "GB18030", 0, MIME_AREA_GBK },
	{ "gb18030", "GB18030", 0, MIME_AREA_ALL },
	{ "hz-gb-2312", "HZ", 0, MIME_AREA_ALL },
	{ "big5", "BIG5-HKSCS", 0, MIME_AREA_BIG5 },
	{ "cn-big5", "BIG5-HKSCS", 0, MIME_AREA_BIG5 },
	{ "big5-hkscs", "BIG5-HKSCS", 0, MIME_AREA_ALL },
	{ "ks_c_5601-1987", "CP949", 0, MIME_AREA_EUC_KR },
	{ "euc-kr", "CP949", 0, MIME_AREA_EUC_KR },
	{ "shift_jis", "CP932", 0, MIME_AREA_SHIFT_JIS },
	{ "x-sjis", "CP932", 0, MIME_AREA_SHIFT_JIS },
	{ "iso-2022-jp", "ISO-2022-JP", 0, MIME_AREA_ALL },
	{ "iso-2022-kr", "ISO-2022-KR", 0, MIME_AREA_ALL },
	{ "tis-620", "windows-874", 0, MIME_AREA_LATIN },
	{ "koi8-r", "KOI8-R", 0, MIME_AREA_ALL },
	{ "koi8-ru", "KOI8-U", 0, MIME_AREA_ALL },
	{ "x-mac-cyrillic", "x-mac-cyrillic", 0, MIME_AREA_ALL },
	{ "macintosh", "macintosh", 0, MIME_AREA_ALL },
	{ "utf-16", "UTF-16LE", 0, MIME_AREA_ALL },
	{ "unicodeFFFE", "UTF-16BE", 0, MIME_AREA_ALL },
	{ "iso-8859-8-i", "ISO-8859-8", 0, MIME_AREA_ALL },
	{ "x-windows-949", "CP949", 0, MIME_AREA_ALL },
	{ "10646-1:1993", NULL, REFUSED, MIME_AREA_ALL },
	/* the first and the last label of the table */
	{ "437", "IBM437", 0, MIME_AREA_ALL },
	{ "x-x-big5", "BIG5-HKSCS", 0, MIME_AREA_BIG5 },
	/* UTF-7 hides markup from those who look for it */
	{ "utf-7", NULL, UTF7, MIME_AREA_ALL },
	{ "UNICODE-1-1-UTF-7", NULL, UTF7, MIME_AREA_ALL },
	/* what must never reach iconv */
	{ "iso-2022-cn", NULL, REFUSED, MIME_AREA_ALL },
	{ "ISO-2022-CN-EXT", NULL, REFUSED, MIME_AREA_ALL },
	{ "iso-2022-jp-3", NULL, REFUSED, MIME_AREA_ALL },
	{ "UCS4", NULL, REFUSED, MIME_AREA_ALL },
	{ "UCS-2-INTERNAL", NULL, REFUSED, MIME_AREA_ALL },
	{ "ucs-2", NULL, REFUSED, MIME_AREA_ALL },
	{ "WCHAR_T", NULL, REFUSED, MIME_AREA_ALL },
	{ "INTERNAL", NULL, REFUSED, MIME_AREA_ALL },
	{ "utf-ebcdic", NULL, REFUSED, MIME_AREA_ALL },
	{ "tscii", NULL, REFUSED, MIME_AREA_ALL },
	{ "UTF-8//IGNORE", NULL, REFUSED, MIME_AREA_ALL },
	{ "//TRANSLIT", NULL, REFUSED, MIME_AREA_ALL },
	{ "../../x", NULL, REFUSED, MIME_AREA_ALL },
	{ "utf-8,gb2312", NULL, REFUSED, MIME_AREA_ALL },
	{ "BIG5-HKSCS:2004", NULL, REFUSED, MIME_AREA_ALL },
	{ "x\ty", NULL, REFUSED, MIME_AREA_ALL },
	{ "utf-8\xc2\xa0", NULL, REFUSED, MIME_AREA_ALL },
	{ FORTY, NULL, UNKNOWN, MIME_AREA_ALL },
	{ FORTY "0", NULL, REFUSED, MIME_AREA_ALL },
	/* no default of the locale for no name */
	{ "", NULL, UNKNOWN, MIME_AREA_ALL },
	{ " ", NULL, UNKNOWN, MIME_AREA_ALL },
	{ "x-unknown", NULL, UNKNOWN, MIME_AREA_ALL },
	{ "utf-9", NULL, UNKNOWN, MIME_AREA_ALL },
	{ "utf", NULL, UNKNOWN, MIME_AREA_ALL },
};

START_TEST(knows_labels)
{
	struct mime_charset_label l;
	struct mime_charset found;
	mime_slice label = mime_slice_text(vec[_i].label);

	mime_charset_find(&found, label);
	mime_charset_look_up(&l, label);
	ck_assert_int_eq(found.defect, vec[_i].defect);
	ck_assert_int_eq(l.defect, vec[_i].defect);
	ck_assert_int_eq(l.area, vec[_i].area);
	if (vec[_i].name == NULL) {
		ck_assert_ptr_null(found.name);
		ck_assert_ptr_null(l.entry);
		return;
	}
	ck_assert_str_eq(found.name, vec[_i].name);
	ck_assert_str_eq(l.entry->name, vec[_i].name);
}
END_TEST

START_TEST(nul_hides_nothing)
{
	struct mime_charset found;

	mime_charset_find(&found, mime_slice_of("utf-8\0x", 7));
	ck_assert_ptr_null(found.name);
	ck_assert_int_eq(found.defect, REFUSED);
	mime_charset_find(&found, MIME_ABSENT);
	ck_assert_ptr_null(found.name);
	ck_assert_int_eq(found.defect, UNKNOWN);
}
END_TEST

/* The name that is reported is a label itself, so that what was used can be
 * asked for again, in the same way. */
START_TEST(names_are_labels)
{
	const struct mime_charset_entry *e = &mime_charset_entries[_i];
	struct mime_charset_label l;
	struct mime_converters *set;

	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	mime_converters_set_strict(set, e->id == MIME_CHARSET_GB2312);
	mime_converters_look_up(&l, set, mime_slice_text(e->name));
	ck_assert_msg(l.entry == e, "%s", e->name);
	mime_converters_free(set);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, knows_labels, 0, COUNT(vec));
	tcase_add_test(cases, nul_hides_nothing);
	tcase_add_loop_test(cases, names_are_labels, 0, MIME_CHARSETS);
}

SUITE_MAIN("charset_alias", add_tests)
