#include "net/channel.h"
#include "support/suite.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/* A channel in clear text, and the other end of it. */
static int
open_pair(struct mime_channel *c)
{
	int fds[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
	ck_assert_int_eq(fcntl(fds[0], F_SETFL, O_NONBLOCK), 0);
	mime_channel_init(c);
	c->fd = fds[0];
	return fds[1];
}

START_TEST(reads_what_is_there)
{
	struct mime_channel c;
	char buf[16];
	int peer = open_pair(&c), sys = 7;

	ck_assert_int_eq(mime_channel_read(&c, buf, sizeof buf, &sys), 0);
	ck_assert_int_eq(write(peer, "220 hi\r\n", 8), 8);
	ck_assert_int_eq(mime_channel_read(&c, buf, 5, &sys), 5);
	ck_assert_int_eq(mime_channel_read(&c, buf, sizeof buf, &sys), 3);
	ck_assert_mem_eq(buf, "i\r\n", 3);
	close(peer);
	ck_assert_int_eq(mime_channel_read(&c, buf, sizeof buf, &sys), -1);
	ck_assert_int_eq(sys, 0);
	ck_assert_int_eq(c.read_waits, POLLIN);
	mime_channel_close(&c);
	ck_assert_int_eq(c.fd, -1);
}
END_TEST

/* No SIGPIPE: a library may not end its program. */
START_TEST(writes_until_nobody_listens)
{
	static char block[65536];
	struct mime_channel c;
	int peer = open_pair(&c), sys;
	ssize_t n;

	do
		n = mime_channel_write(&c, block, sizeof block, &sys);
	while (n > 0);
	ck_assert_int_eq(n, 0);
	close(peer);
	ck_assert_int_eq(mime_channel_write(&c, block, 1, &sys), -1);
	ck_assert_int_eq(sys, EPIPE);
	mime_channel_close(&c);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, reads_what_is_there);
	tcase_add_test(cases, writes_until_nobody_listens);
}

SUITE_MAIN("channel", add_tests)
