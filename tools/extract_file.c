#include "extract_file.h"
#include "cli.h"
#include "mime/codec.h"
#include "temporary.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file being extracted. */
struct job {
	const struct extract_opts *opts;
	struct folder *folder;
	const struct input *in;
	struct extracted *out;
	struct temporary temporary;
	FILE *file; /* the temporary one, or NULL */
	char *gather;
};

/* With --skip-existing, so many numbered names are compared. */
enum { COMPARED_MAX = 100 };

void
extracted_free(struct extracted *e)
{
	free(e->name);
	free(e->safe);
	free(e->rival);
}

static int
failed(struct job *j, const char *what, int code)
{
	mime_slice section = parts_section(j->out->part);

	cli_error(j->in->name, "part %.*s (%s): %s", (int)section.len,
		  section.ptr, j->out->safe, what);
	return code;
}

/* Decodes the part into the temporary file, if there is one.  Hashing takes
 * longer than all the rest: it is done where it is asked for. */
static int
decode(struct job *j, bool hash)
{
	struct mime_reader *r = dump_open(j->out->part, MIME_BODY_BYTES);
	FILE *file = j->file;
	struct mime_sha256 sha;
	mime_slice run;
	int rc, code = CLI_OK;

	mime_sha256_init(&sha);
	j->out->octets = 0;
	while ((rc = mime_reader_next(&run, r)) > 0) {
		if (hash)
			mime_sha256_add(&sha, run.ptr, run.len);
		j->out->octets += run.len;
		if (file != NULL && fwrite(run.ptr, 1, run.len, file) < run.len)
			break;
	}
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (rc > 0)
		code = failed(j, strerror(errno), CLI_IOERR);
	if (rc < 0)
		code = failed(j, mime_error_phrase(rc), CLI_IOERR);
	mime_sha256_end(&sha, j->out->digest);
	j->out->hashed = hash && code == CLI_OK;
	mime_reader_free(r);
	return code;
}

const uint8_t *
extracted_digest(struct extracted *e)
{
	uint64_t octets;

	if (!e->hashed)
		dump_hash(e->digest, &octets, e->part);
	e->hashed = true;
	return e->digest;
}

/* Whether a regular file of that name holds what was decoded. */
static bool
has_same_content(const struct job *j, const char *name)
{
	int fd = openat(folder_descriptor(j->folder), name,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct mime_sha256 sha;
	uint8_t digest[32];
	char block[16384];
	struct stat st;
	ssize_t n = -1;

	mime_sha256_init(&sha);
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (uint64_t)st.st_size == j->out->octets)
		while ((n = read(fd, block, sizeof block)) > 0)
			mime_sha256_add(&sha, block, (size_t)n);
	if (fd >= 0)
		close(fd);
	mime_sha256_end(&sha, digest);
	return n == 0 &&
	       memcmp(digest, extracted_digest(j->out), sizeof digest) == 0;
}

/* Looks for a file of an earlier run under the name or one of its numbers. */
static bool
find_same(struct job *j)
{
	for (unsigned number = 0; number <= COMPARED_MAX; number++) {
		char *name = folder_numbered(j->out->safe, number);
		struct folder_name *there = folder_find(j->folder, name);

		free(name);
		if (there == NULL)
			return false;
		if (there->made || !has_same_content(j, there->name))
			continue;
		j->out->name = cli_copy(there->name, strlen(there->name));
		j->out->rival = cli_copy(there->name, strlen(there->name));
		/* it is accounted for: another part of that content is
		 * another file */
		there->made = true;
		j->out->same = j->out->skipped = true;
		return true;
	}
	return false;
}

static int
place(struct job *j, const char *name, bool replace)
{
	if (j->opts->dry)
		return 0;
	return temporary_place(&j->temporary, name, replace);
}

/* Tells why the file does not get the name it would have. */
static void
set_rival(struct job *j, const char *name)
{
	if (j->out->rival != NULL)
		return;
	j->out->rival = cli_copy(name, strlen(name));
	j->out->same = has_same_content(j, name);
}

