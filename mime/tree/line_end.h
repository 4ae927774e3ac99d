/* tree/line_end.h - a written message with other line ends. */
#ifndef MIME_TREE_LINE_END_H
#define MIME_TREE_LINE_END_H
#include "mime/types.h"

/* Read source with every CRLF and LF as LF (lf) or as CRLF.  A bare CR stays:
 * to the parser it is data (S04), and a line end made of it could
 * begin a header field that was none.
 * source  owned by the new reader in every case.
 * Error MIME_ENOMEM. */
int mime_line_end_open(struct mime_reader **out, struct mime_reader *source,
		       bool lf);
#endif
