/* mime/view.h - readings of a tree (layer 4). */
#ifndef MIME_VIEW_H
#define MIME_VIEW_H
#include "mime/message.h"
MIME_BEGIN_DECLS

/* Bytes that a safe file name takes at most, its NUL included. */
#define MIME_FILENAME_MAX 201

/* Turn a sender's file name into one that is safe to create in a directory:
 * the last path component, without controls, bidi controls and other invisible
 * characters, without leading ".", "-", "~" and trailing dots and blanks,
 * without characters and names that a file system reserves, at most 200 bytes
 * of valid UTF-8 with the extension kept.
 * name	    as mime_part_filename gives it; absent is allowed.
 * section  "2.1": what is left empty becomes part-2.1 and an extension by type
 * type	    media type in lower case, "application/pdf"
 * Returns its length in bytes; out ends in NUL. */
MIME_API size_t mime_filename_safe(char out[MIME_FILENAME_MAX], mime_slice name,
				   mime_slice section, mime_slice type);

MIME_END_DECLS
#endif
