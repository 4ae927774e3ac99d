#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "cli.h"
#include "mime/codec.h"
#include "names.h"
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#ifdef HAVE_LIBUNISTRING
#include <unicase.h>
#include <unistr.h>
#endif

/* Entries, each followed by its folded name if that is another, lie one after another in chunks that never move; the table has where
 * each begins, in units of 8 bytes from the start of the first chunk, 0 for an
 * empty slot.  Hashes are keyed at random, so that no choice of names makes it
 * slow. */
enum { UNIT = 8, CHUNK = 1 << 16 };

struct names {
	char **chunks; /* CHUNK bytes each */
	size_t n_chunks, room;
	size_t used; /* bytes in the last one */
	uint32_t *table;
	size_t slots, n; /* slots is a power of 2 */
	uint8_t key[16];
};

struct names *
names_new(void)
{
	struct names *n = cli_alloc(sizeof *n);

	n->slots = 64;
	n->table = cli_alloc(n->slots * sizeof *n->table);
	if (getrandom(n->key, sizeof n->key, GRND_NONBLOCK) < 0)
		memcpy(n->key, &n, sizeof n); /* early in the boot */
	return n;
}

void
names_free(struct names *n)
{
	for (size_t i = 0; i < n->n_chunks; i++)
		free(n->chunks[i]);
	free(n->chunks);
	free(n->table);
	free(n);
}

#ifdef HAVE_LIBUNISTRING
static bool
is_ascii(const char *name)
{
	while (*name != '\0' && (*name & 0x80) == 0)
		name++;
	return *name == '\0';
}
#endif

/* The name without case: what a file system that ignores case takes for the
 * same name, as far as we can tell; linkat(2) has the last word. */
static char *
fold(const char *name)
{
	size_t n = strlen(name);
	char *folded;
#ifdef HAVE_LIBUNISTRING
	const uint8_t *text = (const uint8_t *)name;
	uint8_t *full = NULL;
	size_t len;

	/* of what is no UTF-8 it would make U+FFFD, whatever the bytes; of
	 * ASCII what the loop below makes, in ten times the time */
	if (!is_ascii(name) && u8_check(text, n) == NULL)
		full = u8_casefold(text, n, NULL, UNINORM_NFC, NULL, &len);
	if (full != NULL) {
		folded = cli_copy((const char *)full, len);
		free(full);
		return folded;
	}
#endif
	folded = cli_copy(name, n);
	for (size_t i = 0; i < n; i++)
		if (folded[i] >= 'A' && folded[i] <= 'Z')
			folded[i] = (char)(folded[i] + 32);
	return folded;
}

static uint32_t
hash(const struct names *n, const char *folded)
{
	struct mime_sha256 sha;
	uint8_t digest[32];
	uint32_t value;

	mime_sha256_init(&sha);
	mime_sha256_add(&sha, (const char *)n->key, sizeof n->key);
	mime_sha256_add(&sha, folded, strlen(folded));
	mime_sha256_end(&sha, digest);
	memcpy(&value, digest, sizeof value);
	return value;
}

static struct folder_name *
entry_at(const struct names *n, uint32_t place)
{
	size_t at = ((size_t)place - 1) * UNIT;
	void *entry = n->chunks[at / CHUNK] + at % CHUNK;

	return entry;
}

static const char *
folded_of(const struct folder_name *name)
{
	return name->folds ? name->name + strlen(name->name) + 1 : name->name;
}

/* The slot of the name, or the empty one where it would be. */
static uint32_t *
find_slot(const struct names *n, uint32_t h, const char *folded)
{
	size_t i = h & (n->slots - 1);

	while (n->table[i] != 0) {
		const struct folder_name *e = entry_at(n, n->table[i]);

		if (e->hash == h && strcmp(folded_of(e), folded) == 0)
			break;
		i = (i + 1) & (n->slots - 1);
	}
	return &n->table[i];
}

struct folder_name *
names_find(const struct names *n, const char *name)
{
	char *folded = fold(name);
	uint32_t place = *find_slot(n, hash(n, folded), folded);

	free(folded);
	return place != 0 ? entry_at(n, place) : NULL;
}

/* At most half of the slots are taken. */
static void
grow(struct names *n)
{
	uint32_t *old = n->table;
	size_t slots = n->slots;

	n->slots *= 2;
	n->table = cli_alloc(n->slots * sizeof *n->table);
	for (size_t i = 0; i < slots; i++) {
		size_t k;

		if (old[i] == 0)
			continue;
		k = entry_at(n, old[i])->hash & (n->slots - 1);
		while (n->table[k] != 0)
			k = (k + 1) & (n->slots - 1);
		n->table[k] = old[i];
	}
	free(old);
}

/* Room for an entry of so many bytes; a name of the system has at most a few
 * hundred, one of ours 200. */
static uint32_t
take(struct names *n, size_t bytes)
{
	size_t at;

	bytes = (bytes + UNIT - 1) / UNIT * UNIT;
	if (n->n_chunks == 0 || n->used + bytes > CHUNK) {
		n->chunks = cli_grow(n->chunks, n->n_chunks, &n->room,
				     sizeof *n->chunks);
		n->chunks[n->n_chunks++] = cli_alloc(CHUNK);
		n->used = 0;
	}
	at = (n->n_chunks - 1) * CHUNK + n->used;
	n->used += bytes;
	if (bytes > CHUNK || at / UNIT >= UINT32_MAX)
		cli_no_memory();
	return (uint32_t)(at / UNIT) + 1;
}

struct folder_name *
names_add(struct names *n, const char *name, bool made)
{
	char *folded = fold(name);
	uint32_t h = hash(n, folded), *slot = find_slot(n, h, folded);
	size_t len = strlen(name) + 1, folded_len = strlen(folded) + 1;
	struct folder_name *e;
	bool folds = strcmp(name, folded) != 0;

	if (*slot == 0) {
		if (n->n++ >= n->slots / 2) {
			grow(n);
			slot = find_slot(n, h, folded);
		}
		*slot = take(n, sizeof *e + len + (folds ? folded_len : 0));
		e = entry_at(n, *slot);
		e->hash = h;
		e->made = made;
		e->folds = folds;
		memcpy(e->name, name, len);
		if (folds)
			memcpy(e->name + len, folded, folded_len);
	}
	free(folded);
	return entry_at(n, *slot);
}
