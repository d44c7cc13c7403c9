import Foundation

/// Finds the files that travel with the program: `WebAssets/` and `migrations/`.
public enum Resources {
    public static let webAssets = "WebAssets"
    public static let migrations = "migrations"

    /// The folder of that name: under `POLYPTYCH_RESOURCES`, else in the bundle beside the executable, else in the source tree.
    public static func folder(_ name: String, environment: [String: String] = ProcessInfo.processInfo.environment) throws(ResourceFault) -> URL {
        let places = candidates(environment: environment)
        for place in places {
            let folder = place.appendingPathComponent(name, isDirectory: true)
            var isDirectory: ObjCBool = false
            if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory), isDirectory.boolValue { return folder }
        }
        throw .missing(folder: name, looked: places.map(\.path))
    }

    private static func candidates(environment: [String: String]) -> [URL] {
        if let given = environment["POLYPTYCH_RESOURCES"], !given.isEmpty { return [URL(fileURLWithPath: given, isDirectory: true)] }
        let bundle = "polyptych_PolyptychResources.resources"
        let beside = Bundle.main.bundleURL
        return [
            beside.appendingPathComponent(bundle, isDirectory: true),
            beside.appendingPathComponent("../share/polyptych", isDirectory: true).standardizedFileURL,
            // Sources/PolyptychResources/Resources.swift → the package while developing.
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent(),
        ]
    }
}

/// Why a resource was not found.
public enum ResourceFault: Error, Equatable, CustomStringConvertible {
    case missing(folder: String, looked: [String])

    public var description: String {
        switch self {
        case .missing(let folder, let looked):
            "The folder \(folder) that belongs to the program was not found in \(looked.joined(separator: ", ")). Set POLYPTYCH_RESOURCES to the folder that holds it."
        }
    }
}
