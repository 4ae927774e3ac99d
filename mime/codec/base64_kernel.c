#include "codec/base64_kernel.h"
#include "codec/cpu.h"

const struct mime_base64_kernel *const *
mime_base64_kernels(void)
{
	static const struct mime_base64_kernel *const all[] = {
#ifdef MIME_VECTOR
		&mime_base64_vector,
#endif
		&mime_base64_scalar,
		NULL,
	};

	return all + mime_cpu_skip();
}

const struct mime_base64_kernel *
mime_base64_kernel(void)
{
	return mime_base64_kernels()[0];
}
