/* text/guard.h - the one choke point for text that goes into a header: every
 * door (field, parameter, address, message-id, file name) asks here. */
#ifndef MIME_TEXT_GUARD_H
#define MIME_TEXT_GUARD_H
#include "mime/types.h"

/* MIME_OK if text may stand in a header field: valid UTF-8 without CR, LF and
 * NUL.  Else MIME_EINVAL with err (may be NULL) at the offending byte. */
int mime_guard_text(mime_slice text, mime_error *err);
/* MIME_OK if name is a field name (RFC 5322 2.2), at most 76 bytes. */
int mime_guard_name(mime_slice name, mime_error *err);
#endif
