/// What a file says about its picture before a pixel is decoded.
public struct ImageHeader: Hashable, Sendable {
    public enum Format: String, Codable, Hashable, Sendable {
        case jpeg, png

        /// Without a dot.
        public var fileExtension: String { self == .jpeg ? "jpg" : "png" }
        public var mediaType: String { self == .jpeg ? "image/jpeg" : "image/png" }
    }

    public var format: Format
    /// Pixels as stored.
    public var width: Int
    public var height: Int
    /// EXIF orientation 1…8; 1 is upright.
    public var orientation: Int
    /// Bits per channel.
    public var bitDepth: Int
    /// As stored: 1 grey or palette, 2 grey and alpha, 3 colour, 4 CMYK or RGBA.
    public var channels: Int
    public var hasAlpha: Bool
    public var isProgressive: Bool
    /// An animated PNG; its default image is the one that is read.
    public var isAnimated: Bool
    public var hasProfile: Bool

    /// Pixels after the orientation is applied.
    public var orientedWidth: Int { orientation >= 5 ? height : width }
    public var orientedHeight: Int { orientation >= 5 ? width : height }

    /// A sentence for people where the file holds more than is used; nil in the usual case.
    public func note(name: String) -> String? {
        isAnimated ? "“\(name)” is an animated PNG; its default image is used." : nil
    }
}
