/// How far a JPEG may be reduced while it is decoded.
public enum Economy: Sendable {
    /// Every pixel is decoded.
    case none
    /// The result stays above 40 dB against full decoding and Lanczos: half size where the picture is three times as large as
    /// the panel, a quarter where it is six times.
    case composite
    /// For thumbnails and measures: any eighth that leaves a little more than the target.
    case thumbnail

    /// Eighths, 1…8, for a part of `from` pixels shown as `to` pixels (the narrower side decides).
    func scale(from: (width: Int, height: Int), to: (width: Int, height: Int)) -> Int {
        let ratio = min(Double(from.width) / Double(to.width), Double(from.height) / Double(to.height))
        switch self {
        case .none: return 8
        // Measured on photographs: half size is 41.8 dB or more at a ratio of 3 (36 dB at 2), a quarter the same at 6. What is
        // gained below that is little, since most of the time goes into entropy decoding.
        case .composite: return ratio >= 6 ? 2 : ratio >= 3 ? 4 : 8
        // Halves, quarters and eighths have quick transforms; the others do not.
        case .thumbnail: return ratio >= 9 ? 1 : ratio >= 4.5 ? 2 : ratio >= 2.25 ? 4 : 8
        }
    }
}
