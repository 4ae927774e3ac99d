/* Any bytes as the body of a trace, list, authentication or report field.
 * Checked: what is found lies in the text, in order where it is taken off the
 * front, and every loop comes to its end. */
#include "base/slice.h"
#include "mime/fields.h"
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool ok)
{
	if (!ok)
		abort();
}

static void
inside(mime_slice s, mime_slice text)
{
	if (s.ptr == NULL || s.len == 0)
		return;
	require(s.ptr >= text.ptr && s.ptr + s.len <= text.ptr + text.len);
}

static void
plain(mime_slice s)
{
	char *out = malloc(s.len > 0 ? s.len : 1);

	require(out != NULL && mime_field_plain(out, s) <= s.len);
	free(out);
}

static void
try_received(mime_slice in)
{
	struct mime_received r;

	(void)mime_received_parse(&r, in);
	for (int i = 0; i < MIME_RECEIVED_CLAUSES; i++) {
		inside(r.value[i], in);
		inside(r.comment[i], in);
	}
}

static void
try_lists(mime_slice in)
{
	mime_slice url, phrase, rest = in;

	for (size_t left = rest.len; mime_list_url_next(&url, &rest);) {
		inside(url, in);
		require(rest.len < left);
		left = rest.len;
	}
	(void)mime_list_id(&url, &phrase, in);
	inside(url, in);
	inside(phrase, in);
}

static void
try_results(mime_slice in)
{
	struct mime_auth_results results;
	struct mime_auth_property property;
	struct mime_auth_result one;

	mime_auth_begin(&results, in);
	inside(results.authserv_id, in);
	inside(results.version, in);
	inside(results.instance, in);
	for (size_t left = results.rest.len + 1;
	     mime_auth_next(&one, &results);) {
		require(results.rest.len < left);
		left = results.rest.len;
		require(one.method.ptr != NULL);
		inside(one.method, in);
		inside(one.result, in);
		inside(one.reason, in);
		plain(one.reason);
		while (mime_auth_property_next(&property, &one.properties)) {
			inside(property.type, in);
			inside(property.name, in);
			inside(property.value, in);
			plain(property.value);
		}
	}
}

static void
try_report(mime_slice in)
{
	struct mime_report_disposition disposition;
	struct mime_report_status status;
	struct mime_report_field field;
	mime_slice group, rest = in;

	while (mime_report_group_next(&group, &rest)) {
		inside(group, in);
		while (mime_report_field_next(&field, &group)) {
			inside(field.name, in);
			inside(field.type, in);
			inside(field.value, in);
			(void)mime_report_status(&status, field.value);
			require(status.major <= 9 && status.subject <= 999 &&
				status.detail <= 999);
			(void)mime_report_disposition(&disposition,
						      field.value);
			inside(disposition.modifier, in);
		}
	}
	require(rest.len == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	mime_slice in = mime_slice_of((const char *)data, size);

	if (size == 0)
		return 0;
	try_received(in);
	try_lists(in);
	try_results(in);
	try_report(in);
	return 0;
}
