/* Messages: bench_parse DIRECTORY, or bench_parse DIRECTORY shapes.
 *
 * parse   tree and index of fields.
 * full    besides, every field as text and as addresses where it is a list of
 *         them, and every leaf decoded, text to UTF-8.
 * compose a text and a file of 64 MiB as a new message, written in runs. */
#include "bench/bench.h"
#include "mime/mime.h"
#include <limits.h>
#include <malloc.h>

struct job {
	struct bench_input in; /* a pack of messages, or one message */
	bool packed, full;
	struct mime_converters *converters;
	const char *dir, *to;
	volatile size_t sum;
};

static void
check(int rc, const char *what)
{
	if (rc < 0) {
		fprintf(stderr, "%s: error %d\n", what, rc);
		exit(1);
	}
}

static void
drain(struct job *j, struct mime_part *p, enum mime_body_form form)
{
	struct mime_reader *r;
	mime_slice run;
	int rc;

	check(mime_body_open(&r, p, form), "body");
	while ((rc = mime_reader_next(&run, r)) > 0)
		j->sum += run.len;
	check(rc, "read");
	mime_reader_free(r);
}

static void
decode(struct job *j, struct mime_part *p)
{
	static const char *const lists[] = { "From", "To", "Cc", "Reply-To" };
	struct mime_field *f = NULL;
	const struct mime_mailbox *list;
	mime_slice text;
	size_t n;

	while ((f = mime_field_find(p, NULL, f)) != NULL) {
		check(mime_field_text(&text, f), "field");
		j->sum += text.len;
	}
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		while ((f = mime_field_find(p, lists[i], f)) != NULL) {
			check(mime_field_addresses(&list, &n, f), "addresses");
			j->sum += n;
		}
	if (mime_part_kind(p) != MIME_PART_LEAF)
		return;
	text = mime_part_type(p);
	if (text.len > 5 && memcmp(text.ptr, "text/", 5) == 0)
		drain(j, p, MIME_BODY_UTF8);
	else
		drain(j, p, MIME_BODY_BYTES);
}

static struct mime_message *
parse(struct job *j, mime_slice bytes)
{
	struct mime_parse_opts opts = { .size = sizeof opts,
					.max_depth = UINT_MAX,
					.max_parts = UINT_MAX,
					.max_fields = UINT_MAX,
					.max_params = UINT_MAX,
					.max_header = SIZE_MAX,
					.max_addresses = SIZE_MAX,
					.converters = j->converters };
	struct mime_message *m;

	check(mime_parse(&m, bytes, &opts, NULL), "parse");
	return m;
}

static void
one(struct job *j, mime_slice bytes)
{
	struct mime_message *m = parse(j, bytes);
	struct mime_part *p = mime_message_root(m);

	for (; p != NULL && j->full; p = mime_part_after(p))
		decode(j, p);
	j->sum += mime_message_bytes(m).len;
	mime_message_free(m);
}

static void
run(void *ctx)
{
	struct job *j = ctx;
	uint32_t n;

	if (!j->packed) {
		one(j, (mime_slice){ j->in.ptr, j->in.len });
		return;
	}
	for (size_t i = 0; i < j->in.len; i += sizeof n + n) {
		memcpy(&n, j->in.ptr + i, sizeof n);
		one(j, (mime_slice){ j->in.ptr + i + sizeof n, n });
	}
}

static void
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t put = write(fd, p, n);

		if (put < 0)
			bench_fail("write");
		p += put;
		n -= (size_t)put;
	}
}

static void
compose(void *ctx)
{
	static const uint8_t random[16] = { 1 };
	struct job *j = ctx;
	struct mime_file file = { .size = sizeof file };
	struct mime_outgoing o = { .size = sizeof o };
	struct mime_date date = { 0 };
	struct mime_message *m;
	struct mime_reader *r;
	char path[4096];
	mime_slice bytes = { "Attached.\n", 10 };
	mime_slice from = { "bench@example.org", 17 };
	int rc, fd = open(j->to, O_WRONLY | O_CREAT, 0600);

	snprintf(path, sizeof path, "%s/data.raw", j->dir);
	file.path = path;
	o.text = bytes;
	o.attachments = &file;
	o.n_attachments = 1;
	if (fd < 0)
		bench_fail(j->to);
	check(mime_outgoing_build(&m, &o, NULL), "build");
	check(mime_field_set(mime_message_root(m), "From", from, NULL), "From");
	check(mime_outgoing_finish(m, &date, random), "finish");
	check(mime_write_open(&r, m, NULL), "write");
	while ((rc = mime_reader_next(&bytes, r)) > 0)
		write_all(fd, bytes.ptr, bytes.len);
	check(rc, "next");
	mime_reader_free(r);
	mime_message_free(m);
	close(fd);
	if (strcmp(j->to, "/dev/null") != 0)
		unlink(j->to);
}

static size_t
allocated(void)
{
	struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

static void
shapes(struct job *j)
{
	static const char *const names[] = {
		"parts",  "fields", "depth",	 "hyphens",    "line",
		"folded", "words",  "addresses", "recipients", "parameters"
	};

	for (size_t i = 0; i < 3 * sizeof names / sizeof *names; i++) {
		const char *name = names[i / 3];
		char file[64], item[64];
		struct mime_message *m;
		size_t before;

		snprintf(file, sizeof file, "%s.%d.eml", name, 1 << i % 3);
		j->in = bench_load(j->dir, file);
		before = allocated();
		m = parse(j, (mime_slice){ j->in.ptr, j->in.len });
		printf("%s.%d memory\tours\t%zu\t%zu\n", name, 1 << i % 3,
		       allocated() - before, j->in.len);
		mime_message_free(m);
		for (int full = 0; full < 2; full++) {
			j->full = full != 0;
			snprintf(item, sizeof item, "%s.%d %s", name,
				 1 << i % 3, full ? "full" : "parse");
			bench_item(item, "ours", j->in.len, 0, run, j);
		}
		free(j->in.ptr);
	}
}

static void
messages(struct job *j)
{
	size_t n = 0;
	uint32_t len;
	char path[4096];

	j->in = bench_load(j->dir, "small.pack");
	for (size_t i = 0; i < j->in.len; i += sizeof len + len, n++)
		memcpy(&len, j->in.ptr + i, sizeof len);
	j->packed = true;
	bench_item("small parse", "ours", n, 0, run, j);
	j->full = true;
	bench_item("small full", "ours", n, 0, run, j);
	free(j->in.ptr);
	j->in = bench_load(j->dir, "big.eml");
	j->packed = j->full = false;
	bench_item("big parse", "ours", j->in.len, 0, run, j);
	j->full = true;
	bench_item("big full", "ours", j->in.len, 0, run, j);
	free(j->in.ptr);
	j->to = "/dev/null";
	bench_item("compose to /dev/null", "ours", (size_t)64 << 20, 1, compose,
		   j);
	snprintf(path, sizeof path, "%s/new.eml", j->dir);
	j->to = path;
	bench_item("compose to a file", "ours", (size_t)64 << 20, 1, compose,
		   j);
}

int
main(int argc, char **argv)
{
	struct job j = { .packed = false };

	if (argc < 2)
		return 64;
	j.dir = argv[1];
	check(mime_converters_new(&j.converters), "converters");
	if (argc > 2)
		shapes(&j);
	else
		messages(&j);
	mime_converters_free(j.converters);
	return 0;
}
