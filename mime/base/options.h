/* base/options.h - option structs that begin with their own size. */
#ifndef MIME_BASE_OPTIONS_H
#define MIME_BASE_OPTIONS_H
#include <stddef.h>

/* Copies the option struct at given into own, which has own_size bytes.  A
 * shorter one, of an older header, is filled up with zeros; given NULL is all
 * zeros.  own's size member becomes own_size.
 * Error MIME_EINVAL when it is longer and what we do not know is not zero, or
 *	 says a size that cannot be; own is then all zeros. */
int mime_options_copy(void *own, size_t own_size, const void *given);
#endif
