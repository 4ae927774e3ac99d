#include "codec/base64_kernel.h"
#include <stdatomic.h>

const struct mime_base64_kernel *const *
mime_base64_kernels(void)
{
	static const struct mime_base64_kernel *const all[] = {
		&mime_base64_scalar,
		NULL,
	};

	return all;
}

/* Threads that race here store the same pointer to a constant, so that no
 * order between them is needed. */
const struct mime_base64_kernel *
mime_base64_kernel(void)
{
	static _Atomic(const struct mime_base64_kernel *) chosen;
	const struct mime_base64_kernel *k;

	k = atomic_load_explicit(&chosen, memory_order_relaxed);
	if (k == NULL) {
		k = mime_base64_kernels()[0];
		atomic_store_explicit(&chosen, k, memory_order_relaxed);
	}
	return k;
}
