import CImageCodecs

/// Decodes a PNG of any kind to 8-bit RGB, flattened on white, in stored orientation.
enum PNGDecoding {
    static func decode(_ bytes: UnsafeRawBufferPointer, limit: PixelLimit) throws(ImageFault) -> Bitmap {
        var handle: OpaquePointer?
        var info = pic_png_info()
        var fault = pic_fault()
        let start = bytes.bindMemory(to: UInt8.self).baseAddress
        guard pic_png_open(start, bytes.count, limit.workingMemory, &handle, &info, &fault) == PIC_OK else { throw Codec.fault(fault) }
        defer { pic_png_close(handle) }
        let width = Int(info.width), height = Int(info.height)
        try limit.check(width: width, height: height)
        let transform = info.profile.flatMap { pointer in
            ColorTransform.cached(profile: Array(UnsafeBufferPointer(start: pointer, count: info.profile_count)))
        }
        var code: Int32 = 0
        var pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
            code = pic_png_read(handle, buffer.baseAddress, buffer.count, &fault)
            count = code == PIC_OK ? buffer.count : 0
        }
        guard code == PIC_OK else { throw Codec.fault(fault) }
        transform?.apply(&pixels)
        return Bitmap(width: width, height: height, pixels: pixels)
    }
}
