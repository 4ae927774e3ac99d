#include "smtp/envelope.h"
#include "base/options.h"
#include "base/reader.h"
#include "base/slice.h"
#include "smtp/path.h"

mime_slice
mime_envelope_path(const struct mime_path *path)
{
	return path->ascii.ptr != NULL ? path->ascii : path->utf8;
}

static int
check_path(const struct mime_path *path, mime_error *err)
{
	int rc = MIME_OK;

	if (path->ascii.ptr != NULL) {
		rc = mime_path_check(path->ascii, err);
		if (rc == MIME_OK &&
		    !mime_ascii_only(path->ascii.ptr, path->ascii.len))
			rc = mime_error_set(err, MIME_EINVAL, 0, 0,
					    "the ASCII form is not ASCII");
	}
	if (rc == MIME_OK && path->utf8.ptr != NULL)
		rc = mime_path_check(path->utf8, err);
	return rc;
}

int
mime_envelope_check(const struct mime_envelope *env, size_t *rcpt,
		    mime_error *err)
{
	mime_slice from = mime_envelope_path(&env->from);
	size_t none;
	int rc;

	if (rcpt == NULL)
		rcpt = &none;
	*rcpt = SIZE_MAX;
	if (env->to == NULL || env->n_to == 0)
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
				      "there is no recipient");
	if (from.ptr == NULL)
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
				      "there is no sender");
	if (env->carry > MIME_CARRY_BINARY)
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
				      "carry is none that exists");
	if (from.len > 0) {
		rc = check_path(&env->from, err);
		if (rc < 0)
			return rc;
	}
	for (size_t i = 0; i < env->n_to; i++) {
		rc = mime_envelope_path(&env->to[i]).len > 0
			     ? check_path(&env->to[i], err)
			     : mime_error_set(err, MIME_EINVAL, 0, 0,
					      "the address is empty");
		if (rc < 0) {
			*rcpt = i;
			return rc;
		}
	}
	return MIME_OK;
}

static int
copy_path(struct mime_path *out, struct mime_arena *a,
	  const struct mime_path *path)
{
	int rc = mime_arena_copy(&out->utf8, a, path->utf8);

	return rc == MIME_OK ? mime_arena_copy(&out->ascii, a, path->ascii)
			     : rc;
}

int
mime_envelope_copy(struct mime_envelope *out, struct mime_arena *a,
		   const struct mime_envelope *env, mime_error *err)
{
	struct mime_path *to;
	int rc = mime_options_copy(out, sizeof *out, env);

	if (rc < 0)
		return mime_error_set(err, rc, 0, SIZE_MAX,
				      "the envelope is of a newer version");
	rc = mime_envelope_check(out, NULL, err);
	if (rc < 0)
		return rc;
	to = mime_arena_array(a, out->n_to, sizeof *to);
	rc = to != NULL ? copy_path(&out->from, a, &out->from) : MIME_ENOMEM;
	for (size_t i = 0; rc == MIME_OK && i < out->n_to; i++)
		rc = copy_path(&to[i], a, &out->to[i]);
	out->to = to;
	if (rc < 0)
		mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	return rc;
}

static bool
is_utf8(const struct mime_path *path)
{
	mime_slice s = mime_envelope_path(path);

	return !mime_ascii_only(s.ptr, s.len);
}

bool
mime_envelope_needs_utf8(const struct mime_envelope *env, size_t *rcpt)
{
	*rcpt = SIZE_MAX;
	if (is_utf8(&env->from))
		return true;
	for (size_t i = 0; i < env->n_to; i++)
		if (is_utf8(&env->to[i])) {
			*rcpt = i;
			return true;
		}
	return false;
}

enum mime_failure
mime_envelope_fit(const struct mime_envelope *env, const struct mime_ehlo *ehlo,
		  size_t *rcpt, const char **what)
{
	unsigned caps = ehlo->caps;

	*what = NULL;
	if ((caps & MIME_CAP_SMTPUTF8) == 0 &&
	    mime_envelope_needs_utf8(env, rcpt)) {
		*what = "an address is not ASCII and the server does not offer "
			"SMTPUTF8";
		return MIME_FAILURE_UTF8;
	}
	*rcpt = SIZE_MAX;
	if (env->carry == MIME_CARRY_BINARY)
		*what = "the content is binary, which DATA cannot carry";
	else if (env->carry == MIME_CARRY_8BIT &&
		 (caps & MIME_CAP_8BITMIME) == 0)
		*what = "the content is 8-bit and the server does not offer "
			"8BITMIME";
	else if (env->max_line > MIME_SMTP_LINE_MAX)
		*what = "the content has a line above 998 bytes";
	if (*what != NULL)
		return MIME_FAILURE_CONTENT;
	if (ehlo->size_limit > 0 && env->octets > ehlo->size_limit) {
		*what = "the message is larger than the server's SIZE";
		return MIME_FAILURE_SIZE;
	}
	return MIME_FAILURE_NONE;
}
