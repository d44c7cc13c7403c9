import ArgumentParser
import PolyptychServer

/// `polyptych routes`.
struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the routes of the HTTP interface.")

    @Flag(help: "Print the list as JSON on standard output.")
    var json = false

    mutating func run() async throws {
        let listing = try await routes()
        if json { try printJSON(listing) } else {
            for route in listing { print("\(route.method.padding(toLength: 7, withPad: " ", startingAt: 0))\(route.path)") }
        }
    }
}
