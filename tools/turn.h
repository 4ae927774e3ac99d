/* turn.h - several workers, one output: what each has to say about a message
 * is kept until it is that message's turn, so the output has the order of the
 * input, whoever was quicker.
 *
 * A worker has a stage.  It draws tickets, numbered from 0 without a gap, and
 * writes to the stage between stage_begin and stage_end.  The worker whose
 * ticket is the next one writes straight through; the others write to memory
 * and, above 1 MiB, wait.  What is finished early waits in a queue of at most
 * 4 MiB. */
#ifndef TOOLS_TURN_H
#define TOOLS_TURN_H
#include "tally.h"

struct output;
struct progress;
struct turn;
struct stage;

/* out	     the real output; borrowed
 * progress  borrowed; NULL: none is shown */
struct turn *turn_new(struct output *out, struct progress *progress);
/* What became of all; every stage was freed before. */
void turn_free(struct turn *t, struct tally *tally);
/* Whether a stage said stop, or the output failed: draw no more tickets. */
bool turn_is_over(struct turn *t);

/* Writes out what the output has gathered; by any worker, at any time. */
void turn_flush(struct turn *t);

struct stage *stage_new(struct turn *t);
void stage_free(struct stage *s);
void stage_begin(struct stage *s, uint64_t ticket);
/* stop	 what the later tickets say is dropped */
void stage_end(struct stage *s, bool stop);
/* What to add to, between begin and end. */
struct tally *stage_tally(struct stage *s);

enum stage_kind {
	STAGE_OUTPUT,  /* bytes of the output */
	STAGE_TITLES,  /* bytes that only the first to say them writes */
	STAGE_BETWEEN, /* bytes that all but the first write */
	STAGE_MESSAGE  /* whole lines for stderr */
};
void stage_write(struct stage *s, enum stage_kind kind, const void *bytes,
		 size_t n);
/* Does something when it is the turn of the stage, which may be now.
 * act	 is given the tally to add to
 * drop	 instead of act, if the run stopped before */
void stage_defer(struct stage *s, void (*act)(void *ctx, struct tally *tally),
		 void (*drop)(void *ctx), void *ctx);
/* Waits until it is the turn of the stage; what it writes from then on goes
 * straight to the output. */
void stage_wait(struct stage *s);
bool stage_has_turn(const struct stage *s);
/* Room for one more temporary file while it is not our turn: so many are
 * shared by all.  Given back by itself when the turn comes; false: wait. */
bool stage_hold_file(struct stage *s);
#endif
