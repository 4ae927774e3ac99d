#include "smtp/event.h"
#include "base/memory.h"
#include "base/slice.h"

/* The text is found by its offset: the buffer may move. */
struct mime_event_node {
	struct mime_smtp_event ev;
	size_t text_at;
};

void
mime_events_init(struct mime_events *q)
{
	*q = (struct mime_events){ 0 };
	mime_strbuf_init(&q->text, SIZE_MAX);
}

void
mime_events_free(struct mime_events *q)
{
	mime_free(q->nodes);
	mime_strbuf_free(&q->text);
	mime_events_init(q);
}

void
mime_events_tidy(struct mime_events *q)
{
	if (q->told < q->n)
		return;
	q->n = q->told = 0;
	mime_strbuf_clear(&q->text);
}

int
mime_events_reserve(struct mime_events *q, size_t n)
{
	struct mime_event_node *nodes;
	size_t room = q->room > 0 ? q->room : 8;

	if (q->nodes != NULL && n <= q->room - q->n)
		return MIME_OK;
	while (room - q->n < n) {
		if (room > SIZE_MAX / 2 / sizeof *nodes)
			return MIME_ENOMEM;
		room *= 2;
	}
	nodes = mime_resize(q->nodes, room * sizeof *nodes);
	if (nodes == NULL)
		return MIME_ENOMEM;
	q->nodes = nodes;
	q->room = room;
	return MIME_OK;
}

int
mime_events_add(struct mime_events *q, const struct mime_smtp_event *ev)
{
	struct mime_event_node *node;
	int rc = mime_events_reserve(q, 1);

	if (rc < 0)
		return rc;
	node = &q->nodes[q->n++];
	node->ev = *ev;
	node->text_at = q->text.len;
	mime_strbuf_add(&q->text, ev->text);
	if (q->text.error != MIME_OK) {
		q->text.error = MIME_OK;
		node->ev.text = MIME_ABSENT;
	}
	return MIME_OK;
}

bool
mime_events_next(struct mime_smtp_event *ev, const struct mime_events *q)
{
	const struct mime_event_node *node;

	if (q->told == q->n)
		return false;
	node = &q->nodes[q->told];
	*ev = node->ev;
	if (ev->text.ptr != NULL)
		ev->text.ptr = mime_strbuf_slice(&q->text).ptr + node->text_at;
	return true;
}

void
mime_events_drop(struct mime_events *q)
{
	q->told++;
}
