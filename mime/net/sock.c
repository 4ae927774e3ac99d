#include "net/sock.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
	ATTEMPTS = 8, /* under way at the same time */
	STAGGER = 250 /* ms, RFC 8305 5 */
};

/* Connections under way to the addresses of one host. */
struct attempts {
	struct pollfd fds[ATTEMPTS];
	nfds_t n;
	int error; /* errno of the last that failed */
};

int64_t
mime_sock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t
mime_sock_deadline(unsigned ms)
{
	return ms > 0 ? mime_sock_now() + ms : MIME_SOCK_NEVER;
}

/* For poll(2); a deadline that has passed still asks what is ready. */
static int
left(int64_t deadline)
{
	int64_t ms;

	if (deadline == MIME_SOCK_NEVER)
		return -1;
	ms = deadline - mime_sock_now();
	return ms < 0 ? 0 : ms > INT_MAX ? INT_MAX : (int)ms;
}

int
mime_sock_wait(int fd, short events, int64_t deadline)
{
	struct pollfd p = { .fd = fd, .events = events };
	int n;

	do
		n = poll(&p, 1, left(deadline));
	while (n < 0 && errno == EINTR);
	return n < 0 ? MIME_EIO : n == 0 ? 0 : p.revents;
}

static int
start(const struct addrinfo *ai)
{
	int one = 1;
	int fd = socket(ai->ai_family,
			ai->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC,
			ai->ai_protocol);

	if (fd < 0)
		return -1;
	/* commands are small and each waits for its reply */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	if (connect(fd, ai->ai_addr, ai->ai_addrlen) < 0 &&
	    errno != EINPROGRESS) {
		int error = errno;

		close(fd);
		errno = error;
		return -1;
	}
	return fd;
}

static void
drop(struct attempts *a, nfds_t i)
{
	close(a->fds[i].fd);
	a->fds[i] = a->fds[--a->n];
}

/* The first that is connected, or -1; those that failed are dropped. */
static int
take_connected(struct attempts *a)
{
	for (nfds_t i = 0; i < a->n;) {
		int error = 0, fd = a->fds[i].fd;
		socklen_t len = sizeof error;

		if (a->fds[i].revents == 0) {
			i++;
			continue;
		}
		if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &len) == 0 &&
		    error == 0) {
			a->fds[i] = a->fds[--a->n];
			return fd;
		}
		a->error = error;
		drop(a, i);
	}
	return -1;
}

static int
give_up(struct attempts *a, int error)
{
	a->error = error;
	return -1;
}

/* Goes on until one is connected, all have failed, or the time is over: then
 * -1, and a->error says which. */
static int
race(struct attempts *a, const struct addrinfo *ai, int64_t deadline)
{
	int fd = -1;

	while (fd < 0 && (ai != NULL || a->n > 0)) {
		int64_t until = deadline;
		int n;

		if (ai != NULL && a->n < ATTEMPTS) {
			fd = start(ai);
			ai = ai->ai_next;
			if (fd < 0) {
				a->error = errno;
				continue;
			}
			a->fds[a->n++] =
				(struct pollfd){ .fd = fd, .events = POLLOUT };
			fd = -1;
		}
		if (ai != NULL && mime_sock_now() + STAGGER < until)
			until = mime_sock_now() + STAGGER;
		n = poll(a->fds, a->n, left(until));
		if (n > 0)
			fd = take_connected(a);
		else if (n < 0 && errno != EINTR)
			return give_up(a, errno);
		if (fd < 0 && mime_sock_now() >= deadline)
			return give_up(a, ETIMEDOUT);
	}
	return fd;
}

static void
describe(struct mime_note *out, const struct sockaddr_storage *a)
{
	char text[INET6_ADDRSTRLEN] = "";
	in_port_t port = 0;

	if (a->ss_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, a, sizeof in);
		inet_ntop(AF_INET, &in.sin_addr, text, sizeof text);
		port = in.sin_port;
	} else if (a->ss_family == AF_INET6) {
		struct sockaddr_in6 in6;

		memcpy(&in6, a, sizeof in6);
		inet_ntop(AF_INET6, &in6.sin6_addr, text, sizeof text);
		port = in6.sin6_port;
	}
	mime_note_add(out, "[");
	mime_note_add(out, text);
	mime_note_add(out, "]:");
	mime_note_add_number(out, ntohs(port), 1);
}

static int
fail(mime_error *err, int code, int sys, const char *what)
{
	*err = (mime_error){ code, sys, SIZE_MAX, what };
	return code;
}

static int
resolve(struct addrinfo **list, const char *host, const char *port,
	enum mime_failure *failure, mime_error *err)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
				  .ai_flags = AI_ADDRCONFIG };
	int rc = getaddrinfo(host, port, &hints, list);

	/* without a network but loopback, AI_ADDRCONFIG hides 127.0.0.1 */
	if (rc == EAI_NONAME || rc == EAI_ADDRFAMILY || rc == EAI_NODATA) {
		hints.ai_flags = 0;
		rc = getaddrinfo(host, port, &hints, list);
	}
	*failure = MIME_FAILURE_RESOLVE;
	switch (rc) {
	case 0:
		return MIME_OK;
	case EAI_MEMORY:
		*failure = MIME_FAILURE_MEMORY;
		return fail(err, MIME_ENOMEM, 0, "out of memory");
	case EAI_AGAIN:
		return fail(err, MIME_EIO, EAGAIN,
			    "the host name cannot be looked up now");
	case EAI_SERVICE:
		return fail(err, MIME_EIO, 0, "the port is not known");
	default:
		return fail(err, MIME_EIO, rc == EAI_SYSTEM ? errno : 0,
			    "the host name is not known");
	}
}

int
mime_sock_connect(int *fd, struct mime_note *address, const char *host,
		  const char *port, int64_t deadline,
		  enum mime_failure *failure, mime_error *err)
{
	struct attempts a = { .n = 0 };
	struct sockaddr_storage peer = { 0 };
	socklen_t len = sizeof peer;
	struct addrinfo *list;
	int rc = resolve(&list, host, port, failure, err);

	*fd = -1;
	mime_note_init(address);
	if (rc < 0)
		return rc;
	*fd = race(&a, list, deadline);
	freeaddrinfo(list);
	while (a.n > 0)
		drop(&a, 0);
	*failure = MIME_FAILURE_CONNECT;
	if (*fd < 0 && a.error == ETIMEDOUT)
		return fail(err, MIME_ETIMEOUT, a.error,
			    "the host does not answer");
	if (*fd < 0)
		return fail(err, MIME_EIO, a.error, "no connection");
	if (getpeername(*fd, (struct sockaddr *)&peer, &len) == 0)
		describe(address, &peer);
	*failure = MIME_FAILURE_NONE;
	return MIME_OK;
}

void
mime_sock_literal(struct mime_note *out, int fd)
{
	struct sockaddr_storage own = { 0 };
	socklen_t len = sizeof own;
	struct mime_note text;
	const char *end;

	mime_note_init(out);
	mime_note_init(&text);
	if (getsockname(fd, (struct sockaddr *)&own, &len) == 0)
		describe(&text, &own);
	end = strrchr(text.text, ']');
	if (end == NULL || end == text.text + 1) {
		mime_note_add(out, "localhost");
		return;
	}
	mime_note_add(out, own.ss_family == AF_INET6 ? "[IPv6:" : "[");
	mime_note_add_slice(
		out, (mime_slice){ text.text + 1, (size_t)(end - text.text) });
}
