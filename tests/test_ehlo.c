#include "base/slice.h"
#include "smtp/ehlo.h"
#include "support/suite.h"

#define E MIME_CAP_ESMTP

static const struct {
	const char *name, *text;
	unsigned caps;
	uint64_t size;
} vec[] = {
	{ "nothing but a name", "mx.example", E, 0 },
	/* the first line is the server's name, whatever it looks like */
	{ "a name like a keyword", "PIPELINING", E, 0 },
	{ "all known",
	  "mx\n8BITMIME\nBINARYMIME\nSMTPUTF8\nCHUNKING\nPIPELINING\nDSN\n"
	  "STARTTLS\nENHANCEDSTATUSCODES\nSIZE 5",
	  E | MIME_CAP_8BITMIME | MIME_CAP_BINARYMIME | MIME_CAP_SMTPUTF8 |
		  MIME_CAP_CHUNKING | MIME_CAP_PIPELINING | MIME_CAP_DSN |
		  MIME_CAP_STARTTLS | MIME_CAP_STATUS | MIME_CAP_SIZE,
	  5 },
	/* RFC 5321 2.4 */
	{ "no case", "mx\nstartTLS\nsize 7",
	  E | MIME_CAP_STARTTLS | MIME_CAP_SIZE, 7 },
	{ "a prefix is another word", "mx\nSTARTTLSX\nSIZEX 3\nXPIPELINING", E,
	  0 },
	{ "parameters of others", "mx\nPIPELINING now\nXFOO STARTTLS",
	  E | MIME_CAP_PIPELINING, 0 },
	{ "mechanisms", "mx\nAUTH PLAIN LOGIN CRAM-MD5",
	  E | MIME_CAP_AUTH_PLAIN | MIME_CAP_AUTH_LOGIN | MIME_CAP_AUTH_OTHER,
	  0 },
	{ "mechanisms have no case", "mx\nauth login plain",
	  E | MIME_CAP_AUTH_PLAIN | MIME_CAP_AUTH_LOGIN, 0 },
	/* Exchange 5.5 */
	{ "old form", "mx\nAUTH=LOGIN PLAIN",
	  E | MIME_CAP_AUTH_PLAIN | MIME_CAP_AUTH_LOGIN, 0 },
	{ "old form, one mechanism", "mx\nAUTH=LOGIN", E | MIME_CAP_AUTH_LOGIN,
	  0 },
	{ "old form, blank behind it", "mx\nAUTH= LOGIN",
	  E | MIME_CAP_AUTH_LOGIN, 0 },
	{ "both forms add up", "mx\nAUTH=LOGIN\nAUTH PLAIN",
	  E | MIME_CAP_AUTH_PLAIN | MIME_CAP_AUTH_LOGIN, 0 },
	{ "no mechanism", "mx\nAUTH", E, 0 },
	{ "a longer mechanism", "mx\nAUTH PLAIN-CLIENTTOKEN LOGIN2",
	  E | MIME_CAP_AUTH_OTHER, 0 },
	{ "blanks around", "mx\n  AUTH  \t PLAIN  \nSIZE   9  ",
	  E | MIME_CAP_AUTH_PLAIN | MIME_CAP_SIZE, 9 },
	{ "SIZE without a number", "mx\nSIZE", E | MIME_CAP_SIZE, 0 },
	/* RFC 1870 4: no fixed maximum */
	{ "SIZE 0", "mx\nSIZE 0", E | MIME_CAP_SIZE, 0 },
	{ "the largest", "mx\nSIZE 18446744073709551615", E | MIME_CAP_SIZE,
	  UINT64_MAX },
	{ "past 2^64", "mx\nSIZE 18446744073709551616", E | MIME_CAP_SIZE, 0 },
	{ "far past", "mx\nSIZE 99999999999999999999999999999",
	  E | MIME_CAP_SIZE, 0 },
	{ "no number", "mx\nSIZE abc", E | MIME_CAP_SIZE, 0 },
	{ "not only a number", "mx\nSIZE 10x", E | MIME_CAP_SIZE, 0 },
	{ "negative", "mx\nSIZE -1", E | MIME_CAP_SIZE, 0 },
	{ "empty lines", "mx\n\n\nDSN\n", E | MIME_CAP_DSN, 0 },
};

START_TEST(parses)
{
	struct mime_ehlo ehlo;

	mime_ehlo_parse(&ehlo, mime_slice_text(vec[_i].text));
	ck_assert_msg(ehlo.caps == vec[_i].caps, "%s: %x, not %x", vec[_i].name,
		      ehlo.caps, vec[_i].caps);
	ck_assert_msg(ehlo.size_limit == vec[_i].size, "%s: SIZE %ju",
		      vec[_i].name, (uintmax_t)ehlo.size_limit);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, parses, 0, COUNT(vec));
}

SUITE_MAIN("ehlo", add_tests)
