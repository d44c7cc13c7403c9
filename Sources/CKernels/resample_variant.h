// One variant of the resampler; included with VARIANT(name) and TARGET set.

// 16 rows of 16 bytes become 16 columns: four rounds of dealing rows i and i + 8 into each other.
TARGET static inline void VARIANT(turn_block)(const uint8_t *in, size_t in_stride, uint8_t *out, size_t out_stride) {
    bytes16 a[16], b[16];
    for (int i = 0; i < 16; i++) memcpy(&a[i], in + (size_t)i * in_stride, 16);
    for (int round = 0; round < 4; round++) {
        for (int i = 0; i < 8; i++) {
            b[2 * i] = __builtin_shufflevector(a[i], a[i + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            b[2 * i + 1] =
                __builtin_shufflevector(a[i], a[i + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        }
        memcpy(a, b, sizeof a);
    }
    for (int i = 0; i < 16; i++) memcpy(out + (size_t)i * out_stride, &a[i], 16);
}

// LANES rows of `count` bytes become columns: turned[x][lane]. Rows beyond `lanes` repeat the last one.
TARGET static void VARIANT(turn)(const uint8_t *rows, size_t stride, int32_t lanes, size_t count, uint8_t *turned) {
    size_t x = 0;
    if (lanes == LANES) {
        for (; x + 16 <= count; x += 16) VARIANT(turn_block)(rows + x, stride, turned + x * LANES, LANES);
    }
    for (; x < count; x++) {
        for (int32_t lane = 0; lane < LANES; lane++) {
            turned[x * LANES + (size_t)lane] = rows[(size_t)(lane < lanes ? lane : lanes - 1) * stride + x];
        }
    }
}

// Turned pixels to turned pixels along x.
TARGET static void VARIANT(columns)(const uint8_t *turned, pk_axis axis, int32_t origin, uint8_t *out) {
    for (int32_t x = 0; x < axis.outputs; x++) {
        const int16_t *weights = axis.weights + axis.offsets[x];
        const uint8_t *first = turned + (size_t)(axis.firsts[x] - origin) * 3 * LANES;
        int32_t sums[3 * LANES];
        for (int i = 0; i < 3 * LANES; i++) sums[i] = HALF;
        for (int32_t k = 0; k < axis.counts[x]; k++, first += 3 * LANES) {
            int32_t weight = weights[k];
            for (int i = 0; i < 3 * LANES; i++) sums[i] += weight * first[i];
        }
        uint8_t *bytes = out + (size_t)x * 3 * LANES;
        for (int i = 0; i < 3 * LANES; i++) {
            int32_t value = sums[i] >> SHIFT;
            bytes[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
        }
    }
}

// One output row of `count` bytes from input rows of the same width.
TARGET static void VARIANT(rows)(const uint8_t *source, size_t stride, int32_t taps, const int16_t *weights, size_t count,
                                 uint8_t *out) {
    size_t x = 0;
    for (; x + BLOCK <= count; x += BLOCK) {
        int32_t sums[BLOCK];
        for (int i = 0; i < BLOCK; i++) sums[i] = HALF;
        const uint8_t *row = source + x;
        for (int32_t k = 0; k < taps; k++, row += stride) {
            int32_t weight = weights[k];
            for (int i = 0; i < BLOCK; i++) sums[i] += weight * row[i];
        }
        for (int i = 0; i < BLOCK; i++) {
            int32_t value = sums[i] >> SHIFT;
            out[x + (size_t)i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
        }
    }
    for (; x < count; x++) {
        int32_t sum = HALF;
        for (int32_t k = 0; k < taps; k++) sum += weights[k] * source[(size_t)k * stride + x];
        sum >>= SHIFT;
        out[x] = (uint8_t)(sum < 0 ? 0 : sum > 255 ? 255 : sum);
    }
}

TARGET static int32_t VARIANT(resample)(const uint8_t *source, size_t width, pk_axis vertical, pk_axis horizontal,
                                        uint8_t *target, size_t target_stride) {
    reach across = reach_of(horizontal), down = reach_of(vertical);
    size_t count = (size_t)(across.end - across.first) * 3, wide = (size_t)horizontal.outputs * 3;
    int32_t height = down.end - down.first;
    uint8_t *turned = malloc(count * LANES);
    uint8_t *bytes = malloc((wide + 16) * LANES);
    uint8_t *between = malloc(wide * (size_t)height);
    int32_t done = turned && bytes && between;
    if (done) {
        const uint8_t *corner = source + ((size_t)down.first * width + (size_t)across.first) * 3;
        for (int32_t y = 0; y < height; y += LANES) {
            int32_t lanes = height - y < LANES ? height - y : LANES;
            VARIANT(turn)(corner + (size_t)y * width * 3, width * 3, lanes, count, turned);
            VARIANT(columns)(turned, horizontal, across.first, bytes);
            uint8_t *rows = between + (size_t)y * wide;
            size_t x = 0;
            if (lanes == LANES) {
                for (; x + 16 <= wide; x += 16) VARIANT(turn_block)(bytes + x * LANES, LANES, rows + x, wide);
            }
            for (; x < wide; x++) {
                for (int32_t lane = 0; lane < lanes; lane++) rows[(size_t)lane * wide + x] = bytes[x * LANES + (size_t)lane];
            }
        }
        for (int32_t y = 0; y < vertical.outputs; y++) {
            VARIANT(rows)(between + (size_t)(vertical.firsts[y] - down.first) * wide, wide, vertical.counts[y],
                          vertical.weights + vertical.offsets[y], wide, target + (size_t)y * target_stride);
        }
    }
    free(turned);
    free(bytes);
    free(between);
    return done;
}
