#include "item.h"
#include <stdlib.h>

void
item_free(struct item *item)
{
	free(item->said);
	free(item->file);
	free(item->name);
	source_drop(item->source);
	*item = (struct item){ .source = NULL };
}
