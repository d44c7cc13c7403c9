#include "CImageCodecs.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#define MAX_SCANS 500  // a progressive picture has about ten; more is an attack on the reader's time

struct pic_jpeg {
    struct jpeg_decompress_struct cinfo;
    struct jpeg_error_mgr errors;
    struct jpeg_source_mgr source;
    struct jpeg_progress_mgr progress;
    jmp_buf landing;
    pic_fault fault;
    int exhausted;  // the bytes ran out and an end-of-image marker was made up
    int stops_early;
    int adobe;
    pic_jpeg_info info;
};

static const JOCTET made_up_end[2] = {0xFF, JPEG_EOI};

static void fail(pic_jpeg *self, int32_t code, const char *message) {
    self->fault.code = code;
    snprintf(self->fault.message, sizeof self->fault.message, "%s", message);
    longjmp(self->landing, 1);
}

static void on_error(j_common_ptr cinfo) {
    pic_jpeg *self = cinfo->client_data;
    char message[JMSG_LENGTH_MAX];
    cinfo->err->format_message(cinfo, message);
    int32_t code = PIC_CORRUPT;
    switch (cinfo->err->msg_code) {
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
    case JERR_IMAGE_TOO_BIG:
    case JERR_WIDTH_OVERFLOW:
        code = PIC_TOO_LARGE;
        break;
    case JERR_BAD_PRECISION:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_BAD_J_COLORSPACE:
    case JERR_SOF_UNSUPPORTED:
    case JERR_ARITH_NOTIMPL:
        code = PIC_UNSUPPORTED;
        break;
    default:
        if (self->exhausted) code = PIC_TRUNCATED;
    }
    fail(self, code, message);
}

// Level -1 is a warning. Those that mean lost picture data are errors here; harmless ones pass.
static void on_message(j_common_ptr cinfo, int level) {
    if (level >= 0) return;
    pic_jpeg *self = cinfo->client_data;
    char message[JMSG_LENGTH_MAX];
    switch (cinfo->err->msg_code) {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_ARITH_BAD_CODE:
        cinfo->err->format_message(cinfo, message);
        fail(self, self->exhausted ? PIC_TRUNCATED : PIC_CORRUPT, message);
    default:
        break;
    }
}

static void on_output(j_common_ptr cinfo) { (void)cinfo; }

static void source_init(j_decompress_ptr cinfo) { (void)cinfo; }

static boolean source_fill(j_decompress_ptr cinfo) {
    pic_jpeg *self = cinfo->client_data;
    self->exhausted = 1;
    self->source.next_input_byte = made_up_end;
    self->source.bytes_in_buffer = sizeof made_up_end;
    return TRUE;
}

static void source_skip(j_decompress_ptr cinfo, long count) {
    pic_jpeg *self = cinfo->client_data;
    if (count <= 0) return;
    if ((size_t)count > self->source.bytes_in_buffer) {
        source_fill(cinfo);
        return;
    }
    self->source.next_input_byte += count;
    self->source.bytes_in_buffer -= (size_t)count;
}

static void source_term(j_decompress_ptr cinfo) { (void)cinfo; }

static void on_progress(j_common_ptr cinfo) {
    pic_jpeg *self = cinfo->client_data;
    if (self->cinfo.input_scan_number > MAX_SCANS) fail(self, PIC_CORRUPT, "more scans than a picture has");
}

static int32_t answer(pic_jpeg *self, pic_fault *fault) {
    *fault = self->fault;
    return self->fault.code;
}

