/* bench/peer.h - what each library is given to do, so that all do the same on
 * the same bytes. */
#ifndef MIME_TESTS_BENCH_PEER_H
#define MIME_TESTS_BENCH_PEER_H
#include <stdbool.h>
#include <stddef.h>

enum bench_codec {
	BENCH_BASE64_ENCODE,
	BENCH_BASE64_DECODE,
	BENCH_QP_ENCODE,
	BENCH_QP_DECODE
};

/* A function that is NULL: the library has no such thing.  All get ctx. */
struct bench_peer {
	const char *who;
	/* Tree and index of fields of one message; full: besides, every field
	 * as text, and every leaf decoded, text to UTF-8. */
	void (*message)(const char *p, size_t n, bool full, void *ctx);
	/* A new message of a line of text and the file, into a new file. */
	void (*compose)(const char *file, const char *to, void *ctx);
	/* In blocks of 64 KiB, into the same buffer again and again. */
	void (*code)(enum bench_codec codec, const char *in, size_t n,
		     void *ctx);
	void *ctx;
	bool base64_only;
};

/* Runs everything that peer has on the files in dir, and says the times; with
 * huge, the message of 1.4 GB too. */
void bench_peer(const struct bench_peer *peer, const char *dir, bool huge);
#endif
