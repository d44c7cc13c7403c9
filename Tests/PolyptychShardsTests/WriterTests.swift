import Foundation
import PolyptychCuration
import PolyptychImaging
import Synchronization
import Testing

@testable import PolyptychShards

@Suite struct WriterTests {
    static let requests: [ExportRequest] = ExportFormat.allCases.flatMap { format in
        [
            ExportRequest(name: "mugs", format: format, image: .png, setsPerShard: 2),
            ExportRequest(
                name: "mugs", format: format, image: .jpeg(quality: 90), includeViews: true, holdout: .init(fraction: 0.3, seed: 7), permutations: 1,
                setsPerShard: 2),
        ]
    }

    @Test(arguments: requests) func `writing twice gives the same bytes, whatever the number of threads`(request: ExportRequest) throws {
        let world = try ExportWorld()
        let sets = try (1...9).map { try world.set("mug-\($0)", views: $0 % 3 + 1, seed: $0) }
        let one = world.folder.appendingPathComponent("one"), two = world.folder.appendingPathComponent("two")
        let first = try ExportWriter(threads: 1, originals: world.read).write(try world.plan(request, sets), to: one)
        let second = try ExportWriter(threads: 5, originals: world.read).write(try world.plan(request, sets.reversed()), to: two)
        let files = try ExportWorld.files(one)
        #expect(try files == ExportWorld.files(two))
        #expect(first.contentHash == second.contentHash)
        #expect(files.count == first.files)
        #expect(files.values.reduce(0) { $0 + $1.count } == first.bytes)
        #expect(try world.plan(request, sets).overview.totals.files == first.files)
        #expect(ExportVerifier.verify(one).problems == [])
    }

    @Test func `members agree with the manifest and with what the preview shows, pixel for pixel`() throws {
        let world = try ExportWorld()
        let set = try world.set("cup", seed: 5)
        let out = world.folder.appendingPathComponent("out")
        _ = try world.writer.write(try world.plan(.init(name: "cups", includeViews: true), [set]), to: out)
        let shard = try Data(contentsOf: out.appendingPathComponent("cups-2views-000000.tar"))
        let members = try TarReader.members(of: shard)
        #expect(members.map(\.name) == ["cup.png", "cup.json", "cup.txt", "cup.view1.png", "cup.view2.png"])
        let preview = try Compositor.composite(plan: set.plan) { id in try world.read(set.state.views.first { $0.id == id }!.image) }
        #expect(try ImageReader.decode(shard[members[0].range]) == preview)
        #expect(String(decoding: shard[members[2].range], as: UTF8.self) == set.text)
        #expect(try shard[members[3].range] == world.read(set.state.views[0].image), "an upright PNG passes through unchanged")
        let parts = try ExportWorld.manifest(out).sets[0].parts
        #expect(parts.map(\.sha256) == members.map { Hex.digest(shard[$0.range]) })
        #expect(parts.map(\.member) == members.map(\.name))
    }

    @Test func `a separate view that is not upright goes out encoded anew`() throws {
        let world = try ExportWorld()
        let jpeg = JPEGWriter.encode(Bitmap(width: 40, height: 64), quality: 90)
        // An EXIF segment that says: turn by 90 degrees.
        let exif: [UInt8] = [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]
        let turned = world.store(Array(jpeg[..<2]) + exif + Array(jpeg[2...]), width: 64, height: 40, name: "turned.jpg")
        let set = try world.set("cup", views: 1, seed: 6) { $0.views[0].image = turned }
        let out = world.folder.appendingPathComponent("out")
        _ = try world.writer.write(try world.plan(.init(name: "cups", image: .jpeg(quality: 95), includeViews: true), [set]), to: out)
        let shard = try Data(contentsOf: out.appendingPathComponent("cups-1view-000000.tar"))
        let view = try #require(try TarReader.members(of: shard).last)
        let header = try ImageReader.header(of: shard[view.range])
        #expect(header.orientation == 1)
        #expect((header.width, header.height) == (64, 40))
    }

