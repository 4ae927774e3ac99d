#include "tree/field_id.h"
#include "base/slice.h"

struct known {
	const char *name;
	uint8_t grammar;
	bool single;
};

static const struct known known[MIME_FIELD_IDS] = {
	/* clang-format off */
	[MIME_FIELD_OTHER] = { NULL, MIME_GRAMMAR_TEXT, false },
	[MIME_FIELD_NONE] = { NULL, MIME_GRAMMAR_TEXT, false },
	[MIME_FIELD_BCC] = { "Bcc", MIME_GRAMMAR_ADDRESSES, true },
	[MIME_FIELD_CC] = { "Cc", MIME_GRAMMAR_ADDRESSES, true },
	[MIME_FIELD_CONTENT_DESCRIPTION] = { "Content-Description", MIME_GRAMMAR_TEXT, true },
	[MIME_FIELD_CONTENT_DISPOSITION] = { "Content-Disposition", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_CONTENT_ID] = { "Content-ID", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_CONTENT_LANGUAGE] = { "Content-Language", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_CONTENT_LOCATION] = { "Content-Location", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_CONTENT_MD5] = { "Content-MD5", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_CONTENT_TRANSFER_ENCODING] = { "Content-Transfer-Encoding", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_CONTENT_TYPE] = { "Content-Type", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_DATE] = { "Date", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_DELIVERED_TO] = { "Delivered-To", MIME_GRAMMAR_TOKENS, false },
	[MIME_FIELD_DKIM_SIGNATURE] = { "DKIM-Signature", MIME_GRAMMAR_TOKENS, false },
	[MIME_FIELD_FROM] = { "From", MIME_GRAMMAR_ADDRESSES, true },
	[MIME_FIELD_IN_REPLY_TO] = { "In-Reply-To", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_MESSAGE_ID] = { "Message-ID", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_MIME_VERSION] = { "MIME-Version", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_RECEIVED] = { "Received", MIME_GRAMMAR_TOKENS, false },
	[MIME_FIELD_REFERENCES] = { "References", MIME_GRAMMAR_TOKENS, true },
	[MIME_FIELD_REPLY_TO] = { "Reply-To", MIME_GRAMMAR_ADDRESSES, true },
	[MIME_FIELD_RESENT_BCC] = { "Resent-Bcc", MIME_GRAMMAR_ADDRESSES, false },
	[MIME_FIELD_RESENT_CC] = { "Resent-Cc", MIME_GRAMMAR_ADDRESSES, false },
	[MIME_FIELD_RESENT_DATE] = { "Resent-Date", MIME_GRAMMAR_TOKENS, false },
	[MIME_FIELD_RESENT_FROM] = { "Resent-From", MIME_GRAMMAR_ADDRESSES, false },
	[MIME_FIELD_RESENT_MESSAGE_ID] = { "Resent-Message-ID", MIME_GRAMMAR_TOKENS, false },
	[MIME_FIELD_RESENT_REPLY_TO] = { "Resent-Reply-To", MIME_GRAMMAR_ADDRESSES, false },
	[MIME_FIELD_RESENT_SENDER] = { "Resent-Sender", MIME_GRAMMAR_ADDRESSES, false },
	[MIME_FIELD_RESENT_TO] = { "Resent-To", MIME_GRAMMAR_ADDRESSES, false },
	[MIME_FIELD_RETURN_PATH] = { "Return-Path", MIME_GRAMMAR_TOKENS, false },
	[MIME_FIELD_SENDER] = { "Sender", MIME_GRAMMAR_ADDRESSES, true },
	[MIME_FIELD_SUBJECT] = { "Subject", MIME_GRAMMAR_TEXT, true },
	[MIME_FIELD_TO] = { "To", MIME_GRAMMAR_ADDRESSES, true },
	/* clang-format on */
};

/* The numbers in order of the length of their names. */
static const uint8_t by_length[] = {
	/* clang-format off */
	MIME_FIELD_CC,
	MIME_FIELD_TO,
	MIME_FIELD_BCC,
	MIME_FIELD_DATE,
	MIME_FIELD_FROM,
	MIME_FIELD_SENDER,
	MIME_FIELD_SUBJECT,
	MIME_FIELD_RECEIVED,
	MIME_FIELD_REPLY_TO,
	MIME_FIELD_RESENT_CC,
	MIME_FIELD_RESENT_TO,
	MIME_FIELD_CONTENT_ID,
	MIME_FIELD_MESSAGE_ID,
	MIME_FIELD_REFERENCES,
	MIME_FIELD_RESENT_BCC,
	MIME_FIELD_CONTENT_MD5,
	MIME_FIELD_IN_REPLY_TO,
	MIME_FIELD_RESENT_DATE,
	MIME_FIELD_RESENT_FROM,
	MIME_FIELD_RETURN_PATH,
	MIME_FIELD_CONTENT_TYPE,
	MIME_FIELD_DELIVERED_TO,
	MIME_FIELD_MIME_VERSION,
	MIME_FIELD_RESENT_SENDER,
	MIME_FIELD_DKIM_SIGNATURE,
	MIME_FIELD_RESENT_REPLY_TO,
	MIME_FIELD_CONTENT_LANGUAGE,
	MIME_FIELD_CONTENT_LOCATION,
	MIME_FIELD_RESENT_MESSAGE_ID,
	MIME_FIELD_CONTENT_DESCRIPTION,
	MIME_FIELD_CONTENT_DISPOSITION,
	MIME_FIELD_CONTENT_TRANSFER_ENCODING,
	/* clang-format on */
};

enum { LONGEST = sizeof("Content-Transfer-Encoding") - 1 };

/* by_length[first[n]] to by_length[first[n + 1] - 1] have n bytes. */
static const uint8_t first[LONGEST + 2] = {
	0,  0,	0,  2,	3,  5,	5,  6,	7,  9,	11, 15, 20, 23,
	24, 25, 26, 28, 29, 29, 31, 31, 31, 31, 31, 31, 32
};

enum mime_field_id
mime_field_id_find(mime_slice name)
{
	if (name.len > LONGEST)
		return MIME_FIELD_OTHER;
	for (size_t i = first[name.len]; i < first[name.len + 1]; i++) {
		const char *full = known[by_length[i]].name;

		if (mime_ascii_lower(full[0]) ==
			    mime_ascii_lower(name.ptr[0]) &&
		    mime_ascii_same(full, name.ptr, name.len))
			return (enum mime_field_id)by_length[i];
	}
	return MIME_FIELD_OTHER;
}

const char *
mime_field_id_name(enum mime_field_id id)
{
	return known[id].name;
}

enum mime_field_grammar
mime_field_id_grammar(enum mime_field_id id)
{
	return (enum mime_field_grammar)known[id].grammar;
}

bool
mime_field_id_single(enum mime_field_id id)
{
	return known[id].single;
}

bool
mime_field_id_mime(enum mime_field_id id)
{
	return (id >= MIME_FIELD_CONTENT_DESCRIPTION &&
		id <= MIME_FIELD_CONTENT_TYPE) ||
	       id == MIME_FIELD_MIME_VERSION;
}
