/* main for a fuzz target without libFuzzer: runs it over the files and
 * folders named, or over the target's own corpus, once whole and once at each
 * of a few lengths, so that every input is also seen cut short. */
#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *
join(const char *a, const char *b, const char *c)
{
	size_t n = strlen(a) + strlen(b) + strlen(c) + 1;
	char *s = malloc(n);

	if (s == NULL) {
		perror("replay");
		exit(EXIT_FAILURE);
	}
	snprintf(s, n, "%s%s%s", a, b, c);
	return s;
}

static void
run(const uint8_t *bytes, size_t n)
{
	/* a block of exactly n bytes, so that a read past them is seen */
	uint8_t *copy = malloc(n > 0 ? n : 1);

	if (copy == NULL) {
		perror("replay");
		exit(EXIT_FAILURE);
	}
	if (n > 0)
		memcpy(copy, bytes, n);
	LLVMFuzzerTestOneInput(copy, n);
	free(copy);
}

/* False if path is no file that can be read. */
static bool
replay_file(const char *path)
{
	enum { LARGEST = 16 << 20, CUTS = 4 };
	FILE *f = fopen(path, "rb");
	uint8_t *bytes = malloc(LARGEST);
	size_t n;

	if (f == NULL || bytes == NULL) {
		perror(path);
		exit(EXIT_FAILURE);
	}
	n = fread(bytes, 1, LARGEST, f);
	if (ferror(f)) {
		fclose(f);
		free(bytes);
		return false;
	}
	fclose(f);
	for (size_t i = 0; i < CUTS; i++)
		run(bytes, n / CUTS * i);
	run(bytes, n);
	free(bytes);
	return true;
}

/* A file, or every file of a folder; how many there were. */
static size_t
replay(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	size_t n = 0;

	if (dir == NULL)
		return replay_file(path);
	while ((entry = readdir(dir)) != NULL) {
		char *name;

		if (entry->d_name[0] == '.')
			continue;
		name = join(path, "/", entry->d_name);
		n += replay_file(name);
		free(name);
	}
	closedir(dir);
	return n;
}

/* tests/fuzz/corpus/NAME for the program fuzz_NAME */
static size_t
replay_own(const char *program)
{
	const char *top = getenv("top_srcdir");
	const char *name = strstr(program, "fuzz_");
	char *folder;
	size_t n;

	/* the last one: the path may hold the word as well */
	for (const char *p = name; p != NULL; p = strstr(p + 1, "fuzz_"))
		name = p;
	if (name == NULL)
		return 0;
	folder = join(top != NULL ? top : ".", "/tests/fuzz/corpus/",
		      name + strlen("fuzz_"));
	n = replay(folder);
	free(folder);
	return n;
}

int
main(int argc, char **argv)
{
	size_t n = 0;

	for (int i = 1; i < argc; i++)
		n += replay(argv[i]);
	if (argc < 2)
		n = replay_own(argv[0]);
	printf("%zu inputs replayed\n", n);
	return n > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
