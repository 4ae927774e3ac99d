#include "mapped.h"
#include "buffer.h"
#include "cli.h"
#include "temporary.h"
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What a SIGBUS inside a map means, ready to be written by the handler.  A
 * slot is taken by one thread; start is set once the rest is. */
static struct {
	atomic_bool taken;
	_Atomic(const char *) start;
	size_t len;
	struct buffer text;
} maps[MAPPED_MAX];

static void
on_bus_error(int number, siginfo_t *info, void *context)
{
	const char *at = info->si_addr, *start;
	ssize_t ignored;

	(void)context;
	for (int i = 0; i < MAPPED_MAX; i++) {
		start = atomic_load(&maps[i].start);
		if (start == NULL || at < start || at >= start + maps[i].len)
			continue;
		ignored = write(STDERR_FILENO, maps[i].text.ptr,
				maps[i].text.len);
		(void)ignored;
		temporary_abandon();
		_exit(CLI_IOERR);
	}
	signal(number, SIG_DFL); /* the same access raises it again */
}

static void
handle(void)
{
	static atomic_flag done = ATOMIC_FLAG_INIT;
	struct sigaction act;

	if (atomic_flag_test_and_set(&done))
		return;
	memset(&act, 0, sizeof act);
	act.sa_sigaction = on_bus_error;
	act.sa_flags = SA_SIGINFO;
	sigemptyset(&act.sa_mask);
	sigaction(SIGBUS, &act, NULL);
}

static bool
take_slot(struct mapped *m)
{
	for (m->slot = 0; m->slot < MAPPED_MAX; m->slot++)
		if (!atomic_exchange(&maps[m->slot].taken, true))
			return true;
	return false;
}

bool
mapped_open(struct mapped *out, int fd, size_t len, const char *name)
{
	struct buffer *text;

	*out = (struct mapped){ NULL, len, 0 };
	if (!take_slot(out))
		return false;
	out->ptr = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
	if (out->ptr == MAP_FAILED) {
		out->ptr = NULL;
		atomic_store(&maps[out->slot].taken, false);
		return false;
	}
	text = &maps[out->slot].text;
	buffer_clear(text);
	cli_add_error(text, name, "became shorter while it was being read");
	maps[out->slot].len = len;
	atomic_store(&maps[out->slot].start, out->ptr);
	handle();
	return true;
}

void
mapped_close(struct mapped *m)
{
	if (m->ptr == NULL)
		return;
	munmap(m->ptr, m->len);
	atomic_store(&maps[m->slot].start, NULL);
	buffer_free(&maps[m->slot].text);
	atomic_store(&maps[m->slot].taken, false);
	m->ptr = NULL;
}
