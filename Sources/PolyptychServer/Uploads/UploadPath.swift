import Foundation

/// A name from a browser, made harmless: a relative path whose parts cannot leave the folder they are put in.
struct UploadPath: Equatable {
    /// The parts as they will be on disk.
    let parts: [String]

    static let maximumDepth = 32
    static let maximumPartBytes = 200

    /// Takes `a/b.jpg` (`\` separates too); refuses absolute paths, empty parts, `.` and `..`, NUL, and too many parts.
    ///
    /// Control characters become `_`; a part that is too long is cut before its extension.
    init(_ name: String) throws(UploadFault) {
        let raw = name.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "/" || $0 == "\\" }).map(String.init)
        guard !name.isEmpty, name.utf8.count <= 4096, raw.count <= Self.maximumDepth, !name.utf8.contains(0),
            raw.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
        else { throw .unusableName(name) }
        if let drive = raw.first, drive.utf8.count == 2, drive.hasSuffix(":") { throw .unusableName(name) }
        parts = raw.map(Self.cleaned)
    }

    private static func cleaned(_ part: String) -> String {
        let text = String(String.UnicodeScalarView(part.unicodeScalars.map { $0.properties.generalCategory == .control ? "_" : $0 }))
        guard text.utf8.count > maximumPartBytes else { return text }
        let pieces = text.split(separator: ".", omittingEmptySubsequences: false)
        let suffix = pieces.count > 1 && pieces.last!.utf8.count <= 10 ? ".\(pieces.last!)" : ""
        var stem = Substring(text.dropLast(suffix.count))
        while stem.utf8.count + suffix.utf8.count > maximumPartBytes { stem = stem.dropLast() }
        return stem + suffix
    }
}
