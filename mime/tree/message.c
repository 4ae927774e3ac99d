#include "base/memory.h"
#include "base/options.h"
#include "base/reader.h"
#include "tree/media_type.h"
#include "tree/parse.h"
#include "tree/source.h"

/* In the library 0 means the default. */
static const struct mime_parse_opts defaults = {
	.max_depth = 100,
	.max_parts = 10000,
	.max_fields = 10000,
	.max_params = 256,
	.max_comments = 32,
	.max_nested = 8,
	.max_header = 1024 * 1024,
	.max_addresses = 100000,
};

static int
take_options(struct mime_parse_opts *out, const struct mime_parse_opts *opts)
{
	int rc = mime_options_copy(out, sizeof *out, opts);

	if (out->max_depth == 0)
		out->max_depth = defaults.max_depth;
	if (out->max_parts == 0)
		out->max_parts = defaults.max_parts;
	if (out->max_fields == 0)
		out->max_fields = defaults.max_fields;
	if (out->max_params == 0)
		out->max_params = defaults.max_params;
	if (out->max_comments == 0)
		out->max_comments = defaults.max_comments;
	if (out->max_nested == 0)
		out->max_nested = defaults.max_nested;
	if (out->max_header == 0)
		out->max_header = defaults.max_header;
	if (out->max_addresses == 0)
		out->max_addresses = defaults.max_addresses;
	return rc;
}

static void
free_one(struct mime_message *m)
{
	mime_source_free(&m->source);
	mime_converters_free(m->own_converters);
	mime_arena_free(&m->arena);
	mime_free(m);
}

void
mime_message_free(struct mime_message *m)
{
	while (m != NULL) {
		struct mime_message *inner = m->inner;

		free_one(m);
		m = inner;
	}
}

/* An empty line end leaves the question open: CRLF. */
static bool
first_line_ends_in_lf(mime_slice bytes)
{
	const char *lf =
		bytes.len > 0 ? memchr(bytes.ptr, '\n', bytes.len) : NULL;

	return lf != NULL && (lf == bytes.ptr || lf[-1] != '\r');
}

static int
check_strict(const struct mime_message *m, mime_error *err)
{
	for (size_t i = 0; i < m->defects.n; i++) {
		const struct mime_defect_record *r = &m->defects.records[i];

		if (r->severity != 'I')
			return mime_error_set(err, MIME_ESYNTAX, 0, r->offset,
					      mime_defect_name(r->kind)->what);
	}
	return MIME_OK;
}

int
mime_message_parse(struct mime_message **out, struct mime_source *source,
		   const struct mime_parse_opts *opts, mime_error *err)
{
	struct mime_message *m = mime_alloc_array(1, sizeof *m);
	int rc;

	*out = NULL;
	if (m == NULL) {
		mime_source_free(source);
		return mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
	}
	mime_arena_init(&m->arena);
	mime_arena_expect(&m->arena, source->bytes.len);
	mime_defects_init(&m->defects, &m->arena);
	m->source = *source;
	rc = take_options(&m->limits, opts);
	m->converters = m->limits.converters;
	m->lf = first_line_ends_in_lf(source->bytes);
	if (rc == MIME_OK)
		rc = mime_parse_tree(m);
	if (rc == MIME_OK)
		rc = m->defects.error;
	m->complete = true;
	mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	if (rc == MIME_OK && (m->limits.flags & MIME_PARSE_STRICT) != 0)
		rc = check_strict(m, err);
	if (rc != MIME_OK) {
		mime_message_free(m);
		return rc;
	}
	*out = m;
	return MIME_OK;
}

int
mime_parse(struct mime_message **out, mime_slice buf,
	   const struct mime_parse_opts *opts, mime_error *err)
{
	struct mime_source source = { .bytes = buf };

	*out = NULL;
	if (buf.ptr == NULL && buf.len > 0)
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX, NULL);
	if (buf.ptr == NULL)
		source.bytes.ptr = "";
	return mime_message_parse(out, &source, opts, err);
}

int
mime_parse_file(struct mime_message **out, const char *path,
		const struct mime_parse_opts *opts, mime_error *err)
{
	struct mime_source source;
	struct mime_parse_opts taken;
	int rc;

	*out = NULL;
	rc = take_options(&taken, opts);
	if (rc != MIME_OK)
		return mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	rc = mime_source_file(&source, path,
			      (taken.flags & MIME_PARSE_MAP) != 0, err);
	if (rc != MIME_OK)
		return rc;
	return mime_message_parse(out, &source, opts, err);
}

int
mime_parse_fd(struct mime_message **out, int fd, uint64_t max_octets,
	      const struct mime_parse_opts *opts, mime_error *err)
{
	struct mime_source source;
	int rc;

	*out = NULL;
	rc = mime_source_fd(&source, fd, max_octets, err);
	if (rc != MIME_OK)
		return rc;
	return mime_message_parse(out, &source, opts, err);
}

int
mime_parse_reader(struct mime_message **out, struct mime_reader *reader,
		  uint64_t max_octets, const struct mime_parse_opts *opts,
		  mime_error *err)
{
	struct mime_source source;
	int rc;

	*out = NULL;
	rc = mime_source_reader(&source, reader, max_octets, err);
	if (rc != MIME_OK)
		return rc;
	return mime_message_parse(out, &source, opts, err);
}

mime_slice
mime_message_bytes(const struct mime_message *m)
{
	return m->source.bytes;
}

bool
mime_message_defect(struct mime_defect *out, const struct mime_message *m,
		    size_t i)
{
	const struct mime_defect_record *r;

	*out = (struct mime_defect){ 0 };
	if (i >= m->defects.n)
		return false;
	r = &m->defects.records[i];
	out->kind = r->kind;
	out->severity = (unsigned char)r->severity;
	out->offset = r->offset;
	out->length = r->length;
	out->part = r->part;
	out->field = r->field;
	return true;
}

size_t
mime_message_defect_count(const struct mime_message *m, int kind)
{
	return kind > 0 && kind < MIME_DEFECT_KINDS
		       ? mime_defects_count(&m->defects, kind)
		       : 0;
}
