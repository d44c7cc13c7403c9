#include "CKernels.h"

#include <string.h>

void pk_orient_rgb(const uint8_t *source, size_t width, size_t height, int32_t orientation, uint8_t *target) {
    // Where stored pixel (0, 0) lands, and how far a step along the stored row and column goes in the target.
    ptrdiff_t w = (ptrdiff_t)width, h = (ptrdiff_t)height, start = 0, across = 3, down = 3 * w;
    switch (orientation) {
    case 2: start = w - 1; across = -1; down = w; break;
    case 3: start = w * h - 1; across = -1; down = -w; break;
    case 4: start = w * (h - 1); across = 1; down = -w; break;
    case 5: start = 0; across = h; down = 1; break;
    case 6: start = h - 1; across = h; down = -1; break;
    case 7: start = w * h - 1; across = -h; down = -1; break;
    case 8: start = h * (w - 1); across = -h; down = 1; break;
    default: memcpy(target, source, width * height * 3); return;
    }
    start *= 3; across *= 3; down *= 3;
    enum { TILE = 32 };  // keeps both sides of a turn in the cache
    for (ptrdiff_t y0 = 0; y0 < h; y0 += TILE) {
        for (ptrdiff_t x0 = 0; x0 < w; x0 += TILE) {
            ptrdiff_t y1 = y0 + TILE < h ? y0 + TILE : h, x1 = x0 + TILE < w ? x0 + TILE : w;
            for (ptrdiff_t y = y0; y < y1; y++) {
                const uint8_t *in = source + (y * w + x0) * 3;
                uint8_t *out = target + start + y * down + x0 * across;
                for (ptrdiff_t x = x0; x < x1; x++, in += 3, out += across) {
                    out[0] = in[0];
                    out[1] = in[1];
                    out[2] = in[2];
                }
            }
        }
    }
}

void pk_luma(const uint8_t *rgb, size_t pixels, uint8_t *luma) {
    for (size_t i = 0; i < pixels; i++) {
        luma[i] = (uint8_t)((rgb[3 * i] * 19595u + rgb[3 * i + 1] * 38470u + rgb[3 * i + 2] * 7471u + 0x8000u) >> 16);
    }
}

void pk_laplacian(const uint8_t *luma, size_t width, size_t height, int64_t *sum, int64_t *squares) {
    *sum = 0;
    *squares = 0;
    for (size_t y = 1; y + 1 < height; y++) {
        const uint8_t *row = luma + y * width, *above = row - width, *below = row + width;
        int64_t row_sum = 0, row_squares = 0;
        for (size_t x = 1; x + 1 < width; x++) {
            int32_t value = 4 * row[x] - row[x - 1] - row[x + 1] - above[x] - below[x];
            row_sum += value;
            row_squares += value * value;
        }
        *sum += row_sum;
        *squares += row_squares;
    }
}

void pk_moments(const uint8_t *luma, size_t count, int64_t *sum, int64_t *squares) {
    *sum = 0;
    *squares = 0;
    for (size_t i = 0; i < count; i++) {
        *sum += luma[i];
        *squares += luma[i] * luma[i];
    }
}

int64_t pk_squared_difference(const uint8_t *a, const uint8_t *b, size_t count) {
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        int32_t difference = a[i] - b[i];
        sum += difference * difference;
    }
    return sum;
}

void pk_apply_tables(uint8_t *rgb, size_t pixels, const uint8_t *red, const uint8_t *green, const uint8_t *blue) {
    for (size_t i = 0; i < pixels; i++, rgb += 3) {
        rgb[0] = red[rgb[0]];
        rgb[1] = green[rgb[1]];
        rgb[2] = blue[rgb[2]];
    }
}

void pk_apply_matrix(uint8_t *rgb, size_t pixels, const uint16_t *linear, const int32_t *matrix, const uint8_t *encode) {
    for (size_t i = 0; i < pixels; i++, rgb += 3) {
        int64_t r = linear[rgb[0]], g = linear[256 + rgb[1]], b = linear[512 + rgb[2]];
        for (int c = 0; c < 3; c++) {
            int64_t value = (matrix[3 * c] * r + matrix[3 * c + 1] * g + matrix[3 * c + 2] * b + (1 << 13)) >> 14;
            value = value < 0 ? 0 : value > 65535 ? 65535 : value;
            rgb[c] = encode[value];
        }
    }
}

void pk_ink_to_rgb(const uint8_t *cmyk, size_t pixels, uint8_t *rgb) {
    for (size_t i = 0; i < pixels; i++) {
        unsigned paper = 255u - cmyk[4 * i + 3];
        for (int c = 0; c < 3; c++) rgb[3 * i + c] = (uint8_t)(((255u - cmyk[4 * i + c]) * paper + 127) / 255);
    }
}

void pk_apply_grid(const uint8_t *input, size_t pixels, int32_t channels, const uint32_t *positions, int32_t points,
                   const uint16_t *grid, uint8_t *rgb) {
    size_t strides[4];
    size_t stride = 3;
    for (int32_t c = channels - 1; c >= 0; c--, stride *= (size_t)points) strides[c] = stride;
    for (size_t i = 0; i < pixels; i++, input += channels, rgb += 3) {
        const uint16_t *base = grid;
        uint32_t fractions[4];
        for (int32_t c = 0; c < channels; c++) {
            uint32_t position = positions[256 * c + input[c]];
            uint32_t cell = position >> 16;
            if (cell >= (uint32_t)points - 1) cell = (uint32_t)points - 2;
            fractions[c] = position - (cell << 16);
            base += cell * strides[c];
        }
        uint64_t sums[3] = {0, 0, 0};
        for (int corner = 0; corner < 1 << channels; corner++) {
            uint64_t weight = 1 << 16;
            const uint16_t *node = base;
            for (int32_t c = 0; c < channels; c++) {
                int far = corner >> c & 1;
                weight = weight * (far ? fractions[c] : 65536 - fractions[c]) >> 16;
                if (far) node += strides[c];
            }
            for (int c = 0; c < 3; c++) sums[c] += weight * node[c];
        }
        for (int c = 0; c < 3; c++) {
            uint64_t value = sums[c] >> 16;
            rgb[c] = (uint8_t)((value * 255 + 32767) / 65535 > 255 ? 255 : (value * 255 + 32767) / 65535);
        }
    }
}
