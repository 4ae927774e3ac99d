#include "tree/content.h"
#include "base/memory.h"
#include "base/reader.h"
#include "codec/utf8.h"
#include "text/charset.h"
#include "tree/edit.h"
#include "tree/media_type.h"
#include "tree/survey.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024 };

struct file {
	int fd;
	char block[BLOCK];
};

/* A regular file: it may be read twice, once to choose an encoding. */
static int
open_file(int *fd, const char *path, mime_error *err)
{
	struct stat st;
	int sys = 0;

	/* without O_NONBLOCK a FIFO would wait for a writer */
	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*fd < 0 || fstat(*fd, &st) != 0)
		sys = errno;
	else if (!S_ISREG(st.st_mode))
		sys = S_ISDIR(st.st_mode) ? EISDIR : ESPIPE;
	if (sys == 0)
		return MIME_OK;
	if (*fd >= 0)
		close(*fd);
	return mime_error_set(err, MIME_EIO, sys, SIZE_MAX,
			      "cannot open a file for reading");
}

static int
pull_file(mime_slice *out, void *ctx, mime_error *err)
{
	struct file *f = ctx;
	ssize_t got;

	do
		got = read(f->fd, f->block, sizeof f->block);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return mime_error_set(err, MIME_EIO, errno, SIZE_MAX,
				      "cannot read a file");
	*out = mime_slice_of(f->block, (size_t)got);
	return got > 0;
}

static void
close_file(void *ctx)
{
	struct file *f = ctx;

	close(f->fd);
	mime_free(f);
}

int
mime_content_open(struct mime_reader **out, const struct mime_content *c,
		  mime_error *err)
{
	struct file *f;
	int rc;

	*out = NULL;
	if (c->path == NULL) {
		rc = mime_reader_of(out, c->bytes);
	} else {
		f = mime_alloc(sizeof *f);
		if (f == NULL)
			return mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX,
					      NULL);
		rc = open_file(&f->fd, c->path, err);
		if (rc != MIME_OK) {
			mime_free(f);
			return rc;
		}
		rc = mime_reader_open(out, pull_file, close_file, f);
		if (rc != MIME_OK)
			close_file(f);
	}
	return rc == MIME_OK ? rc : mime_error_set(err, rc, 0, SIZE_MAX, NULL);
}

static bool
may_have_content(const struct mime_part *p)
{
	return p->kind == MIME_PART_LEAF &&
	       !mime_media_type_is_multipart(mime_part_type(p));
}

/* The more record is there. */
static void
put(struct mime_part *p, const struct mime_content *content)
{
	p->more->content = *content;
	p->more->content.set = true;
	p->transfer = MIME_TRANSFER_NONE;
	p->message->mime = true;
	mime_part_mark_edited(p);
}

int
mime_body_set(struct mime_part *p, mime_slice bytes,
	      enum mime_encoding encoding)
{
	struct mime_content content = { .bytes = bytes, .wish = encoding };

	if (!may_have_content(p))
		return MIME_EINVAL;
	if (mime_part_need_more(p) == NULL)
		return MIME_ENOMEM;
	put(p, &content);
	return MIME_OK;
}

int
mime_body_set_file(struct mime_part *p, const char *path,
		   enum mime_encoding encoding, mime_error *err)
{
	struct mime_content content = { .wish = encoding };
	mime_slice copy;
	int fd, rc;

	mime_error_set(err, MIME_OK, 0, SIZE_MAX, NULL);
	if (!may_have_content(p))
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX, NULL);
	rc = open_file(&fd, path, err);
	if (rc != MIME_OK)
		return rc;
	close(fd);
	rc = mime_arena_copy(&copy, &p->message->arena,
			     mime_slice_of(path, strlen(path) + 1));
	if (rc != MIME_OK || mime_part_need_more(p) == NULL)
		return mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
	content.path = copy.ptr;
	put(p, &content);
	return MIME_OK;
}

/* The text in the charset it is written in; *label names that. */
static int
convert(mime_slice *out, mime_slice *label, struct mime_part *p,
	mime_slice text, mime_error *err)
{
	struct mime_message *m = p->message;
	struct mime_text_context context;
	struct mime_strbuf encoded;
	size_t bad = SIZE_MAX;
	int rc;

	*label = MIME_LITERAL("us-ascii");
	if (!mime_ascii_only(text.ptr, text.len))
		*label = m->charset.ptr != NULL ? m->charset
						: MIME_LITERAL("utf-8");
	if (m->charset.ptr == NULL || label->ptr != m->charset.ptr) {
		rc = mime_arena_copy(out, &m->arena, text);
		return rc == MIME_OK
			       ? rc
			       : mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	}
	mime_strbuf_init(&encoded, SIZE_MAX);
	rc = mime_part_context(&context, p, 0, NULL);
	if (rc == MIME_OK)
		rc = mime_charset_encode(&encoded, &bad, context.converters,
					 *label, text);
	if (rc == MIME_OK)
		rc = mime_arena_copy(out, &m->arena,
				     mime_strbuf_slice(&encoded));
	mime_strbuf_free(&encoded);
	if (rc == MIME_ECHARSET)
		return mime_error_set(err, rc, 0, bad,
				      "the charset cannot hold a character");
	return rc == MIME_OK ? rc : mime_error_set(err, rc, 0, SIZE_MAX, NULL);
}

/* A 7bit or 8bit that was asked for has to be possible. */
static bool
can_carry(mime_slice bytes, enum mime_encoding encoding)
{
	struct mime_survey s;

	mime_survey_init(&s);
	mime_survey_add(&s, bytes);
	mime_survey_end(&s);
	if (encoding == MIME_ENCODING_7BIT)
		return mime_survey_carry(&s, true) == MIME_CARRY_7BIT;
	return encoding != MIME_ENCODING_8BIT ||
	       mime_survey_carry(&s, true) <= MIME_CARRY_8BIT;
}

int
mime_body_set_text(struct mime_part *p, mime_slice text,
		   enum mime_encoding encoding, mime_error *err)
{
	struct mime_content content = { .wish = encoding, .text = true };
	struct mime_parameter_edit edit = { .id = MIME_FIELD_CONTENT_TYPE,
					    .name = "charset" };
	struct mime_field_edit type;
	size_t valid = mime_utf8_valid(text.ptr, text.len);
	int rc;

	mime_error_set(err, MIME_OK, 0, SIZE_MAX, NULL);
	if (p->kind != MIME_PART_LEAF ||
	    !mime_media_type_is_text(mime_part_type(p)))
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
				      "no text part");
	if (valid < text.len)
		return mime_error_set(err, MIME_EINVAL, 0, valid,
				      "text that is not UTF-8");
	rc = convert(&content.bytes, &edit.text, p, text, err);
	if (rc != MIME_OK)
		return rc;
	if (!can_carry(content.bytes, encoding))
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
				      "an encoding that cannot carry the text");
	edit.value = mime_part_type(p);
	rc = mime_parameter_edit_init(&type, p, &edit, err);
	if (rc == MIME_OK && mime_part_need_more(p) == NULL)
		rc = mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
	if (rc != MIME_OK)
		return rc;
	mime_field_edit_commit(&type);
	put(p, &content);
	return MIME_OK;
}
