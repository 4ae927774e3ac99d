/* place.h - where messages or the names of more places come from: a list of
 * operands, a directory, a mailbox. */
#ifndef TOOLS_PLACE_H
#define TOOLS_PLACE_H
#include "item.h"

/* What a place has next: a message, or a path to look at. */
struct step {
	bool is_path;
	struct item item; /* else */
	char *path;	  /* owned by who takes the step */
	bool operand;	  /* which was on the command line */
	uint64_t skipped; /* messages before it that are not wanted */
};

struct place_kind {
	bool (*next)(struct step *out, void *state); /* false: no more */
	void (*close)(void *state);
};
struct place {
	const struct place_kind *kind;
	void *state;
};

/* The names in argv. */
void place_operands(struct place *out, char **operands, int n);
/* The names in a file, each ended by end; the source is held. */
void place_list(struct place *out, struct source *names, char end);

/* The messages of an mbox; the source is held, and read as they are asked for
 * if it flows.
 * start, end  only those that begin there (mime_mbox_opts)
 * numbered    the messages before start are counted */
struct mbox_range {
	uint64_t start, end;
	bool numbered;
};
void place_mbox(struct place *out, struct source *s, const char *path,
		enum mime_mbox_form form, const struct mbox_range *range);
/* The messages of a Maildir and its subfolders, or of an MH folder.
 * entries  how many, as far as is known
 * On error says why and returns an exit code. */
int place_store(struct place *out, const char *path, bool mh,
		uint64_t *entries);
/* Whether a directory is a Maildir. */
bool place_is_maildir(const char *path);
/* The files in a directory and below it whose names end as those of messages
 * and mailboxes, and the Maildirs. */
void place_tree(struct place *out, const char *path);
#endif
