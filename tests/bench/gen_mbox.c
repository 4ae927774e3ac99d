/* gen_mbox COUNT [SEED] - writes an mbox of COUNT generated messages to stdout,
 * about 5,000 bytes each: the same bytes for the same arguments.  One in four
 * has an attachment; the others are plain text, Chinese in base64, or text
 * beside HTML in quoted-printable.  Some lines are quoted as mboxrd quotes.
 * Message number N has the subject "... N" and the id <N.SEED@gen.example>. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POOL = 1 << 20, LINE = 76, FLUSH = 1 << 20, LARGEST = 64 << 10 };

struct gen {
	uint64_t seed, state, n;
	char *base64; /* POOL bytes of lines of 76, ended by LF */
	char *words;  /* POOL bytes of lines of words */
	char *out;
	size_t len;
};

static uint32_t
draw(struct gen *g, uint32_t below)
{
	g->state ^= g->state << 13;
	g->state ^= g->state >> 7;
	g->state ^= g->state << 17;
	return (uint32_t)(g->state >> 32) % below;
}

static void
flush(struct gen *g)
{
	if (fwrite(g->out, 1, g->len, stdout) != g->len) {
		if (errno != EPIPE)
			perror("gen_mbox");
		exit(EXIT_FAILURE);
	}
	g->len = 0;
}

static void
put(struct gen *g, const char *p, size_t n)
{
	memcpy(g->out + g->len, p, n);
	g->len += n;
}

static void
text(struct gen *g, const char *s)
{
	put(g, s, strlen(s));
}

#define FORMAT(g, ...)                                                         \
	((g)->len += (size_t)snprintf((g)->out + (g)->len, 1000, __VA_ARGS__))

/* n whole lines of a pool, whose lines have `width' bytes. */
static void
lines(struct gen *g, const char *pool, uint32_t width, uint32_t n)
{
	uint32_t all = POOL / width, first = draw(g, all - n);

	put(g, pool + (size_t)first * width, (size_t)n * width);
}

static void
fill_pools(struct gen *g)
{
	static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl"
				       "mnopqrstuvwxyz0123456789+/";
	static const char *const words[] = {
		"report", "quarter",  "the",   "of",   "and",	   "meeting",
		"Friday", "please",   "order", "sent", "invoice",  "thanks",
		"we",	  "attached", "plan",  "a",    "customer", "from",
	};

	for (size_t i = 0; i < POOL; i++)
		g->base64[i] =
			i % (LINE + 1) == LINE ? '\n' : alphabet[draw(g, 64)];
	for (size_t i = 0; i < POOL;) {
		const char *w = words[draw(g, 18)];
		size_t n = strlen(w), column = i % 72;

		if (column + n + 1 > 71) {
			while (i < POOL && i % 72 != 71)
				g->words[i++] = '.';
			if (i < POOL)
				g->words[i++] = '\n';
			continue;
		}
		for (size_t k = 0; k < n && i < POOL; k++)
			g->words[i++] = w[k];
		if (i < POOL)
			g->words[i++] = ' ';
	}
}

static void
words(struct gen *g, uint32_t n)
{
	lines(g, g->words, 72, n);
	if (draw(g, 4) == 0)
		text(g, "\n>From what we hear it is so.\n>>From here too.\n");
}

static void
header(struct gen *g, const char *type)
{
	static const char days[] = "ThuFriSatSunMonTueWed";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	unsigned long long n = g->n;
	unsigned day = (unsigned)(n / 1440 % 336), month = day / 28;
	unsigned hour = (unsigned)(n / 60 % 24), minute = (unsigned)(n % 60);

	/* 2026 began on a Thursday; 28 days of each month are enough */
	static const unsigned before[] = { 0,	31,  59,  90,  120, 151,
					   181, 212, 243, 273, 304, 334 };
	unsigned wday = (before[month] + day % 28) % 7;

	FORMAT(g, "From user%llu@gen.example %.3s %.3s %2u %02u:%02u:00 2026\n",
	       n % 1000, days + wday * 3, months + month * 3, day % 28 + 1,
	       hour, minute);
	for (unsigned hop = 0; hop < 3; hop++)
		FORMAT(g,
		       "Received: from mx%u.gen.example (mx%u.gen.example "
		       "[192.0.2.%u])\n\tby mail.example with ESMTPS id "
		       "%08X%llu;\n\t%.3s, %u %.3s 2026 %02u:%02u:%02u +0000\n",
		       hop, hop, hop + 1, draw(g, UINT32_MAX), n,
		       days + wday * 3, day % 28 + 1, months + month * 3, hour,
		       minute, hop);
	FORMAT(g, "Message-ID: <%llu.%llu@gen.example>\n", n,
	       (unsigned long long)g->seed);
	FORMAT(g, "Date: %.3s, %u %.3s 2026 %02u:%02u:00 +0000\n",
	       days + wday * 3, day % 28 + 1, months + month * 3, hour, minute);
	FORMAT(g, "From: =?UTF-8?B?5byg5LiJ?= <user%llu@gen.example>\n",
	       n % 1000);
	FORMAT(g, "To: \"List %llu\" <list%llu@example.org>, b@example.com\n",
	       n % 7, n % 7);
	FORMAT(g, "Subject: =?gb2312?B?tdrI/by+tsjP+srbsai45g==?= %llu\n", n);
	FORMAT(g, "MIME-Version: 1.0\nContent-Type: %s\n", type);
}

