#include "gather.h"
#include "cli.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A write below 128 KiB costs as much again as its bytes; what is larger is
 * not copied first. */
enum { PAGE = 4096, BLOCK = 256 * 1024, LARGE = 128 * 1024 };

int
gather_write(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno != EINTR)
			return errno;
		if (done > 0) {
			p += done;
			n -= (size_t)done;
		}
	}
	return 0;
}

void
gather_begin(struct gather *g, int fd)
{
	if (g->block == NULL)
		g->block = aligned_alloc(PAGE, BLOCK);
	if (g->block == NULL)
		cli_no_memory();
	g->len = 0;
	g->fd = fd;
}

int
gather_add(struct gather *g, const void *bytes, size_t n)
{
	const char *p = bytes;
	int sys = 0;

	if (n >= LARGE) {
		sys = gather_end(g);
		return sys != 0 ? sys : gather_write(g->fd, p, n);
	}
	while (sys == 0 && n > 0) {
		size_t some = n < BLOCK - g->len ? n : BLOCK - g->len;

		memcpy(g->block + g->len, p, some);
		g->len += some;
		p += some;
		n -= some;
		if (g->len == BLOCK)
			sys = gather_end(g);
	}
	return sys;
}

int
gather_end(struct gather *g)
{
	int sys = gather_write(g->fd, g->block, g->len);

	g->len = 0;
	return sys;
}

void
gather_free(struct gather *g)
{
	free(g->block);
	*g = (struct gather){ .fd = -1 };
}
