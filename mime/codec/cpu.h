/* codec/cpu.h - which kernels this machine runs.
 *
 * A table of kernels names the fastest first: the vector kernel, if this build
 * has one, then the scalar one.  For each table a file *_avx2.c and a file
 * *_neon.c define the same kernel, and at most one of the two is not empty.
 * Hashing has one file, *_shani.c. */
#ifndef MIME_CODEC_CPU_H
#define MIME_CODEC_CPU_H
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include <stddef.h>

#if defined(WITH_AVX2)
#define MIME_AVX2 1
#elif defined(__aarch64__) && defined(__AARCH64EL__)
#define MIME_NEON 1 /* every such CPU has it */
#endif
#if defined(MIME_AVX2) || defined(MIME_NEON)
#define MIME_VECTOR 1
#endif
#if defined(WITH_SHANI)
#define MIME_SHANI 1
#endif

/* How many kernels at the head of a table this machine cannot run, or shall
 * not: MIME_CPU=scalar in the environment leaves the last one only, and any
 * other value changes nothing.  Asked at the first call; a program with raised
 * privileges ignores its environment. */
size_t mime_cpu_skip(void);
/* Likewise of the table for SHA-256. */
size_t mime_cpu_skip_sha(void);
#endif
