/* item.h - one message of those that the operands stand for, not read yet. */
#ifndef TOOLS_ITEM_H
#define TOOLS_ITEM_H
#include "mime/mailbox.h"
#include "source.h"

/* What a file or a directory is taken for. */
enum mail_format {
	FORMAT_AUTO,
	FORMAT_EML,
	FORMAT_MBOX,
	FORMAT_MBOXCL,
	FORMAT_MAILDIR,
	FORMAT_MH
};

struct item {
	int code;   /* not CLI_OK: it cannot be read, which was said */
	char *said; /* unless that is still to be printed: here; owned */
	char *file; /* the path; owned */
	char *name; /* what it is called: the path, in an mbox with the number,
		     * "three.mbox:2"; owned */
	bool streamed;		  /* it came from what is read as it comes */
	struct source *source;	  /* what bytes are of; NULL: open the file */
	mime_slice bytes;	  /* as they are stored there */
	enum mime_mbox_form form; /* of an mbox: how they are stored */
	mime_slice sender;	  /* of its "From " line, if there is one */
	enum mail_format format;  /* of its mailbox; FORMAT_EML: in none */
	uint64_t sequence;	  /* in this run, from 1: what -m counts */
	uint64_t number;	  /* in its mailbox, from 1; 0: in none */
	uint64_t offset;	  /* where it begins in its file */
	uint64_t end;		  /* and where the next one does */
	bool has_received;	  /* known before it is opened: see input.h */
	struct mime_date received;
	unsigned flags; /* bits of enum mime_maildir_flag */
};

/* Gives back what it holds; all zero is allowed. */
void item_free(struct item *item);
#endif
