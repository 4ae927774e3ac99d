#include "compose_header.h"
#include "ascii.h"
#include "cli.h"
#include "compose_place.h"
#include "header_guard.h"
#include "idn.h"
#include "mime/compose.h"
#include <stdlib.h>
#include <string.h>

static const char *const role_names[COMPOSE_ROLES] = {
	[COMPOSE_FROM] = "From",
	[COMPOSE_TO] = "To",
	[COMPOSE_CC] = "Cc",
	[COMPOSE_REPLY_TO] = "Reply-To",
	[COMPOSE_SUBJECT] = "Subject",
	[COMPOSE_DATE] = "Date",
	[COMPOSE_MESSAGE_ID] = "Message-ID",
	[COMPOSE_BCC] = "Bcc",
};
/* Fields without an option that hold addresses. */
static const char *const address_names[] = { "Sender",		"Resent-From",
					     "Resent-Sender",	"Resent-To",
					     "Resent-Cc",	"Resent-Bcc",
					     "Resent-Reply-To", NULL };
/* Fields without an option that a header may hold once (RFC 5322 3.6). */
static const char *const single_names[] = { "Sender", "In-Reply-To",
					    "References", NULL };

static mime_slice
slice(const char *text)
{
	return (mime_slice){ text, strlen(text) };
}

static bool
is_one_of(const char *name, const char *const *names)
{
	while (*names != NULL && !ascii_same(slice(name), *names))
		names++;
	return *names != NULL;
}

void
compose_header_free(struct compose_header *h)
{
	for (int i = 0; i < COMPOSE_ROLES; i++)
		buffer_free(&h->own[i].value);
	for (size_t i = 0; i < h->n; i++) {
		free(h->lines[i].name);
		free(h->lines[i].value);
	}
	free(h->lines);
}

bool
compose_header_any(const struct compose_header *h)
{
	for (int i = 0; i < COMPOSE_ROLES; i++)
		if (h->own[i].given || h->own[i].drop)
			return true;
	return h->n > 0 || h->fresh_id;
}

static int
check_mailbox(const char *name, const struct mime_mailbox *box)
{
	int len = (int)box->raw.len;

	if (box->address.ptr == NULL)
		cli_error(NULL,
			  "%s: '%.*s' is no address (a name with a "
			  "comma wants quotes)",
			  name, len, box->raw.ptr);
	else if (box->domain.len == 0)
		cli_error(NULL, "%s: '%.*s' has no domain", name, len,
			  box->raw.ptr);
	else if (!ascii_only(box->local))
		cli_error(NULL,
			  "%s: '%.*s' is not ASCII before the @; such "
			  "an address cannot stand in this header",
			  name, len, box->raw.ptr);
	else if (!ascii_only(box->domain))
		cli_error(NULL, "%s: '%.*s' has a domain outside ASCII%s", name,
			  len, box->raw.ptr,
			  idn_built_in() ? " that is no domain name"
					 : "; libidn2 was not built in");
	else
		return CLI_OK;
	return CLI_DATA;
}

static struct mime_addresses *
parse(const char *value)
{
	struct mime_addresses *list;

	if (mime_addresses_parse(&list, slice(value), NULL) != MIME_OK)
		cli_no_memory();
	return list;
}

/* Appends a list of addresses with A-labels for domains. */
static int
add_addresses(struct buffer *out, const char *name, const char *value)
{
	struct mime_addresses *list = parse(value);
	struct buffer ascii = { NULL, 0, 0 };
	struct mime_mailbox box;
	int rc = CLI_OK;

	idn_add_addresses(&ascii, value, list);
	mime_addresses_free(list);
	list = parse(buffer_string(&ascii));
	for (size_t i = 0; rc == CLI_OK && mime_addresses_get(&box, list, i);
	     i++)
		rc = check_mailbox(name, &box);
	/* "undisclosed recipients:;" is an address list without addresses */
	if (rc == CLI_OK && mime_addresses_count(list) == 0 &&
	    strchr(value, ':') == NULL) {
		cli_error(NULL, "%s: '%s' holds no address", name, value);
		rc = CLI_DATA;
	}
	mime_addresses_free(list);
	if (rc == CLI_OK) {
		buffer_add_text(out, out->len > 0 ? ", " : "");
		buffer_add_slice(out, buffer_slice(&ascii));
	}
	buffer_free(&ascii);
	return rc;
}

static int
give_date(struct buffer *out, const char *value)
{
	struct mime_date date;
	char text[MIME_DATE_MAX];

	if (!mime_date_parse_user(&date, slice(value)))
		return cli_usage("'%s' is no date; examples: 'Wed, 18 Nov 2026 "
				 "09:30:11 +0800', 2026-11-18T09:30:11+08:00",
				 value);
	buffer_add(out, text, mime_date_format(text, &date));
	return CLI_OK;
}

static int
give_id(struct compose_header *h, struct buffer *out, const char *value)
{
	size_t len = strlen(value);
	mime_slice id, rest;

	h->fresh_id = strcmp(value, "auto") == 0;
	h->own[COMPOSE_MESSAGE_ID].drop = strcmp(value, "none") == 0;
	if (h->fresh_id || h->own[COMPOSE_MESSAGE_ID].drop) {
		h->own[COMPOSE_MESSAGE_ID].given = false;
		return CLI_OK;
	}
	if (len > 1 && value[0] == '<' && value[len - 1] == '>')
		value++, len -= 2;
	buffer_add_char(out, '<');
	buffer_add(out, value, len);
	buffer_add_char(out, '>');
	rest = buffer_slice(out);
	if (!mime_msgid_next(&id, &rest) || id.len != len || rest.len != 0 ||
	    memchr(id.ptr, '@', len) == NULL || strcspn(value, " \t<>") < len) {
		cli_error(NULL,
			  "Message-ID: '%.*s' is no message id; it looks "
			  "like <unique@example.com>",
			  (int)len, value);
		return CLI_DATA;
	}
	return CLI_OK;
}

