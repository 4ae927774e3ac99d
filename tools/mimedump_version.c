#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "gunzip.h"
#include "mimedump_settings.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unknown"
#endif

void
settings_print_version(FILE *out)
{
	fprintf(out,
		"mimedump " PACKAGE_VERSION " (libmime " PACKAGE_VERSION ")\n"
		"JSON: jansson\n"
		"HTML: %s\n"
		"column widths: %s\n"
		"gzip: %s\n"
		"licence: MIT\n",
#ifdef HAVE_GUMBO
		"gumbo",
#else
		"tags are stripped (without gumbo)",
#endif
#ifdef HAVE_LIBUNISTRING
		"libunistring",
#else
		"one for each character (without libunistring)",
#endif
		gunzip_library());
}
