/* Sends a ready message, written anew only where the server needs it:
 *   send smtp://localhost:25 a@example.com b@example.net mail.eml
 * With $SMTP_USER there is a login, and the password is read from stdin. */
#include <mime/client.h>
#include <mime/mime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct mime_envelope env = { .size = sizeof env, .n_to = 1 };

static int
open_body(struct mime_reader **out, unsigned caps, void *message)
{
	struct mime_write_opts opts = { .size = sizeof opts };
	struct mime_measure measure;
	int rc;

	opts.carry = caps & MIME_CAP_8BITMIME ? MIME_CARRY_8BIT : 0;
	rc = mime_write_measure(&measure, message, &opts);
	env.carry = measure.carry;
	env.max_line = measure.max_line;
	env.octets = measure.octets;
	return rc < 0 ? rc : mime_write_open(out, message, &opts);
}

int
main(int argc, char **argv)
{
	struct mime_client_result result = { .size = sizeof result };
	struct mime_smtp_config smtp = { .size = sizeof smtp };
	struct mime_client_url url = { .size = sizeof url };
	struct mime_client_config cfg = { .size = sizeof cfg,
					  .host = url.host,
					  .port = url.port };
	struct mime_message *message;
	const char *user = getenv("SMTP_USER");
	char password[1024] = "";

	if (argc != 5 || mime_client_url(&url, argv[1], user != NULL, NULL))
		return 64;
	if (mime_parse_file(&message, argv[4], NULL, NULL) < 0)
		return 66;
	if (user != NULL && fgets(password, sizeof password, stdin) == NULL)
		return 74;
	smtp.tls = url.tls;
	smtp.user = (mime_slice){ user, user != NULL ? strlen(user) : 0 };
	smtp.password = (mime_slice){ password, strcspn(password, "\n") };
	cfg.ca_file = getenv("SMTP_CA_FILE");
	cfg.smtp = &smtp;
	cfg.open_body = open_body;
	cfg.ctx = message;
	cfg.result = &result;
	env.from.utf8 = (mime_slice){ argv[2], strlen(argv[2]) };
	env.to = &(struct mime_path){ .utf8 = { argv[3], strlen(argv[3]) } };
	mime_client_send(&cfg, &env, NULL);
	printf("%d %s\n", result.code, result.text);
	mime_message_free(message);
	return result.n_accepted > 0 ? 0 : 69;
}
