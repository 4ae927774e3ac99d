#include "text/charset.h"
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "base/memory.h"
#include "base/slice.h"
#include "text/charset_alias.h"
#include "text/charset_door.h"
#include "text/charset_entry.h"
#ifdef HAVE_ICONV
#include <errno.h>
#include <iconv.h>
#endif
#ifndef ICONV_CONST
#define ICONV_CONST
#endif

enum slot_state { UNTRIED, OPEN, MISSING };

struct slot {
	void *descriptor; /* iconv_t, which POSIX lets be any object type and
			   * all implementations make a pointer */
	enum slot_state state;
};

struct mime_converters {
	struct slot slots[MIME_CHARSETS][2]; /* by enum mime_door_way */
	/* the label that was looked up last: words and bodies of a message
	 * mostly name the same one */
	char label[40];
	size_t label_len; /* 0: none yet */
	struct mime_charset_label known;
	bool strict;
};

int
mime_converters_new(struct mime_converters **out)
{
	*out = mime_alloc_array(1, sizeof **out);
	return *out != NULL ? MIME_OK : MIME_ENOMEM;
}

void
mime_converters_set_strict(struct mime_converters *c, bool strict)
{
	c->strict = strict;
	c->label_len = 0;
}

void
mime_converters_look_up(struct mime_charset_label *out,
			struct mime_converters *set, mime_slice label)
{
	if (set != NULL && label.len > 0 &&
	    mime_slice_equal(label,
			     mime_slice_of(set->label, set->label_len))) {
		*out = set->known;
		return;
	}
	mime_charset_look_up(out, label);
	if (set != NULL && set->strict && out->area == MIME_AREA_GB2312) {
		out->entry = &mime_charset_entries[MIME_CHARSET_GB2312];
		out->area = MIME_AREA_ALL;
	}
	if (set == NULL || label.len == 0 || label.len > sizeof set->label)
		return;
	memcpy(set->label, label.ptr, label.len);
	set->label_len = label.len;
	set->known = *out;
}

#ifdef HAVE_ICONV
void
mime_converters_free(struct mime_converters *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < MIME_CHARSETS; i++)
		for (size_t way = 0; way < 2; way++)
			if (c->slots[i][way].state == OPEN)
				iconv_close(c->slots[i][way].descriptor);
	mime_free(c);
}

static void
open_slot(struct slot *s, const struct mime_charset_entry *entry,
	  enum mime_door_way way)
{
	size_t names = sizeof entry->iconv / sizeof *entry->iconv;

	s->state = MISSING;
	for (size_t i = 0; i < names && entry->iconv[i] != NULL; i++) {
		iconv_t d = way == MIME_DOOR_TO_UTF8
				    ? iconv_open("UTF-8", entry->iconv[i])
				    : iconv_open(entry->iconv[i], "UTF-8");

		if (d == (iconv_t)-1)
			continue;
		s->descriptor = d;
		s->state = OPEN;
		return;
	}
}

enum mime_door_status
mime_door_run(void *descriptor, mime_slice *in, char **out, size_t *room)
{
	union {
		const char *lent;
		ICONV_CONST char *taken;
	} from = { in->ptr }; /* iconv does not write there, whatever its
			       * prototype says */
	size_t rc = iconv(descriptor, &from.taken, &in->len, out, room);

	in->ptr = from.lent;
	if (rc != (size_t)-1)
		return MIME_DOOR_DONE;
	if (errno == EINVAL)
		return MIME_DOOR_INCOMPLETE;
	return errno == E2BIG ? MIME_DOOR_FULL : MIME_DOOR_ILLEGAL;
}

size_t
mime_door_reset(void *descriptor, char *out, size_t room)
{
	char *to = out;

	if (iconv(descriptor, NULL, NULL, &to, &room) == (size_t)-1)
		iconv(descriptor, NULL, NULL, NULL, NULL);
	return (size_t)(to - out);
}
#else
void
mime_converters_free(struct mime_converters *c)
{
	mime_free(c);
}

static void
open_slot(struct slot *s, const struct mime_charset_entry *entry,
	  enum mime_door_way way)
{
	(void)entry, (void)way;
	s->state = MISSING;
}

enum mime_door_status
mime_door_run(void *descriptor, mime_slice *in, char **out, size_t *room)
{
	(void)descriptor, (void)in, (void)out, (void)room;
	return MIME_DOOR_ILLEGAL;
}

size_t
mime_door_reset(void *descriptor, char *out, size_t room)
{
	(void)descriptor, (void)out, (void)room;
	return 0;
}
#endif

void *
mime_door_open(struct mime_converters *set, enum mime_charset_id id,
	       enum mime_door_way way)
{
	char rest[64];
	struct slot *s;

	if (set == NULL)
		return NULL;
	s = &set->slots[id][way];
	if (s->state == UNTRIED)
		open_slot(s, &mime_charset_entries[id], way);
	if (s->state == MISSING)
		return NULL;
	mime_door_reset(s->descriptor, rest, sizeof rest);
	return s->descriptor;
}
