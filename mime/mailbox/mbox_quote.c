#include "base/memory.h"
#include "base/reader.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "mime/mailbox.h"

/* A sender is a word; this many bytes leave room in the line for a date. */
enum { SENDER_MAX = 900 };

static const char from_word[] = "From ";
enum { FROM = sizeof from_word - 1, IN_LINE = -1 };

struct quote {
	struct mime_reader *message;
	struct mime_strbuf head;
	mime_slice in;	 /* the piece at hand, of which ... */
	size_t lent;	 /* ... so much is lent */
	size_t at;	 /* ... and so much looked at */
	mime_slice next; /* what else to lend first */
	int matched; /* bytes of from_word seen after ">"s that begin the line,
		      * or IN_LINE */
	int held;    /* of these, how many earlier pieces ended with */
	char last;   /* byte of the message */
	enum { BODY, END } stage;
};

/* All of s can stand in a line as one word. */
static bool
is_word(mime_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (mime_ascii_is_control(s.ptr[i]) || s.ptr[i] == ' ')
			return false;
	return s.len > 0 && s.len <= SENDER_MAX;
}

static void
add_number(struct mime_strbuf *b, int value, char pad)
{
	if (value < 10)
		mime_strbuf_add_char(b, pad);
	mime_strbuf_add_decimal(b, (uint64_t)value);
}

/* As asctime(3) writes it, in UTC. */
static void
add_date(struct mime_strbuf *b, const struct mime_date *date)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct mime_date utc = { 0 };
	struct mime_date_fields f;

	if (date != NULL)
		utc.seconds = date->seconds;
	mime_date_split(&f, &utc);
	if (f.year < 1000 || f.year > 9999)
		mime_date_split(&f, &(struct mime_date){ 0 });
	mime_strbuf_add(b, mime_slice_of(days + 3 * f.weekday, 3));
	mime_strbuf_add_char(b, ' ');
	mime_strbuf_add(b, mime_slice_of(months + 3 * (f.month - 1), 3));
	mime_strbuf_add_char(b, ' ');
	add_number(b, f.day, ' ');
	mime_strbuf_add_char(b, ' ');
	add_number(b, f.hour, '0');
	mime_strbuf_add_char(b, ':');
	add_number(b, f.minute, '0');
	mime_strbuf_add_char(b, ':');
	add_number(b, f.second, '0');
	mime_strbuf_add_char(b, ' ');
	mime_strbuf_add_decimal(b, (uint64_t)f.year);
	mime_strbuf_add_char(b, '\n');
}

/* Goes on in the piece at hand to where a ">" has to stand, or to its end;
 * true at the former: the word was just seen. */
static bool
look(struct quote *q)
{
	while (q->at < q->in.len) {
		const char *p = q->in.ptr + q->at;
		const char *lf;

		if (q->matched == IN_LINE) {
			lf = memchr(p, '\n', q->in.len - q->at);
			if (lf == NULL)
				q->at = q->in.len;
			else
				q->at = (size_t)(lf - q->in.ptr) + 1;
			q->matched = lf == NULL ? IN_LINE : 0;
		} else if (q->matched == 0 && *p == '>') {
			q->at++;
		} else if (*p == from_word[q->matched]) {
			q->at++;
			if (++q->matched == FROM)
				return true;
		} else {
			q->matched = IN_LINE;
		}
	}
	return false;
}

/* Whether what earlier pieces ended with becomes the word in this one. */
static void
settle(struct quote *q)
{
	static const char both[] = ">From ";

	while (q->at < q->in.len && q->matched < FROM &&
	       q->in.ptr[q->at] == from_word[q->matched])
		q->at++, q->matched++;
	if (q->matched == FROM) {
		q->next = mime_slice_of(both, (size_t)q->held + 1);
	} else if (q->at < q->in.len) {
		q->next = mime_slice_of(both + 1, (size_t)q->held);
	} else {
		q->held = q->matched;
		q->lent = q->in.len;
		return;
	}
	q->held = 0;
	q->matched = IN_LINE;
}

/* The next run of the piece at hand, perhaps none. */
static mime_slice
run(struct quote *q)
{
	size_t start = q->lent;

	if (look(q)) {
		q->next = MIME_LITERAL(">");
		q->matched = IN_LINE;
		q->lent = q->at - FROM;
	} else if (q->matched > 0) {
		q->held = q->matched;
		q->lent = q->in.len;
		return mime_slice_part(q->in, start,
				       q->in.len - (size_t)q->held);
	} else {
		q->lent = q->in.len;
	}
	return mime_slice_part(q->in, start, q->lent);
}

/* What stands behind the message: an end for its last line, an empty line. */
static mime_slice
finish(struct quote *q)
{
	mime_slice end = MIME_LITERAL("\n\n");

	q->stage = END;
	q->next = mime_slice_part(end, q->last == '\n', end.len);
	return mime_slice_of(from_word, (size_t)q->held);
}

static int
pull(mime_slice *out, void *ctx, mime_error *err)
{
	struct quote *q = ctx;
	int rc;

	for (;;) {
		*out = q->next;
		q->next = MIME_ABSENT;
		if (out->len > 0)
			return 1;
		if (q->stage == END)
			return 0;
		if (q->lent < q->in.len) {
			if (q->held > 0)
				settle(q);
			else
				*out = run(q);
		} else {
			rc = mime_reader_next(&q->in, q->message);
			if (rc < 0) {
				*err = *mime_reader_error(q->message);
				return rc;
			}
			q->lent = q->at = 0;
			if (rc > 0)
				q->last = q->in.ptr[q->in.len - 1];
			else
				*out = finish(q);
		}
		if (out->len > 0)
			return 1;
	}
}

static void
done(void *ctx)
{
	struct quote *q = ctx;

	mime_reader_free(q->message);
	mime_strbuf_free(&q->head);
	mime_free(q);
}

int
mime_mbox_write_open(struct mime_reader **out, struct mime_reader *message,
		     mime_slice sender, const struct mime_date *date)
{
	struct quote *q = mime_alloc_array(1, sizeof *q);
	int rc = MIME_ENOMEM;

	*out = NULL;
	if (q == NULL) {
		mime_reader_free(message);
		return rc;
	}
	q->message = message;
	q->last = '\n';
	mime_strbuf_init(&q->head, SIZE_MAX);
	mime_strbuf_add_text(&q->head, from_word);
	mime_strbuf_add(&q->head, is_word(sender) ? sender
						  : MIME_LITERAL("MAILER-"
								 "DAEMON"));
	mime_strbuf_add_char(&q->head, ' ');
	add_date(&q->head, date);
	q->next = mime_strbuf_slice(&q->head);
	if (q->head.error == MIME_OK)
		rc = mime_reader_open(out, pull, done, q);
	if (rc != MIME_OK)
		done(q);
	return rc;
}
