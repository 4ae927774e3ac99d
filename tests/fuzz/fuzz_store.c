/* Any bytes as the names in a folder, one a line, read as a Maildir and as MH.
 * Checked: each regular file whose name is one of a message is given once, in
 * order, under its path, with the flags of its name; nothing else is; what was
 * said to be left was. */
#include "base/slice.h"
#include "mime/mailbox.h"
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { NAMES = 32, LONGEST = 200 };

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static char dir[] = "/tmp/fuzz_store.XXXXXX";

static int
drop_all(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static void
leave(void)
{
	nftw(dir, drop_all, 4, FTW_PHYS | FTW_DEPTH);
}

/* The folder of this process, made once and removed at its end. */
static const char *
folder(void)
{
	static bool made;
	char path[64];

	if (made)
		return dir;
	must(mkdtemp(dir) != NULL);
	snprintf(path, sizeof path, "%s/cur", dir);
	must(mkdir(path, 0700) == 0 && atexit(leave) == 0);
	made = true;
	return dir;
}

static int
drop(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)at;
	return type == FTW_F ? remove(path) : 0;
}

/* Whether the name was made: what names a file anew is the same file. */
static bool
make(const char *sub, mime_slice name)
{
	char path[LONGEST + 64];
	int fd;

	if (name.len == 0 || name.len > LONGEST ||
	    memchr(name.ptr, '/', name.len) != NULL ||
	    memchr(name.ptr, '\0', name.len) != NULL ||
	    mime_slice_is(name, "cur"))
		return false;
	snprintf(path, sizeof path, "%s%s/%.*s", folder(), sub, (int)name.len,
		 name.ptr);
	fd = open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);
	if (fd < 0)
		return false;
	close(fd);
	return true;
}

static bool
is_number(mime_slice name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] < '0' || name.ptr[i] > '9')
			return false;
	return name.len > 0 && name.len <= 18;
}

static int
order(mime_slice a, mime_slice b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int rc = n > 0 ? memcmp(a.ptr, b.ptr, n) : 0;

	return rc != 0 ? rc : (a.len > b.len) - (a.len < b.len);
}

static void
read_maildir(size_t wanted)
{
	struct mime_maildir_message e;
	struct mime_maildir *m;
	char last[LONGEST + 1];
	mime_slice before = { NULL, 0 };
	struct stat st;
	size_t n = 0;

	must(mime_maildir_open(&m, folder(), NULL, NULL) == MIME_OK);
	must(mime_maildir_left(m) == wanted);
	for (; mime_maildir_next(&e, m, NULL) == 1; n++) {
		must(stat(e.path, &st) == 0 && S_ISREG(st.st_mode));
		must(!e.in_new && e.folder.len == 0 && e.flags < 64);
		must(e.unique.len + e.letters.len <= LONGEST);
		must(e.letters.len > 0 || e.flags == 0);
		must(memchr(e.unique.ptr, ':', e.unique.len) == NULL);
		must(before.ptr == NULL || order(before, e.unique) <= 0);
		memcpy(last, e.unique.ptr, e.unique.len);
		before = mime_slice_of(last, e.unique.len);
		must(mime_maildir_left(m) == wanted - n - 1);
	}
	must(n == wanted);
	mime_maildir_close(m);
}

static void
read_mh(size_t wanted)
{
	struct mime_mh_message e;
	struct mime_mh *mh;
	uint64_t last = 0;
	size_t n = 0;
	int fd;

	must(mime_mh_open(&mh, folder(), NULL) == MIME_OK);
	must(mime_mh_left(mh) == wanted);
	for (; mime_mh_next(&e, mh) == 1; n++) {
		must(e.number >= last);
		last = e.number;
		fd = mime_store_open(e.path);
		must(fd >= 0);
		close(fd);
	}
	must(n == wanted);
	mime_mh_close(mh);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	mime_slice rest = { (const char *)data, n }, name;
	size_t numbers = 0, messages = 0;

	for (int i = 0; rest.len > 0 && i < NAMES; i++) {
		const char *lf = memchr(rest.ptr, '\n', rest.len);
		size_t len = lf != NULL ? (size_t)(lf - rest.ptr) : rest.len;

		name = mime_slice_part(rest, 0, len);
		rest = mime_slice_part(rest, len + (lf != NULL), rest.len);
		numbers += make("", name) && is_number(name);
		messages += make("/cur", name) && name.ptr[0] != '.';
	}
	read_maildir(messages);
	read_mh(numbers);
	must(nftw(folder(), drop, 4, FTW_PHYS) == 0);
	return 0;
}
