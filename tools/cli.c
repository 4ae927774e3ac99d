#include "cli.h"
#include "buffer.h"
#include "json_error.h"
#include "temporary.h"
#include "term.h"
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct {
	const char *program;
	bool quiet, ascii, json;
} cli = { "mime", false, false, false };

static struct {
	void (*call)(void *ctx);
	void *ctx;
} before_print;

/* A thread whose lines wait for their turn. */
static _Thread_local struct cli_sink diverted;

void
cli_init(const char *program)
{
	cli.program = program;
	setlocale(LC_CTYPE, "");
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* then write fails */
}

const char *
cli_program(void)
{
	return cli.program;
}

double
cli_seconds(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

void
cli_set_quiet(bool quiet)
{
	cli.quiet = quiet;
}

void
cli_set_ascii(bool ascii)
{
	cli.ascii = ascii;
}

bool
cli_ascii(void)
{
	return cli.ascii;
}

void
cli_set_json(bool json)
{
	cli.json = json;
}

struct cli_sink
cli_divert(struct cli_sink to)
{
	struct cli_sink before = diverted;

	diverted = to;
	return before;
}

void
cli_before_print(void (*call)(void *ctx), void *ctx)
{
	before_print.call = call;
	before_print.ctx = ctx;
}

void
cli_print(const char *lines, size_t n)
{
	/* What was printed before comes first when both go to one place. */
	if (fflush(stdout) != 0 && errno == EPIPE)
		cli_broken_pipe();
	if (before_print.call != NULL)
		before_print.call(before_print.ctx);
	fwrite(lines, 1, n, stderr);
}

void
cli_say(const char *lines, size_t n)
{
	if (diverted.sink != NULL)
		diverted.sink(diverted.ctx, lines, n);
	else
		cli_print(lines, n);
}

static void
add_clean(struct buffer *out, const char *text)
{
	term_clean_line(out, (mime_slice){ text, strlen(text) }, cli.ascii);
}

static void
add_message(struct buffer *line, const char *file, const char *kind,
	    const char *text)
{
	if (cli.json) {
		json_error_add(line, cli.program, file, kind, text);
		buffer_add_char(line, '\n');
		return;
	}
	add_clean(line, cli.program);
	buffer_add_text(line, ": ");
	if (file != NULL) {
		add_clean(line, file);
		buffer_add_text(line, ": ");
	}
	if (strcmp(kind, "warning") == 0)
		buffer_add_text(line, "warning: ");
	add_clean(line, text);
	buffer_add_char(line, '\n');
}

void
cli_add_error(struct buffer *out, const char *file, const char *text)
{
	add_message(out, file, "error", text);
}

static void message(const char *file, const char *kind, const char *format,
		    va_list args) __attribute__((format(printf, 3, 0)));

static void
message(const char *file, const char *kind, const char *format, va_list args)
{
	struct buffer line = { NULL, 0, 0 };
	va_list again;
	char *text;
	int n;

	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	text = cli_alloc((size_t)(n < 0 ? 0 : n) + 1);
	if (n > 0)
		vsnprintf(text, (size_t)n + 1, format, args);
	add_message(&line, file, kind, text);
	cli_say(line.ptr, line.len);
	buffer_free(&line);
	free(text);
}

void
cli_error(const char *file, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	message(file, "error", format, args);
	va_end(args);
}

void
cli_warn(const char *file, const char *format, ...)
{
	va_list args;

	if (cli.quiet)
		return;
	va_start(args, format);
	message(file, "warning", format, args);
	va_end(args);
}

void
cli_note(const char *file, const char *format, ...)
{
	va_list args;

	if (cli.quiet)
		return;
	va_start(args, format);
	message(file, "note", format, args);
	va_end(args);
}

void
cli_line(mime_slice clean)
{
	struct buffer line = { NULL, 0, 0 };

	if (cli.quiet)
		return;
	buffer_add_slice(&line, clean);
	buffer_add_char(&line, '\n');
	cli_say(line.ptr, line.len);
	buffer_free(&line);
}

int
cli_usage(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	message(NULL, "error", format, args);
	va_end(args);
	if (!cli.json)
		fprintf(stderr, "%s: see %s --help\n", cli.program,
			cli.program);
	return CLI_USAGE;
}

int
cli_end_output(void)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return CLI_OK;
	if (errno == EPIPE)
		cli_broken_pipe();
	cli_error(NULL, "standard output cannot be written");
	return CLI_IOERR;
}

int
cli_worst(int a, int b)
{
	return a > b ? a : b;
}

int
cli_create_exit(int sys)
{
	switch (sys) {
	case ENOSPC:
	case EDQUOT:
	case EIO:
	case EFBIG:
		return CLI_IOERR;
	default:
		return CLI_CANTCREAT;
	}
}

void
cli_no_memory(void)
{
	/* nothing here may need memory */
	const char *const parts[] = {
		cli.json ? "{\"program\": \"" : "",
		cli.program,
		cli.json ? "\", \"file\": null, \"kind\": \"error\", "
			   "\"message\": \"out of memory\"}\n"
			 : ": out of memory\n",
	};
	ssize_t ignored;

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		ignored = write(STDERR_FILENO, parts[i], strlen(parts[i]));
		(void)ignored;
	}
	temporary_abandon();
	_exit(CLI_SOFTWARE);
}

void
cli_broken_pipe(void)
{
	temporary_abandon();
	signal(SIGPIPE, SIG_DFL);
	raise(SIGPIPE);
	_exit(CLI_IOERR);
}

void *
cli_alloc(size_t n)
{
	void *block = calloc(1, n != 0 ? n : 1);

	if (block == NULL)
		cli_no_memory();
	return block;
}

void *
cli_resize(void *block, size_t n)
{
	void *grown = realloc(block, n != 0 ? n : 1);

	if (grown == NULL)
		cli_no_memory();
	return grown;
}

void *
cli_grow(void *list, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return list;
	if (*room > SIZE_MAX / 4 / size)
		cli_no_memory();
	*room = *room != 0 ? *room * 2 : 16;
	return cli_resize(list, *room * size);
}

char *
cli_copy(const char *text, size_t n)
{
	char *copy = cli_alloc(n + 1);

	if (n > 0)
		memcpy(copy, text, n);
	return copy;
}
