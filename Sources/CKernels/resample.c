#include "CKernels.h"

#include <stdlib.h>
#include <string.h>

// BLOCK bytes of a row are summed at a time; LANES rows are turned into columns at a time; weights are in 1 << SHIFT.
enum { BLOCK = 64, LANES = 16, SHIFT = 14, HALF = 1 << (SHIFT - 1) };

typedef uint8_t bytes16 __attribute__((vector_size(16)));

// The inputs that an axis reads.
typedef struct {
    int32_t first, end;
} reach;

static reach reach_of(pk_axis axis) {
    reach all = {axis.firsts[0], axis.firsts[0] + axis.counts[0]};
    for (int32_t i = 1; i < axis.outputs; i++) {
        int32_t end = axis.firsts[i] + axis.counts[i];
        if (axis.firsts[i] < all.first) all.first = axis.firsts[i];
        if (end > all.end) all.end = end;
    }
    return all;
}

#define JOIN(a, b) a##b

#define VARIANT(name) JOIN(name, _plain)
#define TARGET
#include "resample_variant.h"
#undef VARIANT
#undef TARGET

#if defined(__x86_64__)
#define VARIANT(name) JOIN(name, _v3)
#define TARGET __attribute__((target("arch=x86-64-v3")))
#include "resample_variant.h"
#undef VARIANT
#undef TARGET
#define VARIANT(name) JOIN(name, _v4)
#define TARGET __attribute__((target("arch=x86-64-v4")))
#include "resample_variant.h"
#undef VARIANT
#undef TARGET
#endif

typedef int32_t resampler(const uint8_t *, size_t, pk_axis, pk_axis, uint8_t *, size_t);

static const struct {
    const char *name;
    resampler *run;
} variants[] = {
    {"plain", resample_plain},
#if defined(__x86_64__)
    {"x86-64-v3", resample_v3},
    {"x86-64-v4", resample_v4},
#endif
};

int32_t pk_variants(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") || !__builtin_cpu_supports("bmi2")) return 1;
    if (!__builtin_cpu_supports("avx512f") || !__builtin_cpu_supports("avx512bw") || !__builtin_cpu_supports("avx512vl") ||
        !__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512cd"))
        return 2;
    return 3;
#else
    return 1;
#endif
}

const char *pk_variant_name(int32_t variant) { return variants[variant].name; }

int32_t pk_resample_rgb(int32_t variant, const uint8_t *source, size_t width, pk_axis vertical, pk_axis horizontal,
                        uint8_t *target, size_t target_stride) {
    int32_t best = pk_variants() - 1;
    if (variant < 0 || variant > best) variant = best;
    return variants[variant].run(source, width, vertical, horizontal, target, target_stride);
}
