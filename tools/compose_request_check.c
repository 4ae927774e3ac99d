#include "cli.h"
#include "compose_request.h"
#include <stdio.h>
#include <string.h>

static bool
is_stdin(const char *path)
{
	return path != NULL && strcmp(path, "-") == 0;
}

/* stdin has one content only. */
static int
check_stdin(const struct compose_request *r)
{
	int n = is_stdin(r->base) + is_stdin(r->text_file) +
		is_stdin(r->html_file);

	for (size_t i = 0; i < r->attachments.n; i++)
		n += is_stdin(r->attachments.list[i].path);
	for (size_t i = 0; i < r->inlines.n; i++)
		n += is_stdin(r->inlines.list[i].path);
	return n <= 1 ? CLI_OK : cli_usage("stdin can be read only once");
}

static int
check_body(const struct compose_request *r)
{
	bool body = r->text != NULL || r->text_file != NULL ||
		    r->html_file != NULL || r->inlines.n > 0;

	if (r->base != NULL)
		return body ? cli_usage("--base keeps the body: -m, -T, -W and "
					"-I do not go with it")
			    : CLI_OK;
	if (r->text != NULL && r->text_file != NULL)
		return cli_usage("-m and -T both give the text");
	if (r->inlines.n > 0 && r->html_file == NULL)
		return cli_usage("-I goes with HTML: give -W");
	if (!body && r->attachments.n == 0)
		return cli_usage("nothing to say: give -m TEXT, -T FILE (- is "
				 "stdin), -W FILE or -a FILE");
	return CLI_OK;
}

static int
check_sending(const struct compose_request *r)
{
	const struct compose_sending *s = &r->sending;
	bool password = s->password_command != NULL || s->password_fd >= 0;

	if (!s->wanted)
		return s->user == NULL && !password
			       ? CLI_OK
			       : cli_usage("a login is for --send");
	if (s->url == NULL)
		return cli_usage("--send wants a server, attached: "
				 "--send=smtp://HOST or -Ssmtp://HOST");
	if (s->password_command != NULL && s->password_fd >= 0)
		return cli_usage("--password-command and --password-fd both "
				 "give the password");
	if ((s->user != NULL) != password)
		return cli_usage(s->user != NULL
					 ? "--user wants --password-command or "
					   "--password-fd"
					 : "a password wants --user");
	return CLI_OK;
}

static int
check_operands(const struct compose_request *r)
{
	bool makes = compose_request_makes(r);

	if (r->n_operands > 0 && strstr(r->operands[0], "://") != NULL)
		return cli_usage("a server is attached to its option: "
				 "-Ssmtp://HOST or --send=smtp://HOST");
	if (r->n_operands > 0 && r->output != NULL)
		return cli_usage("-o is for a message that is made; '%s' is a "
				 "finished one",
				 r->operands[0]);
	if (r->n_operands > 0 && makes)
		return cli_usage("'%s': a finished message is sent as it is; "
				 "--base=FILE edits one",
				 r->operands[0]);
	if (r->n_operands > 0 && !r->sending.wanted)
		return cli_usage("'%s': with --send it is sent, with --base "
				 "edited",
				 r->operands[0]);
	if (makes || r->sending.wanted)
		return CLI_OK;
	(void)fputs(
		"mimecompose makes a message and sends it:\n"
		"  mimecompose -f YOU@HOST -t THEM@HOST -s SUBJECT -m TEXT -o "
		"FILE.eml\n"
		"  mimecompose --send=smtp://HOST FILE.eml\n"
		"  mimecompose --base=FILE.eml -s SUBJECT -o OTHER.eml\n"
		"All options: mimecompose --help\n",
		stderr);
	return CLI_USAGE;
}

int
compose_request_check(const struct compose_request *r)
{
	int rc = check_operands(r);

	if (rc == CLI_OK && compose_request_makes(r))
		rc = check_body(r);
	if (rc == CLI_OK)
		rc = check_stdin(r);
	return rc == CLI_OK ? check_sending(r) : rc;
}
