#include "secret.h"
#include "cli.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void
secret_wipe(struct secret *s)
{
	explicit_bzero(s, sizeof *s);
}

/* One byte at a time: what follows the line is for others, and no buffer of
 * stdio is left behind with it. */
static int
read_line(struct secret *s, int fd)
{
	char c;
	ssize_t n;

	s->len = 0;
	while ((n = read(fd, &c, 1)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return errno;
		if (c == '\n')
			break;
		if (s->len == sizeof s->text)
			return EMSGSIZE;
		s->text[s->len++] = c;
	}
	explicit_bzero(&c, sizeof c);
	if (s->len > 0 && s->text[s->len - 1] == '\r')
		s->len--;
	return 0;
}

/* In the child: cmd with its output in the pipe. */
static _Noreturn void
run(const char *command, const int pipe_fds[2])
{
	(void)signal(SIGPIPE, SIG_DFL);
	if (dup2(pipe_fds[1], STDOUT_FILENO) >= 0)
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

static int
read_command(struct secret *s, const char *command)
{
	int pipe_fds[2], status = 0, sys;
	char rest[256];
	pid_t child;

	if (pipe2(pipe_fds, O_CLOEXEC) != 0)
		return errno;
	child = fork();
	if (child == 0)
		run(command, pipe_fds);
	sys = child < 0 ? errno : 0;
	close(pipe_fds[1]);
	if (sys == 0)
		sys = read_line(s, pipe_fds[0]);
	/* to its end, or the command may fail for a closed pipe */
	while (sys == 0 && read(pipe_fds[0], rest, sizeof rest) > 0)
		;
	explicit_bzero(rest, sizeof rest);
	close(pipe_fds[0]);
	while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return sys != 0 ? sys : status != 0 ? ECHILD : 0;
}

int
secret_read(struct secret *s, const char *command, int fd)
{
	const char *from =
		command != NULL ? "--password-command" : "--password-fd";
	int sys = command != NULL ? read_command(s, command) : read_line(s, fd);

	if (sys == 0 && s->len > 0)
		return CLI_OK;
	if (sys == EMSGSIZE)
		cli_error(NULL, "%s: the password is too long", from);
	else if (sys == ECHILD)
		cli_error(NULL, "%s: the command failed", from);
	else if (sys != 0)
		cli_error(NULL, "%s: %s", from, strerror(sys));
	else
		cli_error(NULL, "%s: its first line is empty", from);
	secret_wipe(s);
	return CLI_NOPERM;
}
