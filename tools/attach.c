#include "attach.h"
#include "ascii.h"
#include "buffer.h"
#include "cli.h"
#include "media_type.h"
#include "term.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
attachment_free(struct attachment *a)
{
	free(a->path);
	free(a->name);
	free(a->type);
	free(a->description);
	free(a->cid);
	spool_close(&a->spool);
}

void
attach_list_free(struct attach_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		attachment_free(&l->list[i]);
	free(l->list);
}

/* Base64 in lines of 76 characters and CRLF. */
uint64_t
attach_list_encoded(const struct attach_list *l)
{
	uint64_t total = 0;

	for (size_t i = 0; i < l->n; i++) {
		uint64_t n = (l->list[i].octets + 2) / 3 * 4;

		total += n + (n + 75) / 76 * 2;
	}
	return total;
}

struct mime_file *
attach_list_files(const struct attach_list *l)
{
	struct mime_file *files = cli_alloc(l->n * sizeof *files);

	for (size_t i = 0; i < l->n; i++) {
		const struct attachment *a = &l->list[i];
		const char *text = a->description;

		files[i].size = sizeof files[i];
		files[i].path = a->spool.path != NULL ? a->spool.path : a->path;
		files[i].name = (mime_slice){ a->name, strlen(a->name) };
		files[i].type = a->type;
		if (text != NULL)
			files[i].description =
				(mime_slice){ text, strlen(text) };
		files[i].cid = a->cid;
		files[i].displayed = a->displayed;
	}
	return files;
}

/* What the bytes of a file would be as a text. */
enum content { CONTENT_ASCII, CONTENT_UTF8, CONTENT_OTHER };

static enum content
look_into(int fd)
{
	enum content content = CONTENT_ASCII;
	struct buffer scratch = { NULL, 0, 0 };
	struct term_clean c;
	char block[32768];
	ssize_t n;

	term_clean_init(&c, TERM_KEEP_TEXT, false);
	while (content != CONTENT_OTHER &&
	       (n = read(fd, block, sizeof block)) > 0) {
		mime_slice s = { block, (size_t)n };

		buffer_clear(&scratch);
		term_clean_add(&c, &scratch, s);
		if (memchr(s.ptr, '\0', s.len) != NULL ||
		    (c.found & TERM_FOUND_INVALID) != 0)
			content = CONTENT_OTHER;
		else if (!ascii_only(s))
			content = CONTENT_UTF8;
	}
	term_clean_end(&c, &scratch);
	if ((c.found & TERM_FOUND_INVALID) != 0)
		content = CONTENT_OTHER;
	buffer_free(&scratch);
	return content;
}

/* A text without a charset would be read as whatever the reader likes. */
static void
choose_type(struct attachment *a, const char *path)
{
	static const char text[] = "text/";
	const char *type =
		a->type != NULL ? a->type : media_type_of_name(a->name);
	struct buffer full = { NULL, 0, 0 };
	enum content content;
	int fd;

	if (type == NULL)
		return;
	buffer_add_text(&full, type);
	if (ascii_same((mime_slice){ type, strnlen(type, sizeof text - 1) },
		       text)) {
		fd = open(path, O_RDONLY | O_CLOEXEC);
		content = fd >= 0 ? look_into(fd) : CONTENT_OTHER;
		if (fd >= 0)
			close(fd);
		if (content != CONTENT_OTHER)
			buffer_add_text(&full, content == CONTENT_ASCII
						       ? "; charset=us-ascii"
						       : "; charset=utf-8");
		else if (a->type == NULL)
			buffer_clear(&full);
	}
	free(a->type);
	a->type = full.len > 0 ? full.ptr : NULL;
	if (a->type == NULL)
		buffer_free(&full);
}

static int
attachment_open(struct attachment *a)
{
	bool is_stdin = strcmp(a->path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(a->path, O_RDONLY | O_CLOEXEC);
	struct stat st = { .st_size = 0 };
	int sys = 0;

	if (fd < 0 || fstat(fd, &st) != 0)
		sys = errno;
	else if (S_ISDIR(st.st_mode))
		sys = EISDIR;
	else if (is_stdin || !S_ISREG(st.st_mode))
		sys = spool_open(&a->spool, fd);
	if (fd >= 0 && !is_stdin)
		close(fd);
	if (sys == 0 && a->spool.path != NULL && stat(a->spool.path, &st) != 0)
		sys = errno;
	if (sys != 0) {
		cli_error(a->path, "cannot be attached: %s", strerror(sys));
		return CLI_NOINPUT;
	}
	a->octets = (uint64_t)st.st_size;
	choose_type(a, a->spool.path != NULL ? a->spool.path : a->path);
	return CLI_OK;
}

int
attach_list_open(struct attach_list *l)
{
	int rc = CLI_OK;

	for (size_t i = 0; rc == CLI_OK && i < l->n; i++)
		rc = attachment_open(&l->list[i]);
	return rc;
}
