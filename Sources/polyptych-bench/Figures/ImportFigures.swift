import Crypto
import Foundation
import PolyptychImaging
import PolyptychImporting
import PolyptychWorkshop

/// Import beside libvips and OpenCV: first what happens to each image, then all of it.
struct ImportFigures {
    var plan: BenchPlan
    var photos: [String]

    func measure(_ report: Report) async throws {
        let peers = try ["pyvips", "opencv", "opencv-quarter"].map { try Peer("import_peer.py", engine: $0, plan: plan) }
        defer { for peer in peers { peer.stop() } }
        let images = Double(photos.count)

        var contestants: [(name: String, run: () async throws -> Taken)] = [("ours", { try await examine() })]
        for peer in peers { contestants.append((peer.name, { try peer.round(["round": "import", "files": photos, "out": try out()]) })) }
        let examined = try await Rounds.alternate(plan.rounds, contestants)
        func line(_ peer: String, atLeast: Double?) {
            report.rate(
                "import: read, hash, decode, thumbnail, phash", images / examined.median("ours"), "images/s", beside: peer, images / examined.median(peer),
                ratio: examined.ratio("ours", peer), atLeast: atLeast)
        }
        line("pyvips", atLeast: 1.3)
        line("opencv", atLeast: 1.1)
        line("opencv-quarter", atLeast: nil)
        for peer in peers { report.processor("import: for each image", examined, beside: peer.name, pieces: photos.count) }

        Memory.forgetPeak()
        let before = Memory.resident() ?? 0
        contestants = [("ours", { try await importFolder() })]
        for peer in peers.prefix(2) {
            contestants.append((peer.name, { try peer.round(["round": "import", "files": photos, "out": try out(), "copy": true]) }))
        }
        let whole = try await Rounds.alternate(max(2, plan.rounds / 2), contestants)
        for peer in peers.prefix(2) {
            report.rate(
                "import: with copying and database", images / whole.median("ours"), "images/s", beside: peer.name, images / whole.median(peer.name),
                ratio: whole.ratio("ours", peer.name))
        }
        if let peak = Memory.peak() { report.bound("import: memory above the start", peak - before, "MiB") }
    }

    private func out() throws -> String { try plan.scratch("out").path }

    /// What an import does to each image, on every core; the thumbnail is kept as a file.
    private func examine() async throws -> Taken {
        let out = try plan.scratch("out"), pool = WorkPool(name: "bench", width: plan.cores)
        return try await timed {
            // Some images lie ready for each core, so that none waits while an answer is taken.
            try await pool.map(photos, window: plan.cores * 8) { path in
                let bytes = try ImageFile.bytes(at: path)
                let digest = SHA256.hash(data: bytes).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
                let image = try Thumbnailer.importMeasure(bytes)
                try Data(image.thumbnail).write(to: out.appendingPathComponent(digest + ".jpg"))
                return image.measure.perceptualHash
            } each: { _, result in _ = try result.get() }
        }
    }

    /// The job that `polyptych import` starts, on a new workspace: planning, copying, rows, findings.
    private func importFolder() async throws -> Taken {
        let root = try plan.scratch("import-workspace")
        let workshop = try await Workshop.open(workspace: Workspace(root: root, command: "bench"), person: "bench")
        let project = try await workshop.project(named: "bench", create: true)
        let folder = URL(fileURLWithPath: photos[0]).deletingLastPathComponent().deletingLastPathComponent()
        let taken = try await timed {
            let job = try await workshop.startImport(project: project.id, request: ImportRequest(source: .path(folder.path), options: ImportOptions()), by: "bench")
            try await workshop.finished(job)
        }
        let made = try await workshop.project(project.id).counts.views
        await workshop.close()
        guard made == photos.count else { throw BenchFault("The import made \(made) views of \(photos.count) photographs.") }
        return taken
    }
}

extension Workshop {
    /// Waits for a job to end well.
    func finished(_ started: JobAnswer) async throws {
        while true {
            let job = try await job(started.id)
            if job.state == .finished { return }
            if [.failed, .cancelled].contains(job.state) { throw BenchFault("\(job.title): \(job.message)") }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
