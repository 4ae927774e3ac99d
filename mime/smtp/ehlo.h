/* smtp/ehlo.h - what the reply to EHLO offers (RFC 5321 4.1.1.1). */
#ifndef MIME_SMTP_EHLO_H
#define MIME_SMTP_EHLO_H
#include "mime/smtp.h"

struct mime_ehlo {
	unsigned caps;	     /* bits of enum mime_smtp_caps */
	uint64_t size_limit; /* 0: none stated */
};

/* text is that of the reply, lines joined by LF; the first one is the
 * server's name.  Keywords have no case; unknown ones are passed over.  The
 * old form "AUTH=LOGIN PLAIN" is understood.  A SIZE that is no number, or
 * past 2^64, states no limit. */
void mime_ehlo_parse(struct mime_ehlo *out, mime_slice text);
#endif
