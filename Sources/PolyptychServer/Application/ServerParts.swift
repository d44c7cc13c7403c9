import Foundation
import Hummingbird
import PolyptychWorkshop

/// What the routes stand on; made once, passed to the controllers.
struct ServerParts: Sendable {
    var keys: AccessKeys
    var rule: HostRule
    var assets: AssetMap
    var uploads: UploadStore
    var hub: EventHub
    var feed: any ChangeFeed
    var pool: WorkPool
    /// The name that the owner's changes are recorded under.
    var owner: String
}

/// The router with every layer that all routes share, in the order a request meets them.
///
/// Headers and error shape come first, so that refusals carry them too; the host is checked before anybody is recognised.
/// `publicRoutes` are the API's routes for strangers; everything added by `routes` needs somebody signed in.
func makeRouter(
    _ parts: ServerParts, publicRoutes: (RouterGroup<ServerContext>) -> Void, routes: (RouterGroup<ServerContext>) -> Void
) -> Router<ServerContext> {
    let router = Router(context: ServerContext.self, options: [.autoGenerateHeadEndpoints])
    router.addMiddleware {
        SecurityHeadersMiddleware()
        ErrorShape()
        HostCheck(rule: parts.rule)
        OriginCheck(rule: parts.rule)
        Authentication(keys: parts.keys, owner: parts.owner)
    }
    let open = router.group("api/v1").add(middleware: FetchSiteCheck())
    publicRoutes(open)
    let api = router.group("api/v1").add(middleware: FetchSiteCheck()).add(middleware: SignedIn())
    EventController(hub: parts.hub, feed: parts.feed).addRoutes(to: api)
    routes(api)
    PageController(keys: parts.keys, assets: parts.assets, rule: parts.rule, pool: parts.pool).addRoutes(to: router)
    return router
}
