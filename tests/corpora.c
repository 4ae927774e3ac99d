/* Every file of a folder of messages, whatever it holds:
 *   corpora FOLDER [MIMEDUMP MIMECOMPOSE]
 * what is parsed is written back byte for byte, everything in it decodes, its
 * text is UTF-8, and that takes at most ten seconds and four times its size
 * and 16 MiB of memory; mimedump shows it, and `mimecompose --base' gives its
 * bytes back.  Each file has processes of its own, so that a crash is one
 * failure.  The last line is the count. */
#include "mime/mime.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the C library and the programs take before they have read a byte. */
enum { SECONDS = 10, OWN_KIB = 8 * 1024, FREE_KIB = 16 * 1024 };

struct count {
	size_t files, messages, failures;
};

static const char *dump_program, *compose_program;

static void
out_of_memory(void)
{
	fputs("corpora: no memory\n", stderr);
	exit(EXIT_FAILURE);
}

/* In the child that looks at one file: the sentence, and the end. */
static void
wrong(const char *path, const char *what)
{
	printf("%s: %s\n", path, what);
	fflush(stdout);
	_exit(1);
}

/* What r gives is s, to the last byte. */
static bool
gives(struct mime_reader *r, mime_slice s)
{
	mime_slice run;
	size_t at = 0;
	int rc;

	while ((rc = mime_reader_next(&run, r)) > 0) {
		if (run.len > s.len - at ||
		    memcmp(s.ptr + at, run.ptr, run.len) != 0)
			return false;
		at += run.len;
	}
	return rc == 0 && at == s.len;
}

/* Reads on in UTF-8 (RFC 3629 4) from *state, the bytes that must follow, with
 * the range of the next one in its upper bytes. */
static bool
is_utf8(unsigned *state, mime_slice s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned c = (uint8_t)s.ptr[i], more = *state & 0xff;
		unsigned low = *state >> 8 & 0xff, high = *state >> 16;

		if (more > 0) {
			if (c < low || c > high)
				return false;
			*state = --more > 0 ? more | 0x80 << 8 | 0xbf << 16 : 0;
		} else if (c >= 0xc2 && c <= 0xf4) {
			more = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
			low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
			high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
			*state = more | low << 8 | high << 16;
		} else if (c >= 0x80) {
			return false;
		}
	}
	return true;
}

static void
check_body(const char *path, struct mime_part *p, enum mime_body_form form)
{
	struct mime_reader *r;
	unsigned state = 0;
	mime_slice run;
	int rc;

	if (mime_body_open(&r, p, form) != MIME_OK)
		wrong(path, "a body does not open");
	while ((rc = mime_reader_next(&run, r)) > 0)
		if (form == MIME_BODY_UTF8 && !is_utf8(&state, run))
			wrong(path, "text that is not UTF-8");
	if (rc < 0 || state != 0)
		wrong(path, "a body does not decode to its end");
	mime_reader_free(r);
}

static void
check_fields(const char *path, struct mime_part *p)
{
	struct mime_field *f = NULL;
	const struct mime_mailbox *list;
	mime_slice text;
	size_t n;

	while ((f = mime_field_find(p, NULL, f)) != NULL) {
		unsigned state = 0;

		if (mime_field_text(&text, f) != MIME_OK)
			wrong(path, "a field does not decode");
		if (!is_utf8(&state, text) || state != 0)
			wrong(path, "a field that is not UTF-8");
		if (mime_field_addresses(&list, &n, f) != MIME_OK)
			wrong(path, "a field has no address list");
	}
}

/* The parts tile the parsed buffer: each begins where the one before it ends,
 * or lies inside it. */
static void
check_place(const char *path, struct mime_part *p)
{
	struct mime_part *next = mime_part_next(p), *child = mime_part_child(p);
	struct mime_extent own, other;

	mime_part_extent(&own, p);
	if (own.start > own.header || own.header > own.body ||
	    own.body > own.close || own.close > own.epilogue ||
	    own.epilogue > own.end)
		wrong(path, "a part whose places are out of order");
	if (next != NULL) {
		mime_part_extent(&other, next);
		if (other.start != own.end)
			wrong(path, "a gap between two parts");
	}
	if (child != NULL) {
		mime_part_extent(&other, child);
		if (other.start < own.body || other.end > own.end)
			wrong(path, "a child outside its parent");
	}
}

/* In a child process: the library on one file; the status is 2 if it has a
 * header, that is, looks like a message. */
static void
check_library(const char *path)
{
	struct mime_message *m;
	struct mime_reader *r;
	mime_slice text;

	if (mime_parse_file(&m, path, NULL, NULL) != MIME_OK)
		wrong(path, "it does not parse");
	if (mime_write_open(&r, m, NULL) != MIME_OK ||
	    !gives(r, mime_message_bytes(m)))
		wrong(path, "what is written is not what was parsed");
	mime_reader_free(r);
	for (struct mime_part *p = mime_message_root(m); p != NULL;
	     p = mime_part_after(p)) {
		check_place(path, p);
		check_fields(path, p);
		check_body(path, p, MIME_BODY_BYTES);
		text = mime_part_type(p);
		if (mime_part_kind(p) == MIME_PART_LEAF && text.len > 5 &&
		    memcmp(text.ptr, "text/", 5) == 0)
			check_body(path, p, MIME_BODY_UTF8);
		if (mime_part_section(&text, p) != MIME_OK)
			wrong(path, "a part without a section");
		mime_part_filename(p);
	}
	if (mime_message_check(m) != MIME_OK)
		wrong(path, "its report cannot be made");
	if (mime_write_open(&r, m, NULL) != MIME_OK ||
	    !gives(r, mime_message_bytes(m)))
		wrong(path, "decoding changed what is written");
	mime_reader_free(r);
	if (mime_field_find(mime_message_root(m), NULL, NULL) == NULL) {
		mime_message_free(m);
		_exit(0);
	}
	mime_message_free(m);
	_exit(2);
}

