/* codec/eol.h - line ends as a stage; the interface is public. */
#ifndef MIME_CODEC_EOL_H
#define MIME_CODEC_EOL_H
#include "mime/codec.h"
#endif
