#include "text/charset_alias.h"
#include "base/slice.h"
#include "mime/defect.h"
#include <string.h>

#define A(label, id, area)                                                     \
	{                                                                      \
		label, MIME_CHARSET_##id, MIME_AREA_##area                     \
	}

/* Sorted by byte, for the binary search: the labels of the WHATWG Encoding
 * Standard, the names and aliases of the IANA registry that mail uses, and
 * what mailers made up. */
static const struct {
	const char *label;
	uint8_t id, area;
} labels[] = {
	/* clang-format off */
	A("10646-1:1993", REFUSED, ALL), A("437", IBM437, ALL),
	A("850", IBM850, ALL), A("852", IBM852, ALL), A("855", IBM855, ALL),
	A("857", IBM857, ALL), A("860", IBM860, ALL), A("861", IBM861, ALL),
	A("862", IBM862, ALL), A("863", IBM863, ALL), A("865", IBM865, ALL),
	A("866", IBM866, ALL), A("869", IBM869, ALL),
	A("ansi_x3.4-1968", ASCII, ALL), A("ansi_x3.4-1986", ASCII, ALL),
	A("arabic", ISO_8859_6, ALL), A("ascii", ASCII, ALL),
	A("asmo-708", ISO_8859_6, ALL), A("big-5", BIG5, BIG5),
	A("big5", BIG5, BIG5), A("big5-eten", BIG5, BIG5),
	A("big5-hkscs", BIG5, ALL), A("big5hkscs", BIG5, ALL),
	A("char", REFUSED, ALL), A("chinese", GB18030, GB2312),
	A("cn-big5", BIG5, BIG5), A("cn-gb", GB18030, GB2312),
	A("cp-1251", WINDOWS_1251, ALL), A("cp-1252", WINDOWS_1252, ALL),
	A("cp-936", GB18030, GBK), A("cp00858", IBM858, ALL),
	A("cp1250", WINDOWS_1250, ALL), A("cp1251", WINDOWS_1251, ALL),
	A("cp1252", WINDOWS_1252, ALL), A("cp1253", WINDOWS_1253, ALL),
	A("cp1254", WINDOWS_1254, ALL), A("cp1255", WINDOWS_1255, ALL),
	A("cp1256", WINDOWS_1256, ALL), A("cp1257", WINDOWS_1257, ALL),
	A("cp1258", WINDOWS_1258, ALL), A("cp1361", JOHAB, ALL),
	A("cp367", ASCII, ALL), A("cp437", IBM437, ALL),
	A("cp50220", ISO_2022_JP, ALL), A("cp50221", ISO_2022_JP, ALL),
	A("cp50222", ISO_2022_JP, ALL), A("cp51932", EUC_JP, ALL),
	A("cp54936", GB18030, ALL), A("cp65001", UTF_8, ALL),
	A("cp737", IBM737, ALL), A("cp775", IBM775, ALL),
	A("cp819", WINDOWS_1252, LATIN), A("cp850", IBM850, ALL),
	A("cp852", IBM852, ALL), A("cp855", IBM855, ALL),
	A("cp857", IBM857, ALL), A("cp858", IBM858, ALL),
	A("cp860", IBM860, ALL), A("cp861", IBM861, ALL),
	A("cp862", IBM862, ALL), A("cp863", IBM863, ALL),
	A("cp865", IBM865, ALL),
	A("cp866", IBM866, ALL), A("cp869", IBM869, ALL),
	A("cp874", CP874, ALL), A("cp932", CP932, ALL),
	A("cp936", GB18030, GBK), A("cp949", CP949, ALL),
	A("cp950", BIG5, BIG5), A("csascii", ASCII, ALL),
	A("csbig5", BIG5, BIG5), A("csbig5hkscs", BIG5, ALL),
	A("cseuckr", CP949, EUC_KR), A("cseucpkdfmtjapanese", EUC_JP, EUC_JP),
	A("csgb18030", GB18030, ALL), A("csgb2312", GB18030, GB2312),
	A("csgbk", GB18030, GBK), A("csibm866", IBM866, ALL),
	A("csiso2022cn", REFUSED, ALL), A("csiso2022cnext", REFUSED, ALL),
	A("csiso2022jp", ISO_2022_JP, ALL), A("csiso2022jp2", ISO_2022_JP, ALL),
	A("csiso2022jp3", REFUSED, ALL), A("csiso2022kr", ISO_2022_KR, ALL),
	A("csiso58gb231280", GB18030, GB2312),
	A("csiso885913", ISO_8859_13, ALL), A("csiso885914", ISO_8859_14, ALL),
	A("csiso885915", ISO_8859_15, ALL), A("csiso885916", ISO_8859_16, ALL),
	A("csiso88596e", ISO_8859_6, ALL), A("csiso88596i", ISO_8859_6, ALL),
	A("csiso88598e", ISO_8859_8, ALL), A("csiso88598i", ISO_8859_8, ALL),
	A("csisolatin1", WINDOWS_1252, LATIN),
	A("csisolatin2", ISO_8859_2, ALL), A("csisolatin3", ISO_8859_3, ALL),
	A("csisolatin4", ISO_8859_4, ALL),
	A("csisolatin5", WINDOWS_1254, LATIN),
	A("csisolatin6", ISO_8859_10, ALL), A("csisolatin9", ISO_8859_15, ALL),
	A("csisolatinarabic", ISO_8859_6, ALL),
	A("csisolatincyrillic", ISO_8859_5, ALL),
	A("csisolatingreek", ISO_8859_7, ALL),
	A("csisolatinhebrew", ISO_8859_8, ALL), A("cskoi8r", KOI8_R, ALL),
	A("cskoi8u", KOI8_U, ALL), A("csksc56011987", CP949, EUC_KR),
	A("csmacintosh", MACINTOSH, ALL), A("csshiftjis", CP932, SHIFT_JIS),
	A("cstis620", CP874, LATIN), A("csunicode", UTF_16LE, ALL),
	A("csunicode11utf7", UTF_7, ALL), A("csutf16", UTF_16LE, ALL),
	A("csutf16be", UTF_16BE, ALL), A("csutf16le", UTF_16LE, ALL),
	A("csutf7", UTF_7, ALL), A("csutf7imap", UTF_7, ALL),
	A("csutf8", UTF_8, ALL), A("csviscii", VISCII, ALL),
	A("cswindows1250", WINDOWS_1250, ALL),
	A("cswindows1251", WINDOWS_1251, ALL),
	A("cswindows1253", WINDOWS_1253, ALL),
	A("cswindows1254", WINDOWS_1254, ALL),
	A("cswindows1255", WINDOWS_1255, ALL),
	A("cswindows1256", WINDOWS_1256, ALL),
	A("cswindows1257", WINDOWS_1257, ALL),
	A("cswindows1258", WINDOWS_1258, ALL), A("cswindows31j", CP932, ALL),
	A("cswindows874", CP874, ALL), A("cyrillic", ISO_8859_5, ALL),
	A("dos-874", CP874, ALL), A("ecma-114", ISO_8859_6, ALL),
	A("ecma-118", ISO_8859_7, ALL), A("elot_928", ISO_8859_7, ALL),
	A("euc-cn", GB18030, GB2312), A("euc-jp", EUC_JP, EUC_JP),
	A("euc-jp-ms", EUC_JP, ALL), A("euc-kr", CP949, EUC_KR),
	A("euc-tw", EUC_TW, ALL), A("euccn", GB18030, GB2312),
	A("eucjp", EUC_JP, EUC_JP), A("eucjp-ms", EUC_JP, ALL),
	A("euckr", CP949, EUC_KR), A("euctw", EUC_TW, ALL),
	A("gb-18030", GB18030, ALL), A("gb-2312", GB18030, GB2312),
	A("gb18030", GB18030, ALL), A("gb18030-2000", GB18030, ALL),
	A("gb18030-2005", GB18030, ALL), A("gb18030-2022", GB18030, ALL),
	A("gb2312", GB18030, GB2312), A("gb2312-80", GB18030, GB2312),
	A("gb231280", GB18030, GB2312), A("gb_2312", GB18030, GB2312),
	A("gb_2312-1980", GB18030, GB2312), A("gb_2312-80", GB18030, GB2312),
	A("gb_2312_80", GB18030, GB2312), A("gbk", GB18030, GBK),
	A("greek", ISO_8859_7, ALL), A("greek8", ISO_8859_7, ALL),
	A("hebrew", ISO_8859_8, ALL), A("hz", HZ, ALL),
	A("hz-gb-2312", HZ, ALL), A("ibm367", ASCII, ALL),
	A("ibm437", IBM437, ALL), A("ibm737", IBM737, ALL),
	A("ibm775", IBM775, ALL), A("ibm819", WINDOWS_1252, LATIN),
	A("ibm850", IBM850, ALL), A("ibm852", IBM852, ALL),
	A("ibm855", IBM855, ALL), A("ibm857", IBM857, ALL),
	A("ibm858", IBM858, ALL), A("ibm860", IBM860, ALL),
	A("ibm861", IBM861, ALL), A("ibm862", IBM862, ALL),
	A("ibm863", IBM863, ALL),
	A("ibm865", IBM865, ALL), A("ibm866", IBM866, ALL),
	A("ibm869", IBM869, ALL), A("internal", REFUSED, ALL),
	A("iso-10646", REFUSED, ALL), A("iso-10646-ucs-2", REFUSED, ALL),
	A("iso-10646-ucs-4", REFUSED, ALL), A("iso-2022-cn", REFUSED, ALL),
	A("iso-2022-cn-ext", REFUSED, ALL), A("iso-2022-jp", ISO_2022_JP, ALL),
	A("iso-2022-jp-1", ISO_2022_JP, ALL),
	A("iso-2022-jp-2", ISO_2022_JP, ALL), A("iso-2022-jp-3", REFUSED, ALL),
	A("iso-2022-jp-ms", ISO_2022_JP, ALL),
	A("iso-2022-kr", ISO_2022_KR, ALL),
	A("iso-8859-1", WINDOWS_1252, LATIN),
	A("iso-8859-10", ISO_8859_10, ALL), A("iso-8859-11", CP874, LATIN),
	A("iso-8859-13", ISO_8859_13, ALL), A("iso-8859-14", ISO_8859_14, ALL),
	A("iso-8859-15", ISO_8859_15, ALL), A("iso-8859-16", ISO_8859_16, ALL),
	A("iso-8859-2", ISO_8859_2, ALL), A("iso-8859-3", ISO_8859_3, ALL),
	A("iso-8859-4", ISO_8859_4, ALL), A("iso-8859-5", ISO_8859_5, ALL),
	A("iso-8859-6", ISO_8859_6, ALL), A("iso-8859-6-e", ISO_8859_6, ALL),
	A("iso-8859-6-i", ISO_8859_6, ALL), A("iso-8859-7", ISO_8859_7, ALL),
	A("iso-8859-8", ISO_8859_8, ALL), A("iso-8859-8-e", ISO_8859_8, ALL),
	A("iso-8859-8-i", ISO_8859_8, ALL),
	A("iso-8859-9", WINDOWS_1254, LATIN),
	A("iso-ir-100", WINDOWS_1252, LATIN), A("iso-ir-101", ISO_8859_2, ALL),
	A("iso-ir-109", ISO_8859_3, ALL), A("iso-ir-110", ISO_8859_4, ALL),
	A("iso-ir-126", ISO_8859_7, ALL), A("iso-ir-127", ISO_8859_6, ALL),
	A("iso-ir-138", ISO_8859_8, ALL), A("iso-ir-144", ISO_8859_5, ALL),
	A("iso-ir-148", WINDOWS_1254, LATIN), A("iso-ir-149", CP949, EUC_KR),
	A("iso-ir-157", ISO_8859_10, ALL), A("iso-ir-199", ISO_8859_14, ALL),
	A("iso-ir-226", ISO_8859_16, ALL), A("iso-ir-58", GB18030, GB2312),
	A("iso-ir-6", ASCII, ALL), A("iso-latin-1", WINDOWS_1252, LATIN),
	A("iso2022cn", REFUSED, ALL), A("iso2022cnext", REFUSED, ALL),
	A("iso2022jp", ISO_2022_JP, ALL), A("iso2022jp3", REFUSED, ALL),
	A("iso2022kr", ISO_2022_KR, ALL), A("iso646-us", ASCII, ALL),
	A("iso8859-1", WINDOWS_1252, LATIN), A("iso8859-10", ISO_8859_10, ALL),
	A("iso8859-11", CP874, LATIN), A("iso8859-13", ISO_8859_13, ALL),
	A("iso8859-14", ISO_8859_14, ALL), A("iso8859-15", ISO_8859_15, ALL),
	A("iso8859-16", ISO_8859_16, ALL), A("iso8859-2", ISO_8859_2, ALL),
	A("iso8859-3", ISO_8859_3, ALL), A("iso8859-4", ISO_8859_4, ALL),
	A("iso8859-5", ISO_8859_5, ALL), A("iso8859-6", ISO_8859_6, ALL),
	A("iso8859-7", ISO_8859_7, ALL), A("iso8859-8", ISO_8859_8, ALL),
	A("iso8859-9", WINDOWS_1254, LATIN), A("iso88591", WINDOWS_1252, LATIN),
	A("iso885910", ISO_8859_10, ALL), A("iso885911", CP874, LATIN),
	A("iso885913", ISO_8859_13, ALL), A("iso885914", ISO_8859_14, ALL),
	A("iso885915", ISO_8859_15, ALL), A("iso88592", ISO_8859_2, ALL),
	A("iso88593", ISO_8859_3, ALL), A("iso88594", ISO_8859_4, ALL),
	A("iso88595", ISO_8859_5, ALL), A("iso88596", ISO_8859_6, ALL),
	A("iso88597", ISO_8859_7, ALL), A("iso88598", ISO_8859_8, ALL),
	A("iso88599", WINDOWS_1254, LATIN), A("iso_646.irv:1991", ASCII, ALL),
	A("iso_8859-1", WINDOWS_1252, LATIN),
	A("iso_8859-10", ISO_8859_10, ALL), A("iso_8859-15", ISO_8859_15, ALL),
	A("iso_8859-1:1987", WINDOWS_1252, LATIN),
	A("iso_8859-2", ISO_8859_2, ALL), A("iso_8859-2:1987", ISO_8859_2, ALL),
	A("iso_8859-3", ISO_8859_3, ALL), A("iso_8859-3:1988", ISO_8859_3, ALL),
	A("iso_8859-4", ISO_8859_4, ALL), A("iso_8859-4:1988", ISO_8859_4, ALL),
	A("iso_8859-5", ISO_8859_5, ALL), A("iso_8859-5:1988", ISO_8859_5, ALL),
	A("iso_8859-6", ISO_8859_6, ALL), A("iso_8859-6:1987", ISO_8859_6, ALL),
	A("iso_8859-7", ISO_8859_7, ALL), A("iso_8859-7:1987", ISO_8859_7, ALL),
	A("iso_8859-8", ISO_8859_8, ALL), A("iso_8859-8:1988", ISO_8859_8, ALL),
	A("iso_8859-9", WINDOWS_1254, LATIN),
	A("iso_8859-9:1989", WINDOWS_1254, LATIN), A("johab", JOHAB, ALL),
	A("koi", KOI8_R, ALL), A("koi8", KOI8_R, ALL), A("koi8-r", KOI8_R, ALL),
	A("koi8-ru", KOI8_U, ALL), A("koi8-u", KOI8_U, ALL),
	A("koi8_r", KOI8_R, ALL), A("koi8r", KOI8_R, ALL),
	A("koi8u", KOI8_U, ALL), A("korean", CP949, EUC_KR),
	A("ks_c_5601", CP949, EUC_KR), A("ks_c_5601-1987", CP949, EUC_KR),
	A("ks_c_5601-1989", CP949, EUC_KR), A("ks_c_5601-1992", JOHAB, ALL),
	A("ksc5601", CP949, EUC_KR), A("ksc_5601", CP949, EUC_KR),
	A("l1", WINDOWS_1252, LATIN), A("l10", ISO_8859_16, ALL),
	A("l2", ISO_8859_2, ALL), A("l3", ISO_8859_3, ALL),
	A("l4", ISO_8859_4, ALL), A("l5", WINDOWS_1254, LATIN),
	A("l6", ISO_8859_10, ALL), A("l8", ISO_8859_14, ALL),
	A("l9", ISO_8859_15, ALL), A("latin-1", WINDOWS_1252, LATIN),
	A("latin-9", ISO_8859_15, ALL), A("latin1", WINDOWS_1252, LATIN),
	A("latin10", ISO_8859_16, ALL), A("latin2", ISO_8859_2, ALL),
	A("latin3", ISO_8859_3, ALL), A("latin4", ISO_8859_4, ALL),
	A("latin5", WINDOWS_1254, LATIN), A("latin6", ISO_8859_10, ALL),
	A("latin8", ISO_8859_14, ALL), A("latin9", ISO_8859_15, ALL),
	A("logical", ISO_8859_8, ALL), A("mac", MACINTOSH, ALL),
	A("mac-centraleurope", MAC_CE, ALL), A("macintosh", MACINTOSH, ALL),
	A("macroman", MACINTOSH, ALL), A("ms932", CP932, ALL),
	A("ms936", GB18030, GBK), A("ms949", CP949, ALL),
	A("ms950", BIG5, BIG5), A("ms_kanji", CP932, SHIFT_JIS),
	A("shift-jis", CP932, SHIFT_JIS), A("shift_jis", CP932, SHIFT_JIS),
	A("sjis", CP932, SHIFT_JIS), A("sun_eu_greek", ISO_8859_7, ALL),
	A("tis-620", CP874, LATIN), A("tis620", CP874, LATIN),
	A("tscii", REFUSED, ALL), A("uhc", CP949, ALL),
	A("unicode", UTF_16LE, ALL), A("unicode-1-1-utf-7", UTF_7, ALL),
	A("unicode-1-1-utf-8", UTF_8, ALL), A("unicode-2-0-utf-7", UTF_7, ALL),
	A("unicode11utf8", UTF_8, ALL), A("unicode20utf8", UTF_8, ALL),
	A("unicodefeff", UTF_16LE, ALL), A("unicodefffe", UTF_16BE, ALL),
	A("us", ASCII, ALL), A("us-ascii", ASCII, ALL),
	A("us_ascii", ASCII, ALL), A("usascii", ASCII, ALL),
	A("utf-16", UTF_16LE, ALL), A("utf-16be", UTF_16BE, ALL),
	A("utf-16le", UTF_16LE, ALL), A("utf-7", UTF_7, ALL),
	A("utf-7-imap", UTF_7, ALL), A("utf-8", UTF_8, ALL),
	A("utf-ebcdic", REFUSED, ALL), A("utf16", UTF_16LE, ALL),
	A("utf16be", UTF_16BE, ALL), A("utf16le", UTF_16LE, ALL),
	A("utf7", UTF_7, ALL), A("utf8", UTF_8, ALL), A("viscii", VISCII, ALL),
	A("visual", ISO_8859_8, ALL), A("wchar_t", REFUSED, ALL),
	A("win-1251", WINDOWS_1251, ALL), A("windows-1250", WINDOWS_1250, ALL),
	A("windows-1251", WINDOWS_1251, ALL),
	A("windows-1252", WINDOWS_1252, ALL),
	A("windows-1253", WINDOWS_1253, ALL),
	A("windows-1254", WINDOWS_1254, ALL),
	A("windows-1255", WINDOWS_1255, ALL),
	A("windows-1256", WINDOWS_1256, ALL),
	A("windows-1257", WINDOWS_1257, ALL),
	A("windows-1258", WINDOWS_1258, ALL), A("windows-31j", CP932, ALL),
	A("windows-874", CP874, ALL), A("windows-932", CP932, ALL),
	A("windows-936", GB18030, GBK), A("windows-949", CP949, ALL),
	A("windows-950", BIG5, BIG5), A("windows1251", WINDOWS_1251, ALL),
	A("windows1252", WINDOWS_1252, ALL), A("x-ansi", WINDOWS_1252, ALL),
	A("x-big5", BIG5, BIG5), A("x-big5-hkscs", BIG5, ALL),
	A("x-cp1250", WINDOWS_1250, ALL), A("x-cp1251", WINDOWS_1251, ALL),
	A("x-cp1252", WINDOWS_1252, ALL), A("x-cp1253", WINDOWS_1253, ALL),
	A("x-cp1254", WINDOWS_1254, ALL), A("x-cp1255", WINDOWS_1255, ALL),
	A("x-cp1256", WINDOWS_1256, ALL), A("x-cp1257", WINDOWS_1257, ALL),
	A("x-cp1258", WINDOWS_1258, ALL), A("x-euc", EUC_JP, EUC_JP),
	A("x-euc-cn", GB18030, GB2312), A("x-euc-jp", EUC_JP, EUC_JP),
	A("x-euc-kr", CP949, EUC_KR), A("x-euc-tw", EUC_TW, ALL),
	A("x-gbk", GB18030, GBK), A("x-johab", JOHAB, ALL),
	A("x-mac-ce", MAC_CE, ALL), A("x-mac-centraleurroman", MAC_CE, ALL),
	A("x-mac-chinesesimp", GB18030, GB2312),
	A("x-mac-chinesetrad", BIG5, BIG5),
	A("x-mac-cyrillic", MAC_CYRILLIC, ALL),
	A("x-mac-greek", MAC_GREEK, ALL),
	A("x-mac-icelandic", MAC_ICELAND, ALL), A("x-mac-japanese", CP932, ALL),
	A("x-mac-korean", CP949, ALL), A("x-mac-roman", MACINTOSH, ALL),
	A("x-mac-turkish", MAC_TURKISH, ALL),
	A("x-mac-ukrainian", MAC_CYRILLIC, ALL),
	A("x-macroman", MACINTOSH, ALL), A("x-ms-cp932", CP932, ALL),
	A("x-sjis", CP932, SHIFT_JIS), A("x-unicode-2-0-utf-7", UTF_7, ALL),
	A("x-unicode20utf8", UTF_8, ALL), A("x-utf-8", UTF_8, ALL),
	A("x-utf8", UTF_8, ALL), A("x-windows-949", CP949, ALL),
	A("x-x-big5", BIG5, BIG5),
	/* clang-format on */
};

