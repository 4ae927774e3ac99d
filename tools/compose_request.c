#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "cli.h"
#include "compose_request.h"
#include "idn.h"
#include "mime/client.h"
#include "options.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HEADING(text)
#define OPTION(id, letter, name, takes, value, help) OPT_##id,
enum {
	OPT_HEADING,
#include "mimecompose_options.def"
};
#undef HEADING
#undef OPTION
#define HEADING(text) { 0, 0, text, OPTION_NOTHING, NULL, NULL },
#define OPTION(id, letter, name, takes, value, help)                           \
	{ OPT_##id, letter, name, OPTION_##takes, value, help },
static const struct option_row rows[] = {
#include "mimecompose_options.def"
	{ 0, 0, NULL, OPTION_NOTHING, NULL, NULL }
};

static const char usage[] =
	"Usage: mimecompose [OPTION]...             make one message\n"
	"       mimecompose --send[=URL] [OPTION]... [FILE.eml]...\n"
	"Make a message on stdout or in a file, and send it.\n";
static const char examples[] =
	"Examples:\n"
	"  mimecompose -f 'Li <li@example.com>' -t han@example.com -s Report "
	"\\\n"
	"              -T body.txt -a report.pdf -o report.eml\n"
	"  mimecompose --base=report.eml -s 'Report, corrected' -o new.eml\n"
	"  mimecompose -Ssmtp://mail.example.com --user=li \\\n"
	"              --password-command='pass show mail' report.eml\n"
	"\nAn attachment is streamed: its size costs no memory.  Exit codes "
	"are "
	"those of\nsysexits.h; 1: some recipients were refused; 79: it may "
	"have "
	"been delivered.\n";

/* What every option of a group does; -1: it is none of this group. */
static int
take_header(struct compose_request *r, int id, const char *value)
{
	struct compose_header *h = &r->header;

	switch (id) {
	case OPT_FROM:
		return compose_header_give(h, COMPOSE_FROM, value);
	case OPT_TO:
		return compose_header_give(h, COMPOSE_TO, value);
	case OPT_CC:
		return compose_header_give(h, COMPOSE_CC, value);
	case OPT_BCC:
		return compose_header_give(h, COMPOSE_BCC, value);
	case OPT_REPLY_TO:
		return compose_header_give(h, COMPOSE_REPLY_TO, value);
	case OPT_SUBJECT:
		return compose_header_give(h, COMPOSE_SUBJECT, value);
	case OPT_DATE:
		return compose_header_give(h, COMPOSE_DATE, value);
	case OPT_MESSAGE_ID:
		return compose_header_give(h, COMPOSE_MESSAGE_ID, value);
	case OPT_HEADER:
		return compose_header_line(h, value);
	case OPT_BASE:
		r->base = value;
		return CLI_OK;
	default:
		return -1;
	}
}

static int
take_body(struct compose_request *r, int id, const char *value)
{
	switch (id) {
	case OPT_MESSAGE:
		r->text = value;
		return CLI_OK;
	case OPT_TEXT:
		r->text_file = value;
		return CLI_OK;
	case OPT_HTML:
		r->html_file = value;
		return CLI_OK;
	case OPT_NO_TEXT:
		r->no_text = true;
		return CLI_OK;
	case OPT_ATTACH:
		return attach_list_add(&r->attachments, value, false);
	case OPT_INLINE:
		return attach_list_add(&r->inlines, value, true);
	case OPT_MAX_ATTACH:
		if (!option_size(&r->max_attach, value))
			return cli_usage("--max-attach=%s is no size", value);
		return CLI_OK;
	default:
		return -1;
	}
}

/* The index of value among words. */
static int
take_word(int *out, const char *option, const char *value,
	  const char *const *words)
{
	*out = option_word(value, words);
	return *out >= 0 ? CLI_OK
			 : cli_usage("%s=%s is not known", option, value);
}

static int
take_encoding(struct compose_request *r, int id, const char *value)
{
	static const char *const encodings[] = { "auto", "7bit",   "8bit",
						 "qp",	 "base64", NULL };
	static const char *const styles[] = { "compat", "rfc2231", "rfc2047",
					      NULL };
	static const char *const ends[] = { "crlf", "lf", NULL };
	int rc, word;

	switch (id) {
	case OPT_CHARSET:
		r->charset = strcmp(value, "auto") == 0 ? NULL : value;
		return CLI_OK;
	case OPT_ENCODING:
		rc = take_word(&word, "--encoding", value, encodings);
		if (rc == CLI_OK)
			r->encoding = (enum mime_encoding)word;
		return rc;
	case OPT_FILENAME_STYLE:
		rc = take_word(&word, "--filename-style", value, styles);
		if (rc == CLI_OK)
			r->name_style = (enum mime_name_style)word;
		return rc;
	case OPT_EOL:
		rc = take_word(&word, "--eol", value, ends);
		if (rc == CLI_OK)
			r->eol = word == 0 ? MIME_EOL_CRLF : MIME_EOL_LF;
		return rc;
	case OPT_REPRODUCIBLE:
		r->reproducible = true;
		return CLI_OK;
	default:
		return -1;
	}
}

static int
take_server(struct compose_sending *s, int id, const char *value)
{
	static const char *const kinds[] = { "required", "opportunistic", "off",
					     NULL };
	static const int modes[] = { MIME_TLS_REQUIRED, MIME_TLS_OPPORTUNISTIC,
				     MIME_TLS_NONE };
	uint64_t n;
	int rc, word;

	switch (id) {
	case OPT_TLS:
		rc = take_word(&word, "--tls", value, kinds);
		if (rc == CLI_OK)
			s->tls = modes[word];
		return rc;
	case OPT_CA_FILE:
		s->ca_file = value;
		return CLI_OK;
	case OPT_EHLO_NAME:
		s->ehlo_name = value;
		return CLI_OK;
	case OPT_TIMEOUT:
		if (!option_count(&n, value, 4000000) || n == 0)
			return cli_usage("--timeout=%s is no number of seconds",
					 value);
		s->timeout = (unsigned)n * 1000;
		return CLI_OK;
	case OPT_TRANSCRIPT:
		s->transcript = true;
		s->transcript_file = value;
		return CLI_OK;
	default:
		return -1;
	}
}

static int
take_sending(struct compose_sending *s, int id, const char *value)
{
	static const char *const kinds[] = { "auto", "plain", "login", NULL };
	static const enum mime_auth mechanisms[] = { MIME_AUTH_AUTO,
						     MIME_AUTH_PLAIN,
						     MIME_AUTH_LOGIN };
	uint64_t n;
	int rc, word;

	switch (id) {
	case OPT_SEND:
		s->wanted = true;
		s->url = value;
		return CLI_OK;
	case OPT_ENVELOPE_FROM:
		s->envelope_from = value;
		return CLI_OK;
	case OPT_ENVELOPE_TO:
		buffer_add_text(&s->envelope_to,
				s->envelope_to.len > 0 ? ", " : "");
		buffer_add_text(&s->envelope_to, value);
		return CLI_OK;
	case OPT_USER:
		s->user = value;
		return CLI_OK;
	case OPT_PASSWORD_COMMAND:
		s->password_command = value;
		return CLI_OK;
	case OPT_PASSWORD_FD:
		if (!option_count(&n, value, 65535))
			return cli_usage("--password-fd=%s is no descriptor",
					 value);
		s->password_fd = (int)n;
		return CLI_OK;
	case OPT_AUTH:
		rc = take_word(&word, "--auth", value, kinds);
		if (rc == CLI_OK)
			s->auth = mechanisms[word];
		return rc;
	case OPT_AUTH_WITHOUT_TLS:
		s->auth_without_tls = true;
		return CLI_OK;
	default:
		return take_server(s, id, value);
	}
}

static void
version(void)
{
	printf("mimecompose " PACKAGE_VERSION "\n"
	       "TLS: %s; libidn2: %s\n"
	       "MIT licence; no warranty\n",
	       mime_client_has_tls() ? "yes" : "no",
	       idn_built_in() ? "yes" : "no");
}

/* What is left; *done: the program has nothing more to do. */
static int
take_other(struct compose_request *r, bool *done, int id, const char *value)
{
	int rc;

	switch (id) {
	case OPT_OUTPUT:
		r->output = value;
		return CLI_OK;
	case OPT_FORCE:
		r->force = true;
		return CLI_OK;
	case OPT_DRY_RUN:
		r->dry_run = true;
		return CLI_OK;
	case OPT_QUIET:
		cli_set_quiet(true);
		return CLI_OK;
	case OPT_VERBOSE:
		r->verbose = true;
		return CLI_OK;
	case OPT_HELP:
		*done = true;
		rc = options_answer(stdout, rows, value, usage, examples);
		return cli_worst(rc, cli_end_output());
	case OPT_VERSION:
		*done = true;
		version();
		return cli_end_output();
	default:
		return take_sending(&r->sending, id, value);
	}
}

bool
compose_request_makes(const struct compose_request *r)
{
	return r->base != NULL || r->text != NULL || r->text_file != NULL ||
	       r->html_file != NULL || r->attachments.n > 0 ||
	       r->inlines.n > 0 || compose_header_any(&r->header);
}

int
compose_request_read(struct compose_request *r, int argc, char **argv)
{
	struct options *o = options_new(rows, argc, argv);
	bool done = false;
	const char *value;
	int rc = CLI_OK, id;

	memset(r, 0, sizeof *r);
	r->sending.password_fd = r->sending.tls = -1;
	r->max_attach = (uint64_t)25 << 20;
	while (rc == CLI_OK && !done && (id = options_next(o, &value)) != 0) {
		rc = id < 0 ? CLI_USAGE : take_header(r, id, value);
		if (rc == -1)
			rc = take_body(r, id, value);
		if (rc == -1)
			rc = take_encoding(r, id, value);
		if (rc == -1)
			rc = take_other(r, &done, id, value);
	}
	r->operands = options_operands(o, &r->n_operands);
	options_free(o);
	if (rc == CLI_OK && !done)
		rc = compose_request_check(r);
	return rc == CLI_OK && !done ? -1 : rc;
}

void
compose_request_free(struct compose_request *r)
{
	compose_header_free(&r->header);
	attach_list_free(&r->attachments);
	attach_list_free(&r->inlines);
	buffer_free(&r->sending.envelope_to);
}
