#include "tree/boundary_new.h"
#include "base/reader.h"
#include "mime/codec.h"
#include "tree/multipart.h"
#include "tree/type_choice.h"
#include <errno.h>
#include <sys/random.h>

/* What the delimiter line in the buffer says. */
static mime_slice
boundary_of_delimiter(mime_slice line, bool close)
{
	line = mime_slice_trim(line);
	if (close)
		line.len -= 2;
	return mime_slice_trim(mime_slice_part(line, 2, line.len));
}

int
mime_part_boundary(mime_slice *out, struct mime_part *p)
{
	struct mime_text_context context;
	const struct mime_field *type;
	int rc;

	*out = MIME_ABSENT;
	if (p->kind != MIME_PART_MULTIPART || (p->flags & MIME_PART_NEW) != 0)
		return MIME_OK;
	if (p->more != NULL && p->more->children_edited) {
		*out = p->more->boundary;
		return MIME_OK;
	}
	if (p->child != NULL) {
		const struct mime_part *c = p->child;

		*out = boundary_of_delimiter(
			mime_part_bytes(p, c->start, mime_part_header_at(c)),
			false);
		return MIME_OK;
	}
	if (p->close_len > 0) {
		*out = boundary_of_delimiter(
			mime_part_bytes(p, p->close, p->close + p->close_len),
			true);
		return MIME_OK;
	}
	type = mime_type_field(p);
	if (type == NULL)
		return MIME_OK;
	rc = mime_part_context(&context, p, 0, NULL);
	return rc == MIME_OK ? mime_multipart_boundary(out, &p->message->arena,
						       mime_field_body(type),
						       &context)
			     : rc;
}

int
mime_token_make(char token[MIME_TOKEN_DIGITS], uint64_t seed,
		const uint8_t digest[32], mime_error *err)
{
	static const char hex[] = "0123456789abcdef";
	struct mime_sha256 hash;
	uint8_t bytes[32];

	mime_sha256_init(&hash);
	if (seed == 0 && getentropy(bytes, sizeof bytes) != 0)
		return mime_error_set(err, MIME_EIO, errno, SIZE_MAX,
				      "no random bytes");
	if (seed != 0) {
		memset(bytes, 0, sizeof bytes);
		for (size_t i = 0; i < 8; i++)
			bytes[i] = (uint8_t)(seed >> 8 * i);
	}
	mime_sha256_add(&hash, bytes, sizeof bytes);
	if (digest != NULL)
		mime_sha256_add(&hash, digest, 32);
	mime_sha256_end(&hash, bytes);
	for (size_t i = 0; i < MIME_TOKEN_DIGITS; i++)
		token[i] = hex[bytes[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15];
	return MIME_OK;
}

void
mime_boundary_add_new(struct mime_strbuf *out, const struct mime_part *p,
		      const char token[MIME_TOKEN_DIGITS])
{
	mime_strbuf_add_text(out, "=_");
	mime_strbuf_add_decimal(out, p->number);
	mime_strbuf_add_char(out, '-');
	mime_strbuf_add(out, mime_slice_of(token, MIME_TOKEN_DIGITS));
}
