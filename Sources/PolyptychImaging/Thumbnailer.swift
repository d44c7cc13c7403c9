import PolyptychCuration

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Small versions of pictures, and everything that an import needs from one decoding.
public enum Thumbnailer {
    public static let quality = 85

    /// The picture scaled to fit a square of `longestSide`; never enlarged.
    public static func fit(_ bitmap: Bitmap, longestSide: Int) -> Bitmap {
        let size = size(width: bitmap.width, height: bitmap.height, longestSide: longestSide)
        return Resampler.resize(bitmap, width: size.width, height: size.height)
    }

    /// The size of a picture that fits a square of `longestSide`; never larger than the picture, never without pixels.
    public static func size(width: Int, height: Int, longestSide: Int) -> (width: Int, height: Int) {
        let longest = max(width, height)
        if longest <= longestSide { return (width, height) }
        return (max(1, (width * longestSide + longest / 2) / longest), max(1, (height * longestSide + longest / 2) / longest))
    }

    /// The picture behind `bytes`, upright, at most `longestSide` wide and high; JPEG is decoded at a reduced size.
    public static func thumbnail(
        _ bytes: some ContiguousBytes, longestSide: Int, limit: PixelLimit = .standard
    ) throws(ImageFault) -> Bitmap {
        try withBytes(bytes) { buffer throws(ImageFault) in
            try Self.reduced(buffer, longestSide: longestSide, limit: limit).bitmap
        }
    }

    /// Header, thumbnail and measures from one decoding; the whole file is read, so a truncated one is found.
    public static func importMeasure(
        _ bytes: some ContiguousBytes, longestSide: Int = 256, limit: PixelLimit = .standard
    ) throws(ImageFault) -> ImportedImage {
        try withBytes(bytes) { buffer throws(ImageFault) in
            let (header, bitmap) = try Self.reduced(buffer, longestSide: longestSide, limit: limit)
            return ImportedImage(
                header: header, thumbnailWidth: bitmap.width, thumbnailHeight: bitmap.height,
                thumbnail: JPEGWriter.encode(bitmap, quality: quality), measure: Fingerprint.measure(bitmap))
        }
    }

    private static func reduced(
        _ bytes: UnsafeRawBufferPointer, longestSide: Int, limit: PixelLimit
    ) throws(ImageFault) -> (header: ImageHeader, bitmap: Bitmap) {
        let (header, profile) = try ImageReader.parsed(bytes)
        try limit.check(width: header.width, height: header.height)
        let size = size(width: header.orientedWidth, height: header.orientedHeight, longestSide: longestSide)
        let reduced = try ReducedBitmap.decode(
            bytes, header: header, profile: profile, part: nil, target: size, economy: .thumbnail, limit: limit)
        let whole = PixelRect(x: 0, y: 0, width: header.orientedWidth, height: header.orientedHeight)
        if reduced.scale == 8, size == (whole.width, whole.height) { return (header, reduced.bitmap) }
        var bitmap = Bitmap(width: size.width, height: size.height)
        Resampler.resize(reduced.bitmap, source: reduced.place(whole), into: &bitmap, at: bitmap.bounds, filter: .lanczos3)
        return (header, bitmap)
    }
}

/// What an import keeps of a picture beside its bytes.
public struct ImportedImage: Sendable {
    public var header: ImageHeader
    public var thumbnailWidth: Int
    public var thumbnailHeight: Int
    /// JPEG.
    public var thumbnail: [UInt8]
    public var measure: ViewMeasure
}
