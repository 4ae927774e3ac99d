/* Lists the messages of an mbox that begin in a range of bytes, with the
 * SHA-256 of each:  mailbox FILE [START END] */
#include "mime/mime.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

static void
show(const struct mime_mbox_message *m)
{
	/* a copy, since the file is mapped for reading only */
	char *content = malloc(m->stored.len + 1);
	struct mime_sha256 sha;
	uint8_t digest[32];
	size_t n;

	if (content == NULL)
		exit(1);
	n = mime_mbox_unquote(content, m->stored, MIME_MBOX_RD);
	mime_sha256_init(&sha);
	mime_sha256_add(&sha, content, n);
	mime_sha256_end(&sha, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		printf("%02x", digest[i]);
	printf(" %zu %llu\n", n, (unsigned long long)m->offset);
	free(content);
}

int
main(int argc, char **argv)
{
	struct mime_mbox_opts opts = { .size = sizeof opts };
	struct mime_mbox_message message;
	struct mime_mbox *box;
	struct stat st;
	int fd = open(argc > 1 ? argv[1] : "mbox", O_RDONLY);
	void *map;

	if (fd < 0 || fstat(fd, &st) != 0)
		return 1;
	map = mmap(NULL, (size_t)st.st_size + 1, PROT_READ, MAP_PRIVATE, fd, 0);
	if (argc > 3) {
		opts.start = strtoull(argv[2], NULL, 10);
		opts.end = strtoull(argv[3], NULL, 10);
	}
	if (map == MAP_FAILED ||
	    mime_mbox_open(&box, (mime_slice){ map, (size_t)st.st_size },
			   &opts) < 0)
		return 1;
	while (mime_mbox_next(&message, box) > 0)
		show(&message);
	mime_mbox_close(box);
	return 0;
}
