#include "tree/body.h"
#include "tree/content.h"

/* Reads all of it into the arena.  base64 and quoted-printable become no longer
 * than they are; what is left over of the room is given back. */
static int
read_all(mime_slice *out, struct mime_part *p)
{
	struct mime_arena *arena = &p->message->arena;
	size_t room = mime_body_raw(p).len, n = 0;
	char *bytes = mime_arena_alloc(arena, room);
	struct mime_reader *r;
	mime_slice piece;
	int rc = mime_body_open(&r, p, MIME_BODY_BYTES);

	if (rc != MIME_OK)
		return rc;
	while (bytes != NULL && (rc = mime_reader_next(&piece, r)) > 0) {
		if (piece.len > room - n) {
			size_t more = room + room / 2 + piece.len;

			bytes = mime_arena_grow(arena, bytes, room, more);
			room = more;
		}
		if (bytes != NULL)
			memcpy(bytes + n, piece.ptr, piece.len);
		n += piece.len;
	}
	mime_reader_free(r);
	if (bytes == NULL)
		return MIME_ENOMEM;
	mime_arena_trim(arena, bytes, room, rc == MIME_OK ? n : 0);
	*out = mime_slice_of(bytes, rc == MIME_OK ? n : 0);
	return rc;
}

int
mime_body_bytes(mime_slice *out, struct mime_part *p)
{
	struct mime_part_more *more;
	mime_slice decoded;
	int rc;

	*out = MIME_ABSENT;
	if (p == NULL || p->kind != MIME_PART_LEAF ||
	    (p->flags & MIME_PART_NEW) != 0 || mime_part_content(p) != NULL)
		return MIME_EINVAL;
	if (!mime_transfer_is_coded((enum mime_transfer)p->transfer)) {
		*out = mime_body_raw(p);
		return MIME_OK;
	}
	more = mime_part_need_more(p);
	if (more == NULL)
		return MIME_ENOMEM;
	if (more->decoded.ptr == NULL) {
		rc = read_all(&decoded, p);
		if (rc != MIME_OK)
			return rc;
		more->decoded = decoded;
	}
	*out = more->decoded;
	return MIME_OK;
}
