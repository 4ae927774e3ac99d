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

/* A file being put into its place. */
struct job {
	const struct extract_opts *opts;
	struct folder *folder;
	struct extracted *out;
};

/* With --skip-existing, so many numbered names are compared. */
enum { COMPARED_MAX = 100 };

void
extracted_free(struct extracted *e)
{
	temporary_drop(&e->temporary);
	free(e->file);
	free(e->section);
	free(e->name);
	free(e->safe);
	free(e->rival);
	free(e->sender);
}

static int
failed(const struct extracted *e, const char *what, int code)
{
	if (e->section[0] != '\0')
		cli_error(e->file, "part %s (%s): %s", e->section, e->safe,
			  what);
	else
		cli_error(e->file, "%s: %s", e->safe, what);
	return code;
}

/* Decodes the part into the file, if there is one.  Hashing takes longer than
 * all the rest: it is done where it is asked for. */
static int
decode(struct extracted *e, struct mime_reader *r, FILE *file, bool hash)
{
	struct mime_sha256 sha;
	mime_slice run;
	int rc, code = CLI_OK;

	mime_sha256_init(&sha);
	while ((rc = mime_reader_next(&run, r)) > 0) {
		if (hash)
			mime_sha256_add(&sha, run.ptr, run.len);
		e->octets += run.len;
		if (file != NULL && !output_put(file, run.ptr, run.len))
			break;
	}
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (rc > 0)
		code = failed(e, strerror(errno), CLI_IOERR);
	if (rc < 0)
		code = failed(e, mime_error_phrase(rc), CLI_IOERR);
	mime_sha256_end(&sha, e->digest);
	e->hashed = hash && code == CLI_OK;
	mime_reader_free(r);
	return code;
}

/* The hash of a regular file of so many bytes, if it is that. */
static bool
hash_file(uint8_t digest[32], int dir, const char *name, uint64_t octets)
{
	int fd = openat(dir, name,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct mime_sha256 sha;
	char block[16384];
	struct stat st;
	ssize_t n = -1;

	mime_sha256_init(&sha);
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (uint64_t)st.st_size == octets)
		while ((n = read(fd, block, sizeof block)) > 0)
			mime_sha256_add(&sha, block, (size_t)n);
	if (fd >= 0)
		close(fd);
	mime_sha256_end(&sha, digest);
	return n == 0;
}

const uint8_t *
extracted_digest(struct extracted *e)
{
	if (!e->hashed)
		hash_file(e->digest, e->temporary.dir, e->temporary.name,
			  e->octets);
	e->hashed = true;
	return e->digest;
}

/* Whether a regular file of that name holds what was decoded. */
static bool
has_same_content(const struct job *j, const char *name)
{
	uint8_t digest[32];

	return hash_file(digest, folder_descriptor(j->folder), name,
			 j->out->octets) &&
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
	return temporary_place(&j->out->temporary, folder_descriptor(j->folder),
			       name, replace);
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
			: failed(j->out, strerror(sys), cli_create_exit(sys));
}

/* "_" for each character that is not ASCII. */
static void
make_ascii(char *name)
{
	size_t n = 0;

	for (const char *p = name; *p != '\0'; p++)
		if ((*p & 0x80) == 0)
			name[n++] = *p;
		else if ((*p & 0xc0) != 0x80)
			name[n++] = '_';
	name[n] = '\0';
}

/* "1.2.xlsx" or "SHA256.xlsx": the extension is that of the safe name. */
static void
rename_by_kind(struct extracted *e, enum extract_names names)
{
	const char *dot = strrchr(e->safe, '.');
	struct buffer name = { NULL, 0, 0 };

	if (names == EXTRACT_ASCII)
		make_ascii(e->safe);
	if (names == EXTRACT_SAFE || names == EXTRACT_ASCII)
		return;
	if (names == EXTRACT_HASH)
		buffer_add_hex(&name, extracted_digest(e), 32);
	else
		buffer_add_text(&name, e->section);
	if (name.len == 0 || name.len > 200) {
		buffer_free(&name); /* nested deeper than a name is long */
		return;
	}
	buffer_add_text(&name, dot != NULL ? dot : ".bin");
	free(e->safe);
	e->safe = name.ptr;
}

