/* What a stream holds, in the ways that odd ones say it. */
#include "support/tnef_show.h"

static void
make_nothing(struct mime_strbuf *b)
{
	(void)b;
}

static void
make_without_page(struct mime_strbuf *b)
{
	tnef_text(b, TNEF_TITLE, "\xca\xfd\xbe\xdd.txt");
	tnef_attribute(b, TNEF_DATA, MIME_LITERAL("a"));
}

static void
make_unknown_page(struct mime_strbuf *b)
{
	tnef_attribute(b, TNEF_OEM, MIME_LITERAL("\1\2\3\4\0\0\0\0"));
	make_without_page(b);
}

static void
make_short_page(struct mime_strbuf *b)
{
	tnef_attribute(b, TNEF_OEM, MIME_LITERAL("\xe4\4"));
	make_without_page(b);
}

/* Nothing is replaced by what comes later. */
static void
make_without_beginnings(struct mime_strbuf *b)
{
	struct tnef_list l;

	tnef_attribute(b, TNEF_DATA, MIME_LITERAL("1"));
	tnef_attribute(b, TNEF_DATA, MIME_LITERAL("2"));
	tnef_list_begin(&l);
	tnef_string(&l, P_LONG_NAME, "two");
	tnef_list_end(b, TNEF_ATTACHMENT, &l);
	tnef_list_begin(&l);
	tnef_string(&l, P_LONG_NAME, "three");
	tnef_value(&l, P_DATA, MIME_LITERAL("3"));
	tnef_value(&l, P_DATA, MIME_LITERAL("4"));
	tnef_list_end(b, TNEF_ATTACHMENT, &l);
}

static void
make_both(struct mime_strbuf *b)
{
	struct tnef_list l;

	for (int same = 0; same < 2; same++) {
		tnef_attribute(b, TNEF_RENDER, MIME_LITERAL(""));
		tnef_list_begin(&l);
		tnef_string(&l, P_NAME, "a");
		tnef_value(&l, P_DATA,
			   same ? MIME_LITERAL("1") : MIME_LITERAL("2"));
		tnef_list_end(b, TNEF_ATTACHMENT, &l);
		tnef_attribute(b, TNEF_DATA, MIME_LITERAL("1"));
	}
}

static void
make_names(struct mime_strbuf *b)
{
	static const struct {
		uint32_t tag;
		const char *name;
	} names[] = {
		{ 0x370c001e, "transport" }, { P_DISPLAY, "display" },
		{ P_NAME, "short" },	     { 0, "title" },
		{ P_LONG_NAME, "long" },     { P_LONG_NAME_W, "second" },
	};

	for (size_t n = 1; n <= 6; n++) {
		struct tnef_list l;

		tnef_attribute(b, TNEF_RENDER, MIME_LITERAL(""));
		tnef_attribute(b, TNEF_DATA, MIME_LITERAL("x"));
		tnef_text(b, TNEF_TRANSPORT, "first");
		tnef_list_begin(&l);
		for (size_t i = 0; i < n; i++)
			if (names[i].tag == 0)
				tnef_text(b, TNEF_TITLE, names[i].name);
			else
				tnef_string(&l, names[i].tag, names[i].name);
		tnef_list_end(b, TNEF_ATTACHMENT, &l);
	}
}

static void
make_empty(struct mime_strbuf *b)
{
	struct tnef_list l;

	tnef_text(b, TNEF_BODY, "");
	tnef_list_begin(&l);
	tnef_string(&l, P_BODY_W, "");
	tnef_value(&l, P_HTML, MIME_LITERAL(""));
	tnef_value(&l, P_RTF, MIME_LITERAL(""));
	tnef_list_end(b, TNEF_LIST, &l);
	tnef_attribute(b, TNEF_RENDER, MIME_LITERAL(""));
	tnef_text(b, TNEF_TITLE, "empty");
	tnef_attribute(b, TNEF_DATA, MIME_LITERAL(""));
	tnef_attribute(b, TNEF_RENDER, MIME_LITERAL(""));
	tnef_text(b, TNEF_TITLE, "without data");
}

