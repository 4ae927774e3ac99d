/* text/msgid.h - whether a field of message-ids is well formed. */
#ifndef MIME_TEXT_MSGID_H
#define MIME_TEXT_MSGID_H
#include "mime/address.h"

/* True if body is one or more message-ids (one alone, if so asked) and
 * nothing else: each with an "@" and without blanks (RFC 5322 3.6.4). */
bool mime_msgid_list_valid(mime_slice body, bool one);
#endif
