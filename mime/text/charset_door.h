/* text/charset_door.h - what the files of charset conversion share: the
 * descriptors of a set, and the decoders behind mime_conv_step. */
#ifndef MIME_TEXT_CHARSET_DOOR_H
#define MIME_TEXT_CHARSET_DOOR_H
#include "text/charset.h"
#include "text/charset_area.h"
#include "text/charset_entry.h"

enum mime_door_way { MIME_DOOR_TO_UTF8, MIME_DOOR_FROM_UTF8 };
/* The descriptor of the set for one converter, opened the first time, reset
 * every time; NULL if iconv has none (or set is NULL). */
void *mime_door_open(struct mime_converters *set, enum mime_charset_id id,
		     enum mime_door_way way);

enum mime_door_status {
	MIME_DOOR_DONE,	      /* all of *in was taken */
	MIME_DOOR_ILLEGAL,    /* *in begins with what has no counterpart */
	MIME_DOOR_INCOMPLETE, /* *in is the start of a character */
	MIME_DOOR_FULL	      /* no room left at *out */
};
/* iconv(3): moves in and out on over what was converted. */
enum mime_door_status mime_door_run(void *descriptor, mime_slice *in,
				    char **out, size_t *room);
/* Back to the initial state; returns the bytes written to get there. */
size_t mime_door_reset(void *descriptor, char *out, size_t room);

/* Begin with an entry; falls back on nothing.  Error MIME_ECHARSET. */
int mime_conv_open(struct mime_conv *c, struct mime_converters *set,
		   const struct mime_charset_entry *entry);
/* Append U+FFFD for what stands `at' bytes past c->offset. */
void mime_conv_invalid(struct mime_conv *c, struct mime_strbuf *out, size_t at);
/* The length of the start of p[0..n-1] that is ASCII. */
size_t mime_ascii_run(const char *p, size_t n);

/* A decoder converts whole characters from the start of p[0..n-1], appends
 * them to out, and returns the bytes it took.  It leaves an incomplete
 * character of at most 15 bytes, and at last none. */
typedef size_t (*mime_decoder)(struct mime_conv *c, struct mime_strbuf *out,
			       const char *p, size_t n, bool last);
size_t mime_decode_latin(struct mime_conv *c, struct mime_strbuf *out,
			 const char *p, size_t n, bool last);
size_t mime_decode_utf_16(struct mime_conv *c, struct mime_strbuf *out,
			  const char *p, size_t n, bool last);
size_t mime_decode_shift(struct mime_conv *c, struct mime_strbuf *out,
			 const char *p, size_t n, bool last);

/* Append code as windows-1252; false if that has no such character. */
bool mime_latin_put(struct mime_strbuf *out, uint32_t code);

/* The 8-bit charset behind a 7-bit one that shifts. */
enum mime_charset_id mime_shift_base(enum mime_charset_kind kind);
/* The part of it that the 7-bit one has. */
enum mime_charset_area mime_shift_area(enum mime_charset_kind kind);
/* Append p[0..n-1], whole characters of that 8-bit charset that the 7-bit one
 * has, and set *state, which begins and ends as 0: call it once more with n 0
 * at the end. */
void mime_shift_encode(struct mime_strbuf *out, enum mime_charset_kind kind,
		       uint8_t *state, const char *p, size_t n);
#endif
