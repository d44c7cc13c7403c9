import ArgumentParser
import PolyptychServer

/// `polyptych routes`.
struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the routes of the HTTP interface.")

    @Flag(help: "Print the list as JSON on standard output.")
    var json = false

    mutating func run() async throws {
        let routes = try await PolyptychServer.routes()
        if json { try printJSON(routes) } else {
            for route in routes { print("\(route.method.padding(toLength: 7, withPad: " ", startingAt: 0))\(route.path)") }
        }
    }
}
