/// The one fact that is read from EXIF: which way is up.
///
/// Source: TIFF 6.0 (header, image file directory) and EXIF 2.3, tag 0x0112.
enum Exif {
    /// 1…8, or nil when the block has no readable orientation.
    static func orientation(tiff: UnsafeRawBufferPointer) -> Int? {
        guard tiff.count >= 8 else { return nil }
        let little: Bool
        switch (tiff[0], tiff[1]) {
        case (0x49, 0x49): little = true
        case (0x4D, 0x4D): little = false
        default: return nil
        }
        func short(_ offset: Int) -> Int? {
            guard offset >= 0, offset + 2 <= tiff.count else { return nil }
            return little ? Int(tiff[offset]) | Int(tiff[offset + 1]) << 8 : Int(tiff[offset]) << 8 | Int(tiff[offset + 1])
        }
        func long(_ offset: Int) -> Int? {
            guard let first = short(offset), let second = short(offset + 2) else { return nil }
            return little ? first | second << 16 : first << 16 | second
        }
        guard short(2) == 42, let directory = long(4), let entries = short(directory) else { return nil }
        for index in 0..<entries {
            let entry = directory + 2 + index * 12
            guard let tag = short(entry) else { return nil }
            guard tag == 0x0112 else { continue }
            // SHORT as the standard says; some writers use LONG.
            let value = short(entry + 2) == 4 ? long(entry + 8) : short(entry + 8)
            return value.flatMap { (1...8).contains($0) ? $0 : nil }
        }
        return nil
    }
}
