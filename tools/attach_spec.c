#include "attach.h"
#include "buffer.h"
#include "cli.h"
#include "header_guard.h"
#include "media_type.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The value at *at: up to the next semicolon, or in quotes. */
static char *
take_value(const char **at)
{
	struct buffer value = { NULL, 0, 0 };
	const char *p = *at;
	bool quoted = *p == '"';

	buffer_add_text(&value, "");
	for (p += quoted; *p != '\0' && *p != (quoted ? '"' : ';'); p++) {
		if (quoted && *p == '\\' && p[1] != '\0')
			p++;
		buffer_add_char(&value, *p);
	}
	if (quoted && *p == '"')
		p++;
	*at = p;
	return value.ptr;
}

static void
set(char **member, const char **at)
{
	free(*member);
	*member = take_value(at);
}

/* One "key=value", or "inline", at *at. */
static int
take_key(struct attachment *a, const char **at, const char *spec)
{
	const char *key = *at;
	size_t len = strcspn(key, "=;");
	const struct {
		const char *name;
		char **member;
	} keys[] = { { "name", &a->name },
		     { "type", &a->type },
		     { "desc", &a->description },
		     { "cid", &a->cid } };

	*at = key + len + (key[len] == '=');
	if (key[len] != '=' && len == 6 && memcmp(key, "inline", 6) == 0) {
		a->displayed = true;
		return CLI_OK;
	}
	for (size_t i = 0; key[len] == '=' && i < sizeof keys / sizeof *keys;
	     i++) {
		if (strlen(keys[i].name) == len &&
		    memcmp(keys[i].name, key, len) == 0) {
			set(keys[i].member, at);
			return CLI_OK;
		}
	}
	return cli_usage("'%s': there is no '%.*s'; after the file come name=, "
			 "type=, desc=, cid= or inline",
			 spec, (int)len, key);
}

static int
split(struct attachment *a, const char *spec)
{
	const char *at = strchr(spec, ';');
	struct stat st;
	int rc = CLI_OK;

	if (at == NULL || stat(spec, &st) == 0)
		at = spec + strlen(spec);
	a->path = cli_copy(spec, (size_t)(at - spec));
	while (rc == CLI_OK && *at != '\0') {
		if (*at != ';')
			return cli_usage("'%s': a semicolon is missing", spec);
		at += 1 + strspn(at + 1, " ");
		rc = take_key(a, &at, spec);
	}
	return rc;
}

/* A path in a name is a trap for readers (P07). */
static int
check_name(const struct attachment *a)
{
	int rc = header_guard(a->path, "filename", a->name);

	if (rc != CLI_OK || strpbrk(a->name, "/\\\t") == NULL)
		return rc;
	cli_error(a->path,
		  "filename: '%s' holds a path or a tab; give it "
		  "another: name=...",
		  a->name);
	return CLI_DATA;
}

static int
check_type(const char *type)
{
	if (type == NULL)
		return CLI_OK;
	if (!media_type_valid(type))
		return cli_usage("'%s' is no media type", type);
	if (strncmp(type, "multipart/", 10) == 0 ||
	    strncmp(type, "message/", 8) == 0)
		return cli_usage("a file cannot be attached as %s: choose "
				 "another type",
				 type);
	return CLI_OK;
}

/* The name that readers show. */
static int
complete_name(struct attachment *a)
{
	const char *slash = strrchr(a->path, '/');
	const char *base = slash != NULL ? slash + 1 : a->path;
	struct stat st;

	if (a->path[0] == '\0')
		return cli_usage("an attachment without a file name");
	if (a->name != NULL)
		return CLI_OK;
	if (strcmp(a->path, "-") == 0 ||
	    (stat(a->path, &st) == 0 && !S_ISREG(st.st_mode) &&
	     !S_ISDIR(st.st_mode)))
		return cli_usage("'%s' wants a name: '%s;name=...'", a->path,
				 a->path);
	a->name = cli_copy(base, strlen(base));
	return CLI_OK;
}

/* The id by which the HTML shows it. */
static int
complete_id(struct attachment *a, bool shown)
{
	if (shown && a->cid == NULL)
		a->cid = cli_copy(a->name, strlen(a->name));
	if (a->cid == NULL)
		return CLI_OK;
	for (const char *p = a->cid; *p != '\0'; p++)
		if (*p <= ' ' || *p > '~' || strchr("<>\"", *p) != NULL)
			return cli_usage("'%s' cannot be the id of an inline "
					 "part; give it one: '%s;cid=...'",
					 a->cid, a->path);
	if (a->cid[0] == '\0')
		return cli_usage("an empty cid for '%s'", a->path);
	return CLI_OK;
}

int
attach_list_add(struct attach_list *l, const char *spec, bool shown)
{
	struct attachment *a;
	int rc;

	l->list = cli_grow(l->list, l->n, &l->room, sizeof *l->list);
	a = &l->list[l->n++];
	memset(a, 0, sizeof *a);
	a->displayed = shown;
	rc = split(a, spec);
	if (rc == CLI_OK)
		rc = check_type(a->type);
	if (rc == CLI_OK)
		rc = complete_name(a);
	if (rc == CLI_OK)
		rc = check_name(a);
	if (rc == CLI_OK && a->description != NULL)
		rc = header_guard(a->path, "Content-Description",
				  a->description);
	if (rc == CLI_OK)
		rc = complete_id(a, shown);
	return rc;
}
