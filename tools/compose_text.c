#include "compose_text.h"
#include "cli.h"
#include "html_text.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int
read_fd(struct buffer *out, int fd)
{
	char block[65536];
	ssize_t n;

	while ((n = read(fd, block, sizeof block)) != 0) {
		if (n < 0 && errno != EINTR)
			return errno;
		if (n > 0)
			buffer_add(out, block, (size_t)n);
	}
	return 0;
}

static int
read_file(struct buffer *out, const char *path)
{
	static const char mark[] = "\xef\xbb\xbf";
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	int sys = fd < 0 ? errno : read_fd(out, fd);

	if (fd >= 0 && !is_stdin)
		close(fd);
	if (sys != 0) {
		cli_error(path, "cannot be read: %s", strerror(sys));
		return fd < 0 || sys == EISDIR ? CLI_NOINPUT : CLI_IOERR;
	}
	/* editors on Windows write it; in a mail it would be a character */
	if (out->len >= 3 && memcmp(out->ptr, mark, 3) == 0) {
		memmove(out->ptr, out->ptr + 3, out->len - 3);
		buffer_truncate(out, out->len - 3);
	}
	return CLI_OK;
}

static void
emit(void *ctx, const char *bytes, size_t n)
{
	buffer_add(ctx, bytes, n);
}

/* False if the HTML has no text: then there is nothing to put beside it. */
static bool
text_of_html(struct buffer *out, const struct buffer *html)
{
	const struct html_sink sink = { emit, NULL, out };
	struct html_text h;

	html_text_init(&h, &sink);
	html_text_add(&h, buffer_slice(html));
	html_text_end(&h);
	if (strspn(buffer_string(out), " \t\n") == out->len)
		return false;
	buffer_add_char(out, '\n');
	return true;
}

int
compose_texts_read(struct compose_texts *t, const struct compose_request *r)
{
	int rc = CLI_OK;

	if (r->html_file != NULL) {
		rc = read_file(&t->html, r->html_file);
		t->has_html = true;
	}
	if (rc == CLI_OK && r->text_file != NULL) {
		rc = read_file(&t->text, r->text_file);
		t->has_text = true;
	} else if (rc == CLI_OK && r->text != NULL) {
		size_t len = strlen(r->text);

		buffer_add(&t->text, r->text, len);
		if (len > 0 && r->text[len - 1] != '\n')
			buffer_add_char(&t->text, '\n');
		t->has_text = true;
	} else if (rc == CLI_OK && t->has_html && !r->no_text) {
		t->has_text = text_of_html(&t->text, &t->html);
	}
	return rc;
}

void
compose_texts_free(struct compose_texts *t)
{
	buffer_free(&t->text);
	buffer_free(&t->html);
}
