/* Sends a message, without TLS, from an event loop of one's own; here it is
 * poll(2), and the connection is standard input:  loop FILE FROM TO <SOCKET */
#include "mime/mime.h"
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

static int
on_event(struct mime_smtp *s, const struct mime_smtp_event *ev,
	 struct mime_message *m, const struct mime_envelope *env)
{
	struct mime_reader *body;

	if (ev->kind == MIME_SMTP_DONE)
		return ev->failure ? MIME_EREFUSED : mime_smtp_quit(s);
	if (ev->kind != MIME_SMTP_READY)
		return ev->kind == MIME_SMTP_CLOSED; /* 1: all is said */
	if (mime_write_open(&body, m, NULL) < 0)
		return MIME_ENOMEM;
	return mime_smtp_submit(s, env, body);
}

int
main(int argc, char **argv)
{
	struct mime_smtp_config cfg = { .size = sizeof cfg };
	struct mime_smtp_event ev;
	struct mime_message *m;
	struct mime_smtp *s;
	char in[4096];
	if (argc != 4 || mime_parse_file(&m, argv[1], NULL, NULL) < 0)
		return 2;
	struct mime_path to = { { NULL, 0 }, { argv[3], strlen(argv[3]) } };
	struct mime_envelope env = { .size = sizeof env, .to = &to, .n_to = 1 };
	env.from.ascii = (mime_slice){ argv[2], strlen(argv[2]) };
	cfg.helo = (mime_slice){ "[127.0.0.1]", 11 };
	cfg.tls = MIME_TLS_NONE;
	int rc = mime_smtp_new(&s, &cfg);
	while (rc == MIME_OK) {
		mime_slice out = mime_smtp_output(s);
		struct pollfd fd = { .events = POLLIN };
		ssize_t n;

		fd.events = (short)(out.len > 0 ? POLLIN | POLLOUT : POLLIN);
		if (poll(&fd, 1, mime_smtp_timeout(s)) <= 0)
			mime_smtp_drop(s, MIME_ETIMEOUT, 0);
		if ((fd.revents & POLLOUT) != 0 &&
		    (n = send(0, out.ptr, out.len, MSG_NOSIGNAL)) > 0)
			mime_smtp_sent(s, (size_t)n);
		n = (fd.revents & ~POLLOUT) != 0 ? recv(0, in, sizeof in, 0)
						 : 0;
		if ((fd.revents & ~POLLOUT) != 0) /* an error is an end too */
			mime_smtp_feed(s, in, n > 0 ? (size_t)n : 0);
		while (rc == MIME_OK && (rc = mime_smtp_poll(&ev, s)) > 0)
			rc = on_event(s, &ev, m, &env);
	}
	mime_smtp_free(s);
	mime_message_free(m);
	return rc < 0;
}