int
compose_header_give(struct compose_header *h, enum compose_role role,
		    const char *value)
{
	struct buffer *out = &h->own[role].value;
	int rc = header_guard(NULL, role_names[role], value);

	if (rc != CLI_OK)
		return rc;
	h->own[role].given = true;
	h->own[role].drop = false;
	if (role != COMPOSE_TO && role != COMPOSE_CC && role != COMPOSE_BCC &&
	    role != COMPOSE_REPLY_TO)
		buffer_clear(out);
	switch (role) {
	case COMPOSE_SUBJECT:
		buffer_add_text(out, value);
		return CLI_OK;
	case COMPOSE_DATE:
		return give_date(out, value);
	case COMPOSE_MESSAGE_ID:
		return give_id(h, out, value);
	default:
		return add_addresses(out, role_names[role], value);
	}
}

/* -H with a name that has an option: -1 if it has none. */
static int
give_role(struct compose_header *h, const char *name, const char *value)
{
	for (int i = 0; i < COMPOSE_ROLES; i++) {
		if (!ascii_same(slice(name), role_names[i]))
			continue;
		if (value[0] != '\0')
			return compose_header_give(h, (enum compose_role)i,
						   value);
		buffer_clear(&h->own[i].value);
		h->own[i].given = false;
		h->own[i].drop = true;
		return CLI_OK;
	}
	return -1;
}

static int
check_name(const char *name)
{
	static const char content[] = "Content-";
	mime_slice start = { name, sizeof content - 1 };

	for (const char *p = name; *p != '\0'; p++)
		if (*p <= ' ' || *p > '~')
			return cli_usage("-H: '%s' is no field name", name);
	if (name[0] == '\0')
		return cli_usage("-H wants 'Name: value'");
	if (ascii_same(slice(name), "MIME-Version") ||
	    (strlen(name) >= start.len && ascii_same(start, content)))
		return cli_usage("-H: %s follows from the content and cannot "
				 "be set",
				 name);
	return CLI_OK;
}

static int
add_line(struct compose_header *h, const char *name, const char *value)
{
	struct buffer list = { NULL, 0, 0 };
	struct compose_line *line;
	int rc = CLI_OK;

	if (value[0] != '\0' && is_one_of(name, address_names)) {
		rc = add_addresses(&list, name, value);
		value = buffer_string(&list);
	}
	if (rc == CLI_OK) {
		h->lines = cli_grow(h->lines, h->n, &h->room, sizeof *h->lines);
		line = &h->lines[h->n++];
		line->name = cli_copy(name, strlen(name));
		line->value = value[0] != '\0' ? cli_copy(value, strlen(value))
					       : NULL;
	}
	buffer_free(&list);
	return rc;
}

int
compose_header_line(struct compose_header *h, const char *text)
{
	const char *colon = strchr(text, ':');
	const char *value;
	char *name;
	int rc;

	if (colon == NULL)
		return cli_usage("-H wants 'Name: value', not '%s'", text);
	value = colon + 1;
	value += strspn(value, " \t");
	while (colon > text && (colon[-1] == ' ' || colon[-1] == '\t'))
		colon--;
	name = cli_copy(text, (size_t)(colon - text));
	rc = check_name(name);
	if (rc == CLI_OK)
		rc = header_guard(NULL, name, value);
	if (rc == CLI_OK)
		rc = give_role(h, name, value);
	if (rc == -1)
		rc = add_line(h, name, value);
	free(name);
	return rc;
}

static int
set(struct mime_part *root, const char *name, const char *value, bool add,
    const char *charset)
{
	mime_error err;
	int rc = add ? mime_field_add(root, name, slice(value), &err)
		     : mime_field_set(root, name, slice(value), &err);

	return rc == MIME_OK ? CLI_OK
			     : compose_refuse(NULL, name, false, slice(value),
					      charset, &err);
}

/* Whether an earlier line has that name. */
static bool
is_repeated(const struct compose_header *h, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (ascii_same(slice(h->lines[i].name), h->lines[at].name))
			return true;
	return false;
}

int
compose_header_apply(const struct compose_header *h, struct mime_message *m,
		     bool edit, const char *charset)
{
	struct mime_part *root = mime_message_root(m);
	int rc = CLI_OK;

	for (int i = 0; rc == CLI_OK && i < COMPOSE_ROLES; i++) {
		if (h->own[i].given)
			rc = set(root, role_names[i],
				 buffer_string(&h->own[i].value), false,
				 charset);
	}
	for (size_t i = 0; rc == CLI_OK && i < h->n; i++) {
		const struct compose_line *line = &h->lines[i];
		bool add = edit ? is_repeated(h, i) : true;

		if (line->value == NULL)
			mime_field_drop(root, line->name);
		else
			rc = set(root, line->name, line->value,
				 add && !is_one_of(line->name, single_names),
				 charset);
	}
	return rc;
}

void
compose_header_drop(const struct compose_header *h, struct mime_message *m)
{
	for (int i = 0; i < COMPOSE_ROLES; i++)
		if (h->own[i].drop)
			mime_field_drop(mime_message_root(m), role_names[i]);
}
