/* text/received.h - trace fields; the interface is public. */
#ifndef MIME_TEXT_RECEIVED_H
#define MIME_TEXT_RECEIVED_H
#include "mime/fields.h"
#endif
