#include "base/memory.h"
#include "base/slice.h"
#include "mime/build.h"
#include <stdlib.h>

struct recipient {
	mime_slice address; /* lies in the message */
	size_t domain;	    /* where it begins in address */
	size_t at;	    /* in the order found */
};
struct mime_correspondents {
	mime_slice sender;
	struct recipient *list;
	size_t n, room, invalid;
};

/* The fields that name people, of an original message and of one that was
 * sent on (RFC 5322 3.6.6). */
struct roles {
	const char *from, *sender, *to, *cc, *bcc;
};
static const struct roles original = { "From", "Sender", "To", "Cc", "Bcc" };
static const struct roles resent = { "Resent-From", "Resent-Sender",
				     "Resent-To", "Resent-Cc", "Resent-Bcc" };

static int
add(struct mime_correspondents *c, mime_slice address)
{
	size_t domain = address.len;

	if (c->n == c->room) {
		size_t room = c->room > 0 ? c->room * 2 : 16;
		struct recipient *list;

		if (room > SIZE_MAX / sizeof *list)
			return MIME_ENOMEM;
		list = mime_resize(c->list, room * sizeof *list);
		if (list == NULL)
			return MIME_ENOMEM;
		c->list = list;
		c->room = room;
	}
	while (domain > 0 && address.ptr[domain - 1] != '@')
		domain--;
	c->list[c->n] = (struct recipient){ address, domain, c->n };
	c->n++;
	return MIME_OK;
}

static int
add_field(struct mime_correspondents *c, struct mime_field *f)
{
	const struct mime_mailbox *list;
	size_t n;
	int rc = mime_field_addresses(&list, &n, f);

	for (size_t i = 0; rc == MIME_OK && i < n; i++) {
		if (list[i].address.ptr == NULL)
			c->invalid++;
		else
			rc = add(c, list[i].address);
	}
	return rc;
}

/* The first field after the newest block of Resent- fields.  Each resending
 * puts its own block, with each field once, before the older ones, and
 * transport puts Received before a block that has travelled. */
static struct mime_field *
block_end(struct mime_part *root)
{
	static const char *const names[] = { "Resent-Date",	 "Resent-From",
					     "Resent-Sender",	 "Resent-To",
					     "Resent-Cc",	 "Resent-Bcc",
					     "Resent-Message-ID" };
	enum { NAMES = sizeof names / sizeof *names };
	bool seen[NAMES] = { false };
	bool begun = false;
	struct mime_field *f = NULL;

	while ((f = mime_field_find(root, NULL, f)) != NULL) {
		mime_slice name = mime_field_name(f);

		if (begun && mime_slice_is(name, "Received"))
			return f;
		for (size_t i = 0; i < NAMES; i++) {
			if (!mime_slice_is(name, names[i]))
				continue;
			if (seen[i])
				return f;
			seen[i] = begun = true;
		}
	}
	return NULL;
}

/* The first valid mailbox of f, and how many mailboxes there are. */
static int
first_mailbox(mime_slice *out, size_t *n, struct mime_field *f)
{
	const struct mime_mailbox *list;
	int rc;

	*out = MIME_ABSENT;
	*n = 0;
	if (f == NULL)
		return MIME_OK;
	rc = mime_field_addresses(&list, n, f);
	for (size_t i = 0; rc == MIME_OK && i < *n && out->ptr == NULL; i++)
		*out = list[i].address;
	return rc;
}

static int
find_sender(struct mime_correspondents *c, struct mime_part *root,
	    const struct roles *roles)
{
	mime_slice sender;
	size_t n, several;
	int rc = first_mailbox(&c->sender, &several,
			       mime_field_find(root, roles->from, NULL));

	if (rc < 0 || several == 1)
		return rc;
	rc = first_mailbox(&sender, &n,
			   mime_field_find(root, roles->sender, NULL));
	if (rc == MIME_OK && sender.ptr != NULL)
		c->sender = sender;
	return rc;
}

/* Local parts as they are, domains without case (RFC 5321 2.4). */
static int
compare_address(const struct recipient *x, const struct recipient *y)
{
	size_t n = x->domain < y->domain ? x->domain : y->domain;
	int order = n > 0 ? memcmp(x->address.ptr, y->address.ptr, n) : 0;

	if (order != 0 || x->domain != y->domain)
		return order != 0 ? order : x->domain < y->domain ? -1 : 1;
	for (size_t i = n; i < x->address.len && i < y->address.len; i++) {
		char p = mime_ascii_lower(x->address.ptr[i]);
		char q = mime_ascii_lower(y->address.ptr[i]);

		if (p != q)
			return (unsigned char)p < (unsigned char)q ? -1 : 1;
	}
	return x->address.len < y->address.len	 ? -1
	       : x->address.len > y->address.len ? 1
						 : 0;
}

static int
by_address(const void *a, const void *b)
{
	const struct recipient *x = a, *y = b;
	int order = compare_address(x, y);

	return order != 0 ? order : x->at < y->at ? -1 : 1;
}

static int
by_place(const void *a, const void *b)
{
	const struct recipient *x = a, *y = b;

	return x->at < y->at ? -1 : 1;
}

/* Sorting keeps this near linear, whatever addresses a sender thought up. */
static void
drop_repeated(struct mime_correspondents *c)
{
	size_t kept = 0;

	if (c->n == 0)
		return;
	qsort(c->list, c->n, sizeof *c->list, by_address);
	for (size_t i = 1; i < c->n; i++) {
		if (compare_address(&c->list[kept], &c->list[i]) != 0)
			c->list[++kept] = c->list[i];
	}
	c->n = kept + 1;
	qsort(c->list, c->n, sizeof *c->list, by_place);
}

static int
collect(struct mime_correspondents *c, struct mime_part *root)
{
	bool again = mime_field_find(root, resent.from, NULL) != NULL;
	const struct roles *roles = again ? &resent : &original;
	struct mime_field *end = again ? block_end(root) : NULL, *f = NULL;
	int rc = find_sender(c, root, roles);

	while (rc == MIME_OK && (f = mime_field_find(root, NULL, f)) != end) {
		mime_slice name = mime_field_name(f);

		if (mime_slice_is(name, roles->to) ||
		    mime_slice_is(name, roles->cc) ||
		    mime_slice_is(name, roles->bcc))
			rc = add_field(c, f);
	}
	return rc;
}

int
mime_correspondents_new(struct mime_correspondents **out,
			struct mime_message *m)
{
	struct mime_correspondents *c = mime_alloc(sizeof *c);
	int rc;

	*out = NULL;
	if (c == NULL)
		return MIME_ENOMEM;
	*c = (struct mime_correspondents){ MIME_ABSENT, NULL, 0, 0, 0 };
	rc = collect(c, mime_message_root(m));
	if (rc < 0) {
		mime_correspondents_free(c);
		return rc;
	}
	drop_repeated(c);
	*out = c;
	return MIME_OK;
}

void
mime_correspondents_free(struct mime_correspondents *c)
{
	if (c == NULL)
		return;
	mime_free(c->list);
	mime_free(c);
}

mime_slice
mime_correspondents_sender(const struct mime_correspondents *c)
{
	return c->sender;
}

mime_slice
mime_correspondents_recipient(const struct mime_correspondents *c, size_t i)
{
	return i < c->n ? c->list[i].address : MIME_ABSENT;
}

size_t
mime_correspondents_invalid(const struct mime_correspondents *c)
{
	return c->invalid;
}
