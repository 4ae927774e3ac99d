#include "tree/boundary.h"
#include "base/memory.h"
#include "base/slice.h"

enum { COMPARED = 100 };

/* Incremental, so that one pass over a line gives the hash at every length;
 * the seed keeps a sender from choosing boundaries that collide. */
static inline uint64_t
hash_step(uint64_t h, char c)
{
	return (h ^ (uint8_t)c) * 0x100000001b3u;
}

static inline uint64_t
hash_end(uint64_t h)
{
	h ^= h >> 32;
	h *= 0x9e3779b97f4a7c15u;
	return h ^ (h >> 29);
}

static uint64_t
hash_of(const struct mime_boundaries *b, mime_slice text)
{
	uint64_t h = b->seed;

	for (size_t i = 0; i < text.len; i++)
		h = hash_step(h, text.ptr[i]);
	return hash_end(h);
}

void
mime_boundaries_init(struct mime_boundaries *b)
{
	b->open = b->first_open;
	b->table = b->first_table;
	b->lengths = b->first_lengths;
	b->n = b->n_lengths = 0;
	b->room = b->lengths_room = MIME_BOUNDARIES_FEW;
	b->slots = sizeof b->first_table / sizeof *b->first_table;
	memset(b->first_table, 0, sizeof b->first_table);
	b->seed = 0xcbf29ce484222325u ^ ((uint64_t)(uintptr_t)b << 7);
}

void
mime_boundaries_free(struct mime_boundaries *b)
{
	if (b->open != b->first_open)
		mime_free(b->open);
	if (b->table != b->first_table)
		mime_free(b->table);
	if (b->lengths != b->first_lengths)
		mime_free(b->lengths);
	mime_boundaries_init(b);
}

/* The slot of text, or the free slot where it would go. */
static size_t
find_slot(const struct mime_boundaries *b, mime_slice text, uint64_t hash)
{
	size_t slot = (size_t)hash & (b->slots - 1);

	while (b->table[slot] != 0) {
		const struct mime_boundary_entry *e =
			&b->open[b->table[slot] - 1];

		if (e->hash == hash && mime_slice_equal(e->text, text))
			break;
		slot = (slot + 1) & (b->slots - 1);
	}
	return slot;
}

static int
grow(struct mime_boundaries *b)
{
	bool first = b->open == b->first_open;
	size_t room = b->room * 2;
	struct mime_boundary_entry *open;
	uint32_t *table;

	open = mime_resize(first ? NULL : b->open, room * sizeof *open);
	if (open == NULL)
		return MIME_ENOMEM;
	if (first)
		memcpy(open, b->first_open, sizeof b->first_open);
	b->open = open;
	table = mime_alloc_array(room * 4, sizeof *table);
	if (table == NULL)
		return MIME_ENOMEM;
	if (b->table != b->first_table)
		mime_free(b->table);
	b->table = table;
	b->slots = room * 4;
	b->room = room;
	for (size_t i = 0; i < b->n; i++) {
		struct mime_boundary_entry *e = &b->open[i];

		e->slot = (uint32_t)find_slot(b, e->text, e->hash);
		b->table[e->slot] = (uint32_t)i + 1;
	}
	return MIME_OK;
}

static int
use_length(struct mime_boundaries *b, size_t len)
{
	size_t i = b->n_lengths;

	while (i > 0 && b->lengths[i - 1].len > len)
		i--;
	if (i > 0 && b->lengths[i - 1].len == len) {
		b->lengths[i - 1].count++;
		return MIME_OK;
	}
	if (b->n_lengths == b->lengths_room) {
		bool first = b->lengths == b->first_lengths;
		size_t room = b->lengths_room * 2;
		void *p = mime_resize(first ? NULL : b->lengths,
				      room * sizeof *b->lengths);

		if (p == NULL)
			return MIME_ENOMEM;
		if (first)
			memcpy(p, b->first_lengths, sizeof b->first_lengths);
		b->lengths = p;
		b->lengths_room = room;
	}
	memmove(&b->lengths[i + 1], &b->lengths[i],
		(b->n_lengths - i) * sizeof *b->lengths);
	b->lengths[i].len = len;
	b->lengths[i].count = 1;
	b->n_lengths++;
	return MIME_OK;
}

static void
drop_length(struct mime_boundaries *b, size_t len)
{
	size_t i = 0;

	while (b->lengths[i].len != len)
		i++;
	if (--b->lengths[i].count > 0)
		return;
	b->n_lengths--;
	memmove(&b->lengths[i], &b->lengths[i + 1],
		(b->n_lengths - i) * sizeof *b->lengths);
}

/* Does text begin one that is open?  So many of the innermost are compared
 * that a push costs as much as its text is long; not more levels are open, as
 * long as the limit of depth is the default. */
