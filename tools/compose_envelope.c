#include "compose_envelope.h"
#include "ascii.h"
#include "cli.h"
#include "idn.h"
#include "mime/build.h"
#include <stdlib.h>
#include <string.h>

void
compose_envelope_free(struct compose_envelope *e)
{
	for (size_t i = 0; i < e->n_texts; i++)
		free(e->texts[i]);
	free(e->texts);
	free(e->to);
}

static mime_slice
keep(struct compose_envelope *e, mime_slice s)
{
	char *copy = cli_copy(s.ptr, s.len);

	e->texts = cli_grow(e->texts, e->n_texts, &e->texts_room,
			    sizeof *e->texts);
	e->texts[e->n_texts++] = copy;
	return (mime_slice){ copy, s.len };
}

/* The form in ASCII, absent if there is none. */
static mime_slice
ascii_form(struct compose_envelope *e, mime_slice address)
{
	struct buffer text = { NULL, 0, 0 };
	mime_slice local = address, domain, out = { NULL, 0 };

	if (ascii_only(address))
		return address;
	while (local.len > 0 && local.ptr[local.len - 1] != '@')
		local.len--;
	domain = (mime_slice){ local.ptr + local.len, address.len - local.len };
	buffer_add_slice(&text, local);
	if (ascii_only(local) && idn_add(&text, domain))
		out = keep(e, buffer_slice(&text));
	buffer_free(&text);
	return out;
}

static int
make_path(struct mime_path *out, struct compose_envelope *e, const char *file,
	  mime_slice address)
{
	mime_error err;

	out->utf8 = keep(e, address);
	out->ascii = ascii_form(e, out->utf8);
	if (mime_path_check(out->utf8, &err) == MIME_OK &&
	    (out->ascii.ptr == NULL ||
	     mime_path_check(out->ascii, &err) == MIME_OK))
		return CLI_OK;
	cli_error(file, "'%.*s' cannot be given to a server: %s at byte %zu",
		  (int)address.len, address.ptr, err.what, err.offset);
	return CLI_DATA;
}

static int
add_recipient(struct compose_envelope *e, const char *file, mime_slice address)
{
	e->to = cli_grow(e->to, e->n, &e->room, sizeof *e->to);
	return make_path(&e->to[e->n++], e, file, address);
}

/* The valid address i of list; says which is not. */
static int
take_address(mime_slice *out, const char *option,
	     const struct mime_addresses *list, size_t i)
{
	struct mime_mailbox box;

	mime_addresses_get(&box, list, i);
	*out = box.address;
	if (box.address.ptr != NULL)
		return CLI_OK;
	cli_error(NULL, "%s: '%.*s' is no address", option, (int)box.raw.len,
		  box.raw.ptr);
	return CLI_DATA;
}

static struct mime_addresses *
parse(const char *text)
{
	struct mime_addresses *list;
	mime_slice s = { text, strlen(text) };

	if (mime_addresses_parse(&list, s, NULL) != MIME_OK)
		cli_no_memory();
	return list;
}

static int
give_sender(struct compose_envelope *e, const char *text)
{
	struct mime_addresses *list;
	mime_slice address = { NULL, 0 };
	int rc;

	/* a bounce has none (RFC 5321 4.5.5) */
	if (text[0] == '\0' || strcmp(text, "<>") == 0) {
		e->env.from.utf8 = e->env.from.ascii = (mime_slice){ "", 0 };
		return CLI_OK;
	}
	list = parse(text);
	if (mime_addresses_count(list) != 1)
		rc = cli_usage("--envelope-from wants one address");
	else
		rc = take_address(&address, "--envelope-from", list, 0);
	if (rc == CLI_OK)
		rc = make_path(&e->env.from, e, NULL, address);
	mime_addresses_free(list);
	return rc;
}

static int
give_recipients(struct compose_envelope *e, const char *text)
{
	struct mime_addresses *list = parse(text);
	size_t n = mime_addresses_count(list);
	mime_slice address;
	int rc = CLI_OK;

	for (size_t i = 0; rc == CLI_OK && i < n; i++) {
		rc = take_address(&address, "--envelope-to", list, i);
		if (rc == CLI_OK)
			rc = add_recipient(e, NULL, address);
	}
	mime_addresses_free(list);
	return rc;
}

static int
read_sender(struct compose_envelope *e, const char *file,
	    const struct mime_correspondents *c)
{
	mime_slice address = mime_correspondents_sender(c);

	if (address.ptr != NULL)
		return make_path(&e->env.from, e, file, address);
	cli_error(file, "no sender: there is no valid From; give "
			"--envelope-from");
	return CLI_CONFIG;
}

static int
read_recipients(struct compose_envelope *e, const char *file,
		const struct mime_correspondents *c)
{
	size_t invalid = mime_correspondents_invalid(c);
	mime_slice address;
	int rc = CLI_OK;

	if (invalid > 0) {
		cli_error(file,
			  "the header names %zu recipient%s without a valid "
			  "address; correct it, or give --envelope-to",
			  invalid, invalid == 1 ? "" : "s");
		return CLI_DATA;
	}
	for (size_t i = 0; rc == CLI_OK; i++) {
		address = mime_correspondents_recipient(c, i);
		if (address.ptr == NULL)
			break;
		rc = add_recipient(e, file, address);
	}
	return rc;
}

int
compose_envelope_make(struct compose_envelope *e, const char *file,
		      struct mime_message *m, const struct compose_sending *s)
{
	struct mime_correspondents *c;
	int rc;

	memset(e, 0, sizeof *e);
	e->env.size = sizeof e->env;
	if (mime_correspondents_new(&c, m) != MIME_OK)
		cli_no_memory();
	rc = s->envelope_from != NULL ? give_sender(e, s->envelope_from)
				      : read_sender(e, file, c);
	if (rc == CLI_OK)
		rc = s->envelope_to.len > 0
			     ? give_recipients(e,
					       buffer_string(&s->envelope_to))
			     : read_recipients(e, file, c);
	mime_correspondents_free(c);
	if (rc == CLI_OK && e->n == 0) {
		cli_error(file, "no recipient: there is none in To, Cc and "
				"Bcc; give -t or --envelope-to");
		rc = CLI_DATA;
	}
	e->env.to = e->to;
	e->env.n_to = e->n;
	return rc;
}
