#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "buffer.h"
#include "cli.h"
#include "folder.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef HAVE_LIBUNISTRING
#include <unicase.h>
#endif

struct folder {
	int fd;
	void *names; /* a tree of struct place, see tsearch(3): balanced, so
		      * that no choice of names makes it slow */
};

struct place {
	char *folded; /* the key; first in the struct */
	struct folder_name name;
};

/* The name without case: what a file system that ignores case takes for the
 * same name, as far as we can tell; linkat(2) has the last word. */
static char *
fold(const char *name)
{
	size_t n = strlen(name);
	char *folded;
#ifdef HAVE_LIBUNISTRING
	size_t len;
	uint8_t *full = u8_casefold((const uint8_t *)name, n, NULL, UNINORM_NFC,
				    NULL, &len);

	if (full != NULL) {
		folded = cli_copy((const char *)full, len);
		free(full);
		return folded;
	}
#endif
	folded = cli_copy(name, n);
	for (size_t i = 0; i < n; i++)
		if (folded[i] >= 'A' && folded[i] <= 'Z')
			folded[i] = (char)(folded[i] + 32);
	return folded;
}

static int
compare(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return strcmp(x->folded, y->folded);
}

struct folder_name *
folder_find(const struct folder *f, const char *name)
{
	struct place key = { fold(name), { NULL, false, 0 } };
	struct place *const *found = tfind(&key, &f->names, compare);

	free(key.folded);
	return found != NULL ? &(*found)->name : NULL;
}

struct folder_name *
folder_add(struct folder *f, const char *name, bool made)
{
	struct place *entry = cli_alloc(sizeof *entry), **found;

	entry->folded = fold(name);
	entry->name.name = cli_copy(name, strlen(name));
	entry->name.made = made;
	found = tsearch(entry, &f->names, compare);
	if (found == NULL)
		cli_no_memory();
	if (*found != entry) { /* it was there */
		free(entry->folded);
		free(entry->name.name);
		free(entry);
	}
	return &(*found)->name;
}

static void
list(struct folder *f)
{
	int fd = fcntl(f->fd, F_DUPFD_CLOEXEC, 0);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;

	if (dir == NULL) {
		/* Not readable, but perhaps writable: placing a file tells
		 * of a name that is taken. */
		if (fd >= 0)
			close(fd);
		return;
	}
	while ((entry = readdir(dir)) != NULL)
		folder_add(f, entry->d_name, false);
	closedir(dir);
}

int
folder_open(struct folder **out, const char *path, bool dry)
{
	struct folder *f = cli_alloc(sizeof *f);
	int sys;

	*out = NULL;
	if (!dry)
		mkdir(path, 0777); /* opening it tells of a failure */
	f->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	sys = errno;
	if (f->fd < 0 && !(dry && sys == ENOENT)) {
		cli_error(path, "is no directory to write to: %s",
			  strerror(sys));
		folder_free(f);
		return cli_create_exit(sys);
	}
	if (f->fd >= 0)
		list(f);
	*out = f;
	return CLI_OK;
}

void
folder_free(struct folder *f)
{
	if (f == NULL)
		return;
	while (f->names != NULL) {
		struct place *entry = *(struct place **)f->names;

		tdelete(entry, &f->names, compare);
		free(entry->folded);
		free(entry->name.name);
		free(entry);
	}
	if (f->fd >= 0)
		close(f->fd);
	free(f);
}

int
folder_descriptor(const struct folder *f)
{
	return f->fd;
}

char *
folder_numbered(const char *name, unsigned number)
{
	const char *dot = strrchr(name, '.');
	size_t stem = dot != NULL && dot != name ? (size_t)(dot - name)
						 : strlen(name);
	struct buffer out = { NULL, 0, 0 };
	char text[16];

	buffer_add(&out, name, stem);
	snprintf(text, sizeof text, "-%u", number);
	if (number > 0)
		buffer_add_text(&out, text);
	buffer_add_text(&out, name + stem);
	return out.ptr;
}
