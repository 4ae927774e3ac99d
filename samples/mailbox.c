/* Lists the messages of an mbox, a Maildir or an MH folder, with the SHA-256 of
 * each, and of an mbox where it begins:  mailbox PATH [START-END] */
#include "mime/mime.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* The bytes of the file, until the program ends; absent if that fails. */
static mime_slice
map(int fd)
{
	mime_slice s = { NULL, 0 };
	struct stat st;
	void *p;

	if (fd < 0 || fstat(fd, &st) != 0)
		return s;
	p = mmap(NULL, (size_t)st.st_size + 1, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p != MAP_FAILED)
		s = (mime_slice){ p, (size_t)st.st_size };
	close(fd);
	return s;
}

static void
show(const char *where, mime_slice content)
{
	struct mime_sha256 sha;
	uint8_t digest[32];

	mime_sha256_init(&sha);
	mime_sha256_add(&sha, content.ptr, content.len);
	mime_sha256_end(&sha, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		printf("%02x", digest[i]);
	printf(" %zu %s\n", content.len, where);
}

static int
list_mbox(const char *path, const char *range)
{
	struct mime_mbox_opts opts = { .size = sizeof opts };
	mime_slice whole = map(open(path, O_RDONLY)), content;
	struct mime_mbox_message m;
	struct mime_mbox *box;
	char *plain, where[24], *dash;

	if (range != NULL) {
		opts.start = strtoull(range, &dash, 10);
		opts.end = strtoull(dash + 1, NULL, 10);
	}
	if (whole.ptr == NULL || mime_mbox_open(&box, whole, &opts) < 0)
		return 1;
	while (mime_mbox_next(&m, box) > 0) {
		plain = malloc(m.stored.len + 1);
		if (plain == NULL)
			return 1;
		content.ptr = plain;
		content.len = mime_mbox_unquote(plain, m.stored, opts.form);
		snprintf(where, sizeof where, "%llu",
			 (unsigned long long)m.offset);
		show(where, content);
		free(plain);
	}
	mime_mbox_close(box);
	return 0;
}

static int
list_maildir(struct mime_maildir *dir)
{
	struct mime_maildir_message m;
	mime_slice content;
	int rc;

	while ((rc = mime_maildir_next(&m, dir, NULL)) > 0) {
		content = map(mime_store_open(m.path));
		if (content.ptr != NULL)
			show(m.path, content);
	}
	mime_maildir_close(dir);
	return rc < 0;
}

static int
list_mh(struct mime_mh *folder)
{
	struct mime_mh_message m;
	mime_slice content;

	while (mime_mh_next(&m, folder) > 0) {
		content = map(mime_store_open(m.path));
		if (content.ptr != NULL)
			show(m.path, content);
	}
	mime_mh_close(folder);
	return 0;
}

int
main(int argc, char **argv)
{
	struct mime_maildir *maildir;
	struct mime_mh *mh;

	if (argc < 2)
		return 1;
	if (mime_maildir_open(&maildir, argv[1], NULL, NULL) == MIME_OK)
		return list_maildir(maildir);
	if (mime_mh_open(&mh, argv[1], NULL) == MIME_OK)
		return list_mh(mh);
	return list_mbox(argv[1], argc > 2 ? argv[2] : NULL);
}
