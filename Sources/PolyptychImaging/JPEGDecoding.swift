import CImageCodecs
import CKernels
import PolyptychCuration

/// Decodes a JPEG at a scale of 1…8 eighths, whole or in part, in stored orientation.
enum JPEGDecoding {
    struct Result {
        var bitmap: Bitmap
        /// Where the bitmap begins in the scaled picture.
        var x: Int
        var y: Int
        var scaledWidth: Int
        var scaledHeight: Int
    }

    /// - Parameter part: in pixels of the scaled picture; the result contains it. Nil is everything.
    static func decode(
        _ bytes: UnsafeRawBufferPointer, scale: Int, part: PixelRect?, profile: [UInt8]?, limit: PixelLimit
    ) throws(ImageFault) -> Result {
        var request = pic_jpeg_request()
        request.scale = Int32(scale)
        request.memory_limit = limit.workingMemory
        if let part {
            request.x = Int32(part.x)
            request.y = Int32(part.y)
            request.width = Int32(part.width)
            request.height = Int32(part.height)
        }
        var handle: OpaquePointer?
        var info = pic_jpeg_info()
        var fault = pic_fault()
        guard pic_jpeg_open(bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, &request, &handle, &info, &fault) == PIC_OK else {
            throw Codec.fault(fault)
        }
        defer { pic_jpeg_close(handle) }
        let width = Int(info.width), height = Int(info.height), channels = Int(info.channels)
        try limit.check(width: width, height: height)
        var code: Int32 = 0
        var pixels = [UInt8](unsafeUninitializedCapacity: width * height * channels) { buffer, count in
            code = pic_jpeg_read(handle, buffer.baseAddress, buffer.count, &fault)
            count = code == PIC_OK ? buffer.count : 0
        }
        guard code == PIC_OK else { throw Codec.fault(fault) }
        let transform = profile.flatMap { ColorTransform.cached(profile: $0) }
        if channels == 4 {
            pixels = transform?.fromInk(pixels, count: width * height) ?? Self.withoutProfile(pixels, count: width * height)
        } else {
            transform?.apply(&pixels)
        }
        return Result(
            bitmap: Bitmap(width: width, height: height, pixels: pixels), x: Int(info.x), y: Int(info.y),
            scaledWidth: Int(info.scaled_width), scaledHeight: Int(info.scaled_height))
    }

    private static func withoutProfile(_ ink: [UInt8], count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count * 3) { buffer, filled in
            pk_ink_to_rgb(ink, count, buffer.baseAddress)
            filled = count * 3
        }
    }
}
