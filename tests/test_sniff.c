#include "../tools/sniff.h"
#include "support/suite.h"

#define S(literal)                                                             \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

static const struct {
	const char *why;
	mime_slice start;
	const char *declared, *type; /* NULL: no contradiction */
} vec[] = {
	{ "a spreadsheet without a type", S("PK\003\004..."),
	  "application/octet-stream", "application/zip" },
	{ "a spreadsheet is a zip file", S("PK\003\004"),
	  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	  NULL },
	{ "so is OpenDocument", S("PK\003\004"),
	  "application/vnd.oasis.opendocument.text", NULL },
	{ "a zip file of Windows", S("PK\003\004"),
	  "application/x-zip-compressed", NULL },
	{ "a picture that is none", S("PK\003\004"), "image/png",
	  "application/zip" },
	{ "a program that is no picture", S("MZ\x90"), "image/jpeg",
	  "application/x-msdownload" },
	{ "a program under its type", S("MZ"), "application/x-msdownload",
	  NULL },
	{ "a program of Unix",
	  S("\x7f"
	    "ELF"),
	  "text/plain", "application/x-elf" },
	{ "PDF", S("%PDF-1.7"), "application/pdf", NULL },
	{ "PDF without a type", S("%PDF-1.7"), "application/octet-stream",
	  "application/pdf" },
	{ "JPEG by its old name", S("\xff\xd8\xff\xe0"), "image/jpg", NULL },
	{ "PNG", S("\x89PNG\r\n\x1a\n"), "image/png", NULL },
	{ "GIF as JPEG", S("GIF89a"), "image/jpeg", "image/gif" },
	{ "an old document", S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
	  "application/msword", NULL },
	{ "a script as a script", S("#!/bin/sh\n"), "text/plain", NULL },
	{ "a script as a picture", S("#!/bin/sh\n"), "image/png",
	  "text/x-script" },
	{ "too short to know", S("PK"), "image/png", NULL },
	{ "nothing", S(""), "image/png", NULL },
	{ "text", S("hello"), "application/pdf", NULL },
};

START_TEST(contradicts)
{
	mime_slice declared = { vec[_i].declared, strlen(vec[_i].declared) };
	const char *type = sniff_contradiction(vec[_i].start, declared);

	ck_assert_msg(type == vec[_i].type ||
			      (type != NULL && vec[_i].type != NULL &&
			       strcmp(type, vec[_i].type) == 0),
		      "%s: %s", vec[_i].why, type != NULL ? type : "nothing");
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, contradicts, 0, COUNT(vec));
}

SUITE_MAIN("sniff", add_tests)
