/* smtp/path.h - the one choke point for an address, or our own name, that
 * goes into a command. */
#ifndef MIME_SMTP_PATH_H
#define MIME_SMTP_PATH_H
#include "base/strbuf.h"
#include "mime/smtp.h"

enum { MIME_PATH_MAX = 254 }; /* RFC 5321 4.5.3.1.3, without <> */

/* Append "<path>" after asking mime_path_check; empty is the null path.
 * Error MIME_EINVAL, then nothing is appended. */
int mime_path_add(struct mime_strbuf *command, mime_slice path);
/* MIME_OK if name may stand in EHLO: a domain of letters, digits, hyphens and
 * underscores, or an address literal; at most 255 bytes (RFC 5321 4.1.1.1).
 * Else MIME_EINVAL with err. */
int mime_helo_check(mime_slice name, mime_error *err);
#endif
