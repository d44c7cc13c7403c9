#pragma once
// A byte buffer that grows, shared by both encoders.

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint8_t *bytes;
    size_t count, capacity;
} pic_output;

// 0 when memory is out.
static inline int pic_output_reserve(pic_output *out, size_t more) {
    if (out->capacity - out->count >= more) return 1;
    size_t capacity = out->capacity * 2 > out->count + more ? out->capacity * 2 : out->count + more;
    uint8_t *bytes = realloc(out->bytes, capacity);
    if (!bytes) return 0;
    out->bytes = bytes;
    out->capacity = capacity;
    return 1;
}
