#include "json_name.h"

void
json_name_source(struct json *j, struct mime_part *p)
{
	unsigned form = mime_part_filename_form(p);
	const char *place = (form & MIME_FILENAME_IN_TYPE) != 0
				    ? "Content-Type name"
				    : "Content-Disposition filename";
	const char *how = "";
	char text[80];

	if (form == 0)
		return;
	if ((form & MIME_FILENAME_RFC2231) != 0)
		how = "* (RFC 2231)";
	else if ((form & MIME_FILENAME_RFC2047) != 0)
		how = (form & MIME_FILENAME_QUOTED) != 0
			      ? " (RFC 2047 in a quoted string)"
			      : " (RFC 2047)";
	else if ((form & MIME_FILENAME_8BIT) != 0)
		how = " (raw 8-bit)";
	snprintf(text, sizeof text, "%s%s", place, how);
	json_put(j, "nameFrom", json_string(text));
}
