/* mime/address.h - addresses, dates and message-ids (layer 2). */
#ifndef MIME_ADDRESS_H
#define MIME_ADDRESS_H
#include "mime/text.h"
MIME_BEGIN_DECLS

/* One mailbox of an address list (RFC 5322 3.4).  All text is valid UTF-8 and
 * lives as long as the list.  An invalid mailbox is never repaired into
 * another address: its address is absent, its name keeps the text. */
struct mime_mailbox {
	mime_slice name;    /* display name, decoded; absent if there is none */
	mime_slice address; /* "local@domain"; absent if it is not valid.  A
			     * local part that needs it is quoted. */
	mime_slice local;   /* local part, unquoted; absent if not valid */
	mime_slice domain;  /* absent if not valid; empty if there is none */
	mime_slice group;   /* name of the group it stands in; absent outside */
	mime_slice raw;	    /* its bytes in the field */
};

/* A parsed address list. */
struct mime_addresses;
/* Parse the body of an address field, or what a user typed: groups, comments,
 * routes, quoted local parts, display names with unquoted dots are
 * understood.
 * list	      copied; raw 8-bit bytes are read as UTF-8 if they are UTF-8.
 * converters NULL: opened for this call.
 * Error MIME_ENOMEM. */
MIME_API int mime_addresses_parse(struct mime_addresses **out, mime_slice list,
				  struct mime_converters *converters);
MIME_API void mime_addresses_free(struct mime_addresses *a); /* NULL is
							       * allowed */
/* How many mailboxes, invalid ones too; a is never NULL. */
MIME_API size_t mime_addresses_count(const struct mime_addresses *a);
/* The i-th mailbox in order; false once i is past the last. */
MIME_API bool mime_addresses_get(struct mime_mailbox *out,
				 const struct mime_addresses *a, size_t i);

/* A point in time and the zone it was written in. */
struct mime_date {
	int64_t seconds; /* since 1970-01-01 00:00:00 UTC */
	int zone;	 /* minutes east of UTC, -1439..1439 */
	bool zone_known; /* false for "-0000" and unknown zone names */
};
/* Parse a date-time with obsolete forms and comments (RFC 5322 3.3, 4.3).
 * False if it is not one; *out is then all zero. */
MIME_API bool mime_date_parse(struct mime_date *out, mime_slice text);
/* Parse what a user types: RFC 5322, or ISO 8601 such as 2026-11-21,
 * 2026-11-21T09:30:00+08:00 or 2026-11-21 09:30 (UTC when there is no
 * zone). */
MIME_API bool mime_date_parse_user(struct mime_date *out, mime_slice text);
/* A date in UTC calendar form shifted by its zone. */
struct mime_date_fields {
	int year, month, day;	  /* month 1-12, day 1-31 */
	int hour, minute, second; /* second 0-60 */
	int weekday;		  /* 0 Sunday - 6 Saturday */
};
MIME_API void mime_date_split(struct mime_date_fields *out,
			      const struct mime_date *date);
/* "Wed, 18 Nov 2026 09:30:11 +0800" and a NUL; the bytes without it. */
#define MIME_DATE_MAX 48
MIME_API size_t mime_date_format(char out[MIME_DATE_MAX],
				 const struct mime_date *date);

/* Takes the next message-id (without its angle brackets) off the front of
 * *rest, the body of a Message-ID, In-Reply-To or References field (RFC 5322
 * 3.6.4).  What stands before its "<" is read over; what stands inside is
 * given as it is, also when it is not of the form left@right.  False when
 * there is none left; *rest is then what remains but for blanks and comments
 * in front, empty in a good field. */
MIME_API bool mime_msgid_next(mime_slice *id, mime_slice *rest);

MIME_END_DECLS
#endif
