#include "base/ascii.h"
#include "codec/qp.h"
#include "codec/qp_kernel.h"
#include "codec/swar.h"
#include <string.h>

/* Whole words are stored before they are looked at. */
static size_t
copy_text(const char *in, size_t n, char *out)
{
	size_t i = 0;
	uint64_t word;

	for (; n - i >= sizeof word; i += sizeof word) {
		memcpy(&word, in + i, sizeof word);
		memcpy(out + i, &word, sizeof word);
		if (mime_swar_has(word, '=') || mime_swar_has(word, '\n'))
			break;
	}
	for (; i < n && in[i] != '=' && in[i] != '\n'; i++)
		out[i] = in[i];
	return i;
}

static size_t
copy_literals(const char *in, size_t n, size_t most, char *out)
{
	size_t i = 0;
	uint64_t word;

	if (n > most)
		n = most;
	for (; n - i >= sizeof word; i += sizeof word) {
		memcpy(&word, in + i, sizeof word);
		memcpy(out + i, &word, sizeof word);
		if (!mime_swar_printable(word) || mime_swar_has(word, '='))
			break;
	}
	for (; i < n && (mime_qp_is_literal(in[i]) || in[i] == ' '); i++)
		out[i] = in[i];
	return i;
}

static size_t
escape(const char *in, size_t n, size_t most, char *out)
{
	size_t i;

	if (n > most)
		n = most;
	for (i = 0;
	     i < n && !mime_qp_is_literal(in[i]) && !mime_ascii_is_space(in[i]);
	     i++)
		out = mime_qp_put_escape(in[i], out);
	return i;
}

const struct mime_qp_kernel mime_qp_scalar = {
	.name = "scalar",
	.copy_text = copy_text,
	.copy_literals = copy_literals,
	.escape = escape,
};
