/* tree/field_id.h - the header fields this library knows by name. */
#ifndef MIME_TREE_FIELD_ID_H
#define MIME_TREE_FIELD_ID_H
#include "mime/types.h"

enum mime_field_id {
	MIME_FIELD_OTHER = 0, /* a field without a number of its own */
	MIME_FIELD_NONE,      /* no field: junk, an envelope line, a run that
			       * a limit left unindexed */
	MIME_FIELD_BCC,
	MIME_FIELD_CC,
	MIME_FIELD_CONTENT_DESCRIPTION,
	MIME_FIELD_CONTENT_DISPOSITION,
	MIME_FIELD_CONTENT_ID,
	MIME_FIELD_CONTENT_LANGUAGE,
	MIME_FIELD_CONTENT_LOCATION,
	MIME_FIELD_CONTENT_MD5,
	MIME_FIELD_CONTENT_TRANSFER_ENCODING,
	MIME_FIELD_CONTENT_TYPE,
	MIME_FIELD_DATE,
	MIME_FIELD_DELIVERED_TO,
	MIME_FIELD_DKIM_SIGNATURE,
	MIME_FIELD_FROM,
	MIME_FIELD_IN_REPLY_TO,
	MIME_FIELD_MESSAGE_ID,
	MIME_FIELD_MIME_VERSION,
	MIME_FIELD_RECEIVED,
	MIME_FIELD_REFERENCES,
	MIME_FIELD_REPLY_TO,
	MIME_FIELD_RESENT_BCC,
	MIME_FIELD_RESENT_CC,
	MIME_FIELD_RESENT_DATE,
	MIME_FIELD_RESENT_FROM,
	MIME_FIELD_RESENT_MESSAGE_ID,
	MIME_FIELD_RESENT_REPLY_TO,
	MIME_FIELD_RESENT_SENDER,
	MIME_FIELD_RESENT_TO,
	MIME_FIELD_RETURN_PATH,
	MIME_FIELD_SENDER,
	MIME_FIELD_SUBJECT,
	MIME_FIELD_TO,
	MIME_FIELD_IDS
};
enum mime_field_grammar {
	MIME_GRAMMAR_TEXT,	/* unstructured: encoded-words anywhere */
	MIME_GRAMMAR_ADDRESSES, /* an address list */
	MIME_GRAMMAR_TOKENS,	/* structured ASCII: dates, ids, types */
};
/* The number of a field name, ASCII case ignored. */
enum mime_field_id mime_field_id_find(mime_slice name);
/* As it is usually written; NULL for OTHER and NONE. */
const char *mime_field_id_name(enum mime_field_id id);
enum mime_field_grammar mime_field_id_grammar(enum mime_field_id id);
/* True for a field that a header may hold once (RFC 5322 3.6, RFC 2045 3). */
bool mime_field_id_single(enum mime_field_id id);
/* True for Content-* fields and MIME-Version. */
bool mime_field_id_mime(enum mime_field_id id);
#endif
