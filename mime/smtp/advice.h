/* smtp/advice.h - what a failure means for a person; the interface is
 * public. */
#ifndef MIME_SMTP_ADVICE_H
#define MIME_SMTP_ADVICE_H
#include "mime/smtp.h"
#endif
