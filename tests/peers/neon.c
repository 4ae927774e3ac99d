/* The kernels and stages of the codecs on a machine that this one plays: inputs
 * of each kind that kernels are for, of every length up to past the longest
 * vector form, through the target that fuzzes them.  It aborts at what is
 * wrong. */
#include "codec/scan.h"
#include "support/kernel_check.h"
#include "support/stage.h"
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One sequence, cut off or not, at every place of a vector of 16. */
static size_t
try_sequences(void)
{
	char in[4 + 64];
	size_t inputs = 0;

	for (unsigned lead = 0x80; lead < 0x100; lead++) {
		for (size_t i = 0; i < 16 * 4; i++) {
			size_t at = 4 + 8 + i / 4;

			memset(in, 'x', sizeof in);
			in[at] = (char)(uint8_t)lead;
			memset(in + at + 1, 0x90, i % 4);
			LLVMFuzzerTestOneInput((uint8_t *)in, sizeof in);
			inputs++;
		}
	}
	return inputs;
}

int
main(int argc, char **argv)
{
	unsigned long rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
	uint32_t seed = 1;
	char in[4 + 700];
	size_t inputs = try_sequences();

	for (unsigned long i = 0; i < rounds * KERNEL_INPUTS; i++) {
		enum kernel_input kind = (enum kernel_input)(i % KERNEL_INPUTS);

		for (size_t n = 0; n <= 700; n += n < 200 ? 1 : 23) {
			uint32_t cut = test_random(&seed);

			memcpy(in, &cut, 4);
			kernel_input(in + 4, n, kind, &seed);
			LLVMFuzzerTestOneInput((uint8_t *)in, 4 + n);
			inputs++;
		}
	}
	printf("%zu inputs through the kernels of %s\n", inputs,
	       mime_scan_kernels()[0]->name);
	return strcmp(mime_scan_kernels()[0]->name, "neon") == 0 ? 0 : 1;
}
