/* attach.h - files that go into a message, as -a and -I name them. */
#ifndef TOOLS_ATTACH_H
#define TOOLS_ATTACH_H
#include "mime/build.h"
#include "spool.h"

struct attachment {
	char *path, *name, *type, *description, *cid;
	bool displayed;
	uint64_t octets;    /* of the file, once opened */
	struct spool spool; /* of what is no file */
};
struct attach_list {
	struct attachment *list;
	size_t n, room;
};

/* All zero is an empty list. */
void attach_list_free(struct attach_list *l);
/* Add what "FILE;name=...;type=...;desc=...;cid=...;inline" says; a value with
 * a semicolon stands in quotes.  If there is a file of that whole name, it is
 * that file.
 * shown  of -I: goes with the HTML
 * Says what is wrong and returns an exit code. */
int attach_list_add(struct attach_list *l, const char *spec, bool shown);
/* See that every file can be read, keep aside what can be read only once, and
 * choose the types that were not given.  Says what is wrong and returns an
 * exit code. */
int attach_list_open(struct attach_list *l);
/* Bytes of all files in base64, line ends included. */
uint64_t attach_list_encoded(const struct attach_list *l);
/* The list as the library takes it: n elements, freed by the caller, which
 * borrow from l. */
struct mime_file *attach_list_files(const struct attach_list *l);
#endif
