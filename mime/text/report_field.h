/* text/report_field.h - fields of reports; the interface is public. */
#ifndef MIME_TEXT_REPORT_FIELD_H
#define MIME_TEXT_REPORT_FIELD_H
#include "mime/fields.h"
#endif
