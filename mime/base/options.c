#include "base/options.h"
#include "mime/types.h"
#include <string.h>

int
mime_options_copy(void *own, size_t own_size, const void *given)
{
	const char *bytes = given;
	size_t size, known;

	memset(own, 0, own_size);
	if (given != NULL) {
		memcpy(&size, given, sizeof size);
		if (size < sizeof size)
			return MIME_EINVAL;
		known = size < own_size ? size : own_size;
		for (size_t i = known; i < size; i++)
			if (bytes[i] != 0)
				return MIME_EINVAL;
		memcpy(own, given, known);
	}
	memcpy(own, &own_size, sizeof own_size);
	return MIME_OK;
}
