/* input.h - a message from a file, a pipe or stdin. */
#ifndef TOOLS_INPUT_H
#define TOOLS_INPUT_H
#include "mime/message.h"

struct input {
	const char *name; /* as it is told to the user; borrowed */
	struct mime_message *message;
	/* the rest is private */
	void *map;
	size_t map_len;
};

/* How large an input may be. */
struct input_limit {
	bool given;	 /* false: 4 GiB for what is no regular file */
	uint64_t octets; /* 0: no limit */
};

/* Parses the file at path, or stdin for "-".  A regular file is mapped: if
 * another process shortens it meanwhile, the program says so and ends with
 * CLI_IOERR.  One input can be open at a time.
 * On error says why and returns an exit code, then in->message is NULL. */
int input_open(struct input *in, const char *path,
	       const struct mime_parse_opts *opts,
	       const struct input_limit *limit);
void input_close(struct input *in);
#endif
