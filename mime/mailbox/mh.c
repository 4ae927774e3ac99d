#include "base/memory.h"
#include "base/reader.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "mailbox/listing.h"
#include "mime/mailbox.h"

struct mime_mh {
	struct mime_strbuf path; /* of the folder, then of a message */
	size_t root;		 /* length of the former */
	struct mime_listing messages;
	size_t next;
};

/* Other files are lists and what programs put aside: ".mh_sequences", ",7". */
static bool
message_name(struct mime_listing_entry *e)
{
	return e->name.len <= 18 &&
	       mime_ascii_decimal(&e->number, e->name.ptr, e->name.len,
				  UINT64_MAX) == e->name.len;
}

int
mime_mh_open(struct mime_mh **out, const char *path, mime_error *err)
{
	struct mime_mh *mh = mime_alloc_array(1, sizeof *mh);
	int rc;

	*out = NULL;
	mime_error_set(err, MIME_OK, 0, SIZE_MAX, NULL);
	if (mh == NULL)
		return mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
	mime_strbuf_init(&mh->path, SIZE_MAX);
	mime_listing_init(&mh->messages);
	mime_strbuf_add_text(&mh->path, path);
	mime_strbuf_add_char(&mh->path, '/');
	mh->root = mh->path.len;
	/* room for any name, so that mime_mh_next cannot fail */
	mime_strbuf_reserve(&mh->path, 32);
	if (mh->path.error != MIME_OK)
		rc = mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
	else
		rc = mime_listing_add(&mh->messages, path, false, 0,
				      message_name, err);
	if (rc != MIME_OK) {
		mime_mh_close(mh);
		return rc;
	}
	mime_listing_sort(&mh->messages);
	*out = mh;
	return MIME_OK;
}

int
mime_mh_next(struct mime_mh_message *out, struct mime_mh *mh)
{
	const struct mime_listing_entry *e;

	*out = (struct mime_mh_message){ 0 };
	if (mh->next == mh->messages.count)
		return 0;
	e = &mh->messages.entries[mh->next++];
	mh->path.len = mh->root;
	mime_strbuf_add(&mh->path, mime_slice_of(e->name.ptr, e->name.len + 1));
	out->path = mh->path.ptr;
	out->number = e->number;
	return 1;
}

size_t
mime_mh_left(const struct mime_mh *mh)
{
	return mh->messages.count - mh->next;
}

void
mime_mh_close(struct mime_mh *mh)
{
	if (mh == NULL)
		return;
	mime_strbuf_free(&mh->path);
	mime_listing_free(&mh->messages);
	mime_free(mh);
}
