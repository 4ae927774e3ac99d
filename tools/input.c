#include "input.h"
#include "buffer.h"
#include "cli.h"
#include "temporary.h"
#include "term.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a SIGBUS inside a map means, ready to be written by the handler. */
static struct {
	const char *start;
	size_t len;
	struct buffer text;
} mapped;

static void
on_bus_error(int number, siginfo_t *info, void *context)
{
	const char *at = info->si_addr;
	ssize_t ignored;

	(void)context;
	if (mapped.start == NULL || at < mapped.start ||
	    at >= mapped.start + mapped.len) {
		signal(number, SIG_DFL);
		return; /* the same access raises it again */
	}
	ignored = write(STDERR_FILENO, mapped.text.ptr, mapped.text.len);
	(void)ignored;
	temporary_abandon();
	_exit(CLI_IOERR);
}

static void
watch(const struct input *in)
{
	struct sigaction act;

	buffer_clear(&mapped.text);
	buffer_add_text(&mapped.text, cli_program());
	buffer_add_text(&mapped.text, ": ");
	term_clean_line(&mapped.text,
			(mime_slice){ in->name, strlen(in->name) },
			cli_ascii());
	buffer_add_text(&mapped.text,
			": became shorter while it was being read\n");
	mapped.start = in->map;
	mapped.len = in->map_len;
	memset(&act, 0, sizeof act);
	act.sa_sigaction = on_bus_error;
	act.sa_flags = SA_SIGINFO;
	sigemptyset(&act.sa_mask);
	sigaction(SIGBUS, &act, NULL);
}

static int
parse_failed(const struct input *in, int rc, const mime_error *err,
	     uint64_t max)
{
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (rc == MIME_ELIMIT) {
		cli_error(in->name, "is larger than %llu bytes (--max-size)",
			  (unsigned long long)max);
		return CLI_DATA;
	}
	if (rc == MIME_EIO) {
		cli_error(in->name, "cannot be read: %s", strerror(err->sys));
		return err->sys == EISDIR ? CLI_NOINPUT : CLI_IOERR;
	}
	cli_error(in->name, "%s", mime_error_phrase(rc));
	return CLI_SOFTWARE;
}

/* A regular file that is read from its start can be mapped; one of size 0 may
 * be a file of /proc, which has more to give than it says. */
static bool
can_map(int fd, const struct stat *st)
{
	return S_ISREG(st->st_mode) && st->st_size > 0 &&
	       (uint64_t)st->st_size < SIZE_MAX / 2 &&
	       lseek(fd, 0, SEEK_CUR) == 0;
}

static int
parse(struct input *in, int fd, const struct mime_parse_opts *opts,
      const struct input_limit *limit)
{
	mime_error err = { 0, 0, 0, "" };
	uint64_t max = limit->octets;
	struct stat st;
	int rc;

	if (fstat(fd, &st) != 0)
		memset(&st, 0, sizeof st);
	if (!limit->given && !S_ISREG(st.st_mode))
		max = (uint64_t)4 << 30;
	if (can_map(fd, &st)) {
		if (max != 0 && (uint64_t)st.st_size > max)
			return parse_failed(in, MIME_ELIMIT, &err, max);
		in->map_len = (size_t)st.st_size;
		in->map =
			mmap(NULL, in->map_len, PROT_READ, MAP_PRIVATE, fd, 0);
		if (in->map == MAP_FAILED)
			in->map = NULL;
	}
	if (in->map != NULL) {
		watch(in);
		rc = mime_parse(&in->message,
				(mime_slice){ in->map, in->map_len }, opts,
				&err);
	} else {
		rc = mime_parse_fd(&in->message, fd, max, opts, &err);
	}
	return rc == MIME_OK ? CLI_OK : parse_failed(in, rc, &err, max);
}

int
input_open(struct input *in, const char *path,
	   const struct mime_parse_opts *opts, const struct input_limit *limit)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = STDIN_FILENO, rc;

	*in = (struct input){ path, NULL, NULL, 0 };
	if (!is_stdin)
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (fd < 0) {
		cli_error(path, "cannot be opened: %s", strerror(errno));
		return CLI_NOINPUT;
	}
	rc = parse(in, fd, opts, limit);
	if (!is_stdin)
		close(fd);
	if (rc != CLI_OK)
		input_close(in);
	return rc;
}

void
input_close(struct input *in)
{
	mime_message_free(in->message);
	in->message = NULL;
	mapped.start = NULL;
	if (in->map != NULL)
		munmap(in->map, in->map_len);
	in->map = NULL;
}
