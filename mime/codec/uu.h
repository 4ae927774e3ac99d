/* codec/uu.h - uuencoded data as a stage; the interface is public. */
#ifndef MIME_CODEC_UU_H
#define MIME_CODEC_UU_H
#include "mime/codec.h"

/* True for the line "begin 644 name", without its line end. */
bool mime_uu_is_begin(mime_slice line);
/* True for a line, without its line end, that can be data: its first character
 * says how many bytes it holds, and it has about four characters for three of
 * them. */
bool mime_uu_is_data(mime_slice line);
#endif
