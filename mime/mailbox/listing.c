#include "mailbox/listing.h"
#include "base/memory.h"
#include "base/reader.h"
#include "base/slice.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

void
mime_listing_init(struct mime_listing *l)
{
	*l = (struct mime_listing){ .entries = NULL };
	mime_arena_init(&l->arena);
}

void
mime_listing_free(struct mime_listing *l)
{
	mime_free(l->entries);
	mime_arena_free(&l->arena);
	mime_listing_init(l);
}

static int
add(struct mime_listing *l, const struct mime_listing_entry *e)
{
	struct mime_listing_entry *grown, *new;
	size_t room = l->room > 0 ? 2 * l->room : 64;
	char *name;

	if (l->count == l->room) {
		if (room > SIZE_MAX / sizeof *grown)
			return MIME_ENOMEM;
		grown = mime_resize(l->entries, room * sizeof *grown);
		if (grown == NULL)
			return MIME_ENOMEM;
		l->entries = grown;
		l->room = room;
	}
	name = mime_arena_alloc(&l->arena, e->name.len + 1);
	if (name == NULL)
		return MIME_ENOMEM;
	memcpy(name, e->name.ptr, e->name.len + 1);
	new = &l->entries[l->count++];
	*new = *e;
	new->name.ptr = name;
	new->key.ptr = name + (e->key.ptr - e->name.ptr);
	return MIME_OK;
}

/* The kind of an entry, asking the file system only where the directory does
 * not tell. */
static bool
is_kind(const struct dirent *d, int fd, bool directory)
{
	struct stat st;

#ifdef DT_UNKNOWN
	if (d->d_type != DT_UNKNOWN)
		return d->d_type == (directory ? DT_DIR : DT_REG);
#endif
	if (fstatat(fd, d->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	return directory ? S_ISDIR(st.st_mode) : S_ISREG(st.st_mode);
}

int
mime_listing_add(struct mime_listing *l, const char *path, bool directories,
		 unsigned tag, mime_listing_wanted *wanted, mime_error *err)
{
	DIR *dir = opendir(path);
	struct dirent *d;
	int rc = MIME_OK;

	while (dir != NULL && rc == MIME_OK &&
	       (errno = 0, d = readdir(dir)) != NULL) {
		struct mime_listing_entry e = {
			.name = mime_slice_text(d->d_name), .tag = tag
		};

		e.key = e.name;
		if (!mime_slice_is(e.name, ".") &&
		    !mime_slice_is(e.name, "..") && wanted(&e) &&
		    is_kind(d, dirfd(dir), directories))
			rc = add(l, &e);
	}
	if (rc != MIME_OK)
		mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	else if (errno != 0 || dir == NULL)
		rc = mime_error_set(err, MIME_EIO, errno, SIZE_MAX,
				    "cannot read a folder");
	if (dir != NULL)
		closedir(dir);
	return rc;
}

static int
compare(const void *a, const void *b)
{
	const struct mime_listing_entry *x = a, *y = b;
	size_t n = x->key.len < y->key.len ? x->key.len : y->key.len;
	int order = memcmp(x->key.ptr, y->key.ptr, n);

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	if (order != 0)
		return order;
	if (x->key.len != y->key.len)
		return x->key.len < y->key.len ? -1 : 1;
	if (x->tag != y->tag)
		return x->tag < y->tag ? -1 : 1;
	return strcmp(x->name.ptr, y->name.ptr);
}

void
mime_listing_sort(struct mime_listing *l)
{
	if (l->count > 1)
		qsort(l->entries, l->count, sizeof *l->entries, compare);
}
