/* codec/base64.h - base64 as a stage; the interface is public. */
#ifndef MIME_CODEC_BASE64_H
#define MIME_CODEC_BASE64_H
#include "mime/codec.h"

enum { MIME_BASE64_COLUMNS = 76 }; /* of an encoded line (RFC 2045 6.8) */
#endif
