#include "support/suite.h"
#include "text/device.h"

static const struct {
	const char *name;
	bool device;
} vec[] = {
	{ "CON", true },
	{ "con", true },
	{ "NUL.txt", true },
	{ "aux .tar.gz", true },
	{ "COM1", true },
	{ "lpt9.x", true },
	{ "COM\xc2\xb9", true },     /* the raised one */
	{ "C\xe2\x80\x8bON", true }, /* a zero-width space inside */
	{ "COM\xc2\xb2", true },
	{ "LPT\xc2\xb3.x", true },
	{ "NUL\xef\xbc\x8etxt", true }, /* a fullwidth full stop */
	{ "COM\xe2\x81\xb4", false },	/* U+2074: not in Latin-1, no digit */
	{ "COM0", false },
	{ "COM10", false },
	{ "CONS", false },
	{ "x.con", false },
	{ "CO", false },
	{ "", false },
	{ "\xe4\xb8\xad", false },
};

START_TEST(knows_devices)
{
	ck_assert_msg(mime_device_name((mime_slice){ vec[_i].name,
						     strlen(vec[_i].name) }) ==
			      vec[_i].device,
		      "%s", vec[_i].name);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, knows_devices, 0, COUNT(vec));
}

SUITE_MAIN("device", add_tests)