int32_t pic_jpeg_open(const uint8_t *bytes, size_t count, const pic_jpeg_request *request, pic_jpeg **handle,
                      pic_jpeg_info *info, pic_fault *fault) {
    *handle = NULL;
    pic_jpeg *self = calloc(1, sizeof *self);
    if (!self) {
        fault->code = PIC_TOO_LARGE;
        snprintf(fault->message, sizeof fault->message, "out of memory");
        return PIC_TOO_LARGE;
    }
    struct jpeg_decompress_struct *cinfo = &self->cinfo;
    cinfo->err = jpeg_std_error(&self->errors);
    self->errors.error_exit = on_error;
    self->errors.emit_message = on_message;
    self->errors.output_message = on_output;
    cinfo->client_data = self;
    if (setjmp(self->landing)) {
        int32_t code = answer(self, fault);
        pic_jpeg_close(self);
        return code;
    }
    jpeg_create_decompress(cinfo);
    cinfo->client_data = self;
    cinfo->mem->max_memory_to_use = (long)request->memory_limit;
    self->progress.progress_monitor = on_progress;
    cinfo->progress = &self->progress;
    self->source.next_input_byte = bytes;
    self->source.bytes_in_buffer = count;
    self->source.init_source = source_init;
    self->source.fill_input_buffer = source_fill;
    self->source.skip_input_data = source_skip;
    self->source.resync_to_restart = jpeg_resync_to_restart;
    self->source.term_source = source_term;
    cinfo->src = &self->source;

    jpeg_read_header(cinfo, TRUE);
    self->adobe = cinfo->saw_Adobe_marker;
    cinfo->scale_num = (unsigned)request->scale;
    cinfo->scale_denom = 8;
    cinfo->dct_method = JDCT_ISLOW;
    cinfo->do_fancy_upsampling = TRUE;
    cinfo->do_block_smoothing = FALSE;
    cinfo->out_color_space = cinfo->num_components == 4 ? JCS_CMYK : JCS_RGB;
    jpeg_start_decompress(cinfo);
    if (self->exhausted && cinfo->progressive_mode) fail(self, PIC_TRUNCATED, "scans are missing");

    pic_jpeg_info *mine = &self->info;
    mine->scaled_width = (int32_t)cinfo->output_width;
    mine->scaled_height = (int32_t)cinfo->output_height;
    mine->channels = cinfo->output_components;
    mine->x = 0;
    mine->y = 0;
    mine->width = mine->scaled_width;
    mine->height = mine->scaled_height;
    if (request->width > 0) {
        JDIMENSION x = (JDIMENSION)request->x, width = (JDIMENSION)request->width;
        if ((int32_t)width < mine->scaled_width) jpeg_crop_scanline(cinfo, &x, &width);
        mine->x = (int32_t)x;
        mine->width = (int32_t)cinfo->output_width;
        mine->y = request->y;
        mine->height = request->height;
        self->stops_early = mine->y + mine->height < mine->scaled_height;
    }
    *info = *mine;
    *handle = self;
    return PIC_OK;
}

// Adobe's CMYK counts paper, not ink; files without Adobe's marker count ink.
static void count_ink(uint8_t *row, size_t count) {
    for (size_t i = 0; i < count; i++) row[i] = (uint8_t)(255 - row[i]);
}

int32_t pic_jpeg_read(pic_jpeg *self, uint8_t *pixels, size_t capacity, pic_fault *fault) {
    if (setjmp(self->landing)) return answer(self, fault);
    struct jpeg_decompress_struct *cinfo = &self->cinfo;
    size_t stride = (size_t)self->info.width * (size_t)self->info.channels;
    if (capacity < stride * (size_t)self->info.height) fail(self, PIC_TOO_LARGE, "the buffer is too small");
    if (self->info.y > 0) jpeg_skip_scanlines(cinfo, (JDIMENSION)self->info.y);
    for (int32_t row = 0; row < self->info.height;) {
        JSAMPROW rows[8];
        int32_t wanted = self->info.height - row < 8 ? self->info.height - row : 8;
        for (int32_t i = 0; i < wanted; i++) rows[i] = pixels + (size_t)(row + i) * stride;
        int32_t got = (int32_t)jpeg_read_scanlines(cinfo, rows, (JDIMENSION)wanted);
        if (got <= 0) fail(self, PIC_TRUNCATED, "no more rows");
        if (self->info.channels == 4 && self->adobe) count_ink(pixels + (size_t)row * stride, (size_t)got * stride);
        row += got;
    }
    return PIC_OK;
}

void pic_jpeg_close(pic_jpeg *self) {
    if (!self) return;
    if (!setjmp(self->landing)) jpeg_destroy_decompress(&self->cinfo);
    free(self);
}

void pic_free(void *memory) { free(memory); }
