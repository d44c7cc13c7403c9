import Hummingbird
import ServiceLifecycle

/// Removes forgotten uploads, at start and every hour.
struct UploadSweepService: Service {
    let uploads: UploadStore
    let isNeeded: @Sendable (Int64) async throws -> Bool

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                _ = try? await uploads.sweep(isNeeded: isNeeded)
                try await Task.sleep(for: .seconds(3600))
            }
        }
    }
}
