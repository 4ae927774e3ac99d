/* text/charset_area.h - the part of a converter's characters that a label
 * honestly names: mail labelled gb2312 is read as GB18030, but what is written
 * under that label must be in GB 2312. */
#ifndef MIME_TEXT_CHARSET_AREA_H
#define MIME_TEXT_CHARSET_AREA_H
#include <stdbool.h>
#include <stddef.h>

enum mime_charset_area {
	MIME_AREA_ALL,	  /* whatever the converter has */
	MIME_AREA_LATIN,  /* no bytes 0x80-0x9f: ISO 8859, not windows */
	MIME_AREA_GB2312, /* of GB18030 */
	MIME_AREA_GBK,
	MIME_AREA_BIG5,	     /* of BIG5-HKSCS */
	MIME_AREA_EUC_KR,    /* of CP949 */
	MIME_AREA_SHIFT_JIS, /* JIS X 0201 and 0208, of CP932 */
	MIME_AREA_EUC_JP,    /* JIS X 0201, 0208 and 0212, of EUC-JP-MS */
	MIME_AREA_JIS_0208   /* ASCII and JIS X 0208, of EUC-JP-MS */
};

/* The length of the longest start of p[0..n-1], whole characters of the
 * converter that area is a part of, that lies in the area. */
size_t mime_charset_area_span(enum mime_charset_area area, const char *p,
			      size_t n);
/* The bytes of the valid GB18030 character at p: 1, 2 or 4; n > 0. */
size_t mime_gb18030_length(const char *p, size_t n);
/* True if the two bytes of EUC-CN are a character of GB 2312-80. */
bool mime_gb2312_holds(const char p[2]);
#endif
