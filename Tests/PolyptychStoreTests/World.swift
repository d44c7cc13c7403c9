import Foundation
import PolyptychCuration
import Synchronization
import Testing

@testable import PolyptychStore

/// A world of its own for each test: a store, a project, originals and a clock that moves a second with every look.
struct World {
    var store: Store
    var project: ProjectRecord

    static let mei = "Mei", david = "David"

    static func inMemory() async throws -> World { try await World(store: .inMemory(derivation: plainDerivation, clock: tickingClock())) }

    static func onDisk(_ folder: URL, derivation: @escaping Derivation = plainDerivation) async throws -> World {
        try await World(store: .open(path: path(folder), derivation: derivation, clock: tickingClock()))
    }

    static func path(_ folder: URL) -> String { folder.appendingPathComponent("polyptych.sqlite3").path }

    private init(store: Store) async throws {
        self.store = store
        project = try await store.createProject(name: "Mugs", settings: ProjectSettings(), by: Self.mei)
        try await store.addBlobs((0..<8).map { blob($0) })
    }

    /// Makes a set of views over the first originals and returns it.
    @discardableResult
    func makeSet(_ key: String, views: Int = 2, by: String = World.mei, edit: (inout SetState) -> Void = { _ in }) async throws -> SetRecord {
        var state = SetState(key: key, views: (0..<views).map { view($0) })
        edit(&state)
        return try await store.createSet(project: project.id, NewSet(state: state), by: by)
    }

    @discardableResult
    func caption(_ set: SetRecord, _ text: String, base: Int? = nil, by: String = World.mei) async throws -> SetRecord {
        try await store.edit(set: set.id, base: base, by: by, why: "Caption") { state, _ in
            var state = state
            state.views[0].caption = text
            return state
        }
    }
}

/// A folder that is gone when the body returns.
func withFolder<T>(_ body: (URL) async throws -> T) async throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

func hash(_ index: Int) -> String {
    let digits = String(index, radix: 16)
    return String(repeating: "0", count: 64 - digits.count) + digits
}

func blob(_ index: Int) -> BlobRecord {
    BlobRecord(sha256: hash(index), format: "jpeg", bytes: 1000 + index, width: 800, height: 600)
}

func view(_ index: Int, caption: String = "") -> ViewState {
    ViewState(
        id: ViewID(rawValue: "v\(index + 1)"), image: ImageReference(sha256: hash(index), width: 800, height: 600, name: "\(index).jpg"),
        caption: caption)
}

/// A derivation simple enough to foresee: the captions in order, a row of squares, one finding per empty caption.
let plainDerivation: Derivation = { input in
    let state = input.state
    let text = state.review.pinned?.text ?? state.views.enumerated().map { "[IMAGE\($0 + 1)] \($1.caption)" }.joined(separator: " ")
    let side = input.settings.targetResolution / 2
    let plan =
        state.views.isEmpty
        ? nil : LayoutPlan(width: side * state.views.count, height: side, panels: [], verticalSeams: [], horizontalSeams: [])
    let findings = state.views.filter { $0.caption.isEmpty }.map { view in
        let id = "segment-empty-\(view.id)"
        return Finding(
            id: id, code: .segmentEmpty, severity: .warning, message: "Empty.", place: .init(part: .segment, view: view.id),
            dismissal: state.dismissals.first { $0.finding == id })
    }
    let words = text.split(separator: " ").count
    return SetDerived(text: text, plan: plan, findings: findings, tokens: TokenCounts(clip: words, t5: words * 2, isEstimate: true))
}

func tickingClock() -> @Sendable () -> Date {
    let seconds = Ticker()
    return { Date(timeIntervalSince1970: 1_780_000_000 + Double(seconds.next()) / 1000) }
}

final class Ticker: Sendable {
    private let value = Mutex(0)
    func next() -> Int { value.withLock { $0 += 1; return $0 } }
}

/// A measure whose fine structure depends on the seed alone.
func measure(hash: UInt64, seed: UInt64) -> ViewMeasure {
    var random = SplitMix64(state: seed)
    let side = ViewMeasure.Detail.side
    let detail = ViewMeasure.Detail(values: (0..<side * side).map { _ in Int(random.next() % 15) - 7 })
    return ViewMeasure(perceptualHash: .init(rawValue: hash), detail: detail, sharpness: 100, luma: 128, contrast: 40)
}
