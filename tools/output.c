#include "output.h"
#include "buffer.h"
#include "cli.h"
#include "gather.h"
#include "turn.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A write below 128 KiB costs as much again as its bytes. */
enum { GATHER = 256 * 1024, PAGE = 4096, LARGE = 128 * 1024 };

/* Lets a regular file that nothing was written to yet gather what it is given
 * to large writes.  Free the result, which may be NULL, when f is closed. */
static char *
enlarge(FILE *f)
{
	struct stat st;
	char *block;

	if (fstat(fileno(f), &st) != 0 || !S_ISREG(st.st_mode))
		return NULL;
	block = aligned_alloc(PAGE, GATHER);
	if (block != NULL)
		setvbuf(f, block, _IOFBF, GATHER);
	return block;
}

/* What is large already is not copied to be gathered. */
static bool
put(FILE *f, const void *bytes, size_t n)
{
	if (n < LARGE)
		return fwrite(bytes, 1, n, f) == n;
	if (fflush(f) != 0)
		return false;
	errno = gather_write(fileno(f), bytes, n);
	return errno == 0;
}

static const char *
shown(const struct output *o)
{
	return o->path != NULL ? o->path : "standard output";
}

static int
cannot_create(const struct output *o, int sys)
{
	cli_error(o->path, "cannot be created: %s", strerror(sys));
	return cli_create_exit(sys);
}

/* Sets o->dir and o->name. */
static int
open_directory(struct output *o)
{
	const char *slash = strrchr(o->path, '/');
	struct buffer dir = { NULL, 0, 0 };

	o->name = slash != NULL ? slash + 1 : o->path;
	if (slash == NULL)
		buffer_add_text(&dir, ".");
	else
		buffer_add(&dir, o->path,
			   slash == o->path ? 1 : (size_t)(slash - o->path));
	o->dir = open(buffer_string(&dir), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	buffer_free(&dir);
	return o->dir < 0 ? errno : 0;
}

static int
open_new(struct output *o)
{
	int sys;

	sys = open_directory(o);
	if (sys == 0)
		sys = temporary_open(&o->temporary, o->dir, 0666);
	if (sys != 0)
		return cannot_create(o, sys);
	o->file = fdopen(o->temporary.fd, "wb");
	if (o->file == NULL)
		cli_no_memory();
	o->gather = enlarge(o->file);
	return CLI_OK;
}

int
output_open(struct output *o, const char *path, bool force)
{
	struct stat st;

	memset(o, 0, sizeof *o);
	o->dir = o->temporary.fd = -1;
	o->force = force;
	if (path == NULL || strcmp(path, "-") == 0) {
		o->file = stdout;
		o->gather = enlarge(o->file);
		return CLI_OK;
	}
	o->path = path;
	if (stat(path, &st) != 0)
		return open_new(o);
	if (S_ISREG(st.st_mode)) {
		if (force)
			return open_new(o);
		cli_error(path, "exists; -F overwrites it");
		return CLI_CANTCREAT;
	}
	if (S_ISDIR(st.st_mode))
		return cannot_create(o, EISDIR);
	o->direct = true;
	o->file = fopen(path, "wbe");
	return o->file != NULL ? CLI_OK : cannot_create(o, errno);
}

static int
write_failed(struct output *o, int sys)
{
	if (sys == EPIPE && o->path == NULL)
		cli_broken_pipe();
	cli_error(NULL, "%s: %s", shown(o),
		  sys != 0 ? strerror(sys) : "cannot be written");
	return CLI_IOERR;
}

void
output_stage(struct output *out, const struct output *o, struct stage *stage)
{
	*out = (struct output){
		.file = o->file, .path = o->path, .stage = stage, .dir = -1
	};
	out->temporary.fd = -1;
}

void
output_titles(struct output *o, const void *bytes, size_t n)
{
	if (o->stage != NULL)
		stage_write(o->stage, STAGE_TITLES, bytes, n);
	else if (!o->titled)
		output_write(o, bytes, n);
	o->titled = true;
}

void
output_between(struct output *o, const void *bytes, size_t n)
{
	if (o->stage != NULL)
		stage_write(o->stage, STAGE_BETWEEN, bytes, n);
	else if (o->begun)
		output_write(o, bytes, n);
	o->begun = true;
}

static void
note_failure(struct output *o, int sys)
{
	int none = 0;

	if (sys == EPIPE && o->path == NULL)
		cli_broken_pipe();
	atomic_compare_exchange_strong(&o->sys, &none, sys);
}

void
output_write(struct output *o, const void *bytes, size_t n)
{
	if (o->stage != NULL) {
		stage_write(o->stage, STAGE_OUTPUT, bytes, n);
		return;
	}
	if (n > 0 && !put(o->file, bytes, n))
		note_failure(o, errno);
}

void
output_flush(struct output *o)
{
	if (fflush(o->file) != 0)
		note_failure(o, errno);
}

bool
output_failed(const struct output *o)
{
	return o->sys != 0 || ferror(o->file) != 0;
}

int
output_close(struct output *o, bool keep)
{
	int rc = CLI_OK, sys;

	if (o->file == NULL)
		goto out;
	if (fflush(o->file) != 0)
		rc = write_failed(o, o->sys != 0 ? o->sys : errno);
	else if (output_failed(o))
		rc = write_failed(o, o->sys);
	/* The descriptor stays open: only close(2) tells of a network file
	 * system that is full. */
	if (o->path != NULL && fclose(o->file) != 0 && rc == CLI_OK)
		rc = write_failed(o, errno);
	if (o->path == NULL && rc == CLI_OK && close(STDOUT_FILENO) != 0)
		rc = write_failed(o, errno);
	o->file = NULL;
	if (o->path != NULL) {
		o->temporary.fd = -1;
		free(o->gather); /* stdout keeps its own */
	}
	if (o->path == NULL || o->direct)
		goto out;
	if (rc != CLI_OK || !keep) {
		temporary_drop(&o->temporary);
		goto out;
	}
	sys = temporary_place(&o->temporary, o->dir, o->name, o->force);
	if (sys != 0) {
		rc = cannot_create(o, sys);
		temporary_drop(&o->temporary);
	}
out:
	if (o->dir >= 0)
		close(o->dir);
	o->dir = -1;
	return rc;
}