/* Whether the name is free; with --force one is that this run has not given
 * to another part. */
static bool
is_free(struct job *j, const char *name, bool *replace)
{
	const struct folder_name *there = folder_find(j->folder, name);

	*replace = j->opts->force;
	if (there == NULL || (j->opts->force && !there->made))
		return true;
	set_rival(j, there->name);
	return false;
}

/* Puts the file in its place.  Numbers are counted on from the last one that
 * was taken, so that many parts of one name cost no more than as many. */
static int
find_place(struct job *j)
{
	struct folder_name *base = folder_find(j->folder, j->out->safe);
	unsigned number = 0;
	bool replace;
	int sys;

	do {
		char *name = folder_numbered(j->out->safe, number);

		sys = is_free(j, name, &replace) ? place(j, name, replace)
						 : EEXIST;
		if (sys == 0) {
			folder_add(j->folder, name, true)->made = true;
			j->out->name = name;
			break;
		}
		/* another program was quicker, or the file system knows more
		 * names to be alike than we do */
		if (sys == EEXIST && folder_find(j->folder, name) == NULL)
			folder_add(j->folder, name, false);
		if (sys == EEXIST)
			set_rival(j, name);
		free(name);
		if (base == NULL)
			base = folder_find(j->folder, j->out->safe);
		number = number == 0 && base != NULL ? base->numbers + 1
						     : number + 1;
	} while (sys == EEXIST);
	if (base != NULL && number > 0)
		base->numbers = number;
	return sys == 0 ? CLI_OK
			: failed(j, strerror(sys), cli_create_exit(sys));
}

/* "1.2.xlsx" or "SHA256.xlsx": the extension is that of the safe name. */
static void
rename_by_kind(struct job *j)
{
	const char *dot = strrchr(j->out->safe, '.');
	struct buffer name = { NULL, 0, 0 };

	if (j->opts->names == EXTRACT_SAFE)
		return;
	if (j->opts->names == EXTRACT_HASH)
		buffer_add_hex(&name, extracted_digest(j->out), 32);
	else
		buffer_add_slice(&name, parts_section(j->out->part));
	if (name.len == 0 || name.len > 200) {
		buffer_free(&name); /* nested deeper than a name is long */
		return;
	}
	buffer_add_text(&name, dot != NULL ? dot : ".bin");
	free(j->out->safe);
	j->out->safe = name.ptr;
}

static int
write_part(struct job *j)
{
	int rc = decode(j, j->opts->digest || j->opts->names == EXTRACT_HASH);

	if (j->file != NULL && fclose(j->file) != 0 && rc == CLI_OK)
		rc = failed(j, strerror(errno), CLI_IOERR);
	free(j->gather);
	if (rc != CLI_OK)
		return rc;
	rename_by_kind(j);
	if (j->opts->skip_existing && find_same(j))
		return CLI_OK;
	return find_place(j);
}

int
extract_file(struct extracted *out, const struct extract_opts *opts,
	     struct folder *folder, const struct input *in, struct mime_part *p)
{
	struct job j = { opts, folder, in, out, { .fd = -1 }, NULL, NULL };
	char safe[MIME_FILENAME_MAX];
	int sys, rc;

	*out = (struct extracted){ .part = p };
	out->sender = mime_part_filename(p);
	out->safe = cli_copy(safe, mime_filename_safe(safe, out->sender,
						      parts_section(p),
						      mime_part_type(p)));
	if (opts->dry)
		return write_part(&j);
	sys = temporary_open(&j.temporary, folder_descriptor(folder), 0600);
	if (sys != 0)
		return failed(&j, strerror(sys), cli_create_exit(sys));
	j.file = fdopen(j.temporary.fd, "wb");
	if (j.file == NULL)
		cli_no_memory();
	j.temporary.fd = -1; /* closed with the file */
	j.gather = output_gather(j.file);
	rc = write_part(&j);
	if (rc != CLI_OK || out->skipped)
		temporary_drop(&j.temporary);
	return rc;
}
