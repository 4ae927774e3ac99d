/* text/list_field.h - fields of mailing lists; the interface is public. */
#ifndef MIME_TEXT_LIST_FIELD_H
#define MIME_TEXT_LIST_FIELD_H
#include "mime/fields.h"
#endif
