#include "cli.h"
#include "place.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A Maildir or an MH folder: a message is a file. */
struct store {
	struct mime_maildir *maildir; /* or NULL */
	struct mime_mh *mh;
	char *path;
	uint64_t number; /* of the last one */
};

static void
set_path(struct item *item, const char *path)
{
	item->file = cli_copy(path, strlen(path));
	item->name = cli_copy(path, strlen(path));
}

/* A folder below that cannot be read is told, and the next one is tried. */
static bool
next_of_maildir(struct step *out, void *state)
{
	struct mime_maildir_message found;
	struct store *s = state;
	mime_error err = { 0, 0, 0, "" };
	int rc = mime_maildir_next(&found, s->maildir, &err);

	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (rc == 0)
		return false;
	out->item = (struct item){ .format = FORMAT_MAILDIR };
	if (rc < 0) {
		out->item.code = CLI_NOINPUT;
		set_path(&out->item, s->path);
		cli_error(s->path, "a folder in it cannot be read: %s",
			  strerror(err.sys));
		return true;
	}
	set_path(&out->item, found.path);
	out->item.number = ++s->number;
	out->item.flags = found.flags;
	return true;
}

static bool
next_of_mh(struct step *out, void *state)
{
	struct mime_mh_message found;
	struct store *s = state;

	if (mime_mh_next(&found, s->mh) <= 0)
		return false;
	out->item = (struct item){ .format = FORMAT_MH };
	set_path(&out->item, found.path);
	out->item.number = found.number;
	return true;
}

static void
close_store(void *state)
{
	struct store *s = state;

	mime_maildir_close(s->maildir);
	mime_mh_close(s->mh);
	free(s->path);
	free(s);
}

int
place_store(struct place *out, const char *path, bool mh, uint64_t *entries)
{
	static const struct place_kind maildir_kind = { next_of_maildir,
							close_store };
	static const struct place_kind mh_kind = { next_of_mh, close_store };
	struct mime_maildir_opts opts = { .size = sizeof opts,
					  .subfolders = true };
	struct store *s = cli_alloc(sizeof *s);
	mime_error err = { 0, 0, 0, "" };
	int rc;

	*out = (struct place){ mh ? &mh_kind : &maildir_kind, s };
	s->path = cli_copy(path, strlen(path));
	rc = mh ? mime_mh_open(&s->mh, path, &err)
		: mime_maildir_open(&s->maildir, path, &opts, &err);
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (rc == MIME_OK) {
		*entries = mh ? mime_mh_left(s->mh)
			      : mime_maildir_left(s->maildir);
		return CLI_OK;
	}
	close_store(s);
	cli_error(path, "is no %s: %s", mh ? "MH folder" : "Maildir",
		  strerror(err.sys != 0 ? err.sys : EINVAL));
	return CLI_NOINPUT;
}
