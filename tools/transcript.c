#include "transcript.h"
#include "cli.h"
#include "term.h"
#include <errno.h>
#include <string.h>
#include <time.h>

int
transcript_open(struct transcript *t, const char *path)
{
	t->out = path != NULL ? fopen(path, "ae") : stderr;
	if (t->out != NULL)
		return CLI_OK;
	cli_error(path, "cannot be written: %s", strerror(errno));
	return cli_create_exit(errno);
}

int
transcript_close(struct transcript *t, const char *path)
{
	FILE *out = t->out;
	bool failed;

	t->out = NULL;
	if (out == NULL || out == stderr)
		return CLI_OK;
	failed = ferror(out) != 0;
	failed = fclose(out) != 0 || failed;
	if (!failed)
		return CLI_OK;
	cli_error(path, "the transcript could not be written");
	return CLI_IOERR;
}

static void
add_time(struct buffer *b)
{
	struct timespec now;
	struct tm local;
	char text[32];

	if (clock_gettime(CLOCK_REALTIME, &now) != 0 ||
	    localtime_r(&now.tv_sec, &local) == NULL)
		return;
	(void)snprintf(text, sizeof text, "%02d:%02d:%02d.%03ld ",
		       local.tm_hour, local.tm_min, local.tm_sec,
		       now.tv_nsec / 1000000);
	buffer_add_text(b, text);
}

void
transcript_line(void *ctx, enum mime_smtp_trace kind, mime_slice line)
{
	struct transcript *t = ctx;
	struct buffer b = { NULL, 0, 0 };

	if (t->out == NULL)
		return;
	add_time(&b);
	buffer_add_text(&b, kind == MIME_TRACE_IN    ? "<- "
			    : kind == MIME_TRACE_OUT ? "-> "
						     : "-- ");
	term_clean_line(&b, line, cli_ascii());
	buffer_add_char(&b, '\n');
	(void)fwrite(b.ptr, 1, b.len, t->out);
	(void)fflush(t->out);
	buffer_free(&b);
}
