#include "smtp/ehlo.h"
#include "base/slice.h"
#include "smtp/reply.h"

static const struct {
	const char *keyword;
	unsigned cap;
} keywords[] = {
	{ "8BITMIME", MIME_CAP_8BITMIME },
	{ "BINARYMIME", MIME_CAP_BINARYMIME },
	{ "SMTPUTF8", MIME_CAP_SMTPUTF8 },
	{ "CHUNKING", MIME_CAP_CHUNKING },
	{ "PIPELINING", MIME_CAP_PIPELINING },
	{ "DSN", MIME_CAP_DSN },
	{ "STARTTLS", MIME_CAP_STARTTLS },
	{ "SIZE", MIME_CAP_SIZE },
	{ "ENHANCEDSTATUSCODES", MIME_CAP_STATUS },
};

static mime_slice
next_word(mime_slice *line)
{
	mime_slice word;
	size_t n = 0;

	*line = mime_slice_trim(*line);
	while (n < line->len && !mime_ascii_is_blank(line->ptr[n]))
		n++;
	word = mime_slice_of(line->ptr, n);
	*line = mime_slice_part(*line, n, line->len);
	return word;
}

static unsigned
mechanism(mime_slice name)
{
	if (name.len == 0)
		return 0;
	if (mime_slice_is(name, "PLAIN"))
		return MIME_CAP_AUTH_PLAIN;
	if (mime_slice_is(name, "LOGIN"))
		return MIME_CAP_AUTH_LOGIN;
	return MIME_CAP_AUTH_OTHER;
}

static unsigned
mechanisms(mime_slice line)
{
	unsigned caps = 0;

	while ((line = mime_slice_trim(line)).len > 0)
		caps |= mechanism(next_word(&line));
	return caps;
}

static void
read_size(struct mime_ehlo *out, mime_slice line)
{
	mime_slice word = next_word(&line);
	uint64_t limit;

	if (mime_ascii_decimal(&limit, word.ptr, word.len, UINT64_MAX) ==
	    word.len)
		out->size_limit = limit;
}

static void
read_line(struct mime_ehlo *out, mime_slice line)
{
	const mime_slice old_auth = MIME_LITERAL("AUTH=");
	mime_slice word = next_word(&line);

	/* "AUTH=LOGIN PLAIN" of Exchange 5.5, and of servers that still offer
	 * it to Outlook Express */
	if (word.len >= old_auth.len &&
	    mime_ascii_same(word.ptr, old_auth.ptr, old_auth.len)) {
		out->caps |= mechanism(
			mime_slice_part(word, old_auth.len, word.len));
		out->caps |= mechanisms(line);
		return;
	}
	if (mime_slice_is(word, "AUTH"))
		out->caps |= mechanisms(line);
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if (mime_slice_is(word, keywords[i].keyword))
			out->caps |= keywords[i].cap;
	if (mime_slice_is(word, "SIZE"))
		read_size(out, line);
}

void
mime_ehlo_parse(struct mime_ehlo *out, mime_slice text)
{
	mime_slice line;

	*out = (struct mime_ehlo){ .caps = MIME_CAP_ESMTP };
	mime_reply_line(&line, &text); /* the server's name and greeting */
	while (mime_reply_line(&line, &text))
		read_line(out, line);
}
