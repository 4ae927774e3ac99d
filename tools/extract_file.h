/* extract_file.h - one part, decoded into one file. */
#ifndef TOOLS_EXTRACT_FILE_H
#define TOOLS_EXTRACT_FILE_H
#include "extract_content.h"
#include "folder.h"

/* Decodes a part, or the file inside it (NULL: none), into a temporary
 * file, or into none in a dry run.
 * On error says why, naming the part, and returns an exit code; then no file
 * was left.  Free *out in any case. */
int extract_decode(struct extracted *out, const struct extract_to *to,
		   const struct input *in, struct mime_part *p,
		   const struct mime_embedded *inside);
/* Likewise the message itself, as NUMBER.eml. */
int extract_copy(struct extracted *out, const struct extract_to *to,
		 const struct input *in);
/* Gives it its name in the folder, once and in the order of the parts.
 * Likewise. */
int extract_place(struct extracted *e, const struct extract_opts *opts,
		  struct folder *folder);
#endif
