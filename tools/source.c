#include "source.h"
#include "cli.h"
#include "gunzip.h"
#include "mapped.h"
#include "mime/mailbox.h"
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct source {
	atomic_uint holders;
	mime_slice bytes;
	struct mapped map;
	struct mime_message *reading; /* has the bytes of what was read */
	int64_t time;
	bool once;
};

int64_t
source_time(const struct source *s)
{
	return s->time;
}

bool
source_is_once(const struct source *s)
{
	return s->once;
}

mime_slice
source_bytes(const struct source *s)
{
	return s->bytes;
}

struct source *
source_hold(struct source *s)
{
	atomic_fetch_add(&s->holders, 1);
	return s;
}

void
source_drop(struct source *s)
{
	if (s == NULL || atomic_fetch_sub(&s->holders, 1) > 1)
		return;
	mapped_close(&s->map);
	mime_message_free(s->reading);
	free(s);
}

static int
too_large(const char *path, uint64_t max)
{
	cli_error(path, "is larger than %llu bytes (--max-size)",
		  (unsigned long long)max);
	return CLI_DATA;
}

static int
read_failed(const char *path, int rc, const mime_error *err, uint64_t max)
{
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (rc == MIME_ELIMIT)
		return too_large(path, max);
	if (rc == MIME_EIO) {
		cli_error(path, "cannot be read: %s", strerror(err->sys));
		return err->sys == EISDIR ? CLI_NOINPUT : CLI_IOERR;
	}
	cli_error(path, "%s", mime_error_phrase(rc));
	return CLI_SOFTWARE;
}

/* A regular file that is read from its start can be mapped; one of size 0 may
 * be a file of /proc, which has more to give than it says. */
static bool
can_map(int fd, const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_size > 0 &&
	       (uint64_t)st->st_size < SIZE_MAX / 2 &&
	       lseek(fd, 0, SEEK_CUR) == 0;
}

static int
load(struct source *s, int fd, const char *path,
     const struct input_limit *limit)
{
	struct mime_parse_opts opts = { .size = sizeof opts,
					.flags = MIME_PARSE_HEADERS };
	mime_error err = { 0, 0, 0, "" };
	uint64_t max = limit->octets;
	struct stat st;
	int rc;

	if (fstat(fd, &st) != 0)
		memset(&st, 0, sizeof st);
	s->time = (int64_t)st.st_mtime;
	s->once = fd == STDIN_FILENO || !S_ISREG(st.st_mode);
	if (!limit->given && !S_ISREG(st.st_mode))
		max = (uint64_t)4 << 30;
	if (can_map(fd, &st)) {
		if (max != 0 && (uint64_t)st.st_size > max)
			return too_large(path, max);
		if (mapped_open(&s->map, fd, (size_t)st.st_size, path)) {
			s->bytes = (mime_slice){ s->map.ptr, s->map.len };
			return CLI_OK;
		}
	}
	/* the library knows how to keep what has no end in sight */
	rc = mime_parse_fd(&s->reading, fd, max, &opts, &err);
	if (rc != MIME_OK)
		return read_failed(path, rc, &err, max);
	s->bytes = mime_message_bytes(s->reading);
	return CLI_OK;
}

/* Puts what is in a gzip file in the place of its bytes. */
static int
unpack(struct source *s, const char *path, const struct input_limit *limit)
{
	uint64_t max = limit->given ? limit->octets : (uint64_t)4 << 30;
	struct source inside = { .time = s->time, .once = s->once };
	int fd, rc;

	rc = gunzip(&fd, s->bytes, path, max);
	if (rc != CLI_OK)
		return rc;
	rc = load(&inside, fd, path, limit);
	close(fd);
	if (rc != CLI_OK)
		return rc;
	mapped_close(&s->map);
	mime_message_free(s->reading);
	s->map = inside.map;
	s->reading = inside.reading;
	s->bytes = inside.bytes;
	return CLI_OK;
}

static int
open_as(struct source **out, int fd, const char *path,
	const struct input_limit *limit, bool unpacked)
{
	struct source *s;
	int rc;

	*out = NULL;
	if (fd < 0) {
		cli_error(path, "cannot be opened: %s", strerror(errno));
		return CLI_NOINPUT;
	}
	s = cli_alloc(sizeof *s);
	atomic_init(&s->holders, 1);
	rc = load(s, fd, path, limit);
	if (fd != STDIN_FILENO)
		close(fd);
	if (rc == CLI_OK && unpacked && gunzip_knows(s->bytes))
		rc = unpack(s, path, limit);
	if (rc == CLI_OK)
		*out = s;
	else
		source_drop(s);
	return rc;
}

static int
open_path(const char *path)
{
	if (strcmp(path, "-") == 0)
		return STDIN_FILENO;
	return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
}

int
source_open(struct source **out, const char *path,
	    const struct input_limit *limit)
{
	return open_as(out, open_path(path), path, limit, true);
}

int
source_open_packed(struct source **out, const char *path,
		   const struct input_limit *limit)
{
	return open_as(out, open_path(path), path, limit, false);
}

int
source_open_stored(struct source **out, const char *path,
		   const struct input_limit *limit)
{
	return open_as(out, mime_store_open(path), path, limit, true);
}
