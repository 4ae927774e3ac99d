/* Any bytes as a TNEF stream; the first says how many streams may be in one
 * another, and whether the head is left out.  Names and texts are UTF-8, what
 * is given lies in the input and is no more than it, RTF grows no more than it
 * can, and the same comes of it when it is read again. */
#include "codec/lzfu.h"
#include "codec/utf8.h"
#include "mime/codec.h"
#include "view/tnef.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_name(const struct mime_embedded *file)
{
	char safe[MIME_FILENAME_MAX];
	size_t n = mime_filename_safe(safe, file->name, (mime_slice){ "2", 1 },
				      file->type);

	must(n > 0 && n < sizeof safe && safe[n] == '\0');
	must(safe[0] != '.' && memchr(safe, '/', n) == NULL);
	must(mime_utf8_valid(file->name.ptr, file->name.len) == file->name.len);
	must(mime_utf8_valid(file->type.ptr, file->type.len) == file->type.len);
}

static void
check_content(const struct mime_embedded *file, struct mime_sha256 *sha)
{
	struct mime_reader *r;
	uint64_t octets = 0;
	mime_slice run;

	must(mime_embedded_open(&r, file) == MIME_OK);
	while (mime_reader_next(&run, r) > 0) {
		must(run.len > 0);
		if (file->kind == MIME_EMBEDDED_TEXT)
			must(mime_utf8_valid(run.ptr, run.len) == run.len);
		mime_sha256_add(sha, run.ptr, run.len);
		octets += run.len;
	}
	mime_reader_free(r);
	if (file->kind == MIME_EMBEDDED_PLAIN)
		must(octets == file->data.len);
	else if (file->kind == MIME_EMBEDDED_RTF)
		must(octets <= MIME_LZFU_DECODE_MAX(file->data.len));
	else
		must(octets <= 4 * (uint64_t)file->data.len + 64);
}

static void
read_all(uint8_t digest[32], mime_slice stream, size_t most,
	 const struct mime_text_context *context)
{
	struct mime_embedded file;
	struct mime_sha256 sha;
	struct mime_tnef *t;
	unsigned damage = 0;
	size_t total = 0, n = 0;
	int rc;

	mime_sha256_init(&sha);
	must(mime_tnef_open_stream(&t, stream, context, (mime_slice){ NULL, 0 },
				   most) == MIME_OK);
	while ((rc = mime_tnef_next(&file, t)) > 0) {
		check_name(&file);
		must(file.data.ptr >= stream.ptr &&
		     file.data.ptr + file.data.len <= stream.ptr + stream.len);
		mime_sha256_add(&sha, file.name.ptr, file.name.len);
		check_content(&file, &sha);
		total += file.data.len;
		damage |= file.damage;
		n++;
	}
	must(rc == 0 && total <= stream.len && n <= stream.len / 8);
	must((damage & ~mime_tnef_damage(t)) == 0);
	mime_tnef_free(t);
	mime_sha256_end(&sha, digest);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct mime_text_context context = { .max_comments = 32 };
	mime_slice stream = { (const char *)data + 1, n - 1 };
	uint8_t first[32], again[32];

	if (n < 1)
		return 0;
	if ((data[0] & 0x80) == 0 && !mime_tnef_begin(&stream))
		return 0;
	must(mime_converters_new(&context.converters) == MIME_OK);
	read_all(first, stream, 1 + data[0] % 0x80, &context);
	read_all(again, stream, 1 + data[0] % 0x80, &context);
	must(memcmp(first, again, sizeof first) == 0);
	mime_converters_free(context.converters);
	return 0;
}