static bool
is_prefix(const struct mime_boundaries *b, mime_slice text)
{
	for (size_t i = b->n; i > 0 && b->n - i < COMPARED; i--)
		if (b->open[i - 1].text.len > text.len &&
		    mime_slice_begins(b->open[i - 1].text, text))
			return true;
	return false;
}

static bool
has_prefix(const struct mime_boundaries *b, mime_slice text)
{
	uint64_t h = b->seed;
	size_t at = 0;

	for (size_t i = 0; i < b->n_lengths; i++) {
		size_t len = b->lengths[i].len;

		if (len >= text.len)
			break;
		for (; at < len; at++)
			h = hash_step(h, text.ptr[at]);
		if (b->table[find_slot(b, mime_slice_of(text.ptr, len),
				       hash_end(h))] != 0)
			return true;
	}
	return false;
}

int
mime_boundaries_push(struct mime_boundaries *b, mime_slice text, bool *same,
		     bool *prefix)
{
	struct mime_boundary_entry e = { .text = text };
	int rc = MIME_OK;

	*same = *prefix = false;
	if (b->n == b->room)
		rc = grow(b);
	if (rc == MIME_OK)
		*prefix = has_prefix(b, text) || is_prefix(b, text);
	if (rc == MIME_OK)
		rc = use_length(b, text.len);
	if (rc != MIME_OK)
		return rc;
	e.hash = hash_of(b, text);
	e.slot = (uint32_t)find_slot(b, text, e.hash);
	e.outer = b->table[e.slot];
	*same = e.outer != 0;
	b->open[b->n++] = e;
	b->table[e.slot] = (uint32_t)b->n;
	return MIME_OK;
}

/* Entries leave in the opposite order of their coming, so a slot that is freed
 * is the last of its run of probes: no other entry has probed past it. */
void
mime_boundaries_pop(struct mime_boundaries *b)
{
	const struct mime_boundary_entry *e = &b->open[--b->n];

	b->table[e->slot] = e->outer;
	drop_length(b, e->text.len);
}

/* The end of a delimiter line after its boundary: blanks, then a line end or
 * the end of the input.  CRs before the LF are taken too: software that
 * converts line ends twice doubles them.  0 if it is something else. */
static size_t
line_tail(mime_slice rest, size_t at)
{
	while (at < rest.len && mime_ascii_is_blank(rest.ptr[at]))
		at++;
	while (at < rest.len && rest.ptr[at] == '\r')
		at++;
	if (at == rest.len)
		return at;
	return rest.ptr[at] == '\n' ? at + 1 : 0;
}

/* What follows a boundary of len bytes at the front of rest. */
static size_t
delimiter_end(bool *close, mime_slice rest, size_t len)
{
	size_t end = line_tail(rest, len);

	*close = end == 0 && rest.len - len >= 2 && rest.ptr[len] == '-' &&
		 rest.ptr[len + 1] == '-';
	return *close ? line_tail(rest, len + 2) : end;
}

bool
mime_boundary_match(size_t *end, bool *close, mime_slice text, mime_slice rest)
{
	*end = 0;
	*close = false;
	if (mime_slice_begins(rest, text))
		*end = delimiter_end(close, rest, text.len);
	return *end > 0;
}

static void
try_end(struct mime_delimiter *out, mime_slice rest, size_t level, size_t len)
{
	bool close;
	size_t end = delimiter_end(&close, rest, len);

	out->near_miss = true;
	if (end == 0 || (out->end > 0 && level < out->level))
		return;
	out->level = level;
	out->end = end;
	out->close = close;
}

bool
mime_boundaries_match(struct mime_delimiter *out,
		      const struct mime_boundaries *b, mime_slice rest)
{
	uint64_t h = b->seed;
	size_t at = 0, few = b->n <= MIME_BOUNDARIES_FEW ? b->n : 0;

	*out = (struct mime_delimiter){ 0 };
	/* to compare with a few costs less than to hash the line */
	for (size_t level = 0; level < few; level++)
		if (mime_slice_begins(rest, b->open[level].text))
			try_end(out, rest, level, b->open[level].text.len);
	for (size_t i = 0; few == 0 && i < b->n_lengths; i++) {
		size_t len = b->lengths[i].len;
		uint32_t found;

		if (len > rest.len)
			break;
		for (; at < len && rest.ptr[at] != '\n'; at++)
			h = hash_step(h, rest.ptr[at]);
		if (at < len) /* a boundary holds no line end */
			break;
		found = b->table[find_slot(b, mime_slice_of(rest.ptr, len),
					   hash_end(h))];
		if (found != 0)
			try_end(out, rest, found - 1, len);
	}
	if (out->end == 0)
		return false;
	out->near_miss = false;
	return true;
}
