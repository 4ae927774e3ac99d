#include "compose_digest.h"
#include "cli.h"
#include "mime/codec.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* With its length, so that no two lists of items give the same bytes. */
static void
add(struct mime_sha256 *s, mime_slice item)
{
	uint8_t len[8];

	for (int i = 0; i < 8; i++)
		len[i] = (uint8_t)((uint64_t)item.len >> 8 * i);
	mime_sha256_add(s, len, sizeof len);
	mime_sha256_add(s, item.ptr, item.len);
}

static void
add_text(struct mime_sha256 *s, const char *text)
{
	add(s, (mime_slice){ text, text != NULL ? strlen(text) : 0 });
}

static void
add_header(struct mime_sha256 *s, const struct compose_header *h)
{
	for (int i = 0; i < COMPOSE_ROLES; i++)
		if (i != COMPOSE_BCC)
			add(s, buffer_slice(&h->own[i].value));
	for (size_t i = 0; i < h->n; i++) {
		add_text(s, h->lines[i].name);
		add_text(s, h->lines[i].value);
	}
}

static int
add_file(struct mime_sha256 *s, const struct attachment *a)
{
	const char *path = a->spool.path != NULL ? a->spool.path : a->path;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	char block[65536];
	ssize_t n = fd < 0 ? -1 : 1;
	int sys;

	add_text(s, a->name);
	add_text(s, a->type);
	add_text(s, a->description);
	add_text(s, a->cid);
	while (n > 0) {
		n = read(fd, block, sizeof block);
		if (n > 0)
			add(s, (mime_slice){ block, (size_t)n });
		else if (n < 0 && errno == EINTR)
			n = 1;
	}
	sys = errno;
	if (fd >= 0)
		close(fd);
	if (n == 0)
		return CLI_OK;
	cli_error(a->path, "cannot be read: %s", strerror(sys));
	return CLI_IOERR;
}

static int
add_files(struct mime_sha256 *s, const struct attach_list *l)
{
	int rc = CLI_OK;

	for (size_t i = 0; rc == CLI_OK && i < l->n; i++)
		rc = add_file(s, &l->list[i]);
	return rc;
}

int
compose_digest(uint8_t out[32], const struct compose_request *r,
	       const struct compose_texts *texts, mime_slice base)
{
	struct mime_sha256 s;
	int rc;

	mime_sha256_init(&s);
	add_header(&s, &r->header);
	add(&s, base);
	add(&s, buffer_slice(&texts->text));
	add(&s, buffer_slice(&texts->html));
	rc = add_files(&s, &r->inlines);
	if (rc == CLI_OK)
		rc = add_files(&s, &r->attachments);
	mime_sha256_end(&s, out);
	return rc;
}
