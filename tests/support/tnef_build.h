/* support/tnef_build.h - makes TNEF streams, whole ones and odd ones. */
#ifndef MIME_TESTS_TNEF_BUILD_H
#define MIME_TESTS_TNEF_BUILD_H
#include "base/slice.h"
#include "base/strbuf.h"

/* Attributes with their levels, as a stream has them. */
enum tnef_attribute {
	TNEF_SUBJECT = 0x00018004,
	TNEF_BODY = 0x0002800c,
	TNEF_DATA = 0x0006800f,
	TNEF_TITLE = 0x00018010,
	TNEF_TRANSPORT = 0x00069001,
	TNEF_RENDER = 0x00069002,
	TNEF_LIST = 0x00069003,
	TNEF_ATTACHMENT = 0x00069005,
	TNEF_VERSION = 0x00089006,
	TNEF_OEM = 0x00069007
};
/* Properties with the type of their value. */
#define P_SUBJECT_W   0x0037001fu
#define P_BODY	      0x1000001eu
#define P_BODY_W      0x1000001fu
#define P_RTF	      0x10090102u
#define P_HTML	      0x10130102u
#define P_HTML_W      0x1013001fu
#define P_DISPLAY     0x3001001eu
#define P_DISPLAY_W   0x3001001fu
#define P_DATA	      0x37010102u
#define P_OBJECT      0x3701000du
#define P_NAME	      0x3704001eu
#define P_LONG_NAME   0x3707001eu
#define P_LONG_NAME_W 0x3707001fu
#define P_TYPE	      0x370e001eu
#define P_TYPE_W      0x370e001fu

/* What an object of a message begins with. */
#define TNEF_IID_MESSAGE                                                       \
	MIME_LITERAL("\x07\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46")
#define TNEF_IID_STORAGE MIME_LITERAL("\x0b\0\0\0\0\0\0\0\xc0\0\0\0\0\0\0\x46")

void tnef_number(struct mime_strbuf *out, uint32_t value, size_t bytes);
/* The signature and the key alone, or with the version and a code page. */
void tnef_head(struct mime_strbuf *out);
void tnef_begin(struct mime_strbuf *out, uint32_t codepage);
/* The level is that of the attribute. */
void tnef_attribute(struct mime_strbuf *out, uint32_t id, mime_slice data);
/* text and its NUL. */
void tnef_text(struct mime_strbuf *out, uint32_t id, const char *text);

/* A list of properties, which has room for its count. */
struct tnef_list {
	struct mime_strbuf bytes;
	uint32_t n;
};
void tnef_list_begin(struct tnef_list *l);
/* A value of any length; one of the type "object" is an interface and data. */
void tnef_value(struct tnef_list *l, uint32_t tag, mime_slice value);
void tnef_object(struct tnef_list *l, mime_slice interface, mime_slice data);
/* UTF-8, as UTF-16 with a NUL or as it is with a NUL, as the tag wants it. */
void tnef_string(struct tnef_list *l, uint32_t tag, const char *text);
/* A value of as many bytes as its type has: the first ones of "12345678...". */
void tnef_fixed(struct tnef_list *l, uint32_t tag, size_t bytes);
/* The head of a property that has the name, or the number if it is NULL;
 * tnef_raw the rest. */
void tnef_named(struct tnef_list *l, uint32_t type, const char *name);
void tnef_raw(struct tnef_list *l, mime_slice bytes);
/* As an attribute of out; the list is freed. */
void tnef_list_end(struct mime_strbuf *out, uint32_t id, struct tnef_list *l);

/* Compressed RTF, with its header. */
void tnef_compress(struct mime_strbuf *out, mime_slice rtf);

/* A stream that has a name here: NULL past the last.  The bytes are freed by
 * the caller. */
const char *tnef_sample(struct mime_strbuf *out, size_t i);
#endif
