#include "facts.h"
#include "cli.h"

mime_slice
facts_text(struct mime_part *root, const char *name)
{
	struct mime_field *f = mime_field_find(root, name, NULL);
	mime_slice text = { NULL, 0 };

	if (f != NULL && mime_field_text(&text, f) != MIME_OK)
		cli_no_memory();
	return text;
}

const struct mime_mailbox *
facts_mailboxes(size_t *n, struct mime_part *root, const char *name)
{
	struct mime_field *f = mime_field_find(root, name, NULL);
	const struct mime_mailbox *boxes = NULL;

	*n = 0;
	if (f != NULL && mime_field_addresses(&boxes, n, f) != MIME_OK)
		cli_no_memory();
	return boxes;
}

mime_slice
facts_author(struct mime_part *root)
{
	const struct mime_mailbox *boxes;
	size_t n;

	boxes = facts_mailboxes(&n, root, "From");
	if (n == 0)
		return (mime_slice){ NULL, 0 };
	if (boxes[0].address.ptr == NULL)
		return boxes[0].raw;
	return boxes[0].name.len > 0 ? boxes[0].name : boxes[0].address;
}

size_t
facts_attachments(struct mime_message *m)
{
	struct parts parts;
	size_t n = 0;

	parts_find(&parts, m);
	for (size_t i = 0; i < parts.n; i++)
		n += parts_is_attachment(&parts.list[i]);
	parts_free(&parts);
	return n;
}
