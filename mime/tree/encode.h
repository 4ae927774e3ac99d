/* tree/encode.h - transfer encodings as readers. */
#ifndef MIME_TREE_ENCODE_H
#define MIME_TREE_ENCODE_H
#include "mime/types.h"

struct mime_encode_opts {
	bool base64; /* else quoted-printable */
	bool text;   /* quoted-printable: LF and CRLF are line ends */
	bool lf;     /* lines end in LF, else CRLF */
	bool inside; /* what follows brings a line break: leave out the one at
		      * the end of base64 */
};
/* Read source encoded, in runs of at most 64 KiB.
 * source  owned by the new reader in every case.
 * Error MIME_ENOMEM. */
int mime_encode_open(struct mime_reader **out, struct mime_reader *source,
		     const struct mime_encode_opts *opts);
#endif
