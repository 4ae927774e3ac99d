#include "tree/header.h"
#include "tree/field_index.h"
#include "tree/multipart.h"

struct scan {
	struct mime_header *out;
	struct mime_part *part;
	struct mime_message *message;
	const struct mime_boundaries *open;
	const char *bytes;
	size_t n;     /* of bytes */
	size_t start; /* of the header */
	size_t fields;
	bool limited;	  /* a limit of the index was reached */
	bool disposition; /* a Content-Disposition was indexed */
	struct mime_field_index index;
	struct mime_boundaries own; /* boundaries that this header names */
	size_t n_own;		    /* Content-Types looked at for them */
	struct mime_arena scratch;
};

static void
defect(struct scan *s, int kind, size_t from, size_t to)
{
	s->message->defects.part = s->part;
	mime_defect_add(&s->message->defects, kind, from, to - from);
}

/* Offset of the byte after the line that holds `at'. */
static size_t
line_after(const struct scan *s, size_t at)
{
	const char *lf = memchr(s->bytes + at, '\n', s->n - at);

	return lf != NULL ? (size_t)(lf - s->bytes) + 1 : s->n;
}

/* Length of the field name at `at', 0 if the line is no field.  *spaced:
 * blanks stand before the colon (RFC 5322 4.5). */
static size_t
field_name(const struct scan *s, size_t at, bool *spaced)
{
	size_t end = at, colon;

	while (end < s->n && mime_ascii_is(s->bytes[end], MIME_ASCII_FTEXT))
		end++;
	colon = end;
	while (colon < s->n && mime_ascii_is_blank(s->bytes[colon]))
		colon++;
	*spaced = colon > end;
	if (colon == s->n || s->bytes[colon] != ':' || end - at > UINT16_MAX)
		return 0;
	return end - at;
}

/* The boundaries that the Content-Types of this very header name. */
static int
find_own_boundaries(struct scan *s)
{
	int rc = MIME_OK;

	if (s->n_own == 0)
		mime_boundaries_init(&s->own);
	while (rc == MIME_OK && s->n_own < s->out->n_types) {
		const struct mime_field *f = s->out->types[s->n_own++];
		struct mime_text_context context;
		mime_slice boundary;
		bool same, prefix;

		rc = mime_part_context(&context, s->part, mime_field_body_at(f),
				       NULL);
		if (rc == MIME_OK)
			rc = mime_multipart_boundary(&boundary, &s->scratch,
						     mime_field_body(f),
						     &context);
		if (rc == MIME_OK && boundary.len > 0)
			rc = mime_boundaries_push(&s->own, boundary, &same,
						  &prefix);
	}
	return rc;
}

/* 1 if the line at `at' is a delimiter, 0 if not, < 0 on error. */
static int
is_delimiter(struct scan *s, size_t at)
{
	struct mime_delimiter found;
	mime_slice rest;
	int rc;

	if (s->n - at < 2 || s->bytes[at] != '-' || s->bytes[at + 1] != '-')
		return 0;
	rest = mime_slice_of(s->bytes + at + 2, s->n - at - 2);
	if (s->open->n > 0 && mime_boundaries_match(&found, s->open, rest))
		return 1;
	rc = find_own_boundaries(s);
	if (rc != MIME_OK)
		return rc;
	return s->own.n > 0 && mime_boundaries_match(&found, &s->own, rest);
}

/* A line of CRs and its LF, or the LF alone, ends the header. */
static bool
ends_header(const struct scan *s, size_t at, size_t after)
{
	size_t i = at;

	while (i < after && s->bytes[i] == '\r')
		i++;
	return i + 1 == after && s->bytes[i] == '\n';
}

/* Nothing but blanks before its line end. */
static bool
is_blank_line(const struct scan *s, size_t at, size_t after)
{
	while (at < after && mime_ascii_is_space(s->bytes[at]))
		at++;
	return at == after;
}

/* Mail pasted from a web page loses the blank that begins a continuation:
 * the line before ends in ";" and this one goes "token=". */
static bool
lost_its_blank(const struct scan *s, size_t at)
{
	size_t end = at, before = at;

	while (before > s->start && mime_ascii_is_space(s->bytes[before - 1]))
		before--;
	if (s->index.last == NULL || before == s->start ||
	    s->bytes[before - 1] != ';')
		return false;
	while (end < s->n && mime_ascii_is(s->bytes[end], MIME_ASCII_TOKEN))
		end++;
	return end > at && end < s->n && s->bytes[end] == '=';
}

