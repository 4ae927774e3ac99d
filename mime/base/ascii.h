/* base/ascii.h - character classes of RFC 5322 and RFC 2045, the same in
 * every locale.  Each takes a char and is safe for bytes above 0x7f. */
#ifndef MIME_BASE_ASCII_H
#define MIME_BASE_ASCII_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum mime_ascii_class {
	MIME_ASCII_BLANK = 1u << 0, /* SP HTAB */
	MIME_ASCII_EOL = 1u << 1,   /* CR LF */
	MIME_ASCII_DIGIT = 1u << 2, /* 0-9 */
	MIME_ASCII_ALPHA = 1u << 3, /* A-Z a-z */
	MIME_ASCII_HEX = 1u << 4,   /* 0-9 A-F a-f */
	MIME_ASCII_ATEXT = 1u << 5, /* RFC 5322 3.2.3 */
	MIME_ASCII_TOKEN = 1u << 6, /* RFC 2045 5.1, bytes above 0x7f not */
	MIME_ASCII_FTEXT = 1u << 7  /* field name, RFC 5322 3.6.8 */
};

extern const uint8_t mime_ascii_classes[256];

static inline bool
mime_ascii_is(char c, unsigned classes)
{
	return (mime_ascii_classes[(uint8_t)c] & classes) != 0;
}

static inline bool
mime_ascii_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static inline bool
mime_ascii_is_space(char c) /* blank, CR or LF */
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static inline bool
mime_ascii_is_control(char c) /* C0 and DEL, TAB among them */
{
	return (uint8_t)c < 0x20 || c == 0x7f;
}

static inline char
mime_ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* 0-15, or -1 if c is no hexadecimal digit. */
static inline int
mime_ascii_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = mime_ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* n bytes alike but for the case of ASCII letters. */
bool mime_ascii_same(const char *a, const char *b, size_t n);
/* All n bytes below 0x80. */
bool mime_ascii_only(const char *s, size_t n);
/* Reads decimal digits at the start of s[0..n-1] into *value; returns how
 * many it read, or 0 if there is none or the value passes max. */
size_t mime_ascii_decimal(uint64_t *value, const char *s, size_t n,
			  uint64_t max);
#endif
