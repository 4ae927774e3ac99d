/* What libmime makes of bytes that are no message.  Each line of standard
 * input is a word and bytes in hexadecimal, and one line answers it:
 *   text, data: in quoted-printable / dots: as SMTP sends them
 *   subject: UTF-8 as the field "Subject" is written
 *   mbox: OFFSET SECONDS ZONE SENDER of each message, "-" where no date is */
#include "codec/dot.h"
#include "mime/codec.h"
#include "mime/mailbox.h"
#include "mime/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
hex(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		printf("%02x", (unsigned char)s[i]);
	if (n == 0)
		putchar('.');
}

static void *
room(size_t n)
{
	void *out = malloc(n);

	if (out == NULL) {
		fputs("probe_bytes: no memory\n", stderr);
		exit(EXIT_FAILURE);
	}
	return out;
}

static void
quoted(mime_slice in, unsigned flags)
{
	char *out = room(MIME_QP_ENCODE_MAX(in.len));
	struct mime_qp qp;

	mime_qp_init(&qp, flags);
	hex(out, mime_qp_encode(&qp, in.ptr, in.len, out, true));
	free(out);
}

static void
text(mime_slice in)
{
	quoted(in, 0);
}

static void
data(mime_slice in)
{
	quoted(in, MIME_QP_BINARY);
}

static void
dots(mime_slice in)
{
	char *out = room(MIME_DOT_MAX(in.len));
	struct mime_dot dot;

	mime_dot_init(&dot);
	hex(out, mime_dot_stuff(&dot, in.ptr, in.len, out, true));
	free(out);
}

static void
subject(mime_slice in)
{
	struct mime_text *out;

	if (mime_text_encode(&out, in, NULL, strlen("Subject: ")) != MIME_OK)
		return;
	hex(mime_text_slice(out).ptr, mime_text_slice(out).len);
	mime_text_free(out);
}

static void
mbox(mime_slice in)
{
	struct mime_mbox_message m;
	struct mime_mbox *box;

	if (mime_mbox_open(&box, in, NULL) != MIME_OK)
		return;
	while (mime_mbox_next(&m, box) > 0) {
		printf("%llu ", (unsigned long long)m.offset);
		if (m.has_date)
			printf("%lld %d ", (long long)m.date.seconds,
			       m.date.zone);
		else
			printf("- - ");
		hex(m.sender.ptr, m.sender.len);
		putchar(' ');
	}
	mime_mbox_close(box);
}

static const struct {
	const char *word;
	void (*answer)(mime_slice in);
} answers[] = {
	{ "data", data }, { "dots", dots },	  { "mbox", mbox },
	{ "text", text }, { "subject", subject },
};

/* The bytes that hexadecimal digits stand for, in their own place. */
static size_t
unhex(char *s)
{
	char pair[3] = "";
	size_t n = 0;

	for (; s[2 * n] != '\0' && s[2 * n + 1] != '\0'; n++) {
		memcpy(pair, s + 2 * n, 2);
		s[n] = (char)strtoul(pair, NULL, 16);
	}
	return n;
}

int
main(void)
{
	char *line = NULL, *bytes, *own;
	size_t room_for = 0, n;

	while (getline(&line, &room_for, stdin) > 0) {
		line[strcspn(line, "\n")] = '\0';
		bytes = line + strcspn(line, " ");
		if (*bytes != '\0')
			*bytes++ = '\0';
		n = unhex(bytes);
		own = room(n + 1); /* no byte behind it may be read */
		memcpy(own, bytes, n);
		for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
			if (strcmp(answers[i].word, line) == 0)
				answers[i].answer((mime_slice){ own, n });
		putchar('\n');
		free(own);
	}
	free(line);
	return EXIT_SUCCESS;
}