/* In a child process: output goes to a file or away, messages away. */
static void
redirect(const char *output)
{
	int fd = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	int away = open("/dev/null", O_WRONLY);

	if (fd < 0 || away < 0 || dup2(fd, 1) < 0 || dup2(away, 2) < 0)
		_exit(99);
}

/* Waits for the child; its exit status, or -1 after saying what it did. */
static int
outcome(pid_t pid, const char *path, const char *who, off_t size)
{
	struct rusage usage;
	int status;

	if (pid < 0 || wait4(pid, &status, 0, &usage) < 0) {
		perror("corpora");
		exit(EXIT_FAILURE);
	}
	if (WIFSIGNALED(status)) {
		printf("%s: %s: %s\n", path, who,
		       WTERMSIG(status) == SIGALRM ? "out of time" : "crashed");
		return -1;
	}
#ifndef __SANITIZE_ADDRESS__
	if (usage.ru_maxrss > OWN_KIB + FREE_KIB + 4 * (size / 1024)) {
		printf("%s: %s: %ld KiB of memory for %lld bytes\n", path, who,
		       usage.ru_maxrss, (long long)size);
		return -1;
	}
#else
	(void)size;
#endif
	return WEXITSTATUS(status);
}

static bool
same_bytes(const char *a, const char *b)
{
	FILE *f = fopen(a, "rb"), *g = fopen(b, "rb");
	int c = EOF, d = 0;

	if (f != NULL && g != NULL)
		do {
			c = getc(f);
			d = getc(g);
		} while (c == d && c != EOF);
	if (f != NULL)
		fclose(f);
	if (g != NULL)
		fclose(g);
	return c == EOF && d == EOF;
}

static pid_t
start(void)
{
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (pid == 0)
		alarm(SECONDS);
	return pid;
}

static bool
check_programs(const char *path, off_t size, bool is_message)
{
	const char *copy = "corpora.out";
	pid_t pid = start();
	int rc;

	if (pid == 0) {
		redirect("/dev/null");
		execl(dump_program, "mimedump", "-tHbav", "--", path,
		      (char *)NULL);
		_exit(99);
	}
	rc = outcome(pid, path, "mimedump", size);
	if (rc != 0 && rc != 1 && rc != 65) {
		printf("%s: mimedump ends with %d\n", path, rc);
		return false;
	}
	pid = start();
	if (pid == 0) {
		redirect(copy);
		execl(compose_program, "mimecompose", "--base", path,
		      (char *)NULL);
		_exit(99);
	}
	rc = outcome(pid, path, "mimecompose", size);
	if (rc < 0 || (is_message && rc != 0)) {
		printf("%s: mimecompose --base ends with %d\n", path, rc);
		return false;
	}
	if (rc == 0 && !same_bytes(path, copy)) {
		printf("%s: mimecompose --base changes it\n", path);
		return false;
	}
	return true;
}

static void
check_file(struct count *n, const char *path, off_t size)
{
	pid_t pid = start();
	int rc;

	if (pid == 0)
		check_library(path);
	rc = outcome(pid, path, "the library", size);
	n->files++;
	n->messages += rc == 2;
	if (rc != 0 && rc != 2)
		n->failures++;
	else if (dump_program != NULL && !check_programs(path, size, rc == 2))
		n->failures++;
}

/* The folders still to be read are a stack: no recursion. */
static void
check_folder(struct count *n, const char *folder)
{
	char **stack = malloc(sizeof *stack);
	size_t depth = 0, room = 1;

	if (stack == NULL || (stack[depth++] = strdup(folder)) == NULL)
		out_of_memory();
	while (depth > 0) {
		char *here = stack[--depth], path[4096];
		DIR *dir = opendir(here);
		struct dirent *entry;
		struct stat st;

		while (dir != NULL && (entry = readdir(dir)) != NULL) {
			if (entry->d_name[0] == '.')
				continue;
			snprintf(path, sizeof path, "%s/%s", here,
				 entry->d_name);
			if (lstat(path, &st) < 0)
				continue;
			if (S_ISREG(st.st_mode))
				check_file(n, path, st.st_size);
			if (!S_ISDIR(st.st_mode))
				continue;
			if (depth == room)
				stack = realloc(stack,
						(room *= 2) * sizeof *stack);
			if (stack == NULL ||
			    (stack[depth++] = strdup(path)) == NULL)
				out_of_memory();
		}
		if (dir != NULL)
			closedir(dir);
		free(here);
	}
	free(stack);
}

int
main(int argc, char **argv)
{
	struct count n = { 0 };

	if (argc != 2 && argc != 4) {
		fputs("usage: corpora FOLDER [MIMEDUMP MIMECOMPOSE]\n", stderr);
		return EXIT_FAILURE;
	}
	if (argc == 4) {
		dump_program = argv[2];
		compose_program = argv[3];
	}
	check_folder(&n, argv[1]);
	printf("%zu files, %zu of them messages, %zu failures\n", n.files,
	       n.messages, n.failures);
	return n.files > 0 && n.failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
