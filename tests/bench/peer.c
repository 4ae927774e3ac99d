#include "bench/peer.h"
#include "bench/bench.h"
#include <stdint.h>

/* One item: the bytes, and what is done with them. */
struct job {
	const struct bench_peer *peer;
	struct bench_input in;
	bool packed, full;
	enum bench_codec codec;
	char file[4096], to[4096];
};

static void
run_message(void *ctx)
{
	const struct job *j = ctx;

	j->peer->message(j->in.ptr, j->in.len, j->full, j->peer->ctx);
}

static void
run_messages(void *ctx)
{
	const struct job *j = ctx;
	uint32_t n;

	for (size_t i = 0; i < j->in.len; i += sizeof n + n) {
		memcpy(&n, j->in.ptr + i, sizeof n);
		j->peer->message(j->in.ptr + i + sizeof n, n, j->full,
				 j->peer->ctx);
	}
}

static void
run_mapped(void *ctx)
{
	struct job *j = ctx;

	j->in = bench_map(j->file);
	run_message(j);
	bench_unmap(&j->in);
}

static void
run_codec(void *ctx)
{
	const struct job *j = ctx;

	j->peer->code(j->codec, j->in.ptr, j->in.len, j->peer->ctx);
}

static void
run_compose(void *ctx)
{
	const struct job *j = ctx;

	j->peer->compose(j->file, j->to, j->peer->ctx);
}

static void
remove_file(void *ctx)
{
	const struct job *j = ctx;

	if (strcmp(j->to, "/dev/null") != 0)
		unlink(j->to);
}

static void
path_of(char path[4096], const char *dir, const char *name)
{
	snprintf(path, 4096, "%s/%s", dir, name);
}

static void
codec(struct job *j, const char *dir, const char *item, enum bench_codec codec,
      const char *name, const char *decoded)
{
	struct bench_item b = {
		item, j->peer->who, 0, false, run_codec, NULL, j
	};
	struct stat st;
	char path[4096];

	path_of(path, dir, decoded);
	if (stat(path, &st) != 0)
		bench_fail(path);
	b.units = (size_t)st.st_size;
	j->codec = codec;
	j->in = bench_load(dir, name);
	bench_run(&b);
	free(j->in.ptr);
}

static void
codecs(struct job *j, const char *dir)
{
	codec(j, dir, "base64 encode", BENCH_BASE64_ENCODE, "data.raw",
	      "data.raw");
	codec(j, dir, "base64 decode", BENCH_BASE64_DECODE, "data.b64",
	      "data.raw");
	if (j->peer->base64_only)
		return;
	codec(j, dir, "QP encode mixed", BENCH_QP_ENCODE, "mixed.raw",
	      "mixed.raw");
	codec(j, dir, "QP encode chinese", BENCH_QP_ENCODE, "chinese.raw",
	      "chinese.raw");
	codec(j, dir, "QP decode mixed", BENCH_QP_DECODE, "mixed.qp",
	      "mixed.raw");
	codec(j, dir, "QP decode chinese", BENCH_QP_DECODE, "chinese.qp",
	      "chinese.raw");
}

/* How many messages a pack holds. */
static size_t
count(const struct bench_input *in)
{
	size_t n = 0;
	uint32_t len;

	for (size_t i = 0; i < in->len; i += sizeof len + len, n++)
		memcpy(&len, in->ptr + i, sizeof len);
	return n;
}

static void
messages(struct job *j, const char *dir)
{
	struct bench_item b = { .who = j->peer->who, .ctx = j };

	j->in = bench_load(dir, "small.pack");
	b.units = count(&j->in);
	b.run = run_messages;
	for (int full = 0; full < 2; full++) {
		j->full = full != 0;
		b.item = full ? "small full" : "small parse";
		bench_run(&b);
	}
	free(j->in.ptr);
	j->in = bench_load(dir, "big.eml");
	b.units = 1;
	b.run = run_message;
	for (int full = 0; full < 2; full++) {
		j->full = full != 0;
		b.item = full ? "big full" : "big parse";
		bench_run(&b);
	}
	free(j->in.ptr);
	j->full = false;
	path_of(j->file, dir, "big.eml");
	b.item = "big parse, mapped";
	b.run = run_mapped;
	bench_run(&b);
}

static void
shapes(struct job *j, const char *dir)
{
	static const char *const names[][2] = {
		{ "100,000 parts", "parts.2.eml" },
		{ "200,000 fields", "fields.4.eml" },
	};
	struct bench_item b = {
		.who = j->peer->who, .ctx = j, .units = 1, .run = run_message
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		j->in = bench_load(dir, names[i][1]);
		b.item = names[i][0];
		bench_run(&b);
		free(j->in.ptr);
	}
}

static void
compose(struct job *j, const char *dir)
{
	struct bench_item b = { "compose to /dev/null",
				j->peer->who,
				1,
				true,
				run_compose,
				remove_file,
				j };
	char name[64];

	path_of(j->file, dir, "data.raw");
	snprintf(j->to, sizeof j->to, "/dev/null");
	bench_run(&b);
	b.item = "compose to a file";
	snprintf(name, sizeof name, "new.%s.eml", j->peer->who);
	path_of(j->to, dir, name);
	bench_run(&b);
}

void
bench_peer(const struct bench_peer *peer, const char *dir, bool huge)
{
	struct job j = { .peer = peer };

	if (peer->code != NULL)
		codecs(&j, dir);
	if (peer->message != NULL) {
		messages(&j, dir);
		shapes(&j, dir);
	}
	if (peer->compose != NULL)
		compose(&j, dir);
	if (huge && peer->message != NULL) {
		struct bench_item b = { "huge parse", peer->who, 1, true,
					run_mapped,   NULL,	 &j };

		path_of(j.file, dir, "huge.eml");
		bench_run(&b);
	}
}
