/* table.h - rows of cells: in columns on a terminal, with two blanks between
 * them in a pipe, with tabs for scripts. */
#ifndef TOOLS_TABLE_H
#define TOOLS_TABLE_H
#include "dump.h"

enum { TABLE_COLUMNS = 8 };

/* All zero is a table without rows. */
struct table {
	struct buffer text; /* all cells, one after another */
	size_t *ends;	    /* where each cell ends in text */
	size_t n, room;
	unsigned columns;
	bool plain;	/* for scripts: tabs, plain numbers, nothing cut */
	unsigned right; /* bit i: column i is aligned at its right */
	size_t min[TABLE_COLUMNS]; /* least columns of the terminal */
};

void table_free(struct table *t);
/* Titles of a table for scripts: once in the run, before the first row. */
void table_titles(struct dump *d, const char *const *titles, size_t n);
/* Whether d wants tables for scripts. */
bool table_is_plain(const struct dump *d);
/* A cell of a sender's text, made harmless. */
void table_add(struct table *t, const struct dump *d, mime_slice s);
/* A cell of a size: 2,004 B, or 2004 for scripts. */
void table_add_size(struct table *t, uint64_t octets);
/* Ends a cell whose bytes, made harmless, were added to t->text. */
void table_cell(struct table *t);
/* Ends a row of a table that may have very many: it is printed at once unless
 * its columns are those of a terminal, whose widths are known at the end. */
void table_end_row(struct table *t, struct dump *d);
/* Prints the rows and frees the table.  Cells that are empty at the end of a
 * row take no room. */
void table_print(struct table *t, struct dump *d);
#endif
