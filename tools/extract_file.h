/* extract_file.h - one part, decoded into one file. */
#ifndef TOOLS_EXTRACT_FILE_H
#define TOOLS_EXTRACT_FILE_H
#include "extract.h"
#include "folder.h"
#include "temporary.h"

/* A part on its way into a file, and what became of it. */
struct extracted {
	char *file; /* what its message is called */
	char *section;
	char *name;   /* of the file in the folder */
	char *safe;   /* the name it would have had if it were free */
	char *rival;  /* why it is another: what was there; or NULL */
	bool same;    /* rival has the same content */
	bool skipped; /* name was there with the same content */
	char *sender; /* the name the sender gave; or NULL */
	size_t sender_len;
	unsigned damage; /* bits of enum mime_embedded_damage */
	uint64_t octets;
	bool hashed;
	uint8_t digest[32];	    /* SHA-256, once hashed */
	struct temporary temporary; /* until it has its name */
};

/* Decodes a part, or the file inside it (NULL: none), into a temporary
 * file in the directory dir, or into none if opts says dry.
 * On error says why, naming the part, and returns an exit code; then no file
 * was left.  Free *out in any case. */
int extract_decode(struct extracted *out, const struct extract_opts *opts,
		   int dir, const struct input *in, struct mime_part *p,
		   const struct mime_embedded *inside);
/* Likewise the message itself, as NUMBER.eml. */
int extract_copy(struct extracted *out, const struct extract_opts *opts,
		 int dir, const struct input *in);
/* Gives it its name in the folder, once and in the order of the parts.
 * Likewise. */
int extract_place(struct extracted *e, const struct extract_opts *opts,
		  struct folder *folder);
/* A temporary file that has no name by now is removed. */
void extracted_free(struct extracted *e);
/* The SHA-256 of the content, known from decoding it or of the temporary
 * file. */
const uint8_t *extracted_digest(struct extracted *e);
#endif
