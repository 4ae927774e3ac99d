#include "base/slice.h"
#include "tree/check.h"

/* Types are lists of what is accepted, a blank between; one that ends in "/"
 * "." or "-" is the start of a type. */
static const struct {
	char bytes[9];
	uint8_t n;
	const char *types;
} contents[] = {
	{ "%PDF-", 5, "application/pdf application/x-pdf" },
	{ "\x89PNG\r\n\x1a\n", 8, "image/png image/x-png image/apng" },
	{ "\xff\xd8\xff", 3, "image/jpeg image/jpg image/pjpeg" },
	{ "GIF87a", 6, "image/gif" },
	{ "GIF89a", 6, "image/gif" },
	/* of ZIP there are office documents and many others */
	{ "PK\3\4", 4,
	  "application/zip application/vnd. application/epub+zip "
	  "application/java-archive" },
	{ "\x1f\x8b\x08", 3,
	  "application/gzip application/vnd. image/svg+xml" },
	{ "Rar!\x1a\x07", 6, "application/vnd.rar application/rar" },
	{ "7z\xbc\xaf\x27\x1c", 6, "application/7z" },
	{ "MZ\x90\0", 4, "application/vnd.microsoft.portable-executable" },
	{ "\x7f"
	  "ELF",
	  4, "application/elf" },
	{ "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8,
	  "application/vnd. application/msword application/msexcel "
	  "application/mspowerpoint" },
};

#define PROGRAM "application/"
static const struct {
	const char *extension, *types;
} extensions[] = {
	{ "bat", PROGRAM " text/x-" },
	{ "cmd", PROGRAM " text/x-" },
	{ "com", PROGRAM },
	{ "doc", PROGRAM },
	{ "docx", PROGRAM },
	{ "exe", PROGRAM },
	{ "gif", "image/gif" },
	{ "htm", "text/html application/xhtml+xml" },
	{ "html", "text/html application/xhtml+xml" },
	{ "jar", PROGRAM },
	{ "jpeg", "image/jpeg image/jpg image/pjpeg" },
	{ "jpg", "image/jpeg image/jpg image/pjpeg" },
	{ "js", PROGRAM " text/javascript text/x- text/ecmascript" },
	{ "pdf", "application/pdf application/x-pdf text/pdf" },
	{ "png", "image/png image/x-png image/apng" },
	{ "ppt", PROGRAM },
	{ "pptx", PROGRAM },
	{ "rar", PROGRAM },
	{ "scr", PROGRAM },
	{ "txt", "text/" },
	{ "vbs", PROGRAM " text/vbscript text/x-" },
	{ "xls", PROGRAM },
	{ "xlsx", PROGRAM },
	{ "zip", PROGRAM },
};

/* Whether type is among those accepted. */
static bool
accepts(const char *types, mime_slice type)
{
	while (*types != '\0') {
		size_t n = strcspn(types, " ");
		mime_slice one = { types, n };

		if (one.ptr[n - 1] == '/' || one.ptr[n - 1] == '-' ||
				    one.ptr[n - 1] == '.'
			    ? mime_slice_begins(type, one)
			    : mime_slice_equal(type, one))
			return true;
		types += n + (types[n] == ' ');
	}
	return false;
}

/* Says nothing of what the content is. */
static bool
is_vague(mime_slice type)
{
	return accepts("application/octet-stream application/x- "
		       "application/binary application/download "
		       "application/force-download application/unknown "
		       "application/octetstream",
		       type) &&
	       !accepts("application/x-pdf", type);
}

static bool
content_disagrees(mime_slice type, mime_slice head)
{
	for (size_t i = 0; i < sizeof contents / sizeof *contents; i++)
		if (head.len >= contents[i].n &&
		    memcmp(head.ptr, contents[i].bytes, contents[i].n) == 0)
			return !accepts(contents[i].types, type);
	return false;
}

static bool
name_disagrees(mime_slice type, mime_slice name)
{
	size_t dot = name.len;
	mime_slice extension;

	while (dot > 0 && name.ptr[dot - 1] != '.')
		dot--;
	if (dot == 0)
		return false;
	extension = mime_slice_part(name, dot, name.len);
	for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
		if (mime_slice_is(extension, extensions[i].extension))
			return !accepts(extensions[i].types, type);
	return false;
}

void
mime_check_type(struct mime_check *c, struct mime_part *p, mime_slice head)
{
	mime_slice type = mime_part_type(p);

	if (is_vague(type))
		return;
	if (content_disagrees(type, head) ||
	    name_disagrees(type, mime_part_filename(p)))
		mime_check_defect(c, MIME_DEFECT_TYPE_MISMATCH, p->body,
				  p->body);
}
