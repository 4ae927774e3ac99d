/* text/auth_results.h - results of authentication; the interface is public. */
#ifndef MIME_TEXT_AUTH_RESULTS_H
#define MIME_TEXT_AUTH_RESULTS_H
#include "mime/fields.h"
#endif
