/// What re-reading an export found.
public struct VerifyReport: Codable, Hashable, Sendable {
    /// In the order of discovery; empty where the export is what its manifest says.
    public var problems: [VerifyProblem]
    public var filesChecked: Int
    public var membersChecked: Int
    public var samplesChecked: Int
    public var bytesRead: Int
    /// The content hash that the manifest states; nil where there is no readable manifest.
    public var contentHash: String?

    public var isSound: Bool { problems.isEmpty }
}

/// One thing that is not as the manifest says.
public struct VerifyProblem: Codable, Hashable, Sendable {
    public enum Code: String, Codable, CaseIterable, Sendable {
        case manifestMissing, manifestUnreadable, manifestChanged, manifestVersion
        case fileMissing, fileExtra, fileChanged, fileUnreadable, notAFile
        case tarBroken, memberMissing, memberExtra, memberChanged, memberOrder
        case imageBroken, imageSize, textDiffers, recordDiffers, viewsDiffer, nameHashDiffers, rowMissing, rowExtra
    }
    public var code: Code
    /// Path inside the export.
    public var path: String
    /// Member of a shard, where it is about one.
    public var member: String?
    /// Key of the set, where it is about one.
    public var set: String?
    /// Names the thing and says what is wrong.
    public var sentence: String
}