static void
make_wide(struct mime_strbuf *b)
{
	struct tnef_list l;

	tnef_list_begin(&l);
	tnef_string(&l, P_BODY_W, "数");
	tnef_string(&l, P_HTML_W, "<p>数");
	tnef_string(&l, 0x1013001e, "<p>8");
	tnef_value(&l, P_RTF, MIME_LITERAL("not compressed"));
	tnef_value(&l, P_RTF,
		   MIME_LITERAL("\x10\0\0\0\4\0\0\0MELA\0\0\0\0{\\r}"));
	tnef_fixed(&l, 0x10000003, 4);
	tnef_list_end(b, TNEF_LIST, &l);
}

static void
make_bad_sums(struct mime_strbuf *b)
{
	struct tnef_list l;

	tnef_list_begin(&l);
	tnef_string(&l, P_BODY, "a");
	tnef_list_end(b, TNEF_LIST, &l);
	b->ptr[b->len - 1]++;
	tnef_text(b, TNEF_BODY, "b");
	tnef_attribute(b, TNEF_DATA, MIME_LITERAL("c"));
	b->ptr[b->len - 1]++;
	tnef_attribute(b, TNEF_DATA, MIME_LITERAL("d"));
}

static void
make_unknown_type(struct mime_strbuf *b)
{
	struct tnef_list l;

	tnef_list_begin(&l);
	tnef_string(&l, P_BODY, "a");
	tnef_fixed(&l, 0x10000099, 4);
	tnef_string(&l, P_BODY, "b");
	tnef_list_end(b, TNEF_LIST, &l);
	tnef_text(b, TNEF_BODY, "c");
}

static void
make_junk(struct mime_strbuf *b)
{
	tnef_text(b, TNEF_BODY, "a");
	mime_strbuf_add_text(b, "junk");
}

static void
make_cut_list(struct mime_strbuf *b)
{
	struct tnef_list l;

	tnef_list_begin(&l);
	tnef_string(&l, P_BODY, "a");
	tnef_string(&l, P_BODY, "bcdefgh");
	tnef_list_end(b, TNEF_LIST, &l);
	b->len -= 6;
}

static const struct {
	const char *why;
	void (*make)(struct mime_strbuf *b);
	const char *want;
} odd[] = {
	{ "nothing", make_nothing, " " },
	{ "no code page: it looks Chinese", make_without_page,
	  "数据.txt[a]\n " },
	{ "one nobody knows", make_unknown_page, "数据.txt[a]\n " },
	{ "one that is too short", make_short_page, "数据.txt[a]\n " },
	{ "attachments without beginnings", make_without_beginnings,
	  "[1]\ntwo[2]\nthree[3]\n " },
	{ "data twice, other and the same", make_both, "a[1]\na[2]\na[1]\n " },
	{ "which name", make_names,
	  "first[x]\ndisplay[x]\nshort[x]\ntitle[x]\nlong[x]\nlong[x]\n " },
	{ "empty ones", make_empty, "empty[]\n " },
	{ "text of other types", make_wide,
	  "body.txt(text/plain)[数]\nbody.html(text/html)[<p>数]\n"
	  "body.html(text/html)[<p>8]\n"
	  "body.rtf(application/rtf)j[not compressed]\n"
	  "body.rtf(application/rtf)[{\\r}]\n j" },
	{ "wrong sums", make_bad_sums,
	  "body.txt(text/plain)s[a]\nbody.txt(text/plain)[b]\n"
	  "s[c]\n[d]\n s" },
	{ "a type of unknown length", make_unknown_type,
	  "body.txt(text/plain)[a]\nbody.txt(text/plain)[c]\n j" },
	{ "junk", make_junk, "body.txt(text/plain)[a]\n j" },
	{ "a list that is cut", make_cut_list,
	  "body.txt(text/plain)[a]\nbody.txt(text/plain)c[bcde]\n c" },
};

START_TEST(odd_streams_are_read)
{
	struct mime_strbuf b;

	mime_strbuf_init(&b, SIZE_MAX);
	tnef_head(&b);
	odd[_i].make(&b);
	tnef_check(mime_strbuf_slice(&b), 1, odd[_i].want, odd[_i].why);
	mime_strbuf_free(&b);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, odd_streams_are_read, 0, COUNT(odd));
}

SUITE_MAIN("tnef_file", add_tests)
