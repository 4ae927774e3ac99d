/* support/tool.h - what a test of a module in tools/ needs: what was said on
 * stderr, what was written to the output, and a message to ask about. */
#ifndef MIME_TESTS_TOOL_H
#define MIME_TESTS_TOOL_H
#include "../tools/buffer.h"
#include "../tools/cli.h"
#include "../tools/input.h"
#include "../tools/output.h"
#include "support/suite.h"
#include <sys/wait.h>
#include <unistd.h>

/* The lines of this thread, from said_begin on. */
struct said {
	struct buffer lines;
	struct cli_sink before;
};

static inline void
said_take(void *ctx, const char *lines, size_t n)
{
	buffer_add(ctx, lines, n);
}

static inline void
said_begin(struct said *s)
{
	s->lines = (struct buffer){ NULL, 0, 0 };
	s->before = cli_divert((struct cli_sink){ said_take, &s->lines });
}

/* Ends it; whether the lines are these. */
static inline void
said_end(struct said *s, const char *lines)
{
	cli_divert(s->before);
	ck_assert_str_eq(buffer_string(&s->lines), lines);
	buffer_free(&s->lines);
}

/* Ends it; whether something was said, if it had to be. */
static inline void
said_something(struct said *s, bool wanted)
{
	cli_divert(s->before);
	ck_assert_msg((s->lines.len > 0) == wanted, "said: %s",
		      buffer_string(&s->lines));
	buffer_free(&s->lines);
}

/* An output that can be read back. */
static inline void
written_begin(struct output *o)
{
	*o = (struct output){ .file = tmpfile(), .dir = -1 };
	o->temporary.fd = -1;
	ck_assert_ptr_nonnull(o->file);
}

static inline void
written_end(struct buffer *out, struct output *o)
{
	char block[4096];
	size_t n;

	*out = (struct buffer){ NULL, 0, 0 };
	ck_assert(!output_failed(o));
	rewind(o->file);
	while ((n = fread(block, 1, sizeof block, o->file)) > 0)
		buffer_add(out, block, n);
	fclose(o->file);
}

/* A message of n bytes, read. */
struct mail {
	struct item item;
	struct input in;
	char name[8];
};

static inline void
mail_open(struct mail *m, const char *text, size_t n)
{
	memcpy(m->name, "m.eml", 6);
	m->item = (struct item){ .file = m->name,
				 .name = m->name,
				 .format = FORMAT_EML,
				 .sequence = 7,
				 .offset = 11,
				 .end = 11 + n };
	m->in = (struct input){ .name = m->name, .item = &m->item };
	ck_assert_int_eq(
		mime_parse(&m->in.message, (mime_slice){ text, n }, NULL, NULL),
		MIME_OK);
}

static inline void
mail_close(struct mail *m)
{
	input_close(&m->in);
}

/* What reaches stderr, of all threads, from caught_begin on. */
struct caught {
	FILE *file;
	int kept;
};

static inline void
caught_begin(struct caught *c)
{
	c->file = tmpfile();
	ck_assert_ptr_nonnull(c->file);
	fflush(stderr);
	c->kept = dup(STDERR_FILENO);
	dup2(fileno(c->file), STDERR_FILENO);
}

static inline void
caught_end(struct buffer *out, struct caught *c)
{
	char block[4096];
	size_t n;

	fflush(stderr);
	dup2(c->kept, STDERR_FILENO);
	close(c->kept);
	*out = (struct buffer){ NULL, 0, 0 };
	rewind(c->file);
	while ((n = fread(block, 1, sizeof block, c->file)) > 0)
		buffer_add(out, block, n);
	fclose(c->file);
}

/* How a child process ends that does this: its exit code, or minus the signal
 * that ended it.  What it says on stderr is dropped. */
static inline int
ends_with(void (*act)(void *ctx), void *ctx)
{
	pid_t pid = fork();
	int status;

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
		act(ctx);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
#endif
