/* Any bytes as a message: unedited it is written as it was; after a change
 * every other field has its bytes, and what is written reads as the tree that
 * was built. */
#include "base/slice.h"
#include "mime/compose.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* What to do is a function of the input, so that any file is a seed. */
static unsigned
pick(uint64_t *seed, unsigned n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % n;
}

static uint64_t
seed_of(mime_slice in)
{
	uint64_t h = 14695981039346656037u;

	for (size_t i = 0; i < in.len; i++)
		h = (h ^ (uint8_t)in.ptr[i]) * 1099511628211u;
	return h;
}

static struct mime_message *
parse(mime_slice bytes)
{
	struct mime_message *m;

	must(mime_parse(&m, bytes, NULL, NULL) == MIME_OK);
	return m;
}

/* Malloc'd; absent if what is there cannot be written. */
static mime_slice
write_all(struct mime_message *m, enum mime_carry carry,
	  enum mime_write_eol eol)
{
	struct mime_write_opts opts = {
		.size = sizeof opts, .eol = eol, .carry = carry, .seed = 1
	};
	char *out = malloc(1), *grown;
	struct mime_reader *r;
	mime_slice run;
	size_t n = 0;
	int rc;

	must(out != NULL);
	must(mime_write_open(&r, m, &opts) == MIME_OK);
	while ((rc = mime_reader_next(&run, r)) > 0) {
		must(run.len > 0);
		grown = realloc(out, n + run.len);
		must(grown != NULL);
		out = grown;
		memcpy(out + n, run.ptr, run.len);
		n += run.len;
	}
	must(rc == 0 || rc == MIME_EINVAL);
	mime_reader_free(r);
	if (rc == 0)
		return mime_slice_of(out, n);
	free(out);
	return MIME_ABSENT;
}

static void
free_bytes(mime_slice s)
{
	free((void *)(uintptr_t)s.ptr);
}

/* Lent whole and in place. */
static void
check_identity(struct mime_message *m, mime_slice in)
{
	struct mime_reader *r;
	mime_slice run;

	must(mime_write_open(&r, m, NULL) == MIME_OK);
	if (in.len > 0) {
		must(mime_reader_next(&run, r) == 1);
		must(run.ptr == in.ptr && run.len == in.len);
	}
	must(mime_reader_next(&run, r) == 0);
	mime_reader_free(r);
}

/* The live fields of a header but those of that name, with their bytes. */
static struct mime_field *
next_but(struct mime_part *p, const char *name, struct mime_field *f)
{
	do
		f = mime_field_find(p, NULL, f);
	while (f != NULL && mime_slice_is(mime_field_name(f), name));
	return f;
}

static mime_slice
without_eol(mime_slice s)
{
	while (s.len > 0 &&
	       (s.ptr[s.len - 1] == '\n' || s.ptr[s.len - 1] == '\r'))
		s.len--;
	return s;
}

static void
same_fields(struct mime_part *a, struct mime_part *b, const char *but)
{
	struct mime_field *f = next_but(a, but, NULL);
	struct mime_field *g = next_but(b, but, NULL);

	while (f != NULL && g != NULL) {
		must(mime_slice_equal(without_eol(mime_field_raw(f)),
				      without_eol(mime_field_raw(g))));
		f = next_but(a, but, f);
		g = next_but(b, but, g);
	}
	must(f == NULL && g == NULL);
}

/* One field of one header. */
static void
edit_field(mime_slice in, uint64_t seed)
{
	static const char *const names[] = { "X-Fuzz", "Subject", "To" };
	const char *name = names[pick(&seed, 3)];
	struct mime_message *m = parse(in), *before = parse(in), *again;
	mime_slice value = MIME_LITERAL("a@b.example"), bytes;
	struct mime_part *root = mime_message_root(m);
	struct mime_field *f;

	if (pick(&seed, 4) == 0)
		mime_field_drop(root, name);
	else
		must(mime_field_set(root, name, value, NULL) == MIME_OK);
	bytes = write_all(m, MIME_CARRY_BINARY, MIME_EOL_KEEP);
	must(bytes.ptr != NULL);
	same_fields(root, mime_message_root(before), name);
	again = parse(bytes);
	f = mime_field_find(mime_message_root(again), name, NULL);
	must((f != NULL) == (mime_field_find(root, name, NULL) != NULL));
	if (f != NULL)
		must(mime_slice_is(mime_slice_trim(mime_field_body(f)),
				   "a@b.example"));
	same_fields(mime_message_root(again), root, name);
	mime_message_free(again);
	mime_message_free(before);
	mime_message_free(m);
	free_bytes(bytes);
}

static struct mime_part *
pick_part(struct mime_message *m, uint64_t *seed)
{
	struct mime_part *p = mime_message_root(m), *next;

	while ((next = mime_part_after(p)) != NULL && pick(seed, 3) > 0)
		p = next;
	return p;
}

