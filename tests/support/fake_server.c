#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "support/fake_server.h"
#include "support/fake_tls.h"
#include "support/suite.h"
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { HEARD_MAX = 16 * 1024 * 1024 };

struct peer {
	int fd;
	struct fake_tls *tls;
	struct fake_server *server;
	size_t next, end; /* of what was read ahead */
	char ahead[4096];
};

static void
give_up(const char *what)
{
	fprintf(stderr, "fake server: %s\n", what);
	_exit(1);
}

static void
nap(size_t ms)
{
	struct timespec t = { .tv_sec = (time_t)(ms / 1000),
			      .tv_nsec = (long)(ms % 1000) * 1000000 };

	nanosleep(&t, NULL);
}

/* A client that has hung up is told apart only by the test. */
static bool
say(struct peer *p, const char *text, size_t n)
{
	while (n > 0) {
		ssize_t put = p->tls != NULL
				      ? fake_tls_write(p->tls, text, n)
				      : send(p->fd, text, n, MSG_NOSIGNAL);

		if (put <= 0)
			return false;
		text += put;
		n -= (size_t)put;
	}
	return true;
}

/* One byte; false at the end. */
static bool
hear(struct peer *p, char *c)
{
	struct fake_server *f = p->server;

	if (p->next == p->end) {
		ssize_t got = p->tls != NULL ? fake_tls_read(p->tls, p->ahead,
							     sizeof p->ahead)
					     : recv(p->fd, p->ahead,
						    sizeof p->ahead, 0);

		if (got <= 0)
			return false;
		p->next = 0;
		p->end = (size_t)got;
	}
	*c = p->ahead[p->next++];
	if (*f->n_heard < HEARD_MAX)
		f->heard[(*f->n_heard)++] = *c;
	return true;
}

static bool
hear_line(struct peer *p, char line[8])
{
	size_t n = 0;
	char c;

	memset(line, 0, 8);
	while (hear(p, &c)) {
		if (n < 7)
			line[n] = c;
		n++;
		if (c == '\n')
			return true;
	}
	return false;
}

static bool
hear_content(struct peer *p)
{
	char line[8];

	do
		if (!hear_line(p, line))
			return false;
	while (strcmp(line, ".\r\n") != 0);
	return true;
}

static void
make_small(int fd)
{
	int n = 16 * 1024;

	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &n, sizeof n);
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &n, sizeof n);
}

static void
play(struct peer *p, const struct fake_step *s)
{
	char line[8], c;

	switch (s->op) {
	case FAKE_SAY:
		say(p, s->text, strlen(s->text));
		break;
	case FAKE_HEAR:
		if (!hear_line(p, line))
			give_up("the client has gone");
		break;
	case FAKE_CONTENT:
		if (!hear_content(p))
			give_up("the client has gone");
		break;
	case FAKE_TLS:
		p->tls = fake_tls_accept(p->fd, s->text);
		if (p->tls == NULL)
			_exit(0);
		break;
	case FAKE_DRIP:
		for (size_t i = 0; say(p, s->text + i % strlen(s->text), 1);
		     i++)
			nap(20);
		break;
	case FAKE_MANY:
		for (size_t i = 0; i < s->n && hear_line(p, line); i++)
			say(p, s->text, strlen(s->text));
		break;
	case FAKE_SWALLOW:
		for (size_t i = 0; i < s->n && hear(p, &c); i++)
			;
		break;
	case FAKE_SLEEP:
		nap(s->n);
		break;
	case FAKE_SMALL:
		make_small(p->fd);
		break;
	case FAKE_CUT:
		close(p->fd);
		_exit(0);
	case FAKE_END:
		break;
	}
}

static void
serve(struct fake_server *f, int listener, const struct fake_step *steps)
{
	struct peer p = { .server = f };

	/* whatever happens, no process is left behind */
	alarm(60);
	if (steps->op == FAKE_SMALL)
		make_small(listener);
	p.fd = accept(listener, NULL, NULL);
	if (p.fd < 0)
		give_up("no client");
	for (; steps->op != FAKE_END; steps++)
		play(&p, steps);
	fake_tls_close(p.tls);
	close(p.fd);
	_exit(0);
}

void
fake_server_start(struct fake_server *f, const struct fake_step *steps)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t len = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	void *shared =
		mmap(NULL, HEARD_MAX + sizeof *f->n_heard,
		     PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	ck_assert_ptr_ne(shared, MAP_FAILED);
	f->n_heard = shared;
	f->heard = (char *)shared + sizeof *f->n_heard;
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof a), 0);
	ck_assert_int_eq(listen(fd, 1), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&a, &len), 0);
	snprintf(f->port, sizeof f->port, "%u", (unsigned)ntohs(a.sin_port));
	f->pid = fork();
	ck_assert_int_ge(f->pid, 0);
	if (f->pid == 0)
		serve(f, fd, steps);
	close(fd);
}

void
fake_server_stop(struct fake_server *f)
{
	int status;

	ck_assert_int_eq(waitpid(f->pid, &status, 0), f->pid);
	ck_assert_int_eq(status, 0);
}

void
fake_server_free(struct fake_server *f)
{
	munmap(f->n_heard, HEARD_MAX + sizeof *f->n_heard);
}
