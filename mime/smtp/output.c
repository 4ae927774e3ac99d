#include "smtp/output.h"
#include "base/memory.h"
#include "base/slice.h"
#include "base/strbuf.h"

int
mime_output_init(struct mime_output *o, const struct mime_smtp_config *cfg)
{
	*o = (struct mime_output){ .trace = cfg->trace,
				   .trace_ctx = cfg->trace_ctx };
	o->block = mime_alloc(MIME_OUTPUT_ROOM);
	return o->block != NULL ? MIME_OK : MIME_ENOMEM;
}

void
mime_output_free(struct mime_output *o)
{
	mime_free_secret(o->block, MIME_OUTPUT_ROOM);
	o->block = NULL;
}

mime_slice
mime_output_slice(const struct mime_output *o)
{
	if (o->start == o->end)
		return MIME_ABSENT;
	return mime_slice_of(o->block + o->start, o->end - o->start);
}

void
mime_output_sent(struct mime_output *o, size_t n)
{
	if (n > o->end - o->start)
		n = o->end - o->start;
	explicit_bzero(o->block + o->start, n);
	o->start += n;
	if (o->start == o->end)
		o->start = o->end = 0;
}

void
mime_output_clear(struct mime_output *o)
{
	mime_output_sent(o, SIZE_MAX);
}

size_t
mime_output_space(const struct mime_output *o)
{
	return MIME_OUTPUT_ROOM - o->end;
}

char *
mime_output_reserve(struct mime_output *o, size_t n)
{
	return n <= mime_output_space(o) ? o->block + o->end : NULL;
}

void
mime_output_added(struct mime_output *o, size_t n)
{
	o->end += n;
}

static void
add(struct mime_output *o, mime_slice s)
{
	char *p = mime_output_reserve(o, s.len);

	if (p == NULL || s.len == 0)
		return;
	memcpy(p, s.ptr, s.len);
	mime_output_added(o, s.len);
}

void
mime_output_command(struct mime_output *o, mime_slice text, mime_slice secret)
{
	add(o, text);
	add(o, secret);
	add(o, MIME_LITERAL("\r\n"));
	if (secret.ptr == NULL)
		mime_output_trace(o, MIME_TRACE_OUT, text);
	else
		mime_output_trace_count(o, text, "hidden ", secret.len,
					" bytes");
}

void
mime_output_trace(const struct mime_output *o, enum mime_smtp_trace kind,
		  mime_slice line)
{
	if (o->trace != NULL)
		o->trace(o->trace_ctx, kind, line);
}

void
mime_output_trace_count(const struct mime_output *o, mime_slice prefix,
			const char *before, uint64_t number, const char *after)
{
	struct mime_strbuf line;

	if (o->trace == NULL)
		return;
	mime_strbuf_init(&line, MIME_OUTPUT_LINE_MAX);
	mime_strbuf_add(&line, prefix);
	mime_strbuf_add_char(&line, '<');
	mime_strbuf_add_text(&line, before);
	mime_strbuf_add_decimal(&line, number);
	mime_strbuf_add_text(&line, after);
	mime_strbuf_add_char(&line, '>');
	/* a transcript with a line missing is better than no mail */
	if (line.error == MIME_OK)
		mime_output_trace(o, MIME_TRACE_OUT, mime_strbuf_slice(&line));
	mime_strbuf_free(&line);
}
