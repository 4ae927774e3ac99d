/* mime/mime.h - every header of libmime (layers 0 to 4). */
#ifndef MIME_MIME_H
#define MIME_MIME_H
#include "mime/address.h"
#include "mime/build.h"
#include "mime/codec.h"
#include "mime/compose.h"
#include "mime/defect.h"
#include "mime/fields.h"
#include "mime/mailbox.h"
#include "mime/message.h"
#include "mime/smtp.h"
#include "mime/text.h"
#include "mime/types.h"
#include "mime/view.h"
#endif
