/* text/lex.h - the lexical tokens of structured fields (RFC 5322 3.2,
 * RFC 2045 5.1), read forward over a raw field body with its folds. */
#ifndef MIME_TEXT_LEX_H
#define MIME_TEXT_LEX_H
#include "base/strbuf.h"
#include "text/context.h"

enum mime_token_kind {
	MIME_TOKEN_END,
	MIME_TOKEN_ATOM,    /* a run of bytes that end no token; 8-bit too */
	MIME_TOKEN_QUOTED,  /* "..." with its quotes */
	MIME_TOKEN_COMMENT, /* (...) with its parentheses, nested ones inside */
	MIME_TOKEN_DOMAIN,  /* [...] with its brackets */
	MIME_TOKEN_SPECIAL  /* one byte */
};
struct mime_token {
	enum mime_token_kind kind;
	mime_slice raw;
	bool blank_before; /* blanks, folds or comments stood before it */
	bool open;	   /* the closing quote, parenthesis or bracket is
			    * missing: the token ends with the text */
};
struct mime_lex {
	mime_slice text;
	size_t at;
	unsigned specials; /* bytes that are tokens of their own */
	const struct mime_text_context *context; /* R08; may be NULL */
	bool too_deep; /* comments nested deeper than the limit */
	bool after_comment;
};
/* The bytes that are tokens of their own, by what is read. */
enum mime_lex_specials {
	MIME_LEX_WORDS = 0,	    /* none */
	MIME_LEX_ADDRESS = 1u << 0, /* < > [ ] : ; @ \ , */
	MIME_LEX_PARAM = 1u << 1,   /* ; = , */
	MIME_LEX_DATE = 1u << 2,    /* , : */
	MIME_LEX_ID = 1u << 3	    /* < > */
};
void mime_lex_init(struct mime_lex *l, mime_slice text,
		   enum mime_lex_specials specials,
		   const struct mime_text_context *context);
/* The next token, comments among them. */
void mime_lex_next(struct mime_token *out, struct mime_lex *l);
/* The next token that is no comment. */
void mime_lex_next_plain(struct mime_token *out, struct mime_lex *l);
/* Append the content of a quoted string, comment or domain literal: without
 * its delimiters, backslashes and line ends. */
void mime_lex_unquote(struct mime_strbuf *out, mime_slice raw);
/* Append raw without its line ends (unfolding, RFC 5322 2.2.3); a CR that no
 * LF follows is none. */
void mime_lex_unfold(struct mime_strbuf *out, mime_slice raw);
/* The first control character of s (C0 with TAB, DEL, C1); NULL if there is
 * none. */
const char *mime_lex_control(mime_slice s);
#endif
