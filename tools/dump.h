/* dump.h - how mimedump shows things: what its modes share. */
#ifndef TOOLS_DUMP_H
#define TOOLS_DUMP_H
#include "buffer.h"
#include "date_text.h"
#include "gather.h"
#include "input.h"
#include "mime/view.h"
#include "output.h"
#include "parts.h"
#include "term.h"

struct dump {
	struct output *out;
	struct term term;
	bool raw, null, tsv, quiet, force;
	bool headers_only; /* bodies were not looked at */
	bool list_titles;  /* a list begins with a line of titles */
	enum date_zone zone;
	bool several; /* more than one input: say which */
	unsigned verbose;
	struct buffer line;   /* being made; dump_end writes it */
	struct gather gather; /* to a file */
};

/* Adds a sender's text to the line, made harmless; returns what was found
 * (enum term_found). */
unsigned dump_add(struct dump *d, mime_slice s);
/* Likewise, but a tab stays. */
unsigned dump_add_tabs(struct dump *d, mime_slice s);
/* Writes the line and its end, LF or NUL. */
void dump_end(struct dump *d);
/* Writes the line as it is. */
void dump_flush(struct dump *d);
/* "FILE:SECTION" */
void dump_add_place(struct dump *d, const struct input *in,
		    struct mime_part *p);
/* "Name <a@b.c>", the name in quotes where it needs them; of an invalid
 * mailbox what was written, never as an address. */
void dump_add_mailbox(struct dump *d, const struct mime_mailbox *box);

/* Content of a part to the output.  text: converted to UTF-8 and made
 * harmless, else the decoded bytes.  line_end: LF after it if it has none.
 * On error says why and returns an exit code. */
int dump_content(struct dump *d, const struct input *in, struct mime_part *p,
		 bool text, bool line_end);
/* Opens a body; running out of memory ends the program. */
struct mime_reader *dump_open(struct mime_part *p, enum mime_body_form form);
/* SHA-256 and number of the decoded bytes. */
void dump_hash(uint8_t digest[32], uint64_t *octets, struct mime_part *p);
/* Whether raw bytes may go where the output goes; if not, says so. */
bool dump_may_be_raw(const struct dump *d, const char *what);

/* The modes.  Each returns an exit code. */
int dump_list(struct dump *d, struct input *in); /* one line */
int dump_mbox(struct dump *d, struct input *in); /* as one of an mbox */
int dump_tree(struct dump *d, struct input *in);
/* list	 names with commas between; NULL: all */
int dump_headers(struct dump *d, struct input *in, const char *list);
int dump_addresses(struct dump *d, struct input *in, const char *list);
enum dump_body_kind { DUMP_BODY_AUTO, DUMP_BODY_TEXT, DUMP_BODY_HTML };
int dump_body(struct dump *d, struct input *in, enum dump_body_kind kind);
int dump_attachments(struct dump *d, struct input *in);
/* The lines "ENVELOPE (...)" and "BODYSTRUCTURE (...)".  Without -R strings are
 * quoted, made harmless and never literals; with it they are as an IMAP server
 * sends them. */
int dump_imap(struct dump *d, struct input *in);
struct select;
int dump_part(struct dump *d, struct input *in, const struct select *s);

/* How many findings there are, also in the messages inside; all were checked
 * (dump_check). */
struct dump_counts {
	size_t errors, warnings, notes;
};
void dump_count_defects(struct dump_counts *out, struct mime_message *m);
/* "1 error, 4 warnings"; nothing when there are none. */
void dump_add_counts(struct buffer *out, const struct dump_counts *counts);
/* Completes the findings, also in the messages inside: bodies decodes
 * everything once, else headers and structure alone are looked at. */
void dump_check(struct mime_message *m, bool bodies);
/* The section of the part that a defect names; absent if there is none. */
mime_slice dump_section_of(struct mime_message *m,
			   const struct mime_part *part);
/* --check: what is wrong with the message, to the output.  CLI_NO if any of it
 * is as bad as level or worse. */
enum dump_level { DUMP_LEVEL_INFO, DUMP_LEVEL_WARN, DUMP_LEVEL_ERROR };
int dump_findings(struct dump *d, struct input *in, enum dump_level level);
/* What the message links to and what it would load, with where it stands. */
int dump_urls(struct dump *d, struct input *in);
/* The same findings beside another answer, to stderr. */
void dump_defects(struct dump *d, struct input *in);
/* How a text was read, or all of them, to stderr: where the label was not
 * followed, and with -vv in any case.  The first one wants the message to have
 * been checked, bodies too. */
void dump_charset(struct dump *d, struct input *in, struct mime_part *p);
void dump_charsets(struct dump *d, struct input *in);
#endif
