#pragma once
// libjpeg-turbo and libpng behind handles that never longjmp past this library: every entry point sets its own landing
// place and answers a code. A handle belongs to one thread at a time. Pixels are 8-bit, rows packed without padding.

#include <stddef.h>
#include <stdint.h>

enum {
    PIC_OK = 0,
    PIC_TRUNCATED = 1,    // the data end before the picture does
    PIC_CORRUPT = 2,      // the data contradict the format; the message is the library's
    PIC_TOO_LARGE = 3,    // more memory than the bound allows
    PIC_UNSUPPORTED = 4,  // right, but of a kind that is not read here
};

typedef struct {
    int32_t code;
    char message[200];
} pic_fault;

// MARK: JPEG

typedef struct {
    int32_t scale;  // eighths, 1…8: the picture is decoded at scale/8 of its size
    // The part that is wanted, in pixels of the scaled picture; width 0 is all of it.
    int32_t x, y, width, height;
    size_t memory_limit;  // bytes for the library's own buffers
} pic_jpeg_request;

typedef struct {
    int32_t scaled_width, scaled_height;  // of the whole picture at this scale
    int32_t x, y, width, height;          // what read will deliver: contains the part that was asked for
    int32_t channels;                     // 3 RGB (grey is spread), 4 CMYK with 255 = full ink
} pic_jpeg_info;

typedef struct pic_jpeg pic_jpeg;

int32_t pic_jpeg_open(const uint8_t *bytes, size_t count, const pic_jpeg_request *request, pic_jpeg **handle,
                      pic_jpeg_info *info, pic_fault *fault);
// pixels: width × height × channels bytes.
int32_t pic_jpeg_read(pic_jpeg *handle, uint8_t *pixels, size_t capacity, pic_fault *fault);
void pic_jpeg_close(pic_jpeg *handle);

// subsampling: 420 or 444. The answer is freed with pic_free.
int32_t pic_jpeg_encode(const uint8_t *rgb, int32_t width, int32_t height, int32_t quality, int32_t subsampling,
                        uint8_t **out, size_t *out_count, pic_fault *fault);
// CMYK with 255 = full ink, written inverted with an Adobe marker as Photoshop does; ycck chooses the transform.
int32_t pic_jpeg_encode_cmyk(const uint8_t *cmyk, int32_t width, int32_t height, int32_t quality, int32_t ycck,
                             uint8_t **out, size_t *out_count, pic_fault *fault);
int32_t pic_jpeg_encode_progressive(const uint8_t *rgb, int32_t width, int32_t height, int32_t quality, uint8_t **out,
                                    size_t *out_count, pic_fault *fault);
int32_t pic_jpeg_encode_grey(const uint8_t *grey, int32_t width, int32_t height, int32_t quality, uint8_t **out,
                             size_t *out_count, pic_fault *fault);

// MARK: PNG

typedef struct {
    int32_t width, height;
    int32_t has_alpha;            // flattened on white while reading
    const uint8_t *profile;       // the embedded ICC profile, or NULL; lives as long as the handle
    size_t profile_count;
} pic_png_info;

typedef struct pic_png pic_png;

int32_t pic_png_open(const uint8_t *bytes, size_t count, size_t memory_limit, pic_png **handle, pic_png_info *info,
                     pic_fault *fault);
// rgb: width × height × 3 bytes.
int32_t pic_png_read(pic_png *handle, uint8_t *rgb, size_t capacity, pic_fault *fault);
void pic_png_close(pic_png *handle);

// Colour types as in the PNG specification: 0 grey, 2 RGB, 4 grey and alpha, 6 RGBA. 16-bit samples are big-endian.
int32_t pic_png_encode(const uint8_t *pixels, int32_t width, int32_t height, int32_t color_type, int32_t bit_depth,
                       int32_t interlaced, int32_t level, uint8_t **out, size_t *out_count, pic_fault *fault);

void pic_free(void *memory);
