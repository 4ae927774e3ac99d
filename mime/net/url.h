/* net/url.h - where a URL leads; the interface is public. */
#ifndef MIME_NET_URL_H
#define MIME_NET_URL_H
#include "mime/client.h"
#endif