/* Of what follows a line that is no field: the offset of the next field, or
 * SIZE_MAX if a blank line, a delimiter or the end comes first. */
static int
next_field(struct scan *s, size_t at, size_t *found)
{
	bool spaced;

	*found = SIZE_MAX;
	for (at = line_after(s, at); at < s->n; at = line_after(s, at)) {
		int rc = is_delimiter(s, at);

		if (rc < 0)
			return rc;
		if (rc > 0 || ends_header(s, at, line_after(s, at)))
			return MIME_OK;
		if (field_name(s, at, &spaced) > 0) {
			*found = at;
			return MIME_OK;
		}
	}
	return MIME_OK;
}

static void
note_structure(struct scan *s, struct mime_field *f)
{
	struct mime_header *h = s->out;

	if (f->id == MIME_FIELD_CONTENT_TYPE && h->n_types < MIME_HEADER_TYPES)
		h->types[h->n_types++] = f;
	else if (f->id == MIME_FIELD_CONTENT_TRANSFER_ENCODING &&
		 h->encoding == NULL)
		h->encoding = f;
	else if (f->id == MIME_FIELD_CONTENT_DISPOSITION)
		s->disposition = true;
}

/* Past a limit only what shapes the tree is indexed, and not without end:
 * padding hides nothing, and costs no memory. */
static bool
wanted_past_limit(const struct scan *s, enum mime_field_id id)
{
	const struct mime_header *h = s->out;

	if (id == MIME_FIELD_CONTENT_TYPE)
		return h->n_types < MIME_HEADER_TYPES;
	if (id == MIME_FIELD_CONTENT_TRANSFER_ENCODING)
		return h->encoding == NULL;
	return id == MIME_FIELD_CONTENT_DISPOSITION && !s->disposition;
}

static void
check_limits(struct scan *s, size_t at)
{
	const struct mime_parse_opts *limits = &s->message->limits;

	if (s->limited)
		return;
	if (s->fields >= limits->max_fields)
		defect(s, MIME_DEFECT_FIELDS_LIMIT, at, at);
	else if (at - s->start >= limits->max_header)
		defect(s, MIME_DEFECT_HEADER_LIMIT, at, at);
	else
		return;
	s->limited = true;
}

static int
add_field(struct scan *s, size_t from, size_t name_at, size_t name_len,
	  size_t to)
{
	mime_slice name = mime_slice_of(s->bytes + name_at, name_len);
	enum mime_field_id id = mime_field_id_find(name);
	int rc;

	check_limits(s, from);
	if (s->limited && !wanted_past_limit(s, id)) {
		if (s->index.last != NULL &&
		    s->index.last->id == MIME_FIELD_NONE) {
			mime_field_index_extend(&s->index, to);
			return MIME_OK;
		}
		id = MIME_FIELD_NONE;
	}
	s->fields++;
	rc = mime_field_index_add(&s->index, from, to, id, name_len);
	if (rc == MIME_OK && !s->index.overflow)
		note_structure(s, s->index.last);
	return rc;
}

/* A line that is neither field nor continuation.  *at moves behind it, or
 * stays when the header ends before it. */
static int
odd_line(struct scan *s, size_t *at, size_t after)
{
	size_t found;
	int rc;

	if (lost_its_blank(s, *at)) {
		defect(s, MIME_DEFECT_LOST_FOLD_BLANK, *at, after);
		mime_field_index_extend(&s->index, after);
		*at = after;
		return MIME_OK;
	}
	rc = next_field(s, *at, &found);
	if (rc != MIME_OK)
		return rc;
	if (found == SIZE_MAX) {
		defect(s, MIME_DEFECT_NO_BLANK_LINE, *at, after);
		return MIME_OK;
	}
	defect(s, MIME_DEFECT_NOT_A_FIELD, *at, found);
	rc = mime_field_index_add(&s->index, *at, found, MIME_FIELD_NONE, 0);
	*at = found;
	return rc;
}

/* A byte-order mark, an envelope line of an mbox, a first line that begins
 * with a blank. */