    @Test func `the same export again is left alone, another is refused, a foreign folder too`() throws {
        let world = try ExportWorld()
        let sets = try [world.set("one", seed: 1), world.set("two", seed: 2)]
        let out = world.folder.appendingPathComponent("out")
        let plan = try world.plan(.init(name: "mugs"), sets)
        let first = try world.writer.write(plan, to: out)
        let before = try FileManager.default.attributesOfItem(atPath: out.path)[.modificationDate] as? Date
        let again = try world.writer.write(plan, to: out)
        #expect(again.wasThere && !first.wasThere)
        #expect(again.contentHash == first.contentHash && again.files == first.files && again.bytes == first.bytes)
        #expect(try FileManager.default.attributesOfItem(atPath: out.path)[.modificationDate] as? Date == before)

        let other = try world.plan(.init(name: "mugs", image: .jpeg(quality: 95)), sets)
        #expect(fault { _ = try world.writer.write(other, to: out) } == .destinationTaken(path: out.path, why: .otherContent))
        try Data("x".utf8).write(to: out.appendingPathComponent("README.md"))
        #expect(fault { _ = try world.writer.write(plan, to: out) } == .destinationTaken(path: out.path, why: .damaged(problems: 1)))
        try FileManager.default.removeItem(at: out.appendingPathComponent("manifest.json"))
        #expect(fault { _ = try world.writer.write(plan, to: out) } == .destinationTaken(path: out.path, why: .notAnExport))
    }

    @Test func `an empty folder that somebody made is filled`() throws {
        let world = try ExportWorld()
        let out = world.folder.appendingPathComponent("made")
        try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
        _ = try world.writer.write(try world.plan(.init(name: "mugs"), [world.set("one", seed: 1)]), to: out)
        #expect(ExportVerifier.verify(out).isSound)
    }

    @Test func `progress counts every sample and cancelling leaves nothing behind`() throws {
        let world = try ExportWorld()
        let plan = try world.plan(.init(name: "mugs"), (1...6).map { try world.set("mug\($0)", seed: $0) })
        let out = world.folder.appendingPathComponent("out")
        let done = Mutex<[Int]>([])
        let caught = fault {
            _ = try world.writer.write(plan, to: out, progress: { step in done.withLock { $0.append(step.samplesDone) } }, isCancelled: { done.withLock { $0.count >= 3 } })
        }
        #expect(caught == .cancelled)
        #expect(done.withLock { $0 } == [1, 2, 3])
        #expect(world.names == [])
        _ = try world.writer.write(plan, to: out, progress: { step in done.withLock { $0.append(step.samplesDone) } })
        #expect(done.withLock { $0 } == [1, 2, 3, 1, 2, 3, 4, 5, 6])
    }

    @Test(arguments: ExportFormat.allCases) func `a full disk is told and nothing is left behind`(format: ExportFormat) throws {
        let world = try ExportWorld()
        let plan = try world.plan(.init(name: "mugs", format: format), (1...4).map { try world.set("mug\($0)", seed: $0) })
        let room = Mutex(9_000)
        let writer = ExportWriter(threads: 2, originals: world.read, images: .live) { descriptor, bytes, count in
            let granted = room.withLock { left in
                defer { left -= min(left, count) }
                return min(left, count)
            }
            if granted == 0 {
                errno = ENOSPC
                return -1
            }
            return Foundation.write(descriptor, bytes, granted)
        }
        let caught = fault { _ = try writer.write(plan, to: world.folder.appendingPathComponent("out")) }
        guard case .diskFull = caught else {
            Issue.record("told instead: \(String(describing: caught))")
            return
        }
        #expect(world.names == [])
    }

