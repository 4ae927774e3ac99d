#include "codec/utf8_kernel.h"
#include "codec/cpu.h"
#include "codec/swar.h"
#include <string.h>

/* ASCII alone. */
static size_t
skip(const uint8_t *p, size_t n)
{
	uint64_t w[4];
	size_t i = 0;

	for (; n - i >= sizeof w; i += sizeof w) {
		memcpy(w, p + i, sizeof w);
		if (((w[0] | w[1] | w[2] | w[3]) & MIME_SWAR_HIGHS) != 0)
			break;
	}
	for (; n - i >= sizeof w[0]; i += sizeof w[0]) {
		memcpy(w, p + i, sizeof w[0]);
		if ((w[0] & MIME_SWAR_HIGHS) != 0)
			break;
	}
	while (i < n && p[i] < 0x80)
		i++;
	return i;
}

const struct mime_utf8_kernel mime_utf8_scalar = {
	.name = "scalar",
	.skip = skip,
};

const struct mime_utf8_kernel *const *
mime_utf8_kernels(void)
{
	static const struct mime_utf8_kernel *const all[] = {
#ifdef MIME_VECTOR
		&mime_utf8_vector,
#endif
		&mime_utf8_scalar,
		NULL,
	};

	return all + mime_cpu_skip();
}
