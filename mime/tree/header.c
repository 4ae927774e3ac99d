#include "tree/header.h"
#include "codec/scan.h"
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
	bool limited;  /* a limit of the index was reached */
	uint64_t seen; /* bits of the field numbers that were indexed */
	const struct mime_scan_kernel *scan;
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

/* The line that begins at `at', or what is left of it. */
struct line {
	size_t at;
	size_t stop; /* the first byte that is no character of a field name */
	size_t after;
};

static inline struct line
line_at(const struct scan *s, size_t at)
{
	struct line l = { .at = at };

	l.after = s->scan->line(s->bytes, s->n, at, &l.stop);
	return l;
}

/* Length of the name of the field that begins the line, 0 if it is no field.
 * *spaced: blanks stand before the colon (RFC 5322 4.5). */
static inline size_t
field_name(const struct scan *s, const struct line *l, bool *spaced)
{
	size_t colon = l->stop;

	while (colon < s->n && mime_ascii_is_blank(s->bytes[colon]))
		colon++;
	*spaced = colon > l->stop;
	if (colon == s->n || s->bytes[colon] != ':' ||
	    l->stop - l->at > UINT16_MAX)
		return 0;
	return l->stop - l->at;
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

/* 1 if the line at `at' is a delimiter, 2 if it is one of the part whose header
 * this is, 0 if it is none, < 0 on error. */
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
	return s->own.n > 0 && mime_boundaries_match(&found, &s->own, rest) ? 2
									    : 0;
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

/* The line before `at' ends in ";". */
static inline bool
follows_semicolon(const struct scan *s, size_t at)
{
	while (at > s->start &&
	       mime_ascii_is(s->bytes[at - 1],
			     MIME_ASCII_BLANK | MIME_ASCII_EOL))
		at--;
	return at > s->start && s->bytes[at - 1] == ';';
}

/* Mail pasted from a web page loses the blank that begins a continuation:
 * the line before ends in ";" and this one goes "token=". */
static inline bool
lost_its_blank(const struct scan *s, size_t at)
{
	size_t end = at;

	if (!follows_semicolon(s, at) || s->index.last == NULL)
		return false;
	while (end < s->n && mime_ascii_is(s->bytes[end], MIME_ASCII_TOKEN))
		end++;
	return end > at && end < s->n && s->bytes[end] == '=';
}

/* Of what follows a line that is no field: the offset of the next field, or
 * SIZE_MAX if a blank line, a delimiter or the end comes first. */
static int
next_field(struct scan *s, const struct line *odd, size_t *found)
{
	struct line l = line_at(s, odd->after);
	bool spaced;

	*found = SIZE_MAX;
	for (; l.at < s->n; l = line_at(s, l.after)) {
		int rc = is_delimiter(s, l.at);

		if (rc < 0)
			return rc;
		if (rc > 0 || ends_header(s, l.at, l.after))
			return MIME_OK;
		if (field_name(s, &l, &spaced) > 0) {
			*found = l.at;
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
	_Static_assert(MIME_FIELD_IDS <= 64, "each has a bit in seen");
	s->seen |= (uint64_t)1 << f->id;
}

/* Past a limit only what says what the part is is indexed, and not without
 * end: padding hides nothing, and costs no memory. */
static bool
wanted_past_limit(const struct scan *s, enum mime_field_id id)
{
	if (id == MIME_FIELD_CONTENT_TYPE)
		return s->out->n_types < MIME_HEADER_TYPES;
	return mime_field_id_mime(id) && (s->seen >> id & 1) == 0;
}

static inline void
reach_limit(struct scan *s, bool reached, int kind, size_t at)
{
	if (!reached || s->limited)
		return;
	s->limited = true;
	defect(s, kind, at, at);
}

/* What is not indexed is one run, as far as nothing that is parts it.  Of a run
 * without a field name_len stays 0: it is junk. */
static int
add_unindexed(struct scan *s, size_t from, size_t to, size_t name_len)
{
	struct mime_field *last = s->index.last;

	if (!s->limited || last == NULL || last->id != MIME_FIELD_NONE)
		return mime_field_index_add(&s->index, from, to,
					    MIME_FIELD_NONE, name_len);
	mime_field_index_extend(&s->index, to);
	if (last->name_len == 0)
		last->name_len = (uint16_t)name_len;
	return MIME_OK;
}

static int
add_field(struct scan *s, size_t from, size_t name_at, size_t name_len,
	  size_t to)
{
	mime_slice name = mime_slice_of(s->bytes + name_at, name_len);
	enum mime_field_id id = mime_field_id_find(name);
	int rc;

	reach_limit(s, s->fields >= s->message->limits.max_fields,
		    MIME_DEFECT_FIELDS_LIMIT, from);
	if (s->limited && !wanted_past_limit(s, id))
		return add_unindexed(s, from, to, name_len);
	s->fields++;
	rc = mime_field_index_add(&s->index, from, to, id, name_len);
	if (rc == MIME_OK && !s->index.overflow)
		note_structure(s, s->index.last);
	return rc;
}

/* A line that is neither field nor continuation.  *at moves behind it, or
 * stays when the header ends before it. */
static int
odd_line(struct scan *s, size_t *at, const struct line *l)
{
	size_t found;
	int rc;

	if (lost_its_blank(s, l->at)) {
		defect(s, MIME_DEFECT_LOST_FOLD_BLANK, l->at, l->after);
		mime_field_index_extend(&s->index, l->after);
		*at = l->after;
		return MIME_OK;
	}
	rc = next_field(s, l, &found);
	if (rc != MIME_OK)
		return rc;
	if (found == SIZE_MAX) {
		defect(s, MIME_DEFECT_NO_BLANK_LINE, l->at, l->after);
		return MIME_OK;
	}
	defect(s, MIME_DEFECT_NOT_A_FIELD, l->at, found);
	rc = add_unindexed(s, l->at, found, 0);
	*at = found;
	return rc;
}

/* A byte-order mark, an envelope line of an mbox, a first line that begins
 * with a blank. */
static int
first_line(struct scan *s, size_t *at, bool message)
{
	mime_slice rest = mime_slice_of(s->bytes + *at, s->n - *at);
	size_t name_at, name_len;
	struct line l;
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
		l = line_at(s, *at);
		rc = mime_field_index_add(&s->index, *at, l.after,
					  MIME_FIELD_NONE, 0);
		*at = l.after;
	}
	if (rc != MIME_OK || *at == s->n || !mime_ascii_is_blank(s->bytes[*at]))
		return rc;
	for (name_at = *at; name_at < s->n; name_at++)
		if (!mime_ascii_is_blank(s->bytes[name_at]))
			break;
	l = line_at(s, name_at);
	name_len = field_name(s, &l, &spaced);
	if (name_len == 0)
		return MIME_OK;
	defect(s, MIME_DEFECT_CONTINUATION_FIRST, *at, l.after);
	rc = add_field(s, *at, name_at, name_len, l.after);
	*at = l.after;
	return rc;
}

/* Takes the line at *at.  1: go on; 0: the header ended; < 0: error. */
static inline int
take_line(struct scan *s, size_t *at)
{
	struct line l = line_at(s, *at);
	char first = s->bytes[l.at];
	size_t name_len;
	bool spaced;
	int rc;

	if ((first == '\n' || first == '\r') && ends_header(s, l.at, l.after)) {
		if (l.after - l.at > 2)
			defect(s, MIME_DEFECT_ODD_HEADER_END, l.at, l.after);
		*at = l.after;
		return 0;
	}
	if (mime_ascii_is_blank(first) && s->index.last != NULL) {
		if (is_blank_line(s, l.at, l.after))
			defect(s, MIME_DEFECT_ODD_HEADER_END, l.at, l.after);
		mime_field_index_extend(&s->index, l.after);
		*at = l.after;
		return 1;
	}
	rc = first == '-' ? is_delimiter(s, l.at) : 0;
	if (rc > 1) /* before another's, the body is absent (RFC 2046 5.1.1) */
		defect(s, MIME_DEFECT_NO_BLANK_LINE, l.at, l.after);
	if (rc != 0)
		return rc < 0 ? rc : 0;
	name_len = field_name(s, &l, &spaced);
	/* boundary="a:b" that lost its blank is no field named boundary="a */
	if (name_len > 0 && lost_its_blank(s, l.at))
		name_len = 0;
	if (name_len > 0) {
		if (spaced)
			defect(s, MIME_DEFECT_SPACE_BEFORE_COLON, l.at,
			       l.after);
		rc = add_field(s, l.at, l.at, name_len, l.after);
		*at = l.after;
	} else {
		rc = odd_line(s, at, &l);
	}
	if (rc != MIME_OK)
		return rc;
	return *at > l.at ? 1 : 0;
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
	s.limited = false;
	s.seen = 0;
	out->body = at;
	out->n_types = 0;
	out->encoding = NULL;
	mime_arena_init(&s.scratch);
	s.scan = mime_scan_kernels()[0];
	mime_field_index_init(&s.index, p, at);
	rc = first_line(&s, &at, message);
	if (rc == MIME_OK)
		rc = 1;
	while (rc > 0 && at < s.n) {
		rc = take_line(&s, &at);
		reach_limit(&s, rc > 0 && at - s.start > m->limits.max_header,
			    MIME_DEFECT_HEADER_LIMIT, at);
	}
	mime_field_index_end(&s.index);
	if (s.n_own > 0)
		mime_boundaries_free(&s.own);
	mime_arena_free(&s.scratch);
	out->body = at;
	return rc < 0 ? rc : MIME_OK;
}
