import Crypto
import Foundation
import PolyptychCuration
import PolyptychImaging
import PolyptychShards

/// Export of composites beside Pillow with webdataset and libvips with tarfile, and what reduced-size decoding costs in fidelity.
struct ExportFigures {
    var plan: BenchPlan
    var photos: [String]

    func measure(_ report: Report) async throws {
        let sets = try exportSets(), texts = sets.map(\.text)
        let perShard = (sets.count + plan.cores - 1) / plan.cores
        let paths = Dictionary(uniqueKeysWithValues: zip(sets.flatMap { $0.state.views.map(\.image.sha256) }, photos))
        let order: [[Any]] = sets.indices.map { [sets[$0].state.key, [photos[2 * $0], photos[2 * $0 + 1]], texts[$0]] }

        let peers = try ["pyvips", "pillow"].map { try Peer("export_peer.py", engine: $0, plan: plan) }
        defer { for peer in peers { peer.stop() } }
        Memory.forgetPeak()
        let before = Memory.resident() ?? 0
        var contestants: [(name: String, run: () async throws -> Taken)] = [("ours", { try await write(sets, perShard: perShard, paths: paths) })]
        for peer in peers {
            contestants.append((peer.name, { try peer.round(["round": "export", "sets": order, "perShard": perShard, "out": try plan.scratch("out").path]) }))
        }
        let rounds = try await Rounds.alternate(plan.rounds, contestants)
        let count = Double(sets.count)
        let faster = rounds.median("pyvips") < rounds.median("pillow") ? "pyvips" : "pillow"
        for peer in ["pyvips", "pillow"] {
            report.rate(
                "export: composites 1024 × 512 into shards", count / rounds.median("ours"), "sets/s",
                beside: peer == "pyvips" ? "pyvips + tarfile" : "Pillow + webdataset", count / rounds.median(peer),
                ratio: rounds.ratio("ours", peer), atLeast: peer == faster ? 1.25 : nil)
        }
        report.processor("export: for each composite", rounds, beside: "pyvips", as: "pyvips + tarfile", pieces: sets.count)
        if let peak = Memory.peak() { report.bound("export: memory above the start", peak - before, "MiB") }
        try fidelity(report)
    }

    /// Two views side by side in cells of 512 × 512, each cropped to a square.
    private static let settings: ProjectSettings = {
        var two = ViewCountSettings.standard(viewCount: 2)
        two.layout = LayoutSpec(arrangement: .row, cell: .fixed(width: 512, height: 512), fit: .cover)
        return ProjectSettings(perViewCount: [2: two])
    }()

    private func exportSets() throws -> [ExportSet] {
        try (0..<photos.count / 2).map { index in
            let views = try (0..<2).map { place in
                let path = photos[2 * index + place], bytes = try ImageFile.bytes(at: path)
                return ViewState(
                    id: ViewID(rawValue: "v\(place + 1)"),
                    image: ImageReference(sha256: hex(bytes), width: 1200, height: 1600, name: "view-\(place + 1).jpg"),
                    caption: place == 0 ? "the object from the front" : "the same object from the left")
            }
            let key = String(format: "set-%05d", index + 1)
            let state = SetState(key: key, views: views, prompt: .structured(.init(summary: "An object photographed from two sides")))
            return ExportSet(
                id: Int64(index + 1), revision: hex(Array(key.utf8)), state: state, text: state.rendered(settings: Self.settings).text,
                plan: try LayoutEngine.plan(state, settings: Self.settings))
        }
    }

    private func hex(_ bytes: [UInt8]) -> String { SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined() }

    /// Plans and writes the shards, with hashes, manifest and everything on disk at the end.
    private func write(_ sets: [ExportSet], perShard: Int, paths: [String: String]) async throws -> Taken {
        let out = try plan.scratch("out").appendingPathComponent("export")
        let request = ExportRequest(name: "bench", image: .jpeg(quality: 95), setsPerShard: perShard)
        let cores = plan.cores
        return try await timed {
            let plan = try ExportPlanner.plan(request, sets: sets, settings: Self.settings, snapshot: .init(name: "bench", hash: "bench"))
            let outcome = try ExportWriter(threads: cores) { image in
                guard let path = paths[image.sha256] else { throw BenchFault("no path for \(image.name)") }
                return Data(try ImageFile.bytes(at: path))
            }.write(plan, to: out)
            guard outcome.samples == sets.count else { throw BenchFault("The export wrote \(outcome.samples) of \(sets.count) sets.") }
        }
    }

    /// The lowest PSNR against full decoding, for the panels of this export and for smaller ones, where pictures are decoded at a reduced size.
    private func fidelity(_ report: Report) throws {
        for side in [512, 384, 192] {
            var lowest = Double.infinity
            for path in photos.prefix(8) {
                let bytes = try ImageFile.bytes(at: path)
                let panel = LayoutPlan.Panel(
                    view: "v1", row: 1, column: 1, box: PixelRect(x: 0, y: 0, width: side, height: side),
                    source: PixelRect(x: 0, y: 200, width: 1200, height: 1200), target: PixelRect(x: 0, y: 0, width: side, height: side), hidden: 250)
                let plan = LayoutPlan(width: side, height: side, panels: [panel], verticalSeams: [], horizontalSeams: [])
                let quick = try Compositor.composite(plan: plan) { _ in bytes }
                let full = try Compositor.composite(plan: plan, images: { _ in try ImageReader.decode(bytes) })
                lowest = min(lowest, Fidelity.psnr(quick, full))
            }
            report.add(
                Figure(
                    name: "export: lowest PSNR, panels of \(side) × \(side)", ours: lowest, unit: "dB", peer: "full decode + Lanczos", target: "> 40",
                    isMet: lowest > 40))
        }
    }
}

enum Fidelity {
    /// Peak signal-to-noise ratio of two pictures of one size, in dB; infinite where they are equal.
    static func psnr(_ a: Bitmap, _ b: Bitmap) -> Double {
        let squares = zip(a.pixels, b.pixels).reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
        return squares == 0 ? .infinity : 10 * log10(255 * 255 * Double(a.pixels.count) / Double(squares))
    }
}
