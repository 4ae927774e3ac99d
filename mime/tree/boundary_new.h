/* tree/boundary_new.h - boundaries of parts that are written: those that the
 * buffer has, and new ones.
 *
 * A new boundary is "=_", the number of its multipart, "-" and a token that
 * all new boundaries of one message share.  "=_" occurs neither in
 * quoted-printable (RFC 2045 6.7) nor in base64; the number comes first, so
 * that none is the beginning of another. */
#ifndef MIME_TREE_BOUNDARY_NEW_H
#define MIME_TREE_BOUNDARY_NEW_H
#include "base/strbuf.h"
#include "tree/tree.h"

enum { MIME_TOKEN_DIGITS = 24 };

/* The boundary of a parsed multipart, from its delimiters or, if it has none,
 * from its Content-Type; absent for another part.  Error MIME_ENOMEM. */
int mime_part_boundary(mime_slice *out, struct mime_part *p);
/* A token that is a function of seed and, if it is not NULL, of digest.  Seed
 * 0: random.  Error MIME_EIO with err->sys. */
int mime_token_make(char token[MIME_TOKEN_DIGITS], uint64_t seed,
		    const uint8_t digest[32], mime_error *err);
/* Append the boundary of a new multipart. */
void mime_boundary_add_new(struct mime_strbuf *out, const struct mime_part *p,
			   const char token[MIME_TOKEN_DIGITS]);
#endif
