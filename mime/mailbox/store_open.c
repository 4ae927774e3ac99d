#include "mime/mailbox.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

int
mime_store_open(const char *path)
{
	/* A FIFO opens at once with O_NONBLOCK, a device does not become the
	 * terminal; on a regular file neither does anything. */
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY |
				    O_CLOEXEC);
	struct stat st;
	int sys = EINVAL;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) != 0)
		sys = errno;
	else if (S_ISREG(st.st_mode))
		return fd;
	close(fd);
	errno = sys;
	return -1;
}