static int
first_line(struct scan *s, size_t *at, bool message)
{
	mime_slice rest = mime_slice_of(s->bytes + *at, s->n - *at);
	size_t after, name_at, name_len;
	bool spaced;
	int rc = MIME_OK;

	if (message && mime_slice_begins(rest, MIME_LITERAL("\xef\xbb\xbf"))) {
		rc = mime_field_index_add(&s->index, *at, *at + 3,
					  MIME_FIELD_NONE, 0);
		*at += 3;
		rest = mime_slice_of(s->bytes + *at, s->n - *at);
	}
	if (rc == MIME_OK && message &&
	    (mime_slice_begins(rest, MIME_LITERAL("From ")) ||
	     mime_slice_begins(rest, MIME_LITERAL(">From ")))) {
		after = line_after(s, *at);
		rc = mime_field_index_add(&s->index, *at, after,
					  MIME_FIELD_NONE, 0);
		*at = after;
	}
	if (rc != MIME_OK || *at == s->n || !mime_ascii_is_blank(s->bytes[*at]))
		return rc;
	after = line_after(s, *at);
	for (name_at = *at; name_at < after; name_at++)
		if (!mime_ascii_is_blank(s->bytes[name_at]))
			break;
	name_len = field_name(s, name_at, &spaced);
	if (name_len == 0)
		return MIME_OK;
	defect(s, MIME_DEFECT_CONTINUATION_FIRST, *at, after);
	rc = add_field(s, *at, name_at, name_len, after);
	*at = after;
	return rc;
}

/* Takes the line at *at.  1: go on; 0: the header ended; < 0: error. */
static int
take_line(struct scan *s, size_t *at)
{
	size_t after = line_after(s, *at), from = *at, name_len;
	char first = s->bytes[*at];
	bool spaced;
	int rc;

	if ((first == '\n' || first == '\r') && ends_header(s, *at, after)) {
		if (after - *at > 2)
			defect(s, MIME_DEFECT_ODD_HEADER_END, *at, after);
		*at = after;
		return 0;
	}
	if (mime_ascii_is_blank(first) && s->index.last != NULL) {
		if (is_blank_line(s, *at, after))
			defect(s, MIME_DEFECT_ODD_HEADER_END, *at, after);
		check_limits(s, *at);
		mime_field_index_extend(&s->index, after);
		*at = after;
		return 1;
	}
	rc = first == '-' ? is_delimiter(s, *at) : 0;
	if (rc != 0)
		return rc < 0 ? rc : 0;
	name_len = field_name(s, *at, &spaced);
	/* boundary="a:b" that lost its blank is no field named boundary="a */
	if (name_len > 0 && lost_its_blank(s, *at) &&
	    memchr(s->bytes + *at, '=', name_len) != NULL)
		name_len = 0;
	if (name_len > 0) {
		if (spaced)
			defect(s, MIME_DEFECT_SPACE_BEFORE_COLON, *at, after);
		rc = add_field(s, *at, *at, name_len, after);
		*at = after;
	} else {
		rc = odd_line(s, at, after);
	}
	if (rc != MIME_OK)
		return rc;
	return *at > from ? 1 : 0;
}

int
mime_header_parse(struct mime_header *out, struct mime_part *p, size_t at,
		  const struct mime_boundaries *open, bool message)
{
	struct mime_message *m = p->message;
	struct scan s;
	int rc;

	/* few headers need own, and clearing it costs more than a field */
	s.out = out;
	s.part = p;
	s.message = m;
	s.open = open;
	s.bytes = m->source.bytes.ptr;
	s.n = m->source.bytes.len;
	s.start = at;
	s.fields = s.n_own = s.own.n = 0;
	s.limited = s.disposition = false;
	out->body = at;
	out->n_types = 0;
	out->encoding = NULL;
	mime_arena_init(&s.scratch);
	mime_field_index_init(&s.index, p, at);
	rc = first_line(&s, &at, message);
	if (rc == MIME_OK)
		rc = 1;
	while (rc > 0 && at < s.n)
		rc = take_line(&s, &at);
	mime_field_index_end(&s.index);
	if (s.n_own > 0)
		mime_boundaries_free(&s.own);
	mime_arena_free(&s.scratch);
	out->body = at;
	return rc < 0 ? rc : MIME_OK;
}
