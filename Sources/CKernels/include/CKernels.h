#pragma once
// Loops that the compiler vectorises per processor. Integer arithmetic only: every variant gives the same bytes.

#include <stddef.h>
#include <stdint.h>

// How one axis is resampled. Output i is the sum over k < counts[i] of input[firsts[i] + k] * weights[offsets[i] + k],
// weights in 1/16384 adding up to exactly 16384.
typedef struct {
    int32_t outputs;
    const int32_t *firsts, *counts, *offsets;
    const int16_t *weights;
} pk_axis;

// The same source compiled for several instruction sets: 0 is the baseline, larger needs more.
// pk_variants counts those that this processor can run.
int32_t pk_variants(void);
const char *pk_variant_name(int32_t variant);

// Along x first, then along y; after each the sum is rounded half up and clamped to 0…255 (the order and the clamping are
// Pillow's, so that its results are ours to within a rounding).
// source: rows of width × 3 bytes; target: vertical.outputs rows of horizontal.outputs × 3 bytes, target_stride apart.
// 0 when memory is out. variant -1 is the fastest that this processor can run.
int32_t pk_resample_rgb(int32_t variant, const uint8_t *source, size_t width, pk_axis vertical, pk_axis horizontal,
                        uint8_t *target, size_t target_stride);

// Turns rows of width × height RGB into the orientation of EXIF 1…8; 5…8 swap the sides.
void pk_orient_rgb(const uint8_t *source, size_t width, size_t height, int32_t orientation, uint8_t *target);

// BT.601 luma in 1/65536, rounded.
void pk_luma(const uint8_t *rgb, size_t pixels, uint8_t *luma);

// Sum and sum of squares of the 4-neighbour Laplacian over the inner pixels.
void pk_laplacian(const uint8_t *luma, size_t width, size_t height, int64_t *sum, int64_t *squares);

// Sum and sum of squares.
void pk_moments(const uint8_t *luma, size_t count, int64_t *sum, int64_t *squares);

// Sum of squared differences.
int64_t pk_squared_difference(const uint8_t *a, const uint8_t *b, size_t count);

// In place: each channel through its table.
void pk_apply_tables(uint8_t *rgb, size_t pixels, const uint8_t *red, const uint8_t *green, const uint8_t *blue);

// In place: linearise by 3 × 256 tables (0…65535), 3 × 3 matrix in 1/16384, then a table of 65536 bytes.
void pk_apply_matrix(uint8_t *rgb, size_t pixels, const uint16_t *linear, const int32_t *matrix, const uint8_t *encode);

// Ink (255 = full) to RGB without a profile: each channel is paper left by its ink and by black.
void pk_ink_to_rgb(const uint8_t *cmyk, size_t pixels, uint8_t *rgb);

// Multilinear look-up. grid: points per side ^ channels nodes of 3 values 0…65535, the last channel fastest.
// input: channels (3 or 4) bytes per pixel, first through curves of channels × 256 positions in 1/65536 of a cell step.
void pk_apply_grid(const uint8_t *input, size_t pixels, int32_t channels, const uint32_t *positions, int32_t points,
                   const uint16_t *grid, uint8_t *rgb);
