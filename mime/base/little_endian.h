/* base/little_endian.h - numbers as Microsoft's formats hold them. */
#ifndef MIME_BASE_LITTLE_ENDIAN_H
#define MIME_BASE_LITTLE_ENDIAN_H
#include <stdint.h>

static inline uint32_t
mime_le16(const char *p)
{
	return (uint32_t)(uint8_t)p[0] | (uint32_t)(uint8_t)p[1] << 8;
}

static inline uint32_t
mime_le32(const char *p)
{
	return mime_le16(p) | mime_le16(p + 2) << 16;
}
#endif
