/* text/address_piece.h - what stands between the commas, colons and semicolons
 * of an address list. */
#ifndef MIME_TEXT_ADDRESS_PIECE_H
#define MIME_TEXT_ADDRESS_PIECE_H
#include "text/lex.h"

struct mime_address_piece {
	mime_slice raw;	      /* from its first token to its last */
	mime_slice phrase;    /* the tokens before "<"; all if there is none */
	mime_slice angle;     /* what "<" and ">" enclose; absent if none */
	mime_slice comment;   /* the last one that is not empty, or absent */
	const char *at;	      /* first "@" of the phrase, or NULL */
	const char *unclosed; /* what makes it unbalanced (A03), or NULL */
	const char *second;   /* "@" or "<" behind the ">", or NULL */
	bool rest;	      /* something else stands behind the ">" */
	char end;	      /* ',' ';' or ':', which is not in raw; or 0 */
};
/* The next piece, empty ones too; false at the end.  A "<" reaches up to its
 * ">" or to the end of the text, whatever stands between.  A ":" ends a piece
 * that can name a group, and only if colon is true. */
bool mime_address_piece_next(struct mime_address_piece *out, struct mime_lex *l,
			     bool colon);
/* True if it can be a part of a display name that holds commas. */
bool mime_address_piece_plain(const struct mime_address_piece *p);
#endif
