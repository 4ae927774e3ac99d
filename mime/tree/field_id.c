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

/* The numbers by a hash of the length and of two bytes of the name, chosen so
 * that no two share a slot: one comparison tells, and a name that is not known
 * mostly needs none.  0x20 folds letters; what else it alters does no harm. */
enum { SLOTS = 64 };
#define HASH(len, middle, last)                                                \
	(((len) + 4u * ((middle) | 0x20u) + 6u * ((last) | 0x20u)) % SLOTS)
#define SLOT(len, middle, last, id) [HASH(len, middle, last)] = { id, len }

static const struct {
	uint8_t id, len;
} slots[SLOTS] = {
	/* clang-format off */
	SLOT(3, 'c', 'c', MIME_FIELD_BCC),
	SLOT(2, 'c', 'c', MIME_FIELD_CC),
	SLOT(19, 'e', 'n', MIME_FIELD_CONTENT_DESCRIPTION),
	SLOT(19, 'i', 'n', MIME_FIELD_CONTENT_DISPOSITION),
	SLOT(10, 'n', 'd', MIME_FIELD_CONTENT_ID),
	SLOT(16, 'l', 'e', MIME_FIELD_CONTENT_LANGUAGE),
	SLOT(16, 'l', 'n', MIME_FIELD_CONTENT_LOCATION),
	SLOT(11, 'n', '5', MIME_FIELD_CONTENT_MD5),
	SLOT(25, 's', 'g', MIME_FIELD_CONTENT_TRANSFER_ENCODING),
	SLOT(12, 't', 'e', MIME_FIELD_CONTENT_TYPE),
	SLOT(4, 't', 'e', MIME_FIELD_DATE),
	SLOT(12, 'r', 'o', MIME_FIELD_DELIVERED_TO),
	SLOT(14, 'g', 'e', MIME_FIELD_DKIM_SIGNATURE),
	SLOT(4, 'o', 'm', MIME_FIELD_FROM),
	SLOT(11, 'p', 'o', MIME_FIELD_IN_REPLY_TO),
	SLOT(10, 'g', 'd', MIME_FIELD_MESSAGE_ID),
	SLOT(12, 'e', 'n', MIME_FIELD_MIME_VERSION),
	SLOT(8, 'i', 'd', MIME_FIELD_RECEIVED),
	SLOT(10, 'e', 's', MIME_FIELD_REFERENCES),
	SLOT(8, 'y', 'o', MIME_FIELD_REPLY_TO),
	SLOT(10, 't', 'c', MIME_FIELD_RESENT_BCC),
	SLOT(9, 'n', 'c', MIME_FIELD_RESENT_CC),
	SLOT(11, 't', 'e', MIME_FIELD_RESENT_DATE),
	SLOT(11, 't', 'm', MIME_FIELD_RESENT_FROM),
	SLOT(17, 'e', 'd', MIME_FIELD_RESENT_MESSAGE_ID),
	SLOT(15, 'r', 'o', MIME_FIELD_RESENT_REPLY_TO),
	SLOT(13, '-', 'r', MIME_FIELD_RESENT_SENDER),
	SLOT(9, 'n', 'o', MIME_FIELD_RESENT_TO),
	SLOT(11, 'n', 'h', MIME_FIELD_RETURN_PATH),
	SLOT(6, 'd', 'r', MIME_FIELD_SENDER),
	SLOT(7, 'j', 't', MIME_FIELD_SUBJECT),
	SLOT(2, 'o', 'o', MIME_FIELD_TO),
	/* clang-format on */
};

enum mime_field_id
mime_field_id_find(mime_slice name)
{
	size_t n = name.len, slot;

	if (n == 0)
		return MIME_FIELD_OTHER;
	slot = HASH(n, (uint8_t)name.ptr[n / 2], (uint8_t)name.ptr[n - 1]);
	if (slots[slot].len != n ||
	    !mime_ascii_same(known[slots[slot].id].name, name.ptr, n))
		return MIME_FIELD_OTHER;
	return (enum mime_field_id)slots[slot].id;
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
