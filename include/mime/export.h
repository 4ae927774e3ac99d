/* mime/export.h - what the compiler must know about a public symbol
 * (layer 0). */
#ifndef MIME_EXPORT_H
#define MIME_EXPORT_H
#if defined(__GNUC__)
#define MIME_API __attribute__((visibility("default")))
#else
#define MIME_API
#endif
#ifdef __cplusplus
#define MIME_BEGIN_DECLS extern "C" {
#define MIME_END_DECLS	 }
#else
#define MIME_BEGIN_DECLS
#define MIME_END_DECLS
#endif
#endif
