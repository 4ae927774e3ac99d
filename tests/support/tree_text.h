/* support/tree_text.h - a message as one line of text, for tests that compare
 * trees; and the invariant that every parsed tree holds. */
#ifndef MIME_TESTS_TREE_TEXT_H
#define MIME_TESTS_TREE_TEXT_H
#include "mime/message.h"

enum { TREE_TEXT_MAX = 4096 };

/* "multipart/mixed(text/plain text/html)" */
void tree_text(char out[TREE_TEXT_MAX], struct mime_message *m);
/* The codes met, in the order of their numbers, each once: "S01 S09"; a code
 * that is recorded first with a severity other than its own says it: "S12/I".
 */
void defect_text(char out[TREE_TEXT_MAX], struct mime_message *m);
/* Fails the running test unless the parts of m tile its bytes. */
void check_tiling(struct mime_message *m);
/* text with LF line ends, as it is or with CRLF; malloc'd, *n bytes. */
char *with_line_ends(size_t *n, const char *text, size_t len, bool crlf);
#endif
