import ArgumentParser
import Foundation
import Logging
import PolyptychResources
import PolyptychServer
import PolyptychWorkshop

/// `polyptych serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve a workspace to browsers and scripts.",
        discussion: """
            Answers on this machine alone unless --host says otherwise; others reach it best through an SSH tunnel, or a reverse proxy with \
            TLS whose name --allowed-host gives. The first line printed is a link that signs one browser in, once.
            """)

    @OptionGroup var workspace: WorkspaceOptions

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "The port; 0 takes any free one.")
    var port = 8080

    @Option(help: "A further host name to answer to; repeat for more.")
    var allowedHost: [String] = []

    @Flag(help: "Do not try to open a browser.")
    var noBrowser = false

    func validate() throws {
        if !(0...65535).contains(port) { throw ValidationError("--port is 0 to 65535.") }
    }

    mutating func run() async throws {
        var logger = Logger(label: "polyptych")
        logger.logLevel = .notice
        let held = try Workspace(root: workspace.root, command: "serve")
        let workshop = try await Workshop.open(workspace: held, person: localPerson(), logger: logger)
        let configuration = ServerConfiguration(
            host: host, port: port, allowedHosts: allowedHost, webAssets: try Resources.folder(Resources.webAssets))
        let opensBrowser = !noBrowser
        let token = held.token.path
        do {
            try await serve(workshop: workshop, configuration: configuration, owner: localPerson()) { address in
                print("Polyptych is at \(address.url)")
                print("Open this link once to sign in: \(address.launchURL)")
                print("Later, or in another browser: \(address.url)/sign-in with the token in \(token)")
                fflush(nil)
                if opensBrowser { openBrowser(address.launchURL) }
            }
        } catch {
            await workshop.close()
            throw error
        }
        await workshop.close()
    }
}

/// Opens the person's browser where there is a desktop; says nothing where there is none.
private func openBrowser(_ url: String) {
    let environment = ProcessInfo.processInfo.environment
    #if os(macOS)
        let opener = "/usr/bin/open"
    #else
        guard environment["DISPLAY"] != nil || environment["WAYLAND_DISPLAY"] != nil else { return }
        let opener = "/usr/bin/xdg-open"
    #endif
    guard FileManager.default.isExecutableFile(atPath: opener) else { return }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: opener)
    process.arguments = [url]
    process.environment = environment.filter { ["DISPLAY", "WAYLAND_DISPLAY", "HOME", "PATH", "XDG_RUNTIME_DIR", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS"].contains($0.key) }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
}
