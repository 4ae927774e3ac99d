#include "text/device.h"
#include "base/slice.h"
#include "codec/utf8.h"
#include "text/invisible.h"
#include "text/lookalike.h"

/* COM and LPT also take the raised digits U+00B9, U+00B2, U+00B3. */
static bool
is_port_digit(uint32_t code)
{
	return (code >= '1' && code <= '9') || code == 0xb9 || code == 0xb2 ||
	       code == 0xb3;
}

bool
mime_device_name(mime_slice utf8)
{
	char base[3];
	uint32_t code, digit = 0;
	size_t n = 0, at = 0;
	mime_slice name;

	while (at < utf8.len) {
		code = mime_utf8_read(&at, utf8);
		if (mime_lookalike(code) == '.')
			break;
		if (mime_invisible_blank(code) ||
		    mime_invisible_kind(code) != MIME_VISIBLE)
			continue;
		if (n == 4 || (n < 3 && code >= 0x80))
			return false;
		if (n < 3)
			base[n] = (char)code;
		else
			digit = code;
		n++;
	}
	if (n < 3)
		return false;
	name = mime_slice_of(base, 3);
	if (n == 3)
		return mime_slice_is(name, "CON") ||
		       mime_slice_is(name, "PRN") ||
		       mime_slice_is(name, "AUX") || mime_slice_is(name, "NUL");
	return is_port_digit(digit) &&
	       (mime_slice_is(name, "COM") || mime_slice_is(name, "LPT"));
}
