/* cli.h - what the two programs have in common as commands: exit codes,
 * messages, memory. */
#ifndef TOOLS_CLI_H
#define TOOLS_CLI_H
#include "mime/types.h"

/* Exit codes: those of sysexits.h, and a few more. */
enum cli_exit {
	CLI_OK = 0,
	CLI_NO = 1,	      /* done, but the answer is "no" */
	CLI_USAGE = 64,	      /* bad options, or two modes at once */
	CLI_DATA = 65,	      /* the input is not what it must be */
	CLI_NOINPUT = 66,     /* a file cannot be opened */
	CLI_NOHOST = 68,      /* the host name does not resolve */
	CLI_UNAVAILABLE = 69, /* refused for good; or not built in */
	CLI_SOFTWARE = 70,    /* a bug of ours, or no memory */
	CLI_CANTCREAT = 73,   /* the output exists, or cannot be made */
	CLI_IOERR = 74,	      /* reading or writing failed */
	CLI_TEMPFAIL = 75,    /* try again later */
	CLI_PROTOCOL = 76,    /* the server talks nonsense, or TLS failed */
	CLI_NOPERM = 77,      /* authentication failed */
	CLI_CONFIG = 78,      /* bad configuration */
	CLI_UNKNOWN = 79      /* the message may have been delivered */
};

/* Call first: the name before each message, the locale's LC_CTYPE, and
 * SIGPIPE ignored, so that a closed pipe is an error of the write (see
 * cli_broken_pipe) and not the end of whatever a socket was doing.
 * program is kept. */
void cli_init(const char *program);
const char *cli_program(void);
/* Seconds since some time in the past; the clock is never set. */
double cli_seconds(void);
/* -q: from now on cli_warn and cli_note print nothing. */
void cli_set_quiet(bool quiet);
/* --ascii: escapes in messages are \x1b rather than pictures. */
void cli_set_ascii(bool ascii);
bool cli_ascii(void);
/* -j: messages are objects of JSON, one a line. */
void cli_set_json(bool json);

/* One line on stderr: "mimedump: FILE: text".  file NULL: without it.  What a
 * sender may have put into the text is made harmless (term.h). */
void cli_error(const char *file, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void cli_warn(const char *file, const char *format, ...) /* "warning: " */
	__attribute__((format(printf, 2, 3)));
void cli_note(const char *file, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* The line of cli_error, to be printed later.  text is clean. */
struct buffer;
void cli_add_error(struct buffer *out, const char *file, const char *text);
/* A line on stderr without "mimedump: " before it, unless -q.  What it holds
 * has been made harmless (term.h). */
void cli_line(mime_slice clean);
/* Where the lines of this thread go, whole, instead of to stderr.  sink NULL:
 * to stderr. */
struct cli_sink {
	void (*sink)(void *ctx, const char *lines, size_t n);
	void *ctx;
};
/* From now on; returns where they went before. */
struct cli_sink cli_divert(struct cli_sink to);
/* Called before anything is printed to stderr; NULL: nothing is. */
void cli_before_print(void (*call)(void *ctx), void *ctx);
/* Whole lines to where those of this thread go. */
void cli_say(const char *lines, size_t n);
/* Whole lines to stderr, at once, after what stdout has. */
void cli_print(const char *lines, size_t n);
/* An error of usage: the text, and where help is to be had.  Returns
 * CLI_USAGE. */
int cli_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes out what stdout holds: for --help and the like.  Says what went wrong
 * and returns an exit code. */
int cli_end_output(void);
/* The worse of two exit codes. */
int cli_worst(int a, int b);
/* The exit code for a failure with that errno while creating a file. */
int cli_create_exit(int sys);

/* Ends the program with CLI_SOFTWARE, its unfinished files removed. */
_Noreturn void cli_no_memory(void);
/* Ends the program as a closed pipe ends the other commands: in silence. */
_Noreturn void cli_broken_pipe(void);
/* These never return NULL. */
void *cli_alloc(size_t n); /* cleared */
void *cli_resize(void *block, size_t n);
/* Room for one more element after n of them: doubles *room when full. */
void *cli_grow(void *list, size_t n, size_t *room, size_t size);
char *cli_copy(const char *text, size_t n); /* and a NUL */
#endif
