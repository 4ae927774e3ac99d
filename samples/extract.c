/* Writes the attachments of a message into the current directory, under names
 * that can do no harm:  extract FILE */
#include "mime/mime.h"
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static int
save(struct mime_part *part)
{
	char name[MIME_FILENAME_MAX];
	struct mime_reader *body;
	mime_slice section, run;
	int fd, rc;

	if (mime_part_section(&section, part) < 0 ||
	    mime_body_open(&body, part, MIME_BODY_BYTES) < 0)
		return MIME_ENOMEM;
	mime_filename_safe(name, mime_part_filename(part), section,
			   mime_part_type(part));
	/* never over a file or through a link that is there */
	fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
	rc = fd < 0 ? MIME_EIO : MIME_OK;
	while (rc == MIME_OK && (rc = mime_reader_next(&run, body)) > 0)
		rc = write(fd, run.ptr, run.len) == (ssize_t)run.len ? MIME_OK
								     : MIME_EIO;
	mime_reader_free(body);
	if (fd >= 0 && close(fd) != 0)
		rc = MIME_EIO;
	if (fd >= 0 && rc < 0)
		unlink(name); /* half a file is worse than none */
	printf("%s: %s\n", name, rc < 0 ? mime_error_phrase(rc) : "saved");
	return rc;
}

int
main(int argc, char **argv)
{
	struct mime_message *message;
	struct mime_bodies *bodies = NULL;
	struct mime_body_part part;
	mime_error err;
	int rc;

	rc = mime_parse_file(&message, argc > 1 ? argv[1] : "-", NULL, &err);
	if (rc < 0) {
		fprintf(stderr, "%s\n", err.what);
		return 1;
	}
	rc = mime_bodies_new(&bodies, mime_message_root(message));
	for (size_t i = 0; rc == MIME_OK && mime_bodies_get(&part, bodies, i);
	     i++)
		if ((part.lists & MIME_BODY_LIST_ATTACHMENTS) != 0)
			rc = save(part.part);
	mime_bodies_free(bodies);
	mime_message_free(message);
	return rc < 0;
}
