/* extract_content.h - what is in one part, in a file that has no name yet. */
#ifndef TOOLS_EXTRACT_CONTENT_H
#define TOOLS_EXTRACT_CONTENT_H
#include "extract.h"
#include "gather.h"
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

/* Where it goes. */
struct extract_to {
	const struct extract_opts *opts;
	int dir;       /* of the temporary file */
	bool nameless; /* that needs no name */
	struct gather *gather;
};

void extracted_init(struct extracted *e);
/* A temporary file that has no name by now is removed. */
void extracted_free(struct extracted *e);
/* Says that the part failed; returns the code. */
int extracted_failed(const struct extracted *e, const char *what, int code);

/* All that the reader gives, to a temporary file, or to none in a dry run.  The
 * reader is freed.  On error says why and returns an exit code. */
int extracted_fill(struct extracted *e, const struct extract_to *to,
		   struct mime_reader *r);
/* Likewise those bytes. */
int extracted_copy(struct extracted *e, const struct extract_to *to,
		   mime_slice bytes);
/* The SHA-256 of the content, known from decoding it or of the temporary
 * file. */
const uint8_t *extracted_digest(struct extracted *e);
/* That of a regular file of so many bytes, if it is one. */
bool extracted_hash_file(uint8_t digest[32], int dir, const char *name,
			 uint64_t octets);
#endif
