/* tnef_sample NAME - writes a TNEF stream to stdout; without a name, what there
 * are. */
#include "support/tnef_build.h"
#include <stdio.h>
#include <stdlib.h>

int
main(int argc, char **argv)
{
	struct mime_strbuf b;
	const char *name;

	for (size_t i = 0; (name = tnef_sample(&b, i)) != NULL; i++) {
		if (argc < 2)
			puts(name);
		else if (strcmp(name, argv[1]) == 0)
			fwrite(b.ptr, 1, b.len, stdout);
		mime_strbuf_free(&b);
	}
	return fclose(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
