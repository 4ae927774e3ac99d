#include "sniff.h"
#include <string.h>

/* agrees: words of which a declared type that is no contradiction holds one;
 * a container is what many formats are made of. */
static const struct {
	mime_slice magic;
	const char *type;
	const char *agrees;
} formats[] = {
#define S(literal)                                                             \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}
	{ S("PK\003\004"), "application/zip",
	  "zip openxml opendocument epub java-archive android "
	  "macroenabled kmz sketch xps 3mf" },
	{ S("%PDF-"), "application/pdf", "pdf illustrator" },
	{ S("\x89PNG\r\n\x1a\n"), "image/png", "png" },
	{ S("\xff\xd8\xff"), "image/jpeg", "jpeg jpg" },
	{ S("GIF87a"), "image/gif", "gif" },
	{ S("GIF89a"), "image/gif", "gif" },
	{ S("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "application/x-ole-storage",
	  "ole word excel powerpoint outlook project visio msi "
	  "publisher works" },
	{ S("\x7f"
	    "ELF"),
	  "application/x-elf",
	  "elf executable sharedlib "
	  "object" },
	{ S("MZ"), "application/x-msdownload",
	  "dos msdownload exe portable "
	  "dll" },
	{ S("\x1f\x8b"), "application/gzip", "gzip tgz compressed-tar" },
	{ S("BZh"), "application/x-bzip2", "bzip" },
	{ S("\xfd"
	    "7zXZ"),
	  "application/x-xz", "xz" },
	{ S("7z\xbc\xaf\x27\x1c"), "application/x-7z-compressed", "7z" },
	{ S("Rar!\x1a\x07"), "application/vnd.rar", "rar" },
	{ S("{\\rtf"), "application/rtf", "rtf msword" },
	{ S("#!/"), "text/x-script", "script text/ perl python sh" },
	{ S("\x78\x9f\x3e\x22"), "application/ms-tnef", "tnef" },
#undef S
};

static bool
holds(mime_slice s, const char *word, size_t n)
{
	for (size_t i = 0; i + n <= s.len; i++)
		if (memcmp(s.ptr + i, word, n) == 0)
			return true;
	return false;
}

static bool
agrees(mime_slice declared, const char *words)
{
	while (*words != '\0') {
		size_t n = strcspn(words, " ");

		if (holds(declared, words, n))
			return true;
		words += n;
		words += strspn(words, " ");
	}
	return false;
}

const char *
sniff_contradiction(mime_slice start, mime_slice declared)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		mime_slice magic = formats[i].magic;

		if (start.len < magic.len ||
		    memcmp(start.ptr, magic.ptr, magic.len) != 0)
			continue;
		return agrees(declared, formats[i].agrees) ? NULL
							   : formats[i].type;
	}
	return NULL;
}
