/* A small SMTP server for one connection, for tests and the demo where no
 * real one is installed:
 *   sink [-r WORDS=REPLY]... PORTFILE MAILFILE [CLIENT ARGUMENT...]
 * listens on a free port of 127.0.0.1, writes its number to PORTFILE, prints
 * what the client says, and keeps the last message it was given in MAILFILE
 * as it was before dots were stuffed (RFC 5321 4.5.2).  It takes every
 * sender, recipient and password, but answers REPLY to a command that begins
 * with WORDS ("RCPT TO:<x=550 no"; "CONNECT" is the greeting, "." the end of
 * the content), and closes the connection if REPLY is empty or a 421.  It ends
 * with the connection, or after a minute.  A client is started with the
 * connection as its standard input, and the exit status is its own. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct peer {
	FILE *in, *out;
	char line[8192];
	char **rules; /* n_rules times -r WORDS=REPLY */
	int n_rules;
	bool closed, has_sender, has_recipient;
};

static void
fail(const char *what)
{
	perror(what);
	exit(EXIT_FAILURE);
}

static int
listen_on_loopback(unsigned *port)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	socklen_t len = sizeof a;
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof a) < 0 ||
	    listen(fd, 1) < 0 ||
	    getsockname(fd, (struct sockaddr *)&a, &len) < 0)
		fail("listen");
	*port = ntohs(a.sin_port);
	return fd;
}

/* Written under another name first: who waits for the file finds it whole. */
static void
tell_port(const char *path, unsigned port)
{
	char temporary[4096];
	FILE *f;

	snprintf(temporary, sizeof temporary, "%s.tmp", path);
	f = fopen(temporary, "w");
	if (f == NULL || fprintf(f, "%u\n", port) < 0 || fclose(f) != 0 ||
	    rename(temporary, path) != 0)
		fail(path);
}

static void
answer(struct peer *p, const char *text)
{
	if (fprintf(p->out, "%s\r\n", text) < 0 || fflush(p->out) != 0)
		fail("answer");
}

/* What a rule says, or the usual answer; true if it was the usual one. */
static bool
answer_to(struct peer *p, const char *command, const char *usual)
{
	for (int i = 0; i < p->n_rules; i++) {
		const char *rule = p->rules[2 * i + 1];
		size_t n = strcspn(rule, "=");
		const char *reply = rule + n + (rule[n] == '=');

		if (strncmp(rule, command, n) != 0)
			continue;
		p->closed = reply[0] == '\0' || strncmp(reply, "421", 3) == 0;
		if (reply[0] != '\0')
			answer(p, reply);
		return false;
	}
	answer(p, usual);
	return true;
}

static bool
read_line(struct peer *p)
{
	if (p->closed)
		return false;
	return fgets(p->line, sizeof p->line, p->in) != NULL;
}

static bool
is_command(const struct peer *p, const char *verb)
{
	for (size_t i = 0; verb[i] != '\0'; i++)
		if ((p->line[i] | 0x20) != (verb[i] | 0x20))
			return false;
	return true;
}

/* Until the line that is a lone dot; a line may be longer than the buffer. */
static bool
take_message(struct peer *p, const char *path)
{
	FILE *f = fopen(path, "wb");
	bool at_start = true;

	if (f == NULL)
		fail(path);
	while (read_line(p)) {
		const char *s = p->line;
		size_t n = strlen(s);

		if (at_start && strcmp(s, ".\r\n") == 0)
			return fclose(f) == 0;
		fputs(at_start && s[0] == '.' ? s + 1 : s, f);
		at_start = n > 0 && s[n - 1] == '\n';
	}
	fclose(f);
	remove(path); /* the connection broke: there is no message */
	return false;
}

static void
login(struct peer *p)
{
	if (is_command(p, "AUTH LOGIN")) {
		answer(p, "334 VXNlcm5hbWU6");
		if (!read_line(p))
			return;
		answer(p, "334 UGFzc3dvcmQ6");
		if (!read_line(p))
			return;
	}
	answer_to(p, "AUTH", "235 2.7.0 Welcome");
}

static void
serve(struct peer *p, const char *path)
{
	answer_to(p, "CONNECT", "220 sink.example ESMTP");
	while (read_line(p)) {
		fputs(is_command(p, "AUTH") ? "AUTH ...\n" : p->line, stdout);
		if (is_command(p, "EHLO"))
			answer_to(p, p->line,
				  "250-sink.example\r\n250-8BITMIME\r\n"
				  "250-SIZE 104857600\r\n250-PIPELINING\r\n"
				  "250 AUTH PLAIN LOGIN");
		else if (is_command(p, "AUTH"))
			login(p);
		else if (is_command(p, "MAIL"))
			p->has_sender = answer_to(p, p->line, "250 2.1.0 Ok");
		else if (is_command(p, "RCPT") && !p->has_sender)
			answer(p, "503 5.5.1 MAIL first");
		else if (is_command(p, "RCPT"))
			p->has_recipient |=
				answer_to(p, p->line, "250 2.1.5 Ok");
		else if (is_command(p, "DATA") && !p->has_recipient)
			answer(p, "503 5.5.1 RCPT first");
		else if (is_command(p, "DATA")) {
			if (!answer_to(p, p->line,
				       "354 End with <CRLF>.<CRLF>"))
				continue;
			if (!take_message(p, path))
				return;
			answer_to(p, ".", "250 2.0.0 Kept");
		} else if (is_command(p, "QUIT")) {
			answer_to(p, p->line, "221 2.0.0 Bye");
			return;
		} else {
			answer_to(p, p->line, "250 2.0.0 Ok");
		}
	}
}

/* The client's process; its standard input is a connection to port. */
static pid_t
start_client(unsigned port, char **command)
{
	struct sockaddr_in a = { .sin_family = AF_INET };
	pid_t child = fork();
	int fd;

	if (child < 0)
		fail("fork");
	if (child > 0)
		return child;
	a.sin_port = htons((uint16_t)port);
	a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd < 0 || connect(fd, (struct sockaddr *)&a, sizeof a) < 0 ||
	    dup2(fd, STDIN_FILENO) < 0)
		fail("connect");
	close(fd);
	execvp(command[0], command);
	fail(command[0]);
	return 0;
}

int
main(int argc, char **argv)
{
	struct peer p = { .rules = argv + 1 };
	unsigned port;
	pid_t client = 0;
	int fd, one, status = 0;

	while (argc > 2 && strcmp(argv[1], "-r") == 0) {
		p.n_rules++;
		argc -= 2;
		argv += 2;
	}
	if (argc < 3) {
		fputs("usage: sink [-r WORDS=REPLY]... PORTFILE MAILFILE "
		      "[CLIENT ...]\n",
		      stderr);
		return EXIT_FAILURE;
	}
	alarm(60);
	fd = listen_on_loopback(&port);
	tell_port(argv[1], port);
	if (argc > 3)
		client = start_client(port, argv + 3);
	one = accept(fd, NULL, NULL);
	if (one < 0)
		fail("accept");
	p.in = fdopen(one, "rb");
	p.out = fdopen(dup(one), "wb");
	if (p.in == NULL || p.out == NULL)
		fail("connection");
	serve(&p, argv[2]);
	fclose(p.in);
	fclose(p.out);
	close(fd);
	if (client > 0 && (waitpid(client, &status, 0) < 0 || status != 0))
		return EXIT_FAILURE;
	return EXIT_SUCCESS;
}
