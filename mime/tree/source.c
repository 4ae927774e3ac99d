#include "tree/source.h"
#include "base/memory.h"
#include "base/reader.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FIRST_ROOM = 64 * 1024,
	SPOOL_ABOVE = 16 * 1024 * 1024 /* more of a stream goes to a file */
};

/* Input of unknown length. */
struct input {
	struct mime_reader *reader; /* or NULL: fd */
	mime_slice run;		    /* lent by it, not taken yet */
	int fd;
	uint64_t max; /* 0: no limit */
	uint64_t total;
	mime_error *err;
};

static int
failed(mime_error *err, const char *what)
{
	return mime_error_set(err, MIME_EIO, errno, SIZE_MAX, what);
}

static ssize_t
read_fd(struct input *in, char *buf, size_t n)
{
	ssize_t got;

	do
		got = read(in->fd, buf, n);
	while (got < 0 && errno == EINTR);
	return got >= 0 ? got : failed(in->err, "cannot read the message");
}

static ssize_t
read_reader(struct input *in, char *buf, size_t n)
{
	int rc = 1;

	if (in->run.len == 0)
		rc = mime_reader_next(&in->run, in->reader);
	if (rc < 0 && in->err != NULL)
		*in->err = *mime_reader_error(in->reader);
	if (rc <= 0)
		return rc;
	n = n < in->run.len ? n : in->run.len;
	memcpy(buf, in->run.ptr, n);
	in->run = mime_slice_part(in->run, n, in->run.len);
	return (ssize_t)n;
}

/* Up to n bytes; 0 at the end; < 0 on error. */
static ssize_t
read_some(struct input *in, char *buf, size_t n)
{
	ssize_t got = in->reader != NULL ? read_reader(in, buf, n)
					 : read_fd(in, buf, n);

	if (got < 0)
		return got;
	in->total += (uint64_t)got;
	if (in->max > 0 && in->total > in->max)
		return mime_error_set(in->err, MIME_ELIMIT, 0, (size_t)in->max,
				      "the message is larger than allowed");
	return got;
}

static int
write_all(int fd, const char *p, size_t n, mime_error *err)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return failed(err, "cannot write a temporary file");
		p += done;
		n -= (size_t)done;
	}
	return MIME_OK;
}

static int
temporary_file(mime_error *err)
{
	const char *dir = secure_getenv("TMPDIR");
	char name[4096];
	size_t n;
	int fd;

	if (dir == NULL || dir[0] == '\0')
		dir = "/tmp";
	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd >= 0)
		return fd;
	/* a file system without O_TMPFILE */
	n = strlen(dir);
	if (n + sizeof "/mime-XXXXXX" > sizeof name) {
		errno = ENAMETOOLONG;
		return failed(err, "cannot make a temporary file");
	}
	memcpy(name, dir, n);
	memcpy(name + n, "/mime-XXXXXX", sizeof "/mime-XXXXXX");
	fd = mkostemp(name, O_CLOEXEC);
	if (fd < 0)
		return failed(err, "cannot make a temporary file");
	unlink(name);
	return fd;
}

static int
map(struct mime_source *s, int fd, size_t n, mime_error *err)
{
	void *p;

	if (n == 0) {
		s->bytes = mime_slice_of("", 0);
		return MIME_OK;
	}
	p = mmap(NULL, n, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		return failed(err, "cannot map the message");
	s->mapped = p;
	s->mapped_len = n;
	s->bytes = mime_slice_of(p, n);
	return MIME_OK;
}

/* What is in buf and the rest of the input, by way of a file. */
static int
spool(struct mime_source *s, struct input *in, char *buf, size_t n, size_t room)
{
	int fd = temporary_file(in->err), rc;
	ssize_t got = 0;

	if (fd < 0)
		return fd;
	rc = write_all(fd, buf, n, in->err);
	while (rc == MIME_OK && (got = read_some(in, buf, room)) > 0)
		rc = write_all(fd, buf, (size_t)got, in->err);
	if (rc == MIME_OK && got < 0)
		rc = (int)got;
	if (rc == MIME_OK && in->total > SIZE_MAX / 2)
		rc = mime_error_set(in->err, MIME_ELIMIT, 0, SIZE_MAX,
				    "the message does not fit this machine");
	if (rc == MIME_OK)
		rc = map(s, fd, (size_t)in->total, in->err);
	close(fd);
	return rc;
}

static int
read_all(struct mime_source *s, struct input *in, size_t expected, size_t most)
{
	size_t room = expected < most ? expected + 1 : FIRST_ROOM, n = 0;
	char *buf = mime_alloc(room);
	ssize_t got = 1;
	int rc = MIME_OK;

	while (buf != NULL && (got = read_some(in, buf + n, room - n)) > 0) {
		char *grown;

		n += (size_t)got;
		if (n < room)
			continue;
		if (n >= most) {
			rc = spool(s, in, buf, n, room);
			mime_free(buf);
			return rc;
		}
		grown = mime_resize(buf, room * 2);
		if (grown == NULL)
			mime_free(buf);
		buf = grown;
		room *= 2;
	}
	if (buf == NULL)
		return mime_error_set(in->err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
	if (got < 0) {
		mime_free(buf);
		return (int)got;
	}
	s->owned = buf;
	s->bytes = mime_slice_of(buf, n);
	return MIME_OK;
}

int
mime_source_file(struct mime_source *s, const char *path, bool mapped,
		 mime_error *err)
{
	struct input in = { .fd = open(path, O_RDONLY | O_CLOEXEC),
			    .err = err };
	struct stat st;
	int rc;

	*s = (struct mime_source){ 0 };
	if (in.fd < 0)
		return failed(err, "cannot open the message");
	if (fstat(in.fd, &st) != 0)
		rc = failed(err, "cannot open the message");
	else if (mapped && S_ISREG(st.st_mode) &&
		 (uint64_t)st.st_size < SIZE_MAX / 2)
		rc = map(s, in.fd, (size_t)st.st_size, err);
	else if (S_ISREG(st.st_mode) && (uint64_t)st.st_size < SIZE_MAX / 2)
		rc = read_all(s, &in, (size_t)st.st_size, SIZE_MAX / 2);
	else
		rc = read_all(s, &in, SIZE_MAX, SPOOL_ABOVE);
	close(in.fd);
	return rc;
}

int
mime_source_fd(struct mime_source *s, int fd, uint64_t max, mime_error *err)
{
	struct input in = { .fd = fd, .max = max, .err = err };

	*s = (struct mime_source){ 0 };
	return read_all(s, &in, SIZE_MAX, SPOOL_ABOVE);
}

int
mime_source_reader(struct mime_source *s, struct mime_reader *reader,
		   uint64_t max, mime_error *err)
{
	struct input in = {
		.reader = reader, .fd = -1, .max = max, .err = err
	};
	int rc;

	*s = (struct mime_source){ 0 };
	rc = read_all(s, &in, SIZE_MAX, SPOOL_ABOVE);
	mime_reader_free(reader);
	return rc;
}

void
mime_source_free(struct mime_source *s)
{
	mime_free(s->owned);
	if (s->mapped != NULL)
		munmap(s->mapped, s->mapped_len);
	*s = (struct mime_source){ 0 };
}
