#include "CImageCodecs.h"
#include "output.h"

#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>

typedef struct {
    struct jpeg_compress_struct cinfo;
    struct jpeg_error_mgr errors;
    struct jpeg_destination_mgr destination;
    jmp_buf landing;
    pic_fault fault;
    pic_output out;
} writer;

static void on_error(j_common_ptr cinfo) {
    writer *self = cinfo->client_data;
    char message[JMSG_LENGTH_MAX];
    cinfo->err->format_message(cinfo, message);
    self->fault.code = cinfo->err->msg_code == JERR_OUT_OF_MEMORY ? PIC_TOO_LARGE : PIC_CORRUPT;
    snprintf(self->fault.message, sizeof self->fault.message, "%s", message);
    longjmp(self->landing, 1);
}

static void on_message(j_common_ptr cinfo, int level) { (void)cinfo, (void)level; }
static void on_output(j_common_ptr cinfo) { (void)cinfo; }

static void room(j_compress_ptr cinfo, size_t more) {
    writer *self = cinfo->client_data;
    if (!pic_output_reserve(&self->out, more)) ERREXIT1(cinfo, JERR_OUT_OF_MEMORY, 0);
    self->destination.next_output_byte = self->out.bytes + self->out.count;
    self->destination.free_in_buffer = self->out.capacity - self->out.count;
}

static void destination_init(j_compress_ptr cinfo) { room(cinfo, 1 << 16); }

static boolean destination_empty(j_compress_ptr cinfo) {
    writer *self = cinfo->client_data;
    self->out.count = self->out.capacity;
    room(cinfo, 1 << 16);
    return TRUE;
}

static void destination_term(j_compress_ptr cinfo) {
    writer *self = cinfo->client_data;
    self->out.count = self->out.capacity - self->destination.free_in_buffer;
}

typedef struct {
    int32_t channels, quality, subsampling, ycck, progressive;
    J_COLOR_SPACE space;
} recipe;

static int32_t encode(const uint8_t *pixels, int32_t width, int32_t height, recipe r, uint8_t **out, size_t *out_count,
                      pic_fault *fault) {
    writer self = {0};
    uint8_t *volatile inverted = NULL;
    struct jpeg_compress_struct *cinfo = &self.cinfo;
    cinfo->err = jpeg_std_error(&self.errors);
    self.errors.error_exit = on_error;
    self.errors.emit_message = on_message;
    self.errors.output_message = on_output;
    cinfo->client_data = &self;
    if (setjmp(self.landing)) {
        *fault = self.fault;
        jpeg_destroy_compress(cinfo);
        free(self.out.bytes);
        free(inverted);
        return fault->code;
    }
    jpeg_create_compress(cinfo);
    cinfo->client_data = &self;
    self.destination.init_destination = destination_init;
    self.destination.empty_output_buffer = destination_empty;
    self.destination.term_destination = destination_term;
    cinfo->dest = &self.destination;
    cinfo->image_width = (JDIMENSION)width;
    cinfo->image_height = (JDIMENSION)height;
    cinfo->input_components = r.channels;
    cinfo->in_color_space = r.space;
    jpeg_set_defaults(cinfo);
    if (r.ycck) jpeg_set_colorspace(cinfo, JCS_YCCK);
    if (r.space == JCS_CMYK) cinfo->write_Adobe_marker = TRUE;
    jpeg_set_quality(cinfo, r.quality, TRUE);
    cinfo->dct_method = JDCT_ISLOW;
    if (r.space == JCS_RGB) {
        int factor = r.subsampling == 444 ? 1 : 2;
        cinfo->comp_info[0].h_samp_factor = factor;
        cinfo->comp_info[0].v_samp_factor = factor;
    }
    if (r.progressive) jpeg_simple_progression(cinfo);
    size_t stride = (size_t)width * (size_t)r.channels;
    if (r.channels == 4) {
        inverted = malloc(stride);
        if (!inverted) ERREXIT1(cinfo, JERR_OUT_OF_MEMORY, 0);
    }
    jpeg_start_compress(cinfo, TRUE);
    while (cinfo->next_scanline < cinfo->image_height) {
        JSAMPROW rows[8];
        const uint8_t *first = pixels + (size_t)cinfo->next_scanline * stride;
        JDIMENSION left = cinfo->image_height - cinfo->next_scanline, wanted = left < 8 ? left : 8;
        if (inverted) {
            for (size_t i = 0; i < stride; i++) inverted[i] = (uint8_t)(255 - first[i]);
            rows[0] = inverted;
            wanted = 1;
        } else {
            for (JDIMENSION i = 0; i < wanted; i++) rows[i] = (JSAMPROW)(first + i * stride);
        }
        jpeg_write_scanlines(cinfo, rows, wanted);
    }
    jpeg_finish_compress(cinfo);
    jpeg_destroy_compress(cinfo);
    free(inverted);
    *out = self.out.bytes;
    *out_count = self.out.count;
    return PIC_OK;
}

int32_t pic_jpeg_encode(const uint8_t *rgb, int32_t width, int32_t height, int32_t quality, int32_t subsampling,
                        uint8_t **out, size_t *out_count, pic_fault *fault) {
    recipe r = {.channels = 3, .quality = quality, .subsampling = subsampling, .space = JCS_RGB};
    return encode(rgb, width, height, r, out, out_count, fault);
}

int32_t pic_jpeg_encode_cmyk(const uint8_t *cmyk, int32_t width, int32_t height, int32_t quality, int32_t ycck,
                             uint8_t **out, size_t *out_count, pic_fault *fault) {
    recipe r = {.channels = 4, .quality = quality, .ycck = ycck, .space = JCS_CMYK};
    return encode(cmyk, width, height, r, out, out_count, fault);
}

int32_t pic_jpeg_encode_progressive(const uint8_t *rgb, int32_t width, int32_t height, int32_t quality, uint8_t **out,
                                    size_t *out_count, pic_fault *fault) {
    recipe r = {.channels = 3, .quality = quality, .subsampling = 420, .progressive = 1, .space = JCS_RGB};
    return encode(rgb, width, height, r, out, out_count, fault);
}

int32_t pic_jpeg_encode_grey(const uint8_t *grey, int32_t width, int32_t height, int32_t quality, uint8_t **out,
                             size_t *out_count, pic_fault *fault) {
    recipe r = {.channels = 1, .quality = quality, .space = JCS_GRAYSCALE};
    return encode(grey, width, height, r, out, out_count, fault);
}