/* Returns whether the tree may be read otherwise than it was built: what a
 * limit left undescended, or what was taken for one part, may become more. */
static void
change_structure(struct mime_message *m, uint64_t *seed)
{
	struct mime_part *p = pick_part(m, seed), *made;

	switch (pick(seed, 4)) {
	case 0:
		must(mime_part_wrap(&made, p, "multipart/mixed") == MIME_OK);
		break;
	case 1:
		must(mime_part_new(&made, m, "text/plain") == MIME_OK);
		must(mime_body_set_text(made, MIME_LITERAL("--\n--b\nx"),
					MIME_ENCODING_AUTO, NULL) == MIME_OK);
		mime_part_insert(p, made, mime_part_child(p));
		break;
	case 2:
		mime_part_detach(p);
		break;
	default:
		mime_body_set(p, MIME_LITERAL("new\n"), MIME_ENCODING_AUTO);
		break;
	}
}

/* The part after p and all below it. */
static struct mime_part *
behind(struct mime_part *p)
{
	while (p != NULL && mime_part_next(p) == NULL)
		p = mime_part_parent(p);
	return mime_part_next(p);
}

/* Which of two Content-Types counts depends on what follows far behind. */
static bool
is_ambiguous(struct mime_message *m)
{
	struct mime_part *p = mime_message_root(m);

	for (; p != NULL; p = mime_part_after(p)) {
		const struct mime_field *f =
			mime_field_find(p, "Content-Type", NULL);

		if (f != NULL && mime_field_find(p, "Content-Type", f) != NULL)
			return true;
	}
	return false;
}

/* What b reads is what a built; what stands as a leaf in a, though its type
 * has parts, b may read as more. */
static void
same_tree(struct mime_message *a, struct mime_message *b)
{
	struct mime_part *p = mime_message_root(a), *q = mime_message_root(b);

	if (is_ambiguous(a))
		return;
	while (p != NULL && q != NULL) {
		bool leaf = mime_part_kind(p) == MIME_PART_LEAF;

		must(mime_slice_equal(mime_part_type(p), mime_part_type(q)));
		must(leaf || mime_part_kind(p) == mime_part_kind(q));
		must(mime_part_depth(p) == mime_part_depth(q));
		p = mime_part_after(p);
		q = leaf ? behind(q) : mime_part_after(q);
	}
	must(p == NULL && q == NULL);
}

static void
edit_structure(mime_slice in, uint64_t seed)
{
	struct mime_message *m = parse(in), *again;
	unsigned times = 1 + pick(&seed, 3);
	mime_slice bytes;

	while (times-- > 0)
		change_structure(m, &seed);
	bytes = write_all(m, (enum mime_carry)pick(&seed, 3),
			  (enum mime_write_eol)pick(&seed, 3));
	if (bytes.ptr != NULL) {
		again = parse(bytes);
		same_tree(m, again);
		mime_message_free(again);
	}
	free_bytes(bytes);
	mime_message_free(m);
}

/* The content, but for CRs: a text in base64 has CRLF. */
static uint64_t
content_of(struct mime_part *p)
{
	uint64_t h = 14695981039346656037u;
	struct mime_reader *r;
	mime_slice run;

	must(mime_body_open(&r, p, MIME_BODY_BYTES) == MIME_OK);
	while (mime_reader_next(&run, r) > 0)
		for (size_t i = 0; i < run.len; i++)
			if (run.ptr[i] != '\r')
				h = (h ^ (uint8_t)run.ptr[i]) * 1099511628211u;
	mime_reader_free(r);
	return h;
}

static void
same_leaves(struct mime_message *a, struct mime_message *b)
{
	struct mime_part *p = mime_message_root(a), *q = mime_message_root(b);

	if (is_ambiguous(a))
		return;
	for (; p != NULL; p = mime_part_after(p), q = mime_part_after(q))
		if (mime_part_kind(p) == MIME_PART_LEAF)
			must(content_of(p) == content_of(q));
}

/* What is too wide is encoded, and its content stays. */
static void
narrow(mime_slice in, enum mime_carry carry)
{
	struct mime_message *m = parse(in), *again;
	mime_slice bytes = write_all(m, carry, MIME_EOL_KEEP);

	must(bytes.ptr != NULL);
	again = parse(bytes);
	same_tree(m, again);
	same_leaves(m, again);
	mime_message_free(again);
	free_bytes(bytes);
	mime_message_free(m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	mime_slice in = { n > 0 ? (const char *)data : "", n };
	uint64_t seed = seed_of(in);
	struct mime_message *m = parse(in);

	check_identity(m, in);
	mime_message_free(m);
	edit_field(in, seed);
	edit_structure(in, seed);
	narrow(in, (enum mime_carry)pick(&seed, 2));
	return 0;
}
