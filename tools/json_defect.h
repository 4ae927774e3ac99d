/* json_defect.h - what is wrong with a message, as JSON. */
#ifndef TOOLS_JSON_DEFECT_H
#define TOOLS_JSON_DEFECT_H
#include "json.h"

/* "defects" and "defectCounts"; those of messages inside that are encoded name
 * the section whose decoded bytes their offsets count.  All were checked
 * (dump_check). */
void json_defects(struct json *j, struct mime_message *m);
#endif
