/* mime/fields.h - trace, list, authentication and report fields (layer 2).
 *
 * Each takes the body of a field (mime_field_body) or a part of it and
 * allocates nothing: the slices it gives are parts of that body, as written,
 * without comments but with a fold where there is one (mime_field_plain takes
 * it out).  What a sender wrote wrong is read over; nothing here fails. */
#ifndef MIME_FIELDS_H
#define MIME_FIELDS_H
#include "mime/address.h"
MIME_BEGIN_DECLS

/* Copy value to out without line ends, and if it is a quoted string without
 * quotes and backslashes.  Writes at most value.len bytes; returns how many. */
MIME_API size_t mime_field_plain(char *out, mime_slice value);

/* Received (RFC 5321 4.4, RFC 5322 3.6.7). */
enum mime_received_clause {
	MIME_RECEIVED_FROM,
	MIME_RECEIVED_BY,
	MIME_RECEIVED_VIA,
	MIME_RECEIVED_WITH,
	MIME_RECEIVED_ID,
	MIME_RECEIVED_FOR,
	MIME_RECEIVED_CLAUSES
};
struct mime_received {
	/* What follows the word: absent if the clause is; of a repeated one
	 * the first counts. */
	mime_slice value[MIME_RECEIVED_CLAUSES];
	/* From its first "(" to its last ")": absent if it has none. */
	mime_slice comment[MIME_RECEIVED_CLAUSES];
	struct mime_date date; /* zero if not dated */
	bool dated;	       /* a date follows the last ";" */
};
/* False if body has neither a clause nor a date. */
MIME_API bool mime_received_parse(struct mime_received *out, mime_slice body);

/* List-Help, -Unsubscribe, -Subscribe, -Post, -Owner, -Archive (RFC 2369):
 * takes the next URL, what stands between "<" and ">", off the front of *rest,
 * the body of the field.  Blanks inside it mean nothing.  False when there is
 * none left; "NO" in List-Post is none. */
MIME_API bool mime_list_url_next(mime_slice *url, mime_slice *rest);
/* List-Id (RFC 2919): the identifier between the last "<" and ">", and the
 * phrase before it as written, absent if there is none.  False, and both
 * absent, without an identifier. */
MIME_API bool mime_list_id(mime_slice *id, mime_slice *phrase, mime_slice body);
/* True if body, of List-Unsubscribe-Post, asks for one click (RFC 8058). */
MIME_API bool mime_list_is_one_click(mime_slice body);

/* Authentication-Results (RFC 8601), ARC-Authentication-Results (RFC 8617).
 * Believe only those whose id is that of a server of your own. */
struct mime_auth_results {
	mime_slice authserv_id; /* absent if there is none */
	mime_slice version;	/* of the field; absent: 1 */
	mime_slice instance;	/* the number of "i="; absent outside of ARC */
	mime_slice rest;	/* the results: for mime_auth_next */
};
MIME_API void mime_auth_begin(struct mime_auth_results *out, mime_slice body);
struct mime_auth_result {
	mime_slice method;     /* "dkim" */
	mime_slice version;    /* "1" of "dkim/1"; absent if not said */
	mime_slice result;     /* "pass"; absent if not said, as of "none" */
	mime_slice reason;     /* absent if not said; may be quoted */
	mime_slice properties; /* the rest: for mime_auth_property_next */
};
/* Takes the next result; false when there is none left. */
MIME_API bool mime_auth_next(struct mime_auth_result *out,
			     struct mime_auth_results *results);
struct mime_auth_property {
	mime_slice type;  /* "header" */
	mime_slice name;  /* "from" */
	mime_slice value; /* may be quoted */
};
/* Takes the next "type.name=value" off *properties; false when there is none
 * left. */
MIME_API bool mime_auth_property_next(struct mime_auth_property *out,
				      mime_slice *properties);

/* message/delivery-status (RFC 3464), message/disposition-notification
 * (RFC 8098) and message/feedback-report (RFC 5965) hold groups of fields,
 * apart by blank lines: of a delivery-status the first is of the message, each
 * further one of a recipient.  Takes the next group off *rest, the content of
 * the part (mime_part_report); false when there is none left. */
MIME_API bool mime_report_group_next(mime_slice *group, mime_slice *rest);
struct mime_report_field {
	mime_slice name;
	mime_slice body;  /* what follows the colon, folds included */
	mime_slice type;  /* "rfc822" of "rfc822; a@b", where the field has such
			  * a type (RFC 3464 2.1.2); else absent */
	mime_slice value; /* what follows the type, else the body; trimmed */
};
/* Takes the next field off *group; a line that is none is read over.  False
 * when there is none left. */
MIME_API bool mime_report_field_next(struct mime_report_field *out,
				     mime_slice *group);
/* The first field of that name, ASCII case ignored; false if there is none. */
MIME_API bool mime_report_field_find(struct mime_report_field *out,
				     mime_slice group, const char *name);
/* Status (RFC 3463 2): "5.1.1" and maybe a comment. */
struct mime_report_status {
	unsigned major, subject, detail; /* 2, 4 or 5; 0-999; 0-999 */
};
/* False, and *out all 0, if value is none. */
MIME_API bool mime_report_status(struct mime_report_status *out,
				 mime_slice value);
/* Disposition (RFC 8098 3.2.6): "manual-action/MDN-sent-manually;
 * displayed/error". */
struct mime_report_disposition {
	mime_slice action;   /* "manual-action" */
	mime_slice sending;  /* "MDN-sent-manually" */
	mime_slice type;     /* "displayed" */
	mime_slice modifier; /* "error", what follows the "/"; or absent */
};
/* False, and *out all absent, if value has no type. */
MIME_API bool mime_report_disposition(struct mime_report_disposition *out,
				      mime_slice value);

MIME_END_DECLS
#endif