static void
set_names(struct extracted *e, const struct input *in, struct mime_part *p,
	  const struct mime_embedded *inside)
{
	mime_slice section = parts_section(p);
	mime_slice sender =
		inside != NULL ? inside->name : mime_part_filename(p);
	char safe[MIME_FILENAME_MAX];
	size_t n;

	e->file = cli_copy(in->name, strlen(in->name));
	e->section = cli_copy(section.ptr, section.len);
	if (sender.ptr != NULL)
		e->sender = cli_copy(sender.ptr, sender.len);
	e->sender_len = sender.len;
	n = mime_filename_safe(safe, sender, section,
			       inside != NULL ? inside->type
					      : mime_part_type(p));
	e->damage = inside != NULL ? inside->damage : 0;
	e->safe = cli_copy(safe, n);
}

static struct mime_reader *
open_content(struct mime_part *p, const struct mime_embedded *inside)
{
	struct mime_reader *r;

	if (inside == NULL)
		return dump_open(p, MIME_BODY_BYTES);
	if (mime_embedded_open(&r, inside) != MIME_OK)
		cli_no_memory();
	return r;
}

/* Opens the temporary file for large writes. */
static int
open_file(FILE **out, struct extracted *e, int dir)
{
	int sys = temporary_open(&e->temporary, dir, 0600);

	*out = NULL;
	if (sys != 0)
		return failed(e, strerror(sys), cli_create_exit(sys));
	*out = fdopen(e->temporary.fd, "wb");
	if (*out == NULL)
		cli_no_memory();
	e->temporary.fd = -1; /* closed with the file */
	return CLI_OK;
}

int
extract_decode(struct extracted *out, const struct extract_opts *opts, int dir,
	       const struct input *in, struct mime_part *p,
	       const struct mime_embedded *inside)
{
	bool hash = opts->dry || opts->digest || opts->names == EXTRACT_HASH;
	struct mime_extent extent;
	char *gather = NULL;
	FILE *file = NULL;
	int rc = CLI_OK;

	*out = (struct extracted){ .octets = 0 };
	out->temporary.fd = -1;
	out->temporary.slot = TEMPORARY_MAX;
	set_names(out, in, p, inside);
	if (!opts->dry)
		rc = open_file(&file, out, dir);
	if (rc != CLI_OK)
		return rc;
	mime_part_extent(&extent, p);
	if (file != NULL && extent.end - extent.body > BUFSIZ)
		gather = output_gather(file);
	rc = decode(out, open_content(p, inside), file, hash);
	if (file != NULL && fclose(file) != 0 && rc == CLI_OK)
		rc = failed(out, strerror(errno), CLI_IOERR);
	free(gather);
	if (rc == CLI_OK)
		rename_by_kind(out, opts->names);
	return rc;
}

int
extract_copy(struct extracted *out, const struct extract_opts *opts, int dir,
	     const struct input *in)
{
	mime_slice bytes = mime_message_bytes(in->message);
	char name[32];
	FILE *file = NULL;
	int rc = CLI_OK;

	*out = (struct extracted){ .octets = bytes.len };
	out->temporary.fd = -1;
	out->temporary.slot = TEMPORARY_MAX;
	out->file = cli_copy(in->name, strlen(in->name));
	out->section = cli_copy("", 0);
	snprintf(name, sizeof name, "%06llu.eml",
		 (unsigned long long)in->item->sequence);
	out->safe = cli_copy(name, strlen(name));
	if (!opts->dry)
		rc = open_file(&file, out, dir);
	if (file == NULL)
		return rc;
	if (fwrite(bytes.ptr, 1, bytes.len, file) < bytes.len)
		rc = failed(out, strerror(errno), CLI_IOERR);
	if (fclose(file) != 0 && rc == CLI_OK)
		rc = failed(out, strerror(errno), CLI_IOERR);
	return rc;
}

int
extract_place(struct extracted *e, const struct extract_opts *opts,
	      struct folder *folder)
{
	struct job j = { opts, folder, e };

	if (opts->skip_existing && find_same(&j))
		return CLI_OK;
	return find_place(&j);
}