enum { LONGEST_LABEL = 40 }; /* RFC 2978 2.3 */

static void
use(struct mime_charset_label *out, unsigned id, unsigned area)
{
	out->area = (enum mime_charset_area)area;
	if (id < MIME_CHARSETS)
		out->entry = &mime_charset_entries[id];
	out->defect = id < MIME_CHARSETS	 ? 0
		      : id == MIME_CHARSET_UTF_7 ? MIME_DEFECT_UTF7
						 : MIME_DEFECT_REFUSED_CHARSET;
}

static bool
find(struct mime_charset_label *out, const char *label)
{
	size_t low = 0, high = sizeof labels / sizeof *labels;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(label, labels[middle].label);

		if (order == 0) {
			use(out, labels[middle].id, labels[middle].area);
			return true;
		}
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return false;
}

/* mime-charset-chars of RFC 2978 2.3, and the dot of the older names. */
static bool
is_label_char(char c)
{
	return mime_ascii_is(c, MIME_ASCII_DIGIT | MIME_ASCII_ALPHA) ||
	       (c != '\0' && strchr("!#$%&'+-^_`{}~.", c) != NULL);
}

void
mime_charset_look_up(struct mime_charset_label *out, mime_slice label)
{
	char lower[LONGEST_LABEL + 1];
	bool clean = true;

	*out = (struct mime_charset_label){ NULL, MIME_AREA_ALL, 0 };
	label = mime_slice_trim(label);
	out->defect = MIME_DEFECT_UNKNOWN_CHARSET;
	if (label.len == 0)
		return;
	if (label.len > LONGEST_LABEL) {
		out->defect = MIME_DEFECT_REFUSED_CHARSET;
		return;
	}
	for (size_t i = 0; i < label.len; i++) {
		lower[i] = mime_ascii_lower(label.ptr[i]);
		clean = clean && is_label_char(label.ptr[i]);
	}
	lower[label.len] = '\0';
	/* a NUL would hide what follows it */
	if (memchr(lower, '\0', label.len) == NULL && find(out, lower))
		return;
	/* refused, not unknown: what cannot be a label is meant for a
	 * converter */
	if (!clean || strncmp(lower, "ucs", 3) == 0)
		out->defect = MIME_DEFECT_REFUSED_CHARSET;
}

void
mime_charset_find(struct mime_charset *out, mime_slice label)
{
	struct mime_charset_label found;

	mime_charset_look_up(&found, label);
	out->name = found.entry != NULL ? found.entry->name : NULL;
	out->defect = found.defect;
}
