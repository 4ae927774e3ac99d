#include "extract_file.h"
#include "cli.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* A file being put into its place. */
struct job {
	const struct extract_opts *opts;
	struct folder *folder;
	struct extracted *out;
};

/* With --skip-existing, so many numbered names are compared. */
enum { COMPARED_MAX = 100 };

/* Whether a regular file of that name holds what was decoded. */
static bool
has_same_content(const struct job *j, const char *name)
{
	uint8_t digest[32];

	return extracted_hash_file(digest, folder_descriptor(j->folder), name,
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
			: extracted_failed(j->out, strerror(sys),
					   cli_create_exit(sys));
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

	extracted_init(e);
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

int
extract_decode(struct extracted *out, const struct extract_to *to,
	       const struct input *in, struct mime_part *p,
	       const struct mime_embedded *inside)
{
	int rc;

	set_names(out, in, p, inside);
	rc = extracted_fill(out, to, open_content(p, inside));
	if (rc == CLI_OK)
		rename_by_kind(out, to->opts->names);
	return rc;
}

int
extract_copy(struct extracted *out, const struct extract_to *to,
	     const struct input *in)
{
	char name[32];

	extracted_init(out);
	out->file = cli_copy(in->name, strlen(in->name));
	out->section = cli_copy("", 0);
	snprintf(name, sizeof name, "%06llu.eml",
		 (unsigned long long)in->item->sequence);
	out->safe = cli_copy(name, strlen(name));
	return extracted_copy(out, to, mime_message_bytes(in->message));
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