    @Test func `a missing, a changed and a broken original are named and nothing is left behind`() throws {
        let world = try ExportWorld()
        let set = try world.set("teapot", seed: 1)
        let image = set.state.views[1].image
        let plan = try world.plan(.init(name: "mugs"), [set, world.set("zebra", seed: 2)])
        let out = world.folder.appendingPathComponent("out")
        world.replace(image, by: [1, 2, 3])
        #expect(
            fault { _ = try world.writer.write(plan, to: out) }
                == .originalChanged(set: "teapot", name: image.name, expected: image.sha256, found: Hex.digest([1, 2, 3] as [UInt8])))
        world.forget(image)
        guard case .originalMissing(set: "teapot", name: image.name, _, _) = fault({ _ = try world.writer.write(plan, to: out) }) else {
            Issue.record("a missing original was not told")
            return
        }
        let broken = world.store([0xFF, 0xD8, 0xFF, 0xE0, 0, 1], width: 96, height: 128, name: "broken.jpg")
        let other = try world.set("bowl", seed: 3) { $0.views[0].image = broken }
        guard case .imageUnreadable(set: "bowl", name: "broken.jpg", _) = fault({ _ = try world.writer.write(world.plan(.init(name: "m"), [other]), to: out) }) else {
            Issue.record("a broken original was not told")
            return
        }
        #expect(world.names == [])
    }

    @Test func `a sweep takes what killed writers left and spares living ones and strangers`() throws {
        let world = try ExportWorld()
        let living = try PartialFolder(for: world.folder.appendingPathComponent("living").path)
        let dead = ".dead.partial-0123456789abcdef", stranger = ".dead.partial-notes"
        for name in [dead, stranger] { try FileManager.default.createDirectory(at: world.folder.appendingPathComponent(name), withIntermediateDirectories: true) }
        try Data("half".utf8).write(to: world.folder.appendingPathComponent("\(dead)/x.tar"))
        #expect(ExportWriter.sweepLeftovers(in: world.folder) == [world.folder.appendingPathComponent(dead).path])
        #expect(world.names == [URL(fileURLWithPath: living.path).lastPathComponent, stranger].sorted())
    }

    @Test func `a trainer's file is named after its image and its words`() throws {
        let world = try ExportWorld()
        func stems(_ caption: String, seed: Int, to name: String) throws -> [String] {
            let set = try world.set("cup", seed: seed) { $0.views[0].caption = caption }
            let out = world.folder.appendingPathComponent(name)
            _ = try world.writer.write(try world.plan(.init(name: "cups", format: .folder), [set]), to: out)
            let files = try ExportWorld.files(out)
            let image = try #require(files.keys.first { $0.hasSuffix(".png") }), text = image.dropLast(3) + "txt"
            let bytes = try #require(files[image]) + #require(files[String(text)])
            #expect(image == "cup-\(Hex.digest(bytes).prefix(8)).png")
            return files.keys.filter { $0 != "manifest.json" }.map { String($0.dropLast(4)) }
        }
        let first = try stems("a red mug", seed: 1, to: "a"), words = try stems("a blue mug", seed: 1, to: "b"), pixels = try stems("a red mug", seed: 2, to: "c")
        #expect(Set(first + words + pixels).count == 3)
    }

    @Test func `peak memory follows the threads, not the sets`() throws {
        final class Token: Sendable {
            let release: @Sendable () -> Void
            init(_ release: @escaping @Sendable () -> Void) { self.release = release }
            deinit { release() }
        }
        let counter = Counter()
        try OrderedPipeline.run(count: 500, threads: 3) { index throws(ExportFault) in
            counter.enter()
            return Token { counter.leave() }
        } take: { _, _ throws(ExportFault) in }
        // The window of two a thread, what each thread still holds of the last one it made, and the one being taken.
        #expect(counter.most <= 3 * 3 + 1)
    }

    private final class Counter: Sendable {
        private let state = Mutex((now: 0, most: 0))
        func enter() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func leave() { state.withLock { $0.now -= 1 } }
        var most: Int { state.withLock { $0.most } }
    }

    @Test func `the fault of the first failing set is told, whichever thread failed first`() {
        for _ in 0..<20 {
            let caught = fault {
                try OrderedPipeline.run(count: 40, threads: 4) { index throws(ExportFault) in
                    if index >= 9 { throw .duplicateKey(key: "\(index)") }
                    return index
                } take: { _, _ throws(ExportFault) in }
            }
            #expect(caught == .duplicateKey(key: "9"))
        }
    }
}
