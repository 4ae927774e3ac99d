/* series.h - the messages that the operands stand for, in their order. */
#ifndef TOOLS_SERIES_H
#define TOOLS_SERIES_H
#include "item.h"
#include "ranges.h"

struct series_opts {
	char **operands;
	int n;			/* 0: stdin */
	const char *files_from; /* NULL: there is no list of names */
	char files_end;		/* ends a name in it */
	enum mail_format format;
	bool recursive;
	bool ranged; /* of an mbox only what begins in start..end-1 */
	uint64_t start, end;
	bool numbered;		 /* the numbers of a range are wanted */
	struct ranges *messages; /* NULL: all */
	struct input_limit limit;
};

struct series;

/* What the input is, as far as one must know before it is read. */
struct outlook {
	size_t messages; /* SERIES_MANY: or more, or nobody knows */
	bool mailbox;	 /* one of them is in one */
};
/* So many are looked at. */
enum { SERIES_MANY = 32 };

/* opts is borrowed, and what it points to.
 * On error says why and returns an exit code. */
int series_new(struct series **out, const struct series_opts *opts);
void series_free(struct series *s); /* NULL is allowed */
/* Looks ahead; first of all. */
void series_look(struct outlook *out, struct series *s);
/* The next message, which the caller frees; false after the last one.  What
 * cannot be opened is an item, too, with its code. */
bool series_next(struct item *out, struct series *s);
/* How many there are, -m not counted; then it begins again. */
uint64_t series_count(struct series *s);
/* Whom series_next calls when what is next has not come yet. */
void series_watch(struct series *s, void (*call)(void *ctx), void *ctx);
/* Whether a series_next waits for that now; may be called by another thread. */
bool series_waits(struct series *s);
/* How much there is, as far as is known by now: entries of mailboxes that are
 * directories, or files named; octets of mailboxes that are files.  May be
 * called by another thread. */
void series_total(uint64_t *entries, uint64_t *octets, const struct series *s);
#endif
