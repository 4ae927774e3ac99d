#include "text/address.h"
#include "base/memory.h"
#include <limits.h>

struct mime_addresses {
	struct mime_arena arena;
	struct mime_address_list list;
};

static int
parse(struct mime_addresses *a, mime_slice text,
      struct mime_converters *converters)
{
	struct mime_text_context context = { .converters = converters,
					     .max_comments = UINT_MAX,
					     .max_params = UINT_MAX };
	mime_slice copy;
	int rc = mime_arena_copy(&copy, &a->arena, text);

	if (rc != MIME_OK)
		return rc;
	return mime_address_list_parse(&a->list, &a->arena, copy, SIZE_MAX,
				       &context);
}

int
mime_addresses_parse(struct mime_addresses **out, mime_slice list,
		     struct mime_converters *converters)
{
	struct mime_converters *own = NULL;
	struct mime_addresses *a;
	int rc = MIME_OK;

	*out = NULL;
	a = mime_alloc_array(1, sizeof *a);
	if (a == NULL)
		return MIME_ENOMEM;
	mime_arena_init(&a->arena);
	if (converters == NULL)
		rc = mime_converters_new(&own);
	if (rc == MIME_OK)
		rc = parse(a, list, own != NULL ? own : converters);
	mime_converters_free(own);
	if (rc == MIME_OK)
		*out = a;
	else
		mime_addresses_free(a);
	return rc;
}

void
mime_addresses_free(struct mime_addresses *a)
{
	if (a == NULL)
		return;
	mime_arena_free(&a->arena);
	mime_free(a);
}

size_t
mime_addresses_count(const struct mime_addresses *a)
{
	return a->list.n;
}

bool
mime_addresses_get(struct mime_mailbox *out, const struct mime_addresses *a,
		   size_t i)
{
	*out = (struct mime_mailbox){ 0 };
	if (i >= a->list.n)
		return false;
	*out = a->list.list[i];
	return true;
}