static void
plain(struct gen *g)
{
	header(g, "text/plain; charset=us-ascii");
	text(g, "\n");
	words(g, 10 + draw(g, 50));
}

static void
chinese(struct gen *g)
{
	uint32_t n = 10 + draw(g, 40);

	header(g, "text/plain; charset=gb2312");
	text(g, "Content-Transfer-Encoding: base64\n\n");
	for (uint32_t i = 0; i < n; i++) /* 14 times two characters */
		text(g, "tdrI/bXayP212sj9tdrI/bXayP212sj9tdrI/bXayP212sj9"
			"tdrI/bXayP212sj9tdrI/bXayP0K\n");
}

static void
alternative(struct gen *g)
{
	header(g, "multipart/alternative; boundary=\"=_a\"");
	text(g, "\n--=_a\nContent-Type: text/plain; charset=utf-8\n"
		"Content-Transfer-Encoding: quoted-printable\n\n");
	words(g, 5 + draw(g, 20));
	text(g, "=E7=AC=AC=E4=B8=89\n--=_a\nContent-Type: text/html; "
		"charset=utf-8\nContent-Transfer-Encoding: "
		"quoted-printable\n\n<html><body><p style=3D\"x\">\n");
	words(g, 5 + draw(g, 30));
	text(g, "<a href=3D\"https://gen.example/\">=E7=AC=AC</a></p></body>"
		"</html>\n--=_a--\n");
}

static void
attachment(struct gen *g)
{
	header(g, "multipart/mixed; boundary=\"=_m\"");
	text(g, "\n--=_m\nContent-Type: text/plain\n\n");
	words(g, 5 + draw(g, 20));
	FORMAT(g,
	       "\n--=_m\nContent-Type: application/pdf; "
	       "name=\"report-%llu.pdf\"\nContent-Transfer-Encoding: base64\n"
	       "Content-Disposition: attachment;\n "
	       "filename=\"report-%llu.pdf\"\n\n",
	       (unsigned long long)g->n, (unsigned long long)g->n);
	lines(g, g->base64, LINE + 1, 20 + draw(g, 200));
	text(g, "--=_m--\n");
}

int
main(int argc, char **argv)
{
	static void (*const kinds[])(struct gen *) = { plain, attachment,
						       chinese, alternative };
	struct gen g = { .seed = 1 };
	uint64_t count = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;

	if (count == 0 || argc > 3) {
		fputs("usage: gen_mbox COUNT [SEED]\n", stderr);
		return EXIT_FAILURE;
	}
	if (argc > 2)
		g.seed = strtoull(argv[2], NULL, 10);
	g.state = g.seed * 0x9E3779B97F4A7C15u + 1;
	if (g.state == 0)
		g.state = 1;
	g.base64 = malloc(POOL);
	g.words = malloc(POOL);
	g.out = malloc(FLUSH + LARGEST);
	if (g.base64 == NULL || g.words == NULL || g.out == NULL) {
		perror("gen_mbox");
		return EXIT_FAILURE;
	}
	fill_pools(&g);
	for (g.n = 1; g.n <= count; g.n++) {
		kinds[draw(&g, 4)](&g);
		text(&g, "\n");
		if (g.len >= FLUSH)
			flush(&g);
	}
	flush(&g);
	free(g.base64);
	free(g.words);
	free(g.out);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
