/* tally.h - what became of the messages of a run. */
#ifndef TOOLS_TALLY_H
#define TOOLS_TALLY_H
#include "buffer.h"

struct tally {
	int code;		   /* the worst exit code of those shown */
	int failed_code;	   /* of those that could not be read whole */
	uint64_t messages, octets; /* shown */
	uint64_t failed;
	uint64_t files, file_octets; /* that were extracted */
	uint64_t done, done_octets;  /* also those that were not wanted */
	bool cut; /* the rest of a mailbox could not be read */
};

void tally_add(struct tally *all, const struct tally *one);
/* "3 messages, 12,989 B", and how many had errors. */
void tally_describe(struct buffer *out, const struct tally *t);
/* "100 messages, 38 files, 21.6 MB in 11 s", and how many had errors. */
void tally_describe_files(struct buffer *out, const struct tally *t,
			  double seconds);
/* "2.1 MB"; below a million bytes, "2,004 B". */
void tally_add_octets(struct buffer *out, uint64_t octets);
#endif
