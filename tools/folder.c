#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "buffer.h"
#include "cli.h"
#include "folder.h"
#include "mime/view.h"
#include "names.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct folder {
	int fd;
	struct names *names;
};

struct folder_name *
folder_find(const struct folder *f, const char *name)
{
	return names_find(f->names, name);
}

struct folder_name *
folder_add(struct folder *f, const char *name, bool made)
{
	return names_add(f->names, name, made);
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

/* What is held open, or why it could not be opened.  made: there is nothing in
 * it yet. */
static int
open_at(struct folder **out, int fd, int sys, const char *path, bool dry,
	bool made)
{
	struct folder *f;

	*out = NULL;
	if (fd < 0 && !(dry && sys == ENOENT)) {
		cli_error(path, "is no directory to write to: %s",
			  strerror(sys));
		return cli_create_exit(sys);
	}
	f = cli_alloc(sizeof *f);
	f->fd = fd;
	f->names = names_new();
	if (fd >= 0 && !made)
		list(f);
	*out = f;
	return CLI_OK;
}

/* The directories that path lies in, and path; opening it tells of a
 * failure. */
static void
make(const char *path)
{
	char *copy = cli_copy(path, strlen(path));

	for (char *slash = copy; (slash = strchr(slash + 1, '/')) != NULL;) {
		*slash = '\0';
		mkdir(copy, 0777);
		*slash = '/';
	}
	mkdir(copy, 0777);
	free(copy);
}

int
folder_open(struct folder **out, const char *path, bool dry)
{
	int fd;

	if (!dry && path[0] != '\0')
		make(path);
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return open_at(out, fd, errno, path, dry, false);
}

int
folder_open_in(struct folder **out, const struct folder *in, const char *name,
	       bool dry)
{
	bool made = false;
	int fd = -1;

	if (!dry)
		made = mkdirat(in->fd, name, 0777) == 0;
	errno = ENOENT;
	if (in->fd >= 0)
		fd = openat(in->fd, name,
			    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return open_at(out, fd, errno, name, dry, made);
}

void
folder_free(struct folder *f)
{
	if (f == NULL)
		return;
	names_free(f->names);
	if (f->fd >= 0)
		close(f->fd);
	free(f);
}

int
folder_descriptor(const struct folder *f)
{
	return f->fd;
}

/* As much of the n bytes of UTF-8 as `most' bytes hold. */
static size_t
cut(const char *utf8, size_t n, size_t most)
{
	if (n <= most)
		return n;
	while (most > 0 && (utf8[most] & 0xc0) == 0x80)
		most--;
	return most;
}

char *
folder_numbered(const char *name, unsigned number)
{
	const char *dot = strrchr(name, '.');
	size_t len = strlen(name), room = MIME_FILENAME_MAX - 1;
	size_t stem = dot != NULL && dot != name ? (size_t)(dot - name) : len;
	struct buffer out = { NULL, 0, 0 };
	char text[16];

	if (number == 0)
		return cli_copy(name, len);
	snprintf(text, sizeof text, "-%u", number);
	room -= strlen(text);
	if (len - stem >= room)
		len = stem = cut(name, len, room); /* all extension */
	buffer_add(&out, name, cut(name, stem, room - (len - stem)));
	buffer_add_text(&out, text);
	buffer_add(&out, name + stem, len - stem);
	return out.ptr;
}
