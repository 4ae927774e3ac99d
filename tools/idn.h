/* idn.h - international domain names as A-labels (RFC 5891). */
#ifndef TOOLS_IDN_H
#define TOOLS_IDN_H
#include "buffer.h"
#include "mime/address.h"

/* Whether this program was built with libidn2. */
bool idn_built_in(void);
/* Appends the domain with every label in ASCII.  False, with nothing
 * appended, if it has no such form, or without libidn2. */
bool idn_add(struct buffer *out, mime_slice domain);
/* Appends an address list with its domains outside ASCII as A-labels; where
 * there is no such form, as it is. */
void idn_add_addresses(struct buffer *out, const char *list,
		       const struct mime_addresses *parsed);
#endif
