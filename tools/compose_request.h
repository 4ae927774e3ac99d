/* compose_request.h - what the command line of mimecompose asks for. */
#ifndef TOOLS_COMPOSE_REQUEST_H
#define TOOLS_COMPOSE_REQUEST_H
#include "attach.h"
#include "compose_header.h"
#include "mime/compose.h"
#include "mime/smtp.h"

struct compose_sending {
	bool wanted;
	const char *url; /* NULL: --send without one */
	const char *envelope_from;
	struct buffer envelope_to; /* a list; empty: from the header */
	const char *user, *password_command;
	int password_fd; /* -1: none */
	enum mime_auth auth;
	int tls; /* enum mime_tls, or -1: by the URL */
	bool auth_without_tls, transcript;
	const char *ca_file, *ehlo_name;
	const char *transcript_file; /* NULL: stderr */
	unsigned timeout;	     /* ms; 0: none */
};

/* All strings are borrowed from the command line. */
struct compose_request {
	struct compose_header header;
	const char *base;
	const char *text; /* -m */
	const char *text_file, *html_file;
	bool no_text;
	struct attach_list attachments, inlines;
	uint64_t max_attach; /* 0: no limit */
	const char *charset; /* NULL: auto */
	enum mime_encoding encoding;
	enum mime_name_style name_style;
	enum mime_write_eol eol; /* KEEP: not given */
	bool reproducible;
	const char *output;
	bool force, dry_run, verbose;
	struct compose_sending sending;
	char **operands;
	int n_operands;
};

/* Read the command line.  Returns -1 to go on; else, after --help, --version or
 * a wrong option (which it has named), the exit code. */
int compose_request_read(struct compose_request *r, int argc, char **argv);
void compose_request_free(struct compose_request *r);
/* See that the options go together; says what does not, and returns an exit
 * code. */
int compose_request_check(const struct compose_request *r);
/* True if options ask for a message to be made. */
bool compose_request_makes(const struct compose_request *r);
#endif
