/* text/address_spec.h - local-part "@" domain (RFC 5322 3.4.1, 4.4). */
#ifndef MIME_TEXT_ADDRESS_SPEC_H
#define MIME_TEXT_ADDRESS_SPEC_H
#include "base/arena.h"
#include "base/strbuf.h"
#include "text/context.h"

/* As in struct mime_mailbox; all absent if it is not valid. */
struct mime_address_spec {
	mime_slice address, local, domain;
};
/* Read raw: what stands between "<" and ">" (angle; an obsolete route is then
 * read over), or a mailbox without them.  A local part alone is valid when it
 * is an atom.  The result lives in raw or in arena.  A03 (a parenthesis too
 * many), A04, A07 and A09 are recorded; context->offset is that of raw.
 * Error MIME_ENOMEM. */
int mime_address_spec_parse(struct mime_address_spec *out,
			    struct mime_arena *arena, mime_slice raw,
			    bool angle,
			    const struct mime_text_context *context);
/* Append the obsolete route at the front of what stands between "<" and ">",
 * "@a,@b" of "@a,@b:c@d"; nothing if there is none. */
void mime_address_route(struct mime_strbuf *out, mime_slice angle);
/* Append local as it stands in front of an "@": quoted if it needs that. */
void mime_address_local_write(struct mime_strbuf *out, mime_slice local);
#endif
