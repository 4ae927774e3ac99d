#include "json_header.h"
#include "cli.h"

/* An array of so many values is written in one line; the values of a longer
 * one are not kept. */
enum { SHORT = 3 };

static bool
is_short(mime_slice ids)
{
	mime_slice id;
	size_t n = 0;

	while (n <= SHORT && mime_msgid_next(&id, &ids))
		n++;
	return n <= SHORT;
}

static void
put_ids(struct json *j, const struct mime_part *root, const char *key,
	const char *name)
{
	const struct mime_field *f = mime_field_find(root, name, NULL);
	mime_slice id, rest = { NULL, 0 }, all;
	json_t *list;

	if (f != NULL)
		rest = mime_field_body(f);
	all = rest;
	if (f == NULL || !mime_msgid_next(&id, &rest)) {
		json_put(j, key, json_null());
		return;
	}
	if (!is_short(all)) {
		json_begin(j, key, '[');
		do
			json_text(j, NULL, id);
		while (mime_msgid_next(&id, &rest));
		json_end(j, ']');
		return;
	}
	list = json_array();
	do
		if (json_array_append_new(list, json_of(id)) != 0)
			cli_no_memory();
	while (mime_msgid_next(&id, &rest));
	json_put(j, key, list);
}

/* An invalid mailbox is no address, and its text remains its name. */
static json_t *
mailbox(const struct mime_mailbox *box)
{
	json_t *object = json_object();

	if (object == NULL)
		cli_no_memory();
	json_set(object, "name", json_of(box->name));
	json_set(object, "email", json_of(box->address));
	return object;
}

static void
put_addresses(struct json *j, const struct mime_part *root, const char *key,
	      const char *name)
{
	struct mime_field *f = mime_field_find(root, name, NULL);
	const struct mime_mailbox *boxes;
	size_t n;

	if (f == NULL) {
		json_put(j, key, json_null());
		return;
	}
	if (mime_field_addresses(&boxes, &n, f) != MIME_OK)
		cli_no_memory();
	if (n <= SHORT) {
		json_t *list = json_array();

		for (size_t i = 0; i < n; i++)
			if (json_array_append_new(list, mailbox(&boxes[i])) !=
			    0)
				cli_no_memory();
		json_put(j, key, list);
		return;
	}
	json_begin(j, key, '[');
	for (size_t i = 0; i < n; i++)
		json_put(j, NULL, mailbox(&boxes[i]));
	json_end(j, ']');
}

/* Of several From fields none is the sender (A01). */
static void
put_from(struct json *j, const struct mime_part *root)
{
	const struct mime_field *f = mime_field_find(root, "From", NULL);

	if (f != NULL && mime_field_find(root, "From", f) != NULL)
		json_put(j, "from", json_null());
	else
		put_addresses(j, root, "from", "From");
}

mime_slice
json_header_text(const struct mime_part *p, const char *name)
{
	struct mime_field *f = mime_field_find(p, name, NULL);
	mime_slice text = { NULL, 0 };

	if (f != NULL && mime_field_text(&text, f) != MIME_OK)
		cli_no_memory();
	return text;
}

void
json_date(struct json *j, const char *key, const struct mime_date *date)
{
	int zone = date->zone < 0 ? -date->zone : date->zone, n;
	struct mime_date_fields at;
	char text[64];

	mime_date_split(&at, date);
	n = snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d",
		     at.year, at.month, at.day, at.hour, at.minute, at.second);
	if (zone == 0 && date->zone_known)
		snprintf(text + n, sizeof text - (size_t)n, "Z");
	else
		snprintf(text + n, sizeof text - (size_t)n, "%c%02d:%02d",
			 date->zone < 0 || !date->zone_known ? '-' : '+',
			 zone / 60, zone % 60);
	json_put(j, key, json_string(text));
}

static void
put_date(struct json *j, const struct mime_part *root)
{
	const struct mime_field *f = mime_field_find(root, "Date", NULL);
	struct mime_date date;

	if (f != NULL && mime_date_parse(&date, mime_field_body(f)))
		json_date(j, "sentAt", &date);
	else
		json_put(j, "sentAt", json_null());
}

void
json_header_members(struct json *j, struct mime_part *root)
{
	put_ids(j, root, "messageId", "Message-ID");
	put_ids(j, root, "inReplyTo", "In-Reply-To");
	put_ids(j, root, "references", "References");
	put_addresses(j, root, "sender", "Sender");
	put_from(j, root);
	put_addresses(j, root, "to", "To");
	put_addresses(j, root, "cc", "Cc");
	put_addresses(j, root, "bcc", "Bcc");
	put_addresses(j, root, "replyTo", "Reply-To");
	json_text(j, "subject", json_header_text(root, "Subject"));
	put_date(j, root);
}

void
json_header_fields(struct json *j, const struct mime_part *root)
{
	struct mime_field *f = NULL;

	json_begin(j, "headers", '[');
	while ((f = mime_field_find(root, NULL, f)) != NULL) {
		json_t *field = json_object();

		if (field == NULL)
			cli_no_memory();
		json_set(field, "name", json_of(mime_field_name(f)));
		json_set(field, "value", json_of(mime_field_body(f)));
		json_put(j, NULL, field);
	}
	json_end(j, ']');
}
