/* How fast messages of an mbox are found, and that no shape of one costs more
 * than its size: bench_mbox [FILE].  Each row has the time at n, 2n and 4n
 * bytes, of a slice and of a stream in runs of 4 KiB, and MB/s at 4n. */
#include "mime/mime.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SMALLEST = 4 << 20, RUN = 4096 };

#define FROM "From a@b Thu Nov 29 21:33:09 1973\n"
#define MON8 "Mon Mon Mon Mon Mon Mon Mon Mon "
#define MON64                                                                  \
	MON8 MON8 MON8 MON8 MON8 MON8 MON8 MON8 MON8 MON8 MON8 MON8 MON8 MON8

static const struct {
	const char *name, *repeated;
	enum mime_mbox_form form;
} shapes[] = {
	{ "base64",
	  "TWFueSBoYW5kcyBtYWtlIGxpZ2h0IHdvcmsuIE1hbnkgaGFuZHMgbWFrZ"
	  "SBsaWdodCB3b3JrLiBN\n",
	  0 },
	{ "messages", FROM "A: b\n\nx\n\n", 0 },
	{ "headers only", FROM "A: b\n", 0 },
	{ "lines of F", "F\n", 0 },
	{ "not separators", "\nFrom here\n", 0 },
	{ "nearly dates", "\nFrom Thu Nov 29 21:33:09 1973 1\n", 0 },
	{ "long nearly dates", "\nFrom " MON64 "\n", 0 },
	{ "empty lines", "\n", 0 },
	{ "one line", "From ", 0 },
	{ "quoted", ">>>>From a\n", 0 },
	{ "one line of >", ">", 0 },
	{ "true lengths", FROM "Content-Length: 2\n\nx\n\n", MIME_MBOX_CL },
	{ "false lengths", FROM "Content-Length: 9999\n\nx\n\n", MIME_MBOX_CL },
	{ "far lengths", FROM "Content-Length: 4000000\n\nx\n\n",
	  MIME_MBOX_CL },
	{ "too far lengths", FROM "Content-Length: 999999999999\n\nx\n\n",
	  MIME_MBOX_CL },
	{ "headers without end", FROM "Content-Length: 9\n", MIME_MBOX_CL },
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
pull(mime_slice *out, void *ctx)
{
	mime_slice *rest = ctx;

	*out = *rest;
	if (out->len > RUN)
		out->len = RUN;
	rest->ptr += out->len;
	rest->len -= out->len;
	return out->len > 0;
}

static double
take(mime_slice text, enum mime_mbox_form form, bool stream)
{
	struct mime_mbox_opts opts = { .size = sizeof opts, .form = form };
	struct mime_mbox_message m;
	struct mime_reader *r;
	struct mime_mbox *box;
	double start = now();
	size_t sum = 0;
	int rc = MIME_OK;

	if (!stream)
		rc = mime_mbox_open(&box, text, &opts);
	else if ((rc = mime_reader_new(&r, pull, NULL, &text)) == MIME_OK)
		rc = mime_mbox_open_reader(&box, r, &opts);
	if (rc != MIME_OK)
		exit(1);
	while (mime_mbox_next(&m, box) > 0)
		sum += mime_mbox_unquote(NULL, m.stored, form);
	mime_mbox_close(box);
	return sum > 0 ? now() - start : 1e-9 + now() - start;
}

static void
row(const char *name, mime_slice text, enum mime_mbox_form form)
{
	printf("%-20s", name);
	for (int stream = 0; stream < 2; stream++) {
		double t[3];

		for (int i = 0; i < 3; i++)
			t[i] = take(
				(mime_slice){ text.ptr, text.len >> (2 - i) },
				form, stream);
		printf("  %8.0f %8.0f %8.0f us %5.2f %5.2f %7.0f MB/s",
		       t[0] * 1e6, t[1] * 1e6, t[2] * 1e6, t[1] / t[0],
		       t[2] / t[1], (double)text.len / t[2] / 1e6);
	}
	putchar('\n');
}

static void
row_of_file(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = malloc((size_t)1 << 30);
	size_t n;

	if (f == NULL || text == NULL) {
		perror(path);
		exit(1);
	}
	n = fread(text, 1, (size_t)1 << 30, f);
	fclose(f);
	row(path, (mime_slice){ text, n }, 0);
	free(text);
}

int
main(int argc, char **argv)
{
	size_t n = 4 * (size_t)SMALLEST;
	char *text = malloc(n);

	if (text == NULL)
		return 1;
	printf("%-20s  %-26s    2n/n 4n/2n               stream\n", "shape",
	       "n 2n 4n");
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		size_t len = strlen(shapes[i].repeated);

		for (size_t k = 0; k < n; k += len)
			memcpy(text + k, shapes[i].repeated,
			       n - k < len ? n - k : len);
		row(shapes[i].name, (mime_slice){ text, n }, shapes[i].form);
	}
	free(text);
	if (argc > 1)
		row_of_file(argv[1]);
	return 0;
}
