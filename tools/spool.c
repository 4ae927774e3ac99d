#include "spool.h"
#include "buffer.h"
#include "gather.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static int
copy(int to, int from)
{
	char block[65536];
	ssize_t n;
	int sys = 0;

	while (sys == 0 && (n = read(from, block, sizeof block)) != 0) {
		if (n > 0)
			sys = gather_write(to, block, (size_t)n);
		else if (errno != EINTR)
			sys = errno;
	}
	return sys;
}

int
spool_open(struct spool *s, int fd)
{
	struct buffer path = { NULL, 0, 0 };
	const char *in = getenv("TMPDIR");
	int dir, sys;

	if (in == NULL || in[0] == '\0')
		in = "/tmp";
	s->path = NULL;
	dir = open(in, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0)
		return errno;
	sys = temporary_open(&s->temporary, dir, 0600);
	if (sys != 0) {
		close(dir);
		return sys;
	}
	buffer_add_text(&path, in);
	buffer_add_char(&path, '/');
	buffer_add_text(&path, s->temporary.name);
	s->path = path.ptr;
	sys = copy(s->temporary.fd, fd);
	if (close(s->temporary.fd) != 0 && sys == 0)
		sys = errno;
	s->temporary.fd = -1;
	if (sys != 0)
		spool_close(s);
	return sys;
}

void
spool_close(struct spool *s)
{
	if (s->path == NULL)
		return;
	temporary_drop(&s->temporary);
	close(s->temporary.dir);
	free(s->path);
	s->path = NULL;
}
