#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "ascii.h"
#include "cli.h"
#include "idn.h"
#include <stdlib.h>
#include <string.h>
#ifdef HAVE_LIBIDN2
#include <idn2.h>
#endif

bool
idn_built_in(void)
{
#ifdef HAVE_LIBIDN2
	return true;
#else
	return false;
#endif
}

bool
idn_add(struct buffer *out, mime_slice domain)
{
#ifdef HAVE_LIBIDN2
	char *name = cli_copy(domain.ptr, domain.len), *ascii = NULL;
	int rc = idn2_to_ascii_8z(name, &ascii,
				  IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);

	free(name);
	if (rc == IDN2_MALLOC)
		cli_no_memory();
	if (rc != IDN2_OK)
		return false;
	buffer_add_text(out, ascii);
	idn2_free(ascii);
	return true;
#else
	(void)out;
	(void)domain;
	return false;
#endif
}

/* Where domain stands in the mailbox at raw: behind its last "@".  NULL if it
 * is written in pieces, with comments or folds between them. */
static const char *
domain_in(mime_slice raw, mime_slice domain)
{
	size_t at = raw.len;

	while (at > 0 && raw.ptr[at - 1] != '@')
		at--;
	if (at == 0 || raw.len - at < domain.len ||
	    memcmp(raw.ptr + at, domain.ptr, domain.len) != 0)
		return NULL;
	return raw.ptr + at;
}

void
idn_add_addresses(struct buffer *out, const char *list,
		  const struct mime_addresses *parsed)
{
	const char *rest = list, *end = list + strlen(list);
	struct mime_mailbox box;

	for (size_t i = 0; mime_addresses_get(&box, parsed, i); i++) {
		struct buffer ascii = { NULL, 0, 0 };
		const char *at, *domain;

		if (box.domain.len == 0 || ascii_only(box.domain))
			continue;
		/* box.raw is in the parser's copy of the list */
		at = memmem(rest, (size_t)(end - rest), box.raw.ptr,
			    box.raw.len);
		domain = at == NULL ? NULL
				    : domain_in((mime_slice){ at, box.raw.len },
						box.domain);
		if (domain != NULL && idn_add(&ascii, box.domain)) {
			buffer_add(out, rest, (size_t)(domain - rest));
			buffer_add_slice(out, buffer_slice(&ascii));
			rest = domain + box.domain.len;
		}
		buffer_free(&ascii);
	}
	buffer_add(out, rest, (size_t)(end - rest));
}
