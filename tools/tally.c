#include "tally.h"
#include "cli.h"
#include <stdio.h>

void
tally_add(struct tally *all, const struct tally *one)
{
	all->code = cli_worst(all->code, one->code);
	all->failed_code = cli_worst(all->failed_code, one->failed_code);
	all->messages += one->messages;
	all->octets += one->octets;
	all->failed += one->failed;
	all->cut = all->cut || one->cut;
	all->files += one->files;
	all->file_octets += one->file_octets;
	all->done += one->done;
	all->done_octets += one->done_octets;
}

static void
add_failed(struct buffer *out, const struct tally *t)
{
	if (t->failed == 0)
		return;
	buffer_add_text(out, "; ");
	buffer_add_count(out, t->failed, "message");
	buffer_add_text(out, " with errors");
}

void
tally_add_octets(struct buffer *out, uint64_t octets)
{
	static const char units[] = "MGTPE";
	uint64_t step = 1000000;
	unsigned unit = 0;
	char text[32];

	if (octets < step) {
		buffer_add_grouped(out, octets);
		buffer_add_text(out, " B");
		return;
	}
	for (; octets / step >= 1000; step *= 1000)
		unit++;
	snprintf(text, sizeof text, "%u.%u %cB", (unsigned)(octets / step),
		 (unsigned)(octets % step / (step / 10)), units[unit]);
	buffer_add_text(out, text);
}

void
tally_describe(struct buffer *out, const struct tally *t)
{
	buffer_add_count(out, t->messages, "message");
	buffer_add_text(out, ", ");
	buffer_add_grouped(out, t->octets);
	buffer_add_text(out, " B");
	add_failed(out, t);
}

void
tally_describe_files(struct buffer *out, const struct tally *t, double seconds)
{
	char text[32];

	buffer_add_count(out, t->messages, "message");
	buffer_add_text(out, ", ");
	buffer_add_count(out, t->files, "file");
	buffer_add_text(out, ", ");
	tally_add_octets(out, t->file_octets);
	snprintf(text, sizeof text, " in %.*f s", seconds < 10 ? 1 : 0,
		 seconds);
	buffer_add_text(out, text);
	add_failed(out, t);
}
