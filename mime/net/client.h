/* net/client.h - the blocking driver; the interface is public. */
#ifndef MIME_NET_CLIENT_H
#define MIME_NET_CLIENT_H
#include "mime/client.h"
#endif
