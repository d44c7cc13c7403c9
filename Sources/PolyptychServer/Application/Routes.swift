import Foundation
import Hummingbird
import PolyptychWorkshop

/// One route as `polyptych routes` lists it.
public struct RouteListing: Codable, Sendable, Hashable {
    public var method: String
    /// As in the description of the interface: `/api/v1/sets/{set}`.
    public var path: String
}

/// Every route of the application, by path, then method; opens a workspace in a temporary folder to ask it.
public func routes() async throws -> [RouteListing] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("polyptych-routes-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let workshop = try await Workshop.open(workspace: Workspace(root: folder, command: "routes"), person: "routes")
    let parts = try ServerParts(workshop: workshop, configuration: .init(), owner: "routes")
    let list = listing(of: makeRouter(parts, workshop: workshop))
    await workshop.close()
    return list
}

/// The routes of a router in the words of OpenAPI; `**` is a path that may hold slashes.
func listing(of router: Router<ServerContext>) -> [RouteListing] {
    router.routes.map { route in
        let parts = route.path.description.split(separator: "/").map { part in
            part == "**" ? "{path}" : part.hasPrefix(":") ? "{\(part.dropFirst())}" : part.hasPrefix("{") ? String(part) : String(part)
        }
        return RouteListing(method: route.method.rawValue, path: "/" + parts.joined(separator: "/"))
    }.sorted { ($0.path, $0.method) < ($1.path, $1.method) }
}
