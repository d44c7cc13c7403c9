import HTTPTypes
import Hummingbird
import NIOCore
import PolyptychImaging
import PolyptychWorkshop

/// Pixels: originals at a size, composites, frames that were not chosen. Served by what was decoded, never by a name.
struct ImageController {
    let workshop: Workshop

    /// What may be asked for; `full` is the original, byte for byte.
    enum Size: String, CaseIterable { case small = "256", medium = "512", large = "1024", full }
    enum Format: String, CaseIterable { case jpeg, png }

    func addRoutes(to api: RouterGroup<ServerContext>) {
        api.get("images/:sha256", use: image)
        api.get("sets/:set/composite", use: composite)
        api.get("sets/:set/candidates/:candidate/image", use: candidate)
    }

    @Sendable func image(request: Request, context: ServerContext) async throws -> Response {
        let sha256 = try context.sha256("sha256")
        let size = try request.query("size", Size.self, standard: .full)
        let eTag = "\"\(sha256.prefix(32))-\(size.rawValue)\""
        // Named by content: whoever holds it holds the right bytes for ever.
        if request.alreadyHas(eTag: eTag) { return notModified(eTag, cacheControl: Self.forEver) }
        return answer(try await workshop.image(sha256, size: Int(size.rawValue)), eTag: eTag, cacheControl: Self.forEver)
    }

    /// With `v`, the key of its content, an address is for ever; without, it is asked again each time.
    @Sendable func composite(request: Request, context: ServerContext) async throws -> Response {
        let size = try request.query("size", Size.self, standard: .full)
        let format = try request.query("format", Format.self, standard: .jpeg)
        let served = try await workshop.composite(set: try context.setID(), longestSide: Int(size.rawValue), format: format == .png ? .png : .jpeg)
        let eTag = "\"\(Secret.fingerprint(served.data).prefix(32))\""
        let isNamed = !(request.query("v") ?? "").isEmpty
        let cacheControl = isNamed ? Self.forEver : "private, no-cache"
        if request.alreadyHas(eTag: eTag) { return notModified(eTag, cacheControl: cacheControl) }
        return answer(served, eTag: eTag, cacheControl: cacheControl)
    }

    @Sendable func candidate(request: Request, context: ServerContext) async throws -> Response {
        let served = try await workshop.candidateImage(set: try context.setID(), index: try context.index("candidate"))
        let eTag = "\"\(Secret.fingerprint(served.data).prefix(32))\""
        if request.alreadyHas(eTag: eTag) { return notModified(eTag, cacheControl: "private, no-cache") }
        return answer(served, eTag: eTag, cacheControl: "private, no-cache")
    }

    static let forEver = "private, max-age=31536000, immutable"

    private func notModified(_ eTag: String, cacheControl: String) -> Response {
        Response(status: .notModified, headers: [.eTag: eTag, .cacheControl: cacheControl])
    }

    private func answer(_ image: ServedImage, eTag: String, cacheControl: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: image.mediaType, .eTag: eTag, .cacheControl: cacheControl],
            body: .init(byteBuffer: ByteBuffer(bytes: image.data)))
    }
}
