/* codec/fault.h - counting what a decoder met. */
#ifndef MIME_CODEC_FAULT_H
#define MIME_CODEC_FAULT_H
#include "mime/codec.h"

static inline void
mime_fault_add(struct mime_fault *f, size_t offset)
{
	if (f->count++ == 0)
		f->offset = offset;
}
#endif
