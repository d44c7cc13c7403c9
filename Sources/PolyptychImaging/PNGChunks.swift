/// The chunks of a PNG before its picture data.
///
/// An eXIf chunk counts where it stands before the picture data, as the header can be read without the rest.
///
/// Source: the PNG specification, third edition (eXIf and acTL included).
struct PNGChunks {
    var header: ImageHeader

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func isPNG(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count >= 8 && signature.indices.allSatisfy { bytes[$0] == signature[$0] }
    }

    init(_ bytes: UnsafeRawBufferPointer) throws(ImageFault) {
        func long(_ offset: Int) -> Int {
            Int(bytes[offset]) << 24 | Int(bytes[offset + 1]) << 16 | Int(bytes[offset + 2]) << 8 | Int(bytes[offset + 3])
        }
        guard bytes.count >= 33 else { throw .truncated }
        guard long(8) == 13, long(12) == 0x4948_4452 else { throw .corrupt("a PNG that does not begin with its header") }
        let width = long(16), height = long(20), depth = Int(bytes[24]), color = bytes[25]
        guard width > 0, height > 0 else { throw .corrupt("a picture without width or height") }
        guard width < 1 << 31, height < 1 << 31 else { throw .corrupt("a side that no PNG may have") }
        let channels: Int
        switch color {
        case 0, 3: channels = 1
        case 2: channels = 3
        case 4: channels = 2
        case 6: channels = 4
        default: throw .corrupt("an unknown colour type")
        }
        header = ImageHeader(
            format: .png, width: width, height: height, orientation: 1, bitDepth: depth, channels: channels,
            hasAlpha: color == 4 || color == 6, isProgressive: bytes[28] == 1, isAnimated: false, hasProfile: false)
        var position = 33
        while position + 8 <= bytes.count {
            let length = long(position), name = long(position + 4), body = position + 8
            guard body + length <= bytes.count else { break }
            switch name {
            case 0x6558_4966:  // eXIf
                let block = UnsafeRawBufferPointer(rebasing: bytes[body..<body + length])
                header.orientation = Exif.orientation(tiff: block) ?? 1
            case 0x6163_544C: header.isAnimated = true  // acTL
            case 0x6943_4350: header.hasProfile = true  // iCCP
            case 0x7452_4E53: header.hasAlpha = true  // tRNS
            case 0x4944_4154, 0x4945_4E44: return  // IDAT, IEND
            default: break
            }
            position = body + length + 4
        }
    }
}
