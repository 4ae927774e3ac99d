#include "base/slice.h"
#include "base/strbuf.h"
#include "mime/build.h"
#include <time.h>

static int
add_date(struct mime_part *root, const struct mime_date *date)
{
	struct mime_date now = { 0, 0, true };
	char text[MIME_DATE_MAX];
	size_t len;

	if (date == NULL) {
		now.seconds = (int64_t)time(NULL);
		date = &now;
	}
	len = mime_date_format(text, date);
	return mime_field_set(root, "Date", mime_slice_of(text, len), NULL);
}

/* The domain of the first author, to make an id unique (RFC 5322 3.6.4). */
static int
find_domain(mime_slice *out, struct mime_part *root)
{
	struct mime_field *from = mime_field_find(root, "From", NULL);
	const struct mime_mailbox *list;
	size_t n;
	int rc;

	*out = MIME_ABSENT;
	if (from == NULL)
		return MIME_EINVAL;
	rc = mime_field_addresses(&list, &n, from);
	for (size_t i = 0; rc == MIME_OK && i < n && out->len == 0; i++)
		*out = list[i].domain;
	return rc == MIME_OK && out->len == 0 ? MIME_EINVAL : rc;
}

static int
add_message_id(struct mime_part *root, mime_slice domain,
	       const uint8_t random[16])
{
	static const char digit[] = "0123456789abcdef";
	struct mime_strbuf id;
	int rc;

	mime_strbuf_init(&id, SIZE_MAX);
	mime_strbuf_add_char(&id, '<');
	for (int i = 0; i < 16; i++) {
		mime_strbuf_add_char(&id, digit[random[i] >> 4]);
		mime_strbuf_add_char(&id, digit[random[i] & 15]);
	}
	mime_strbuf_add_char(&id, '@');
	mime_strbuf_add(&id, domain);
	mime_strbuf_add_char(&id, '>');
	rc = id.error;
	if (rc == MIME_OK)
		rc = mime_field_set(root, "Message-ID", mime_strbuf_slice(&id),
				    NULL);
	mime_strbuf_free(&id);
	return rc;
}

int
mime_outgoing_finish(struct mime_message *m, const struct mime_date *date,
		     const uint8_t random[16])
{
	struct mime_part *root = mime_message_root(m);
	mime_slice domain;
	int rc = find_domain(&domain, root);

	if (rc == MIME_OK && mime_field_find(root, "Date", NULL) == NULL)
		rc = add_date(root, date);
	if (rc == MIME_OK && mime_field_find(root, "Message-ID", NULL) == NULL)
		rc = add_message_id(root, domain, random);
	if (rc == MIME_OK &&
	    mime_field_find(root, "MIME-Version", NULL) == NULL)
		rc = mime_field_set(root, "MIME-Version", MIME_LITERAL("1.0"),
				    NULL);
	return rc;
}
