#include "compose_server.h"
#include "ascii.h"
#include "cli.h"
#include "idn.h"
#include "term.h"
#include <string.h>

/* What the user chose goes before what the URL says. */
static int
choose_tls(struct compose_server *s)
{
	const struct compose_sending *wish = s->wish;

	s->tls = s->url.tls;
	if (s->tls == MIME_TLS_IMPLICIT)
		return wish->tls < 0 || wish->tls == MIME_TLS_REQUIRED
			       ? CLI_OK
			       : cli_usage("smtps:// is TLS; --tls goes with "
					   "smtp://");
	if (wish->tls >= 0)
		s->tls = (enum mime_tls)wish->tls;
	else if (wish->auth_without_tls)
		s->tls = MIME_TLS_OPPORTUNISTIC;
	return CLI_OK;
}

static int
check_tls(const struct compose_server *s)
{
	bool needed =
		s->tls == MIME_TLS_REQUIRED || s->tls == MIME_TLS_IMPLICIT;

	if (needed && !mime_client_has_tls()) {
		cli_error(NULL, "TLS was not built in (--without-tls), and "
				"this needs it");
		return CLI_UNAVAILABLE;
	}
	if (s->tls == MIME_TLS_NONE)
		cli_warn(s->url.host, "--tls=off: the message travels in "
				      "clear");
	if (s->wish->auth_without_tls && s->wish->user != NULL)
		cli_warn(s->url.host, "--auth-without-tls: without TLS the "
				      "password travels in clear");
	return CLI_OK;
}

static int
read_url(struct compose_server *s)
{
	struct buffer ascii = { NULL, 0, 0 };
	mime_error err;
	mime_slice host;

	s->url.size = sizeof s->url;
	if (mime_client_url(&s->url, s->wish->url, s->wish->user != NULL,
			    &err) != MIME_OK)
		return cli_usage("--send: %s", err.what);
	host = (mime_slice){ s->url.host, strlen(s->url.host) };
	if (!ascii_only(host) && idn_add(&ascii, host) &&
	    ascii.len < sizeof s->url.host)
		memcpy(s->url.host, ascii.ptr, ascii.len + 1);
	buffer_free(&ascii);
	return choose_tls(s);
}

int
compose_server_open(struct compose_server *s,
		    const struct compose_sending *wish, bool dry)
{
	int rc;

	memset(s, 0, sizeof *s);
	s->wish = wish;
	rc = read_url(s);
	if (rc == CLI_OK)
		rc = check_tls(s);
	if (rc != CLI_OK || dry)
		return rc;
	if (wish->user != NULL)
		rc = secret_read(&s->password, wish->password_command,
				 wish->password_fd);
	if (rc == CLI_OK && wish->transcript)
		rc = transcript_open(&s->transcript, wish->transcript_file);
	return rc;
}

int
compose_server_close(struct compose_server *s)
{
	secret_wipe(&s->password);
	return transcript_close(&s->transcript, s->wish->transcript_file);
}

static void
add_line(struct buffer *out, const char *name, const char *text)
{
	buffer_add_text(out, name);
	term_clean_line(out, (mime_slice){ text, strlen(text) }, cli_ascii());
	buffer_add_char(out, '\n');
}

void
compose_server_plan(struct buffer *out, const struct compose_server *s)
{
	static const char *const modes[] = {
		[MIME_TLS_REQUIRED] = "STARTTLS, or no mail",
		[MIME_TLS_IMPLICIT] = "from the first byte",
		[MIME_TLS_OPPORTUNISTIC] = "STARTTLS if offered",
		[MIME_TLS_NONE] = "off"
	};

	add_line(out, "server     ", s->url.host);
	add_line(out, "port       ", s->url.port);
	add_line(out, "TLS        ", modes[s->tls]);
	add_line(out, "login      ",
		 s->wish->user != NULL ? s->wish->user : "none");
}
