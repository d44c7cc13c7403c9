#include "CImageCodecs.h"
#include "output.h"

#include <setjmp.h>
#include <stdio.h>

#include <png.h>

struct pic_png {
    png_structp png;
    png_infop info;
    const uint8_t *bytes;
    size_t count, position;
    pic_fault fault;
    int truncated, has_alpha, passes;
    png_uint_32 width, height;
    size_t memory_limit;
    uint8_t *rows;  // RGBA scratch: one row, or the whole picture when interlaced
};

static void on_error(png_structp png, png_const_charp message) {
    pic_fault *fault = png_get_error_ptr(png);
    if (fault->code == PIC_OK) fault->code = PIC_CORRUPT;
    snprintf(fault->message, sizeof fault->message, "%s", message);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) { (void)png, (void)message; }

static void read_bytes(png_structp png, png_bytep into, size_t wanted) {
    pic_png *self = png_get_io_ptr(png);
    if (wanted > self->count - self->position) {
        self->position = self->count;
        self->fault.code = PIC_TRUNCATED;
        png_error(png, "the data end early");
    }
    memcpy(into, self->bytes + self->position, wanted);
    self->position += wanted;
}

int32_t pic_png_open(const uint8_t *bytes, size_t count, size_t memory_limit, pic_png **handle, pic_png_info *info,
                     pic_fault *fault) {
    *handle = NULL;
    pic_png *self = calloc(1, sizeof *self);
    if (self) self->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &self->fault, on_error, on_warning);
    if (self && self->png) self->info = png_create_info_struct(self->png);
    if (!self || !self->png || !self->info) {
        fault->code = PIC_TOO_LARGE;
        snprintf(fault->message, sizeof fault->message, "out of memory");
        pic_png_close(self);
        return PIC_TOO_LARGE;
    }
    self->bytes = bytes;
    self->count = count;
    self->memory_limit = memory_limit;
    png_structp png = self->png;
    if (setjmp(png_jmpbuf(png))) {
        *fault = self->fault;
        pic_png_close(self);
        return fault->code;
    }
    png_set_read_fn(png, self, read_bytes);
    png_set_user_limits(png, 1000000, 1000000);
    png_set_chunk_cache_max(png, 128);
    png_set_chunk_malloc_max(png, 16 << 20);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
    png_set_benign_errors(png, 1);
#ifdef PNG_SKIP_sRGB_CHECK_PROFILE
    png_set_option(png, PNG_SKIP_sRGB_CHECK_PROFILE, PNG_OPTION_ON);
#endif
    png_read_info(png, self->info);
    self->width = png_get_image_width(png, self->info);
    self->height = png_get_image_height(png, self->info);
    int color = png_get_color_type(png, self->info);
    self->has_alpha = (color & PNG_COLOR_MASK_ALPHA) || png_get_valid(png, self->info, PNG_INFO_tRNS);
    png_set_expand(png);
    png_set_scale_16(png);
    png_set_gray_to_rgb(png);
    self->passes = png_set_interlace_handling(png);
    png_read_update_info(png, self->info);
    size_t stride = (size_t)self->width * (self->has_alpha ? 4 : 3);
    if (png_get_rowbytes(png, self->info) != stride) png_error(png, "rows of an unexpected length");

    png_charp name;
    int compression;
    png_bytep profile = NULL;
    png_uint_32 profile_count = 0;
    if (png_get_iCCP(png, self->info, &name, &compression, &profile, &profile_count) != PNG_INFO_iCCP) profile_count = 0;
    info->width = (int32_t)self->width;
    info->height = (int32_t)self->height;
    info->has_alpha = self->has_alpha;
    info->profile = profile_count ? profile : NULL;
    info->profile_count = profile_count;
    *handle = self;
    return PIC_OK;
}

