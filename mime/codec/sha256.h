/* codec/sha256.h - the digest; the interface is public. */
#ifndef MIME_CODEC_SHA256_H
#define MIME_CODEC_SHA256_H
#include "mime/codec.h"
#endif
