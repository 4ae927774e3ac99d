/* view/tnef.h - a TNEF part on its way into files. */
#ifndef MIME_VIEW_TNEF_H
#define MIME_VIEW_TNEF_H
#include "view/tnef_attachment.h"
#include "view/tnef_text.h"

/* A stream being read; those it was attached to wait for its end. */
struct mime_tnef_level {
	mime_slice rest;
	mime_slice charset;	       /* of its code page, or absent */
	struct mime_tnef_string title; /* of the message, if it is attached */
	mime_slice title_charset;
	struct mime_tnef_attachment attachment; /* so far */
	bool ended;				/* and all was said of it */
	struct mime_properties properties; /* of the message, not yet read */
	unsigned damage;		   /* of the attribute they are in */
};

struct mime_tnef {
	struct mime_text_context context;
	mime_slice override; /* charset of all texts, whatever is declared */
	struct mime_tnef_level *levels;
	size_t n, room;
	size_t most; /* levels */
	unsigned damage;
	struct mime_strbuf name, type;
};

/* A stream without its head.
 * context  copied; what it points at must outlive *out.
 * charset  of all texts, whatever is declared; absent: as declared.
 * most	    streams in one another, from 1; what is deeper is not opened.
 * Error MIME_ENOMEM. */
int mime_tnef_open_stream(struct mime_tnef **out, mime_slice rest,
			  const struct mime_text_context *context,
			  mime_slice charset, size_t most);

/* Each fills the rest of out, which is zero but for damage, and returns 1; 0
 * if there is nothing to give; MIME_ENOMEM. */
/* What was attached to l, with that suffix to its name. */
int mime_tnef_give_attached(struct mime_embedded *out, struct mime_tnef *t,
			    const struct mime_tnef_level *l, mime_slice data,
			    const char *suffix);
/* The text of the message. */
int mime_tnef_give_text(struct mime_embedded *out, struct mime_tnef *t,
			const struct mime_tnef_level *l, mime_slice value,
			bool wide);
/* Likewise, if p is a form of it. */
int mime_tnef_give_property(struct mime_embedded *out, struct mime_tnef *t,
			    const struct mime_tnef_level *l,
			    const struct mime_property *p);
#endif
