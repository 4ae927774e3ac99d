/* input.h - a message that was read. */
#ifndef TOOLS_INPUT_H
#define TOOLS_INPUT_H
#include "item.h"

struct input {
	const char *name; /* as it is told to the user; borrowed */
	struct mime_message *message;
	const struct item *item; /* where it comes from; borrowed */
	bool has_received; /* date of the "From " line, or of the file in a
			    * Maildir or an MH folder */
	struct mime_date received;
	/* the rest is private */
	struct source *source;
	char *unquoted;
};

/* Parses the message that item stands for; item outlives *in.
 * On error says why and returns an exit code, then in->message is NULL. */
int input_open(struct input *in, const struct item *item,
	       const struct mime_parse_opts *opts,
	       const struct input_limit *limit);
/* Likewise the file at path, or stdin for "-", whatever it begins with, and
 * without unpacking it; in->item is NULL. */
int input_open_file(struct input *in, const char *path,
		    const struct mime_parse_opts *opts,
		    const struct input_limit *limit);
/* The bytes it takes where it is: in an mbox its "From " line, too. */
uint64_t input_octets(const struct input *in);
void input_close(struct input *in);
#endif
