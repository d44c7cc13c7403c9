import Foundation

/// The frames of a `transforms.json` as instant-ngp and nerfstudio write it.
public struct TransformsFile: Hashable, Sendable {
    public struct Frame: Hashable, Sendable {
        /// Relative to the file's folder: slashes forward, without a leading `./`; may lack its extension.
        public var name: String
        /// Nil where the matrix is missing or no camera's.
        public var pose: CameraPose?
    }

    public enum Fault: Error, Hashable, Sendable {
        case unreadable(reason: String)
        case notJSON
        case noFrames

        var why: String {
            switch self {
            case .unreadable(let reason): reason
            case .notJSON: "it is not JSON"
            case .noFrames: "it has no list of frames"
            }
        }
    }

    public var frames: [Frame]

    public init(path: String) throws(Fault) {
        let bytes: [UInt8]
        do { bytes = try FileSystem.contents(of: path, limit: 512 << 20) } catch { throw .unreadable(reason: error.reason) }
        try self.init(json: Data(bytes))
    }

    public init(json: Data) throws(Fault) {
        guard let root = (try? JSONSerialization.jsonObject(with: json)) as? [String: Any] else { throw .notJSON }
        guard let rows = root["frames"] as? [[String: Any]] else { throw .noFrames }
        frames = rows.compactMap { row in
            guard let path = row["file_path"] as? String else { return nil }
            let matrix = (row["transform_matrix"] as? [[NSNumber]])?.map { $0.map(\.doubleValue) }
            return Frame(name: Self.tidy(path), pose: matrix.flatMap { CameraPose(cameraToWorld: $0) })
        }
    }

    static func tidy(_ path: String) -> String {
        var name = path.replacingOccurrences(of: "\\", with: "/")
        while name.hasPrefix("./") { name = String(name.dropFirst(2)) }
        return name
    }
}
