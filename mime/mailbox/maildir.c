#include "base/memory.h"
#include "base/options.h"
#include "base/reader.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "mailbox/listing.h"
#include "mime/mailbox.h"
#include <errno.h>
#include <sys/stat.h>

enum { CUR, NEW }; /* tags */

struct mime_maildir {
	struct mime_strbuf path; /* of the Maildir, then what is looked at */
	size_t root;		 /* length of the former */
	struct mime_listing messages, folders;
	size_t message, folder; /* the next ones */
	mime_slice name;	/* of the folder that messages are of */
};

static bool
message_name(struct mime_listing_entry *e)
{
	const char *colon = memchr(e->name.ptr, ':', e->name.len);

	if (colon != NULL)
		e->key.len = (size_t)(colon - e->name.ptr);
	return e->name.ptr[0] != '.';
}

static bool
folder_name(struct mime_listing_entry *e)
{
	return e->name.ptr[0] == '.';
}

/* ROOT/FOLDER/SUB/NAME, of which the last may be absent; NULL without memory.
 * It lives until the next call. */
static const char *
path_of(struct mime_maildir *m, mime_slice folder, const char *sub,
	mime_slice name)
{
	mime_slice parts[] = { folder, mime_slice_text(sub), name };

	m->path.len = m->root;
	for (size_t i = 0; i < 3; i++) {
		if (parts[i].len > 0)
			mime_strbuf_add_char(&m->path, '/');
		mime_strbuf_add(&m->path, parts[i]);
	}
	mime_strbuf_add(&m->path, mime_slice_of("", 1));
	return m->path.error == MIME_OK ? m->path.ptr : NULL;
}

/* Adds what is in a directory of a folder, if that is there. */
static int
read_directory(struct mime_maildir *m, const char *sub, unsigned tag,
	       int *missing, mime_error *err)
{
	const char *path = path_of(m, m->name, sub, MIME_ABSENT);
	mime_error why = { 0 };
	int rc;

	if (path == NULL)
		return mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
	rc = mime_listing_add(&m->messages, path, false, tag, message_name,
			      &why);
	*missing += rc == MIME_EIO && why.sys == ENOENT;
	if (rc != MIME_OK && err != NULL)
		*err = why;
	return rc == MIME_EIO && why.sys == ENOENT && *missing < 2 ? MIME_OK
								   : rc;
}

/* Reads the messages of a folder.  new comes first: what moves to cur
 * meanwhile is seen twice then, not never. */
static int
read_folder(struct mime_maildir *m, mime_slice folder, mime_error *err)
{
	int missing = 0, rc;

	mime_listing_free(&m->messages);
	m->message = 0;
	m->name = folder;
	rc = read_directory(m, "new", NEW, &missing, err);
	if (rc == MIME_OK)
		rc = read_directory(m, "cur", CUR, &missing, err);
	if (rc == MIME_OK)
		mime_listing_sort(&m->messages);
	else
		mime_listing_free(&m->messages);
	return rc;
}

static int
read_root(struct mime_maildir *m, const char *path, bool subfolders,
	  mime_error *err)
{
	int rc;

	mime_strbuf_add_text(&m->path, path);
	m->root = m->path.len;
	rc = read_folder(m, mime_slice_of("", 0), err);
	if (rc != MIME_OK || !subfolders)
		return rc;
	path = path_of(m, MIME_ABSENT, "", MIME_ABSENT);
	if (path == NULL)
		return mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
	rc = mime_listing_add(&m->folders, path, true, 0, folder_name, err);
	mime_listing_sort(&m->folders);
	return rc;
}

int
mime_maildir_open(struct mime_maildir **out, const char *path,
		  const struct mime_maildir_opts *opts, mime_error *err)
{
	struct mime_maildir_opts own;
	struct mime_maildir *m;
	int rc = mime_options_copy(&own, sizeof own, opts);

	*out = NULL;
	mime_error_set(err, MIME_OK, 0, SIZE_MAX, NULL);
	if (rc != MIME_OK)
		return mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	m = mime_alloc_array(1, sizeof *m);
	if (m == NULL)
		return mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
	mime_strbuf_init(&m->path, SIZE_MAX);
	mime_listing_init(&m->messages);
	mime_listing_init(&m->folders);
	rc = read_root(m, path, own.subfolders, err);
	if (rc == MIME_OK)
		*out = m;
	else
		mime_maildir_close(m);
	return rc;
}

static unsigned
flag_of(char c)
{
	switch (c) {
	case 'D':
		return MIME_MAILDIR_DRAFT;
	case 'F':
		return MIME_MAILDIR_FLAGGED;
	case 'P':
		return MIME_MAILDIR_PASSED;
	case 'R':
		return MIME_MAILDIR_REPLIED;
	case 'S':
		return MIME_MAILDIR_SEEN;
	case 'T':
		return MIME_MAILDIR_TRASHED;
	default:
		return 0;
	}
}

/* The messages at i and k have the same unique name. */
static bool
twins(const struct mime_listing *l, size_t i, size_t k)
{
	return mime_slice_equal(l->entries[i].key, l->entries[k].key);
}

/* It was renamed while the folder was read, and comes under its other name. */
static bool
is_gone(const struct mime_maildir *m, size_t i)
{
	const struct mime_listing *l = &m->messages;
	struct stat st;

	if (!(i > 0 && twins(l, i - 1, i)) &&
	    !(i + 1 < l->count && twins(l, i, i + 1)))
		return false;
	return lstat(m->path.ptr, &st) != 0 && errno == ENOENT;
}

/* The next subfolder that is a Maildir; 0 after the last. */
static int
next_folder(struct mime_maildir *m, mime_error *err)
{
	mime_error why = { 0 };
	int rc;

	while (m->folder < m->folders.count) {
		rc = read_folder(m, m->folders.entries[m->folder++].name, &why);
		if (rc == MIME_OK)
			return 1;
		if (rc == MIME_EIO && why.sys == ENOENT)
			continue; /* some other folder */
		if (err != NULL)
			*err = why;
		return rc;
	}
	return 0;
}

int
mime_maildir_next(struct mime_maildir_message *out, struct mime_maildir *m,
		  mime_error *err)
{
	const struct mime_listing_entry *e;
	mime_slice mark = MIME_LITERAL(":2,"), info;
	size_t i;
	int rc;

	*out = (struct mime_maildir_message){ 0 };
	mime_error_set(err, MIME_OK, 0, SIZE_MAX, NULL);
	do {
		while (m->message == m->messages.count) {
			rc = next_folder(m, err);
			if (rc <= 0)
				return rc;
		}
		i = m->message;
		e = &m->messages.entries[i];
		if (path_of(m, m->name, e->tag == NEW ? "new" : "cur",
			    e->name) == NULL)
			return mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX,
					      NULL);
		m->message++;
	} while (is_gone(m, i));
	out->path = m->path.ptr;
	out->folder = m->name;
	out->unique = e->key;
	out->in_new = e->tag == NEW;
	info = mime_slice_part(e->name, e->key.len, e->name.len);
	if (mime_slice_begins(info, mark))
		out->letters = mime_slice_part(info, mark.len, info.len);
	for (size_t k = 0; k < out->letters.len; k++)
		out->flags |= flag_of(out->letters.ptr[k]);
	return 1;
}

size_t
mime_maildir_left(const struct mime_maildir *m)
{
	return m->messages.count - m->message;
}

void
mime_maildir_close(struct mime_maildir *m)
{
	if (m == NULL)
		return;
	mime_strbuf_free(&m->path);
	mime_listing_free(&m->messages);
	mime_listing_free(&m->folders);
	mime_free(m);
}
