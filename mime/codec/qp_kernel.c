#include "codec/qp_kernel.h"
#include "codec/cpu.h"

const struct mime_qp_kernel *const *
mime_qp_kernels(void)
{
	static const struct mime_qp_kernel *const all[] = {
#ifdef MIME_VECTOR
		&mime_qp_vector,
#endif
		&mime_qp_scalar,
		NULL,
	};

	return all + mime_cpu_skip();
}

const struct mime_qp_kernel *
mime_qp_kernel(void)
{
	return mime_qp_kernels()[0];
}
