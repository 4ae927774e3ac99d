/* extract_file.h - one part, decoded into one file. */
#ifndef TOOLS_EXTRACT_FILE_H
#define TOOLS_EXTRACT_FILE_H
#include "extract.h"
#include "folder.h"

/* What became of a part. */
struct extracted {
	struct mime_part *part;
	char *name;	   /* of the file in the folder */
	char *safe;	   /* the name it would have had if it were free */
	char *rival;	   /* why it is another: what was there; or NULL */
	bool same;	   /* rival has the same content */
	bool skipped;	   /* name was there with the same content */
	mime_slice sender; /* the name the sender gave, or absent */
	uint64_t octets;
	bool hashed;
	uint8_t digest[32]; /* SHA-256, once hashed */
};

/* On error says why, naming the part, and returns an exit code; then no file
 * was left.  Free *out in any case. */
int extract_file(struct extracted *out, const struct extract_opts *opts,
		 struct folder *folder, const struct input *in,
		 struct mime_part *p);
void extracted_free(struct extracted *e);
/* The SHA-256 of the content; decodes the part again unless it is known. */
const uint8_t *extracted_digest(struct extracted *e);
#endif
