import PolyptychCuration

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Reads JPEG and PNG: header first, limits before memory, every refusal an ``ImageFault``.
public enum ImageReader {
    /// What the bytes say about their picture; nothing is decoded.
    public static func header(of bytes: some ContiguousBytes) throws(ImageFault) -> ImageHeader {
        try withBytes(bytes) { buffer throws(ImageFault) in try Self.parsed(buffer).header }
    }

    /// The whole picture: upright, in sRGB, flattened on white.
    public static func decode(_ bytes: some ContiguousBytes, limit: PixelLimit = .standard) throws(ImageFault) -> Bitmap {
        try withBytes(bytes) { buffer throws(ImageFault) in
            let (header, profile) = try Self.parsed(buffer)
            try limit.check(width: header.width, height: header.height)
            let stored =
                switch header.format {
                case .jpeg: try JPEGDecoding.decode(buffer, scale: 8, part: nil, profile: profile, limit: limit).bitmap
                case .png: try PNGDecoding.decode(buffer, limit: limit)
                }
            return Orientation.upright(stored, orientation: header.orientation)
        }
    }

    /// A part of the picture, decoded no larger than `target` needs: quicker, and for JPEG with less memory.
    ///
    /// - Parameters:
    ///   - part: in pixels of the upright picture; nil is everything.
    ///   - target: the size at which the part will be shown.
    public static func decode(
        _ bytes: some ContiguousBytes, part: PixelRect? = nil, for target: (width: Int, height: Int), economy: Economy = .composite,
        limit: PixelLimit = .standard
    ) throws(ImageFault) -> ReducedBitmap {
        try withBytes(bytes) { buffer throws(ImageFault) in
            let (header, profile) = try Self.parsed(buffer)
            try limit.check(width: header.width, height: header.height)
            return try ReducedBitmap.decode(
                buffer, header: header, profile: profile, part: part, target: target, economy: economy, limit: limit)
        }
    }

    static func parsed(_ bytes: UnsafeRawBufferPointer) throws(ImageFault) -> (header: ImageHeader, profile: [UInt8]?) {
        if bytes.isEmpty { throw .empty }
        if JPEGMarkers.isJPEG(bytes) {
            let markers = try JPEGMarkers(bytes)
            return (markers.header, markers.profile)
        }
        if PNGChunks.isPNG(bytes) { return (try PNGChunks(bytes).header, nil) }
        if let format = ForeignFormat.recognised(bytes) { throw .foreign(format) }
        throw .notAnImage
    }
}
