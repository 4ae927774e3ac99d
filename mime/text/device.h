/* text/device.h - names that Windows keeps for devices. */
#ifndef MIME_TEXT_DEVICE_H
#define MIME_TEXT_DEVICE_H
#include "mime/types.h"

/* True if utf8, up to its first "." or what looks like it, blanks and
 * invisible characters not counted, names a device: CON, PRN, AUX, NUL,
 * COM1-COM9, LPT1-LPT9, ASCII case ignored. */
bool mime_device_name(mime_slice utf8);
#endif
