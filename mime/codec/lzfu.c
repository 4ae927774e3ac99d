#include "codec/lzfu.h"
#include "base/little_endian.h"
#include "base/slice.h"

enum { HEADER = 16, WINDOW = 4096, SHORTEST = 2 };

/* What the window holds at first (2.1.2.1). */
static const char first[] =
	"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman "
	"\\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes "
	"New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\"
	"plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/* The CRC of 2.1.3.2, half a byte at a time: no inversion at either end. */
static uint32_t
crc_of(mime_slice s)
{
	static const uint32_t table[16] = { 0x00000000, 0x1db71064, 0x3b6e20c8,
					    0x26d930ac, 0x76dc4190, 0x6b6b51f4,
					    0x4db26158, 0x5005713c, 0xedb88320,
					    0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
					    0x9b64c2b0, 0x86d3d2d4, 0xa00ae278,
					    0xbdbdf21c };
	uint32_t crc = 0;

	for (size_t i = 0; i < s.len; i++) {
		crc ^= (uint8_t)s.ptr[i];
		crc = crc >> 4 ^ table[crc & 15];
		crc = crc >> 4 ^ table[crc & 15];
	}
	return crc;
}

void
mime_lzfu_read(struct mime_lzfu_content *out, mime_slice s)
{
	size_t size;

	*out = (struct mime_lzfu_content){ .data = s };
	if (s.len < HEADER)
		return;
	if (memcmp(s.ptr + 8, "LZFu", 4) == 0)
		out->form = MIME_LZFU_COMPRESSED;
	else if (memcmp(s.ptr + 8, "MELA", 4) == 0)
		out->form = MIME_LZFU_STORED;
	else
		return;
	/* counted from behind the size itself */
	size = mime_le32(s.ptr);
	size = size > HEADER - 4 ? size - (HEADER - 4) : 0;
	out->cut = size > s.len - HEADER;
	out->data =
		mime_slice_part(s, HEADER, out->cut ? s.len : HEADER + size);
	if (out->form == MIME_LZFU_COMPRESSED && !out->cut)
		out->bad_sum = crc_of(out->data) != mime_le32(s.ptr + 12);
}

void
mime_lzfu_init(struct mime_lzfu *s)
{
	*s = (struct mime_lzfu){ .at = sizeof first - 1 };
	memcpy(s->window, first, sizeof first - 1);
}

static void
put(struct mime_lzfu *s, char **to, char c)
{
	*(*to)++ = c;
	s->window[s->at] = c;
	s->at = (uint16_t)((s->at + 1) % WINDOW);
}

static void
refer(struct mime_lzfu *s, char **to, uint8_t low)
{
	size_t from = (size_t)s->high << 4 | low >> 4;

	if (from == s->at) {
		s->done = true;
		return;
	}
	/* byte by byte: it may reach into what it makes */
	for (size_t n = (low & 15u) + SHORTEST; n > 0; n--) {
		put(s, to, s->window[from]);
		from = (from + 1) % WINDOW;
	}
}

static void
end_token(struct mime_lzfu *s)
{
	s->within = false;
	s->control >>= 1;
	s->left--;
}

size_t
mime_lzfu_decode(struct mime_lzfu *s, const void *in, size_t n, void *out,
		 bool last)
{
	const char *from = in;
	char *to = out;

	(void)last;
	for (size_t i = 0; i < n && !s->done; i++) {
		if (s->left == 0) {
			s->control = (uint8_t)from[i];
			s->left = 8;
		} else if (s->within) {
			refer(s, &to, (uint8_t)from[i]);
			end_token(s);
		} else if ((s->control & 1) != 0) {
			s->high = (uint8_t)from[i];
			s->within = true;
		} else {
			put(s, &to, from[i]);
			end_token(s);
		}
	}
	return (size_t)(to - (char *)out);
}
