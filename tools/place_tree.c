#include "buffer.h"
#include "cli.h"
#include "place.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A directory and those below it, in the order of the bytes of names. */
struct tree {
	char **paths; /* that are still to be looked at, the next one last */
	size_t n, room;
	bool begun;
};

static void
push(struct tree *t, char *path)
{
	t->paths = cli_grow(t->paths, t->n, &t->room, sizeof *t->paths);
	t->paths[t->n++] = path;
}

static bool
ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), k = strlen(end);

	return n > k && memcmp(name + n - k, end, k) == 0;
}

static bool
is_mail(const char *name)
{
	static const char *const ends[] = { ".eml", ".mbox", ".eml.gz",
					    ".mbox.gz" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (ends_in(name, ends[i]))
			return true;
	return false;
}

static char *
join(const char *directory, const char *name)
{
	struct buffer path = { NULL, 0, 0 };

	buffer_add_text(&path, directory);
	if (path.len == 0 || path.ptr[path.len - 1] != '/')
		buffer_add_char(&path, '/');
	buffer_add_text(&path, name);
	return path.ptr;
}

static int
backwards(const void *a, const void *b)
{
	return strcmp(*(char *const *)b, *(char *const *)a);
}

/* Symbolic links are not followed: they could lead back. */
static int
list(struct tree *t, const char *directory)
{
	DIR *dir = opendir(directory);
	const struct dirent *entry;
	size_t first = t->n;
	struct stat st;

	if (dir == NULL)
		return errno;
	while ((entry = readdir(dir)) != NULL) {
		char *path;

		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		path = join(directory, entry->d_name);
		if (lstat(path, &st) == 0 &&
		    (S_ISDIR(st.st_mode) ||
		     (S_ISREG(st.st_mode) && is_mail(entry->d_name))))
			push(t, path);
		else
			free(path);
	}
	closedir(dir);
	if (t->n > first)
		qsort(t->paths + first, t->n - first, sizeof *t->paths,
		      backwards);
	return 0;
}

bool
place_is_maildir(const char *path)
{
	static const char *const folders[] = { "cur", "new" };
	struct stat st;
	bool there = false;

	for (size_t i = 0; i < 2 && !there; i++) {
		char *folder = join(path, folders[i]);

		there = stat(folder, &st) == 0 && S_ISDIR(st.st_mode);
		free(folder);
	}
	return there;
}

/* Whether it is another place than this one, or no directory. */
static bool
leads_on(const char *path)
{
	struct stat st;

	return lstat(path, &st) != 0 || !S_ISDIR(st.st_mode) ||
	       place_is_maildir(path);
}

static bool
next_in_tree(struct step *out, void *state)
{
	struct tree *t = state;
	bool first = !t->begun;
	char *path;
	int sys;

	t->begun = true;
	for (; t->n > 0; first = false) {
		path = t->paths[--t->n];
		/* The first one was given as a directory: what it is besides,
		 * a link or a Maildir, would lead here again. */
		if (!first && leads_on(path)) {
			out->is_path = true;
			out->path = path;
			return true;
		}
		sys = list(t, path);
		if (sys == 0) {
			free(path);
			continue;
		}
		cli_error(path, "cannot be read: %s", strerror(sys));
		out->item =
			(struct item){ .code = CLI_NOINPUT,
				       .file = path,
				       .name = cli_copy(path, strlen(path)) };
		return true;
	}
	return false;
}

static void
close_tree(void *state)
{
	struct tree *t = state;

	while (t->n > 0)
		free(t->paths[--t->n]);
	free(t->paths);
	free(t);
}

void
place_tree(struct place *out, const char *path)
{
	static const struct place_kind kind = { next_in_tree, close_tree };
	struct tree *t = cli_alloc(sizeof *t);

	push(t, cli_copy(path, strlen(path)));
	*out = (struct place){ &kind, t };
}
