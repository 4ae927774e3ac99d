/* A message with files of any size:  attach FROM TO SUBJECT TEXT FILE... */
#include <mime/mime.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static mime_slice
slice(const char *text)
{
	return (mime_slice){ text, strlen(text) };
}

/* Every text is checked: a line break in it is an error, not a field. */
static int
set_header(struct mime_message *m, char **argv)
{
	static const char *const names[] = { "From", "To", "Subject" };
	uint8_t random[16];
	mime_error err;

	for (int i = 0; i < 3; i++)
		if (mime_field_set(mime_message_root(m), names[i],
				   slice(argv[i]), &err) < 0) {
			fprintf(stderr, "%s: %s\n", names[i], err.what);
			return err.code;
		}
	if (getentropy(random, sizeof random) != 0)
		return MIME_EIO;
	return mime_outgoing_finish(m, NULL, random); /* Date, Message-ID */
}

int
main(int argc, char **argv)
{
	struct mime_outgoing o = { .size = sizeof o };
	struct mime_file files[16] = { { 0 } };
	struct mime_message *m;
	struct mime_reader *r;
	mime_slice run;
	int rc;

	if (argc < 5 || argc > 5 + 16)
		return 64;
	o.text = slice(argv[4]);
	o.attachments = files;
	for (size_t i = 0; i < (size_t)argc - 5; i++, o.n_attachments++) {
		files[i].size = sizeof *files;
		files[i].path = argv[5 + i];
		files[i].name = slice(argv[5 + i]);
	}
	rc = mime_outgoing_build(&m, &o, NULL);
	if (rc == MIME_OK && (rc = set_header(m, argv + 1)) == MIME_OK &&
	    (rc = mime_write_open(&r, m, NULL)) == MIME_OK) {
		while ((rc = mime_reader_next(&run, r)) > 0)
			fwrite(run.ptr, 1, run.len, stdout);
		mime_reader_free(r);
	}
	mime_message_free(m);
	return rc < 0 || fflush(stdout) != 0;
}
