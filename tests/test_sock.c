#include "net/sock.h"
#include "support/suite.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

/* A socket that listens on a free port of 127.0.0.1. */
static int
listener(char port[8])
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t len = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	ck_assert_int_eq(bind(fd, (struct sockaddr *)&a, sizeof a), 0);
	ck_assert_int_eq(listen(fd, 4), 0);
	ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&a, &len), 0);
	snprintf(port, 8, "%u", (unsigned)ntohs(a.sin_port));
	return fd;
}

START_TEST(connects)
{
	enum mime_failure failure;
	struct mime_note address, own;
	mime_error err;
	char port[8], want[32];
	int l = listener(port), fd;

	ck_assert_int_eq(mime_sock_connect(&fd, &address, "127.0.0.1", port,
					   mime_sock_deadline(5000), &failure,
					   &err),
			 MIME_OK);
	snprintf(want, sizeof want, "[127.0.0.1]:%s", port);
	ck_assert_str_eq(address.text, want);
	ck_assert(fcntl(fd, F_GETFL) & O_NONBLOCK);
	ck_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	mime_sock_literal(&own, fd);
	ck_assert_str_eq(own.text, "[127.0.0.1]");
	ck_assert_int_eq(mime_sock_wait(fd, POLLOUT, MIME_SOCK_NEVER), POLLOUT);
	ck_assert_int_eq(mime_sock_wait(fd, POLLIN, mime_sock_deadline(20)), 0);
	close(fd);
	close(l);
}
END_TEST

/* localhost may be ::1 first, where nobody listens: the next is tried. */
START_TEST(tries_all_addresses)
{
	enum mime_failure failure;
	struct mime_note address;
	mime_error err;
	char port[8];
	int l = listener(port), fd;

	ck_assert_int_eq(mime_sock_connect(&fd, &address, "localhost", port,
					   mime_sock_deadline(5000), &failure,
					   &err),
			 MIME_OK);
	close(fd);
	close(l);
}
END_TEST

START_TEST(says_why_not)
{
	enum mime_failure failure;
	struct mime_note address;
	mime_error err;
	char port[8];
	int fd;

	close(listener(port));
	ck_assert_int_eq(mime_sock_connect(&fd, &address, "127.0.0.1", port,
					   mime_sock_deadline(5000), &failure,
					   &err),
			 MIME_EIO);
	ck_assert_int_eq(failure, MIME_FAILURE_CONNECT);
	ck_assert_int_eq(err.sys, ECONNREFUSED);
	ck_assert_int_eq(fd, -1);
	ck_assert_int_eq(mime_sock_connect(&fd, &address, "host.invalid", "25",
					   mime_sock_deadline(5000), &failure,
					   &err),
			 MIME_EIO);
	ck_assert_int_eq(failure, MIME_FAILURE_RESOLVE);
	ck_assert_int_eq(
		mime_sock_connect(&fd, &address, "127.0.0.1", "no-such-port",
				  mime_sock_deadline(5000), &failure, &err),
		MIME_EIO);
	ck_assert_int_eq(failure, MIME_FAILURE_RESOLVE);
}
END_TEST

/* A queue that is full answers no SYN, as a host behind a firewall. */
START_TEST(gives_up_in_time)
{
	enum mime_failure failure;
	struct mime_note address;
	mime_error err;
	char port[8];
	int l = listener(port), fds[16], n = 0, rc = MIME_OK;
	int64_t began = mime_sock_now();

	ck_assert_int_eq(listen(l, 0), 0);
	while (n < 16 && rc == MIME_OK) {
		rc = mime_sock_connect(&fds[n], &address, "127.0.0.1", port,
				       mime_sock_deadline(200), &failure, &err);
		n += rc == MIME_OK;
	}
	ck_assert_int_eq(rc, MIME_ETIMEOUT);
	ck_assert_int_eq(failure, MIME_FAILURE_CONNECT);
	ck_assert_int_lt(mime_sock_now() - began, 5000);
	while (n > 0)
		close(fds[--n]);
	close(l);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, connects);
	tcase_add_test(cases, tries_all_addresses);
	tcase_add_test(cases, says_why_not);
	tcase_add_test(cases, gives_up_in_time);
}

SUITE_MAIN("sock", add_tests)
