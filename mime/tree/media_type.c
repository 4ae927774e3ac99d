#include "tree/media_type.h"
#include "base/slice.h"

static const mime_slice names[MIME_TYPES] = {
	[MIME_TYPE_OTHER] = { NULL, 0 },
	[MIME_TYPE_TEXT_PLAIN] = { "text/plain", sizeof("text/plain") - 1 },
	[MIME_TYPE_TEXT_HTML] = { "text/html", sizeof("text/html") - 1 },
	[MIME_TYPE_TEXT_CALENDAR] = { "text/calendar",
				      sizeof("text/calendar") - 1 },
	[MIME_TYPE_MULTIPART_MIXED] = { "multipart/mixed",
					sizeof("multipart/mixed") - 1 },
	[MIME_TYPE_MULTIPART_ALTERNATIVE] = { "multipart/alternative",
					      sizeof("multipart/alternative") -
						      1 },
	[MIME_TYPE_MULTIPART_RELATED] = { "multipart/related",
					  sizeof("multipart/related") - 1 },
	[MIME_TYPE_MULTIPART_DIGEST] = { "multipart/digest",
					 sizeof("multipart/digest") - 1 },
	[MIME_TYPE_MULTIPART_SIGNED] = { "multipart/signed",
					 sizeof("multipart/signed") - 1 },
	[MIME_TYPE_MULTIPART_ENCRYPTED] = { "multipart/encrypted",
					    sizeof("multipart/encrypted") - 1 },
	[MIME_TYPE_MULTIPART_REPORT] = { "multipart/report",
					 sizeof("multipart/report") - 1 },
	[MIME_TYPE_MESSAGE_RFC822] = { "message/rfc822",
				       sizeof("message/rfc822") - 1 },
	[MIME_TYPE_MESSAGE_GLOBAL] = { "message/global",
				       sizeof("message/global") - 1 },
	[MIME_TYPE_MESSAGE_NEWS] = { "message/news",
				     sizeof("message/news") - 1 },
	[MIME_TYPE_MESSAGE_PARTIAL] = { "message/partial",
					sizeof("message/partial") - 1 },
	[MIME_TYPE_MESSAGE_EXTERNAL_BODY] = { "message/external-body",
					      sizeof("message/external-body") -
						      1 },
	[MIME_TYPE_MESSAGE_DELIVERY_STATUS] = { "message/delivery-status",
						sizeof("message/"
						       "delivery-status") -
							1 },
	[MIME_TYPE_APPLICATION_OCTET_STREAM] = { "application/octet-stream",
						 sizeof("application/"
							"octet-stream") -
							 1 },
	[MIME_TYPE_APPLICATION_PDF] = { "application/pdf",
					sizeof("application/pdf") - 1 },
	[MIME_TYPE_IMAGE_JPEG] = { "image/jpeg", sizeof("image/jpeg") - 1 },
	[MIME_TYPE_IMAGE_PNG] = { "image/png", sizeof("image/png") - 1 },
	[MIME_TYPE_IMAGE_GIF] = { "image/gif", sizeof("image/gif") - 1 },
};

/* A comment in a media type hides nothing from us, but it is rare enough to
 * be left to the general lexer. */
static size_t
skip_space(mime_slice s, size_t at)
{
	while (at < s.len && mime_ascii_is_space(s.ptr[at]))
		at++;
	return at;
}

static size_t
skip_token(mime_slice s, size_t at)
{
	while (at < s.len && mime_ascii_is(s.ptr[at], MIME_ASCII_TOKEN))
		at++;
	return at;
}

static enum mime_media_type
find(mime_slice type)
{
	for (int i = MIME_TYPE_OTHER + 1; i < MIME_TYPES; i++)
		if (mime_slice_same(names[i], type))
			return (enum mime_media_type)i;
	return MIME_TYPE_OTHER;
}

enum mime_media_type
mime_media_type_scan(mime_slice *type, mime_slice body)
{
	size_t from = skip_space(body, 0);
	size_t slash = skip_token(body, from);
	size_t end;

	*type = MIME_ABSENT;
	if (slash == from || slash == body.len || body.ptr[slash] != '/')
		return MIME_TYPE_OTHER;
	end = skip_token(body, slash + 1);
	if (end == slash + 1)
		return MIME_TYPE_OTHER;
	if (end < body.len && body.ptr[end] != ';' && body.ptr[end] != '(' &&
	    !mime_ascii_is_space(body.ptr[end]))
		return MIME_TYPE_OTHER;
	*type = mime_slice_part(body, from, end);
	return find(*type);
}

mime_slice
mime_media_type_name(enum mime_media_type type)
{
	return names[type];
}

bool
mime_media_type_is_multipart(mime_slice type)
{
	return mime_slice_begins(type, MIME_LITERAL("multipart/"));
}

bool
mime_media_type_is_text(mime_slice type)
{
	return mime_slice_begins(type, MIME_LITERAL("text/"));
}
