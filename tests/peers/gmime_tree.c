/* A message as GMime reads it, for tests/peers/test_readers.sh: header and
 * tree, a line a part. */
#include <gmime/gmime.h>
#include <stdio.h>
#include <string.h>

static void
print_sum(const char *bytes, size_t n)
{
	char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256,
						(const guchar *)bytes, n);

	printf(" %s\n", sum);
	g_free(sum);
}

static void
print_text(GMimeTextPart *part)
{
	char *text = g_mime_text_part_get_text(part), *out = text;

	for (const char *in = text; *in != '\0'; in++)
		if (in[0] != '\r' || in[1] != '\n')
			*out++ = *in;
	print_sum(text, (size_t)(out - text));
	g_free(text);
}

static void
print_bytes(GMimePart *part)
{
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *bytes;

	g_mime_data_wrapper_write_to_stream(g_mime_part_get_content(part),
					    stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	print_sum((const char *)bytes->data, bytes->len);
	g_object_unref(stream);
}

/* The messages of this test are a few levels deep. */
static void
print_tree(GMimeObject *part, int depth)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	char *name = g_mime_content_type_get_mime_type(type);
	const char *file;

	printf("%d %s", depth, name);
	g_free(name);
	if (GMIME_IS_MULTIPART(part)) {
		GMimeMultipart *parts = GMIME_MULTIPART(part);

		printf("\n");
		for (int i = 0; i < g_mime_multipart_get_count(parts); i++)
			print_tree(g_mime_multipart_get_part(parts, i),
				   depth + 1);
		return;
	}
	file = g_mime_part_get_filename(GMIME_PART(part));
	printf(" %s", file != NULL ? file : "-");
	if (GMIME_IS_TEXT_PART(part) &&
	    !g_mime_part_is_attachment(GMIME_PART(part)))
		print_text(GMIME_TEXT_PART(part));
	else
		print_bytes(GMIME_PART(part));
}

static void
print_addresses(const char *name, InternetAddressList *list)
{
	char *text = internet_address_list_to_string(list, NULL, FALSE);

	printf("%s %s\n", name, text);
	g_free(text);
}

int
main(int argc, char **argv)
{
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeMessage *m;

	g_mime_init();
	stream = argc == 2 ? g_mime_stream_fs_open(argv[1], 0, 0, NULL) : NULL;
	if (stream == NULL)
		return 1;
	parser = g_mime_parser_new_with_stream(stream);
	m = g_mime_parser_construct_message(parser, NULL);
	printf("Subject %s\n", g_mime_message_get_subject(m));
	print_addresses("From", g_mime_message_get_from(m));
	print_addresses("To", g_mime_message_get_to(m));
	print_addresses("Cc", g_mime_message_get_cc(m));
	print_tree(g_mime_message_get_mime_part(m), 0);
	g_object_unref(m);
	g_object_unref(parser);
	g_object_unref(stream);
	return 0;
}
