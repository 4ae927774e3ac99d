/* This library: bench_ours DIRECTORY [huge], or bench_ours DIRECTORY shapes.
 * full: every field as text, and as addresses where it is a list of them. */
#include "bench/bench.h"
#include "bench/peer.h"
#include "codec/scan.h"
#include "codec/utf8.h"
#include "mime/codec.h"
#include "mime/mime.h"
#include <limits.h>
#include <malloc.h>

struct ours {
	struct mime_converters *converters;
	char *ring; /* room for what one block can become */
	struct bench_input in;
	bool full;
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
drain(struct ours *o, struct mime_part *p, enum mime_body_form form)
{
	struct mime_reader *r;
	mime_slice run;
	int rc;

	check(mime_body_open(&r, p, form), "body");
	while ((rc = mime_reader_next(&run, r)) > 0)
		o->sum += run.len;
	check(rc, "read");
	mime_reader_free(r);
}

static void
decode(struct ours *o, struct mime_part *p)
{
	static const char *const lists[] = { "From", "To", "Cc", "Reply-To" };
	struct mime_field *f = NULL;
	const struct mime_mailbox *list;
	mime_slice text;
	size_t n;

	while ((f = mime_field_find(p, NULL, f)) != NULL) {
		check(mime_field_text(&text, f), "field");
		o->sum += text.len;
	}
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		while ((f = mime_field_find(p, lists[i], f)) != NULL) {
			check(mime_field_addresses(&list, &n, f), "addresses");
			o->sum += n;
		}
	if (mime_part_kind(p) != MIME_PART_LEAF)
		return;
	text = mime_part_type(p);
	if (text.len > 5 && memcmp(text.ptr, "text/", 5) == 0)
		drain(o, p, MIME_BODY_UTF8);
	else
		drain(o, p, MIME_BODY_BYTES);
}

static struct mime_message *
parse(struct ours *o, mime_slice bytes)
{
	struct mime_parse_opts opts = { .size = sizeof opts,
					.max_depth = UINT_MAX,
					.max_parts = UINT_MAX,
					.max_fields = UINT_MAX,
					.max_params = UINT_MAX,
					.max_header = SIZE_MAX,
					.max_addresses = SIZE_MAX,
					.converters = o->converters };
	struct mime_message *m;

	check(mime_parse(&m, bytes, &opts, NULL), "parse");
	return m;
}

static void
message(const char *p, size_t n, bool full, void *ctx)
{
	struct ours *o = ctx;
	struct mime_message *m = parse(o, (mime_slice){ p, n });
	struct mime_part *part = mime_message_root(m);

	for (; part != NULL && full; part = mime_part_after(part))
		decode(o, part);
	o->sum += mime_message_bytes(m).len;
	mime_message_free(m);
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
compose(const char *path, const char *to, void *ctx)
{
	static const uint8_t random[16] = { 1 };
	struct mime_file file = { .size = sizeof file, .path = path };
	struct mime_outgoing o = { .size = sizeof o };
	struct mime_date date = { 0 };
	struct mime_message *m;
	struct mime_reader *r;
	mime_slice bytes = { "Attached.\n", 10 };
	mime_slice from = { "bench@example.org", 17 };
	int rc, fd = open(to, O_WRONLY | O_CREAT, 0600);

	(void)ctx;
	o.text = bytes;
	o.attachments = &file;
	o.n_attachments = 1;
	if (fd < 0)
		bench_fail(to);
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
}

/* Each stage as the library's own, on blocks of 64 KiB. */
static void
code(enum bench_codec codec, const char *in, size_t len, void *ctx)
{
	struct ours *o = ctx;
	struct mime_base64 base64;
	struct mime_qp qp;

	mime_base64_init(&base64, MIME_LINE_CRLF);
	mime_qp_init(&qp, 0);
	for (size_t i = 0; i < len; i += BENCH_BLOCK) {
		size_t n = len - i < BENCH_BLOCK ? len - i : BENCH_BLOCK;
		bool last = i + n == len;

		if (codec == BENCH_BASE64_ENCODE)
			n = mime_base64_encode(&base64, in + i, n, o->ring,
					       last);
		else if (codec == BENCH_BASE64_DECODE)
			n = mime_base64_decode(&base64, in + i, n, o->ring,
					       last);
		else if (codec == BENCH_QP_ENCODE)
			n = mime_qp_encode(&qp, in + i, n, o->ring, last);
		else
			n = mime_qp_decode(&qp, in + i, n, o->ring, last);
		o->sum += n;
	}
}

static void
run_delimiter(void *ctx)
{
	struct ours *o = ctx;

	for (size_t at = 0; at < o->in.len; at++) {
		at = mime_scan_delimiter(o->in.ptr, o->in.len, at);
		o->sum += at;
	}
}

static void
run_word(void *ctx)
{
	struct ours *o = ctx;

	o->sum += mime_scan_word(o->in.ptr, o->in.len);
}

static void
run_valid(void *ctx)
{
	struct ours *o = ctx;

	o->sum += mime_utf8_valid(o->in.ptr, o->in.len);
}

static void
run_message(void *ctx)
{
	struct ours *o = ctx;

	message(o->in.ptr, o->in.len, o->full, o);
}

static void
item(struct ours *o, const char *name, void (*run)(void *ctx), size_t units)
{
	struct bench_item b = { name, "ours", units, false, run, NULL, o };

	bench_run(&b);
}

/* What no other library has a name for. */
static void
scans(struct ours *o, const char *dir)
{
	static const char *const texts[] = { "mixed", "chinese" };

	o->in = bench_load(dir, "big.eml");
	item(o, "scan", run_delimiter, o->in.len);
	free(o->in.ptr);
	for (size_t i = 0; i < 2; i++) {
		char name[64];

		snprintf(name, sizeof name, "%s.raw", texts[i]);
		o->in = bench_load(dir, name);
		snprintf(name, sizeof name, "UTF-8 %s", texts[i]);
		item(o, name, run_valid, o->in.len);
		snprintf(name, sizeof name, "=? in %s", texts[i]);
		item(o, name, run_word, o->in.len);
		free(o->in.ptr);
	}
}

static size_t
allocated(void)
{
	struct mallinfo2 info = mallinfo2();

	return info.uordblks + info.hblkhd;
}

/* What the message of a shape takes in memory, and the time. */
static void
shape(struct ours *o, const char *dir, const char *name, int size)
{
	char file[64], what[64];
	struct mime_message *m;
	size_t before;

	snprintf(file, sizeof file, "%s.%d.eml", name, size);
	o->in = bench_load(dir, file);
	before = allocated();
	m = parse(o, (mime_slice){ o->in.ptr, o->in.len });
	printf("%s.%d memory\tours\t%zu\t1\n", name, size,
	       allocated() - before);
	mime_message_free(m);
	for (int full = 0; full < 2; full++) {
		o->full = full != 0;
		snprintf(what, sizeof what, "%s.%d %s", name, size,
			 full ? "full" : "parse");
		item(o, what, run_message, 1);
	}
	free(o->in.ptr);
}

static void
shapes(struct ours *o, const char *dir)
{
	static const char *const names[] = {
		"parts",     "fields",	   "depth",	"hyphens",
		"dashes",    "line",	   "folded",	"words",
		"addresses", "recipients", "parameters"
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (int size = 1; size <= 4; size *= 2)
			shape(o, dir, names[i], size);
}

/* Bytes that each part and each field adds to a message. */
static void
own_memory(struct ours *o, const char *dir)
{
	static const struct {
		const char *item, *more, *less;
		size_t n;
	} rows[] = {
		{ "bytes a part", "parts.4.eml", "parts.2.eml", 100000 },
		{ "bytes a field", "fields.4.eml", "fields.2.eml", 100000 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bench_input less = bench_load(dir, rows[i].less);
		struct bench_input more = bench_load(dir, rows[i].more);
		size_t start = allocated(), between;
		struct mime_message *a, *b;

		a = parse(o, (mime_slice){ less.ptr, less.len });
		between = allocated();
		b = parse(o, (mime_slice){ more.ptr, more.len });
		printf("%s\tours\t%zu\t%zu\n", rows[i].item,
		       (allocated() - between) - (between - start), rows[i].n);
		mime_message_free(a);
		mime_message_free(b);
		free(less.ptr);
		free(more.ptr);
	}
}

int
main(int argc, char **argv)
{
	struct ours o = { .full = false };
	struct bench_peer peer = { "ours", message, compose, code, &o, false };

	if (argc < 2)
		return 64;
	check(mime_converters_new(&o.converters), "converters");
	o.ring = malloc(MIME_QP_ENCODE_MAX((size_t)BENCH_BLOCK));
	if (o.ring == NULL)
		bench_fail("memory");
	if (argc > 2 && strcmp(argv[2], "shapes") == 0) {
		shapes(&o, argv[1]);
	} else {
		bench_peer(&peer, argv[1], argc > 2);
		scans(&o, argv[1]);
		own_memory(&o, argv[1]);
	}
	free(o.ring);
	mime_converters_free(o.converters);
	return 0;
}
