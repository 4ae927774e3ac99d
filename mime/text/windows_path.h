/* text/windows_path.h - paths of Windows in quoted strings. */
#ifndef MIME_TEXT_WINDOWS_PATH_H
#define MIME_TEXT_WINDOWS_PATH_H
#include "mime/types.h"

/* True if what stands between quotes is "C:\dir\file" or "\\server\share\file"
 * of a program that knew no escapes: read as quoted pairs it would be another
 * name, "C:dirfile" or "\serversharefile".  With escapes each backslash would
 * be doubled. */
bool mime_windows_path_raw(mime_slice inner);
#endif
