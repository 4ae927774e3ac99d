#include "source.h"
#include "cli.h"
#include "gunzip.h"
#include "mapped.h"
#include "mime/mailbox.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct source {
	atomic_uint holders;
	mime_slice bytes;
	char *path;
	uint64_t max;  /* of the bytes; 0: no limit */
	uint64_t most; /* of one message in them; 0: no limit */
	struct mapped map;
	struct feed *feed;	      /* what is still to be read */
	struct mime_message *reading; /* has the bytes of what was read */
	char *copy;		      /* or they are here */
	int64_t time;
	bool once;
};

/* A copy above it may go to a file. */
enum { SMALL = 1 << 20 };

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

bool
source_flows(const struct source *s)
{
	return s->feed != NULL;
}

static struct source *
source_new(void)
{
	struct source *s = cli_alloc(sizeof *s);

	atomic_init(&s->holders, 1);
	return s;
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
	feed_close(s->feed);
	mime_message_free(s->reading);
	free(s->copy);
	free(s->path);
	free(s);
}

static int
too_large(const struct source *s, uint64_t max)
{
	cli_error(s->path, "is larger than %llu bytes (--max-size)",
		  (unsigned long long)max);
	return CLI_DATA;
}

static int
read_failed(const struct source *s, int rc, int sys)
{
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (rc == MIME_EIO) {
		cli_error(s->path, "cannot be read: %s", strerror(sys));
		return sys == EISDIR ? CLI_NOINPUT : CLI_IOERR;
	}
	cli_error(s->path, "%s", mime_error_phrase(rc));
	return CLI_SOFTWARE;
}

int
source_failed(const struct source *s, int rc)
{
	if (rc != MIME_ELIMIT)
		return read_failed(s, rc, feed_errno(s->feed));
	if (feed_is_above(s->feed))
		return too_large(s, s->max);
	cli_error(s->path, "has a message larger than %llu bytes (--max-size)",
		  (unsigned long long)s->most);
	return CLI_DATA;
}

size_t
source_most(const struct source *s)
{
	return s->most <= SIZE_MAX ? (size_t)s->most : 0;
}

struct mime_reader *
source_reader(struct source *s)
{
	return feed_reader(s->feed);
}

int
source_finish(struct source *s, const struct input_limit *limit)
{
	struct mime_parse_opts opts = { .size = sizeof opts,
					.flags = MIME_PARSE_HEADERS };
	uint64_t max = limit->given ? limit->octets : SOURCE_MOST;
	mime_error err = { 0, 0, 0, "" };
	int rc;

	if (s->feed == NULL)
		return CLI_OK;
	/* the library knows how to keep what has no end in sight */
	rc = mime_parse_reader(&s->reading, feed_reader(s->feed), max, &opts,
			       &err);
	if (rc == MIME_ELIMIT)
		return too_large(s, max);
	if (rc != MIME_OK && feed_errno(s->feed) != 0)
		return source_failed(s, rc);
	if (rc != MIME_OK)
		return read_failed(s, rc, err.sys);
	feed_close(s->feed);
	s->feed = NULL;
	s->bytes = mime_message_bytes(s->reading);
	return CLI_OK;
}

static int
pull_slice(mime_slice *out, void *ctx)
{
	mime_slice *rest = ctx;

	*out = *rest;
	rest->len = 0;
	return out->len > 0;
}

struct source *
source_copy(mime_slice bytes)
{
	struct mime_parse_opts opts = { .size = sizeof opts,
					.flags = MIME_PARSE_HEADERS };
	struct source *s = source_new();
	struct mime_reader *r;
	mime_slice rest = bytes;

	if (bytes.len > SMALL &&
	    mime_reader_new(&r, pull_slice, NULL, &rest) == MIME_OK &&
	    mime_parse_reader(&s->reading, r, 0, &opts, NULL) == MIME_OK) {
		s->bytes = mime_message_bytes(s->reading);
		return s;
	}
	s->copy = cli_resize(NULL, bytes.len);
	if (bytes.len > 0)
		memcpy(s->copy, bytes.ptr, bytes.len);
	s->bytes = (mime_slice){ s->copy, bytes.len };
	return s;
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

static void
close_file(int fd)
{
	if (fd != STDIN_FILENO)
		close(fd);
}

/* Maps what can be mapped, else reads the first bytes; fd is taken over. */
static int
load(struct source *s, int fd, bool unpack, struct feed_watch *watch)
{
	struct stat st;
	int rc;

	if (fstat(fd, &st) != 0)
		memset(&st, 0, sizeof st);
	s->time = (int64_t)st.st_mtime;
	s->once = fd == STDIN_FILENO || !S_ISREG(st.st_mode);
	if (can_map(fd, &st)) {
		if (s->max != 0 && (uint64_t)st.st_size > s->max) {
			close_file(fd);
			return too_large(s, s->max);
		}
		mapped_open(&s->map, fd, (size_t)st.st_size, s->path);
		s->bytes = (mime_slice){ s->map.ptr, s->map.len };
	}
	if (s->map.ptr != NULL && !(unpack && gunzip_knows(s->bytes))) {
		close_file(fd);
		return CLI_OK;
	}
	mapped_close(&s->map);
	rc = feed_open(&s->feed, fd, s->path, s->max, unpack, watch);
	s->bytes = feed_head(s->feed);
	return rc == MIME_OK ? CLI_OK : source_failed(s, rc);
}

static int
begin(struct source **out, int fd, const char *path,
      const struct input_limit *limit, bool unpack, struct feed_watch *watch)
{
	struct source *s;
	int rc;

	*out = NULL;
	if (fd < 0) {
		cli_error(path, "cannot be opened: %s", strerror(errno));
		return CLI_NOINPUT;
	}
	s = source_new();
	s->path = cli_copy(path, strlen(path));
	s->max = limit->given ? limit->octets : 0;
	s->most = limit->given ? limit->octets : SOURCE_MOST;
	rc = load(s, fd, unpack, watch);
	if (rc == CLI_OK)
		*out = s;
	else
		source_drop(s);
	return rc;
}

static int
open_whole(struct source **out, int fd, const char *path,
	   const struct input_limit *limit, bool unpack)
{
	int rc = begin(out, fd, path, limit, unpack, NULL);

	if (rc == CLI_OK)
		rc = source_finish(*out, limit);
	if (rc != CLI_OK) {
		source_drop(*out);
		*out = NULL;
	}
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
	return open_whole(out, open_path(path), path, limit, true);
}

int
source_open_packed(struct source **out, const char *path,
		   const struct input_limit *limit)
{
	return open_whole(out, open_path(path), path, limit, false);
}

int
source_open_stored(struct source **out, const char *path,
		   const struct input_limit *limit)
{
	return open_whole(out, mime_store_open(path), path, limit, true);
}

int
source_begin(struct source **out, const char *path,
	     const struct input_limit *limit, struct feed_watch *watch)
{
	return begin(out, open_path(path), path, limit, true, watch);
}
