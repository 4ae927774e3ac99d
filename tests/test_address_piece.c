#include "support/reading.h"
#include "text/address_piece.h"

/* Each piece: raw, phrase, angle and comment, each if it is there; "A03@n"
 * "A04@n" for unclosed and second, "+" for rest, then what ends it. */
static const struct {
	const char *why, *text;
	bool colon;
	const char *pieces;
} vectors[] = {
	{ "nothing", "", true, "" },
	{ "blanks", " \r\n ", true, "" },
	{ "one", " a@b ", true, "raw[a@b] phrase[a@b] at end" },
	{ "two", "a,b", true, "raw[a] phrase[a] , raw[b] phrase[b] end" },
	{ "empty ones", ",,a", true, ", , raw[a] phrase[a] end" },
	{ "none behind the last comma", "a,", true, "raw[a] phrase[a] ," },
	{ "name and address", "A \"B\" <a@b> (c)", true,
	  "raw[A \"B\" <a@b> (c)] phrase[A \"B\"] angle[a@b] comment[(c)] "
	  "end" },
	{ "the last comment that is not empty", "(a) b (c) ()", true,
	  "raw[(a) b (c) ()] phrase[b] comment[(c)] end" },
	{ "commas in quotes, comments and brackets",
	  "\"a,b\" (c,d) <@e,@f:g>, h", true,
	  "raw[\"a,b\" (c,d) <@e,@f:g>] phrase[\"a,b\"] angle[@e,@f:g] "
	  "comment[(c,d)] , raw[h] phrase[h] end" },
	{ "a bracket reaches to its end, whatever is between", "<a, b@c;:>, d",
	  true, "raw[<a, b@c;:>] angle[a, b@c;:] , raw[d] phrase[d] end" },
	{ "or to the end of the text", "x <a, b@c, d", true,
	  "raw[x <a, b@c, d] phrase[x] angle[a, b@c, d] A03@2 end" },
	{ "brackets do not nest", "<a <b>, c", true,
	  "raw[<a <b>] angle[a <b] A03@3 , raw[c] phrase[c] end" },
	{ "a closing one too many", "a> b", true,
	  "raw[a> b] phrase[a> b] A03@1 end" },
	{ "an open quote", "a \"b, <c@d>", true,
	  "raw[a \"b, <c@d>] phrase[a \"b, <c@d>] A03@2 end" },
	{ "an open comment", "a@b( <c@d>", true,
	  "raw[a@b( <c@d>] phrase[a@b] comment[( <c@d>] A03@3 at end" },
	{ "an open quote in brackets", "<\"a>, b", true,
	  "raw[<\"a>, b] angle[\"a>, b] A03@1 end" },
	{ "an open literal", "a@[b, c", true,
	  "raw[a@[b, c] phrase[a@[b, c] A03@2 at end" },
	{ "a group", "A B: a, c;", true,
	  "raw[A B] phrase[A B] : raw[a] phrase[a] , raw[c] phrase[c] ;" },
	{ "not inside a group", "A: a;", false, "raw[A: a] phrase[A: a] ;" },
	{ "a colon without a name", ": a", true, "raw[: a] phrase[: a] end" },
	{ "a colon behind an address names no group", "a@b: c", true,
	  "raw[a@b: c] phrase[a@b: c] at end" },
	{ "nor behind brackets", "<a>: c", true, "raw[<a>: c] angle[a] + end" },
	{ "a second address", "<a> <b>", true,
	  "raw[<a> <b>] angle[a] A04@4 end" },
	{ "a sign behind the brackets", "<a> b@c", true,
	  "raw[<a> b@c] angle[a] A04@5 + end" },
	{ "words behind the brackets", "<a> b", true,
	  "raw[<a> b] angle[a] + end" },
	{ "empty brackets", "<>", true, "raw[<>] angle[] end" },
};

static void
show_at(struct mime_strbuf *out, const char *label, const char *at,
	mime_slice text)
{
	if (at == NULL)
		return;
	mime_strbuf_add_text(out, label);
	mime_strbuf_add_decimal(out, (uint64_t)(at - text.ptr));
	mime_strbuf_add_char(out, ' ');
}

static void
show_part(struct mime_strbuf *out, const char *label, mime_slice s)
{
	if (s.ptr == NULL)
		return;
	reading_show(out, label, s);
	mime_strbuf_add_char(out, ' ');
}

START_TEST(lists_are_cut)
{
	struct mime_address_piece p;
	struct mime_strbuf out;
	struct mime_lex l;
	struct reading r;
	mime_slice text = reading_begin(&r, mime_slice_text(vectors[_i].text));

	mime_strbuf_init(&out, SIZE_MAX);
	mime_lex_init(&l, text, MIME_LEX_ADDRESS, NULL);
	while (mime_address_piece_next(&p, &l, vectors[_i].colon)) {
		if (out.len > 0)
			mime_strbuf_add_char(&out, ' ');
		show_part(&out, "raw", p.raw);
		show_part(&out, "phrase", p.phrase);
		show_part(&out, "angle", p.angle);
		show_part(&out, "comment", p.comment);
		show_at(&out, "A03@", p.unclosed, text);
		show_at(&out, "A04@", p.second, text);
		mime_strbuf_add_text(&out, p.at != NULL ? "at " : "");
		mime_strbuf_add_text(&out, p.rest ? "+ " : "");
		if (p.end == 0)
			mime_strbuf_add_text(&out, "end");
		else
			mime_strbuf_add_char(&out, p.end);
	}
	reading_same(&out, vectors[_i].pieces, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

static const struct {
	const char *text;
	bool plain;
} plains[] = {
	{ "Smith", true }, { "\"A\" b.", true }, { "(c) a", true },
	{ "a@b", false },  { "<a>", false },	 { "a <b>", false },
	{ "\"a", false },  { "a>", false },	 { "(c)", false },
	{ ",", false },
};

START_TEST(parts_of_a_name_are_plain)
{
	struct mime_address_piece p;
	struct mime_lex l;

	mime_lex_init(&l, mime_slice_text(plains[_i].text), MIME_LEX_ADDRESS,
		      NULL);
	ck_assert(mime_address_piece_next(&p, &l, true));
	ck_assert_msg(mime_address_piece_plain(&p) == plains[_i].plain, "%s",
		      plains[_i].text);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, lists_are_cut, 0, COUNT(vectors));
	tcase_add_loop_test(cases, parts_of_a_name_are_plain, 0, COUNT(plains));
}

SUITE_MAIN("address_piece", add_tests)