static void flatten(const uint8_t *rgba, uint8_t *rgb, size_t pixels) {
    for (size_t i = 0; i < pixels; i++) {
        unsigned alpha = rgba[4 * i + 3], white = (255 - alpha) * 255 + 127;
        for (int c = 0; c < 3; c++) rgb[3 * i + c] = (uint8_t)((rgba[4 * i + c] * alpha + white) / 255);
    }
}

int32_t pic_png_read(pic_png *self, uint8_t *rgb, size_t capacity, pic_fault *fault) {
    png_structp png = self->png;
    if (setjmp(png_jmpbuf(png))) {
        *fault = self->fault;
        return fault->code;
    }
    size_t width = self->width, height = self->height;
    if (capacity < width * height * 3) {
        self->fault.code = PIC_TOO_LARGE;
        png_error(png, "the buffer is too small");
    }
    if (self->has_alpha) {
        size_t rows = self->passes > 1 ? height : 1;
        if (width * rows * 4 > self->memory_limit) {
            self->fault.code = PIC_TOO_LARGE;
            png_error(png, "an interlaced picture needs more memory than is allowed");
        }
        self->rows = malloc(width * rows * 4);
        if (!self->rows) {
            self->fault.code = PIC_TOO_LARGE;
            png_error(png, "out of memory");
        }
    }
    for (int pass = 0; pass < self->passes; pass++) {
        for (size_t y = 0; y < height; y++) {
            if (!self->has_alpha) {
                png_read_row(png, rgb + y * width * 3, NULL);
            } else if (self->passes > 1) {
                png_read_row(png, self->rows + y * width * 4, NULL);
            } else {
                png_read_row(png, self->rows, NULL);
                flatten(self->rows, rgb + y * width * 3, width);
            }
        }
    }
    if (self->has_alpha && self->passes > 1) flatten(self->rows, rgb, width * height);
    png_read_end(png, NULL);
    return PIC_OK;
}

void pic_png_close(pic_png *self) {
    if (!self) return;
    if (self->png) png_destroy_read_struct(&self->png, &self->info, NULL);
    free(self->rows);
    free(self);
}

static void write_bytes(png_structp png, png_bytep from, size_t count) {
    pic_output *out = png_get_io_ptr(png);
    if (!pic_output_reserve(out, count)) png_error(png, "out of memory");
    memcpy(out->bytes + out->count, from, count);
    out->count += count;
}

static void flush_bytes(png_structp png) { (void)png; }

int32_t pic_png_encode(const uint8_t *pixels, int32_t width, int32_t height, int32_t color_type, int32_t bit_depth,
                       int32_t interlaced, int32_t level, uint8_t **out, size_t *out_count, pic_fault *fault) {
    pic_output output = {0};
    pic_output *sink = &output;
    fault->code = PIC_OK;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, fault, on_error, on_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        png_destroy_write_struct(&png, NULL);
        fault->code = PIC_TOO_LARGE;
        snprintf(fault->message, sizeof fault->message, "out of memory");
        return fault->code;
    }
    if (setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        free(sink->bytes);
        return fault->code;
    }
    png_set_write_fn(png, sink, write_bytes, flush_bytes);
    png_set_user_limits(png, 1000000, 1000000);
    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, bit_depth, color_type,
                 interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png, level);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, bit_depth < 8 ? PNG_FILTER_NONE : PNG_FILTER_SUB | PNG_FILTER_UP | PNG_FILTER_PAETH);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    png_write_info(png, info);
    int channels = color_type == 0 ? 1 : color_type == 2 ? 3 : color_type == 4 ? 2 : 4;
    size_t stride = ((size_t)width * (size_t)channels * (size_t)bit_depth + 7) / 8;
    int passes = png_set_interlace_handling(png);
    for (int pass = 0; pass < passes; pass++) {
        for (int32_t y = 0; y < height; y++) png_write_row(png, pixels + (size_t)y * stride);
    }
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    *out = sink->bytes;
    *out_count = sink->count;
    return PIC_OK;
}
