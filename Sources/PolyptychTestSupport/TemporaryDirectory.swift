import Foundation

/// Runs `body` with an empty folder of its own and removes it afterwards, whatever happens.
public func withTemporaryDirectory<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = try makeTemporaryDirectory()
    defer { removeTemporaryDirectory(folder) }
    return try body(folder)
}

/// Runs `body` with an empty folder of its own and removes it afterwards, whatever happens.
public func withTemporaryDirectory<R>(
    isolation: isolated (any Actor)? = #isolation, _ body: (URL) async throws -> R
) async throws -> R {
    let folder = try makeTemporaryDirectory()
    defer { removeTemporaryDirectory(folder) }
    return try await body(folder)
}

private func makeTemporaryDirectory() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("polyptych-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
}

/// Folders that a test made unreadable are opened again first.
private func removeTemporaryDirectory(_ folder: URL) {
    let manager = FileManager.default
    if (try? manager.removeItem(at: folder)) != nil { return }
    let all = manager.enumerator(at: folder, includingPropertiesForKeys: nil)
    while let url = all?.nextObject() as? URL { try? manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: url.path) }
    try? manager.removeItem(at: folder)
}
