import Foundation
import PolyptychCuration

/// Rows without files, for measuring: sets with views, captions, categories, tags and review states as a real project has them.
///
/// The same seed gives the same sets. Nothing here is ever part of a real workspace.
public struct SyntheticWorkspace: Sendable {
    public var sets: Int
    public var seed: UInt64
    /// Two, three or four views, three on average.
    public var views: Int { sets * 3 }

    public init(sets: Int, seed: UInt64 = 1) {
        self.sets = sets
        self.seed = seed
    }

    /// Makes a project of that name and fills it; returns it.
    public func fill(_ store: Store, name: String = "Synthetic", settings: ProjectSettings, by: String = "Generator") async throws -> ProjectRecord {
        let project = try await store.createProject(name: name, settings: settings, by: by)
        let group = try await store.beginGroup(project: project.id, kind: .import, by: by, why: "Generated \(sets) sets")
        var made = 0
        while made < sets {
            let states = (made..<min(made + 500, sets)).map(state)
            try await store.addBlobs(
                states.flatMap(\.views).map {
                    BlobRecord(sha256: $0.image.sha256, format: "jpeg", bytes: 400_000, width: $0.image.width, height: $0.image.height, measure: measure($0.image.sha256))
                })
            let outcome = try await store.createSets(project: project.id, states.map { NewSet(state: $0) }, in: .existing(group), by: by)
            if let refused = outcome.refused.first { throw refused.error }
            made += states.count
        }
        try await store.endGroup(group)
        return project
    }

    /// The set at an index, by itself.
    public func state(_ index: Int) -> SetState {
        var random = SplitMix64(state: seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15)
        func pick<T>(_ choices: [T]) -> T { choices[Int(random.next() % UInt64(choices.count))] }
        let category = pick(Self.categories), colour = pick(Self.colours)
        let count = [2, 3, 4][index % 3]
        let views = (0..<count).map { position -> ViewState in
            let caption =
                random.next() % 20 == 0
                ? "" : "the \(colour) \(category) \(pick(Self.poses)), \(pick(Self.details)) on \(pick(Self.grounds)) in \(pick(Self.lights)) light"
            let portrait = random.next() % 3 == 0
            return ViewState(
                id: ViewID(rawValue: "v\(position + 1)"),
                image: ImageReference(
                    sha256: sha256Hex(Data("\(seed)/\(index)/\(position)".utf8)), width: portrait ? 1200 : 1600, height: portrait ? 1600 : 1200,
                    name: "frame\(position + 1).jpg"),
                caption: caption)
        }
        let status: ReviewStatus = [.draft, .draft, .draft, .ready, .ready, .rejected][Int(random.next() % 6)]
        return SetState(
            key: "\(category)-\(index + 1)", category: category, source: "object-\(index / 2)", tags: random.next() % 4 == 0 ? [pick(Self.tags)] : [],
            views: views, prompt: .structured(.init(summary: "A \(colour) \(category) \(pick(Self.details)) photographed from \(count) sides")),
            review: Review(status: status, reason: status == .rejected ? "blurred" : nil))
    }

    /// As different from every other as photographs of different things are.
    private func measure(_ sha256: String) -> ViewMeasure {
        var random = SplitMix64(state: UInt64(sha256.prefix(16), radix: 16) ?? 0)
        let side = ViewMeasure.Detail.side
        var bits: UInt64 = 0
        let values = (0..<side * side).map { index -> Int in
            if index % 16 == 0 { bits = random.next() }
            return Int(bits >> UInt64(index % 16 * 4) & 15) - 8
        }
        return ViewMeasure(
            perceptualHash: .init(rawValue: random.next()), detail: .init(values: values), sharpness: 180, luma: 120, contrast: 50)
    }

    private static let categories = [
        "mug", "teapot", "chair", "racket", "shoe", "bag", "lamp", "bottle", "toy car", "keyboard", "plant", "helmet", "guitar", "clock", "camera",
    ]
    private static let colours = ["red", "blue", "green", "yellow", "black", "white", "brown", "orange", "purple", "grey", "turquoise", "pink"]
    private static let poses = ["from the front", "from the left", "from behind", "from above", "at a three-quarter angle", "in profile"]
    private static let details = ["with a worn handle", "with a round label", "with a crack near the rim", "with a striped strap", "with two dents", "polished"]
    private static let grounds = ["a wooden table", "a white sheet", "a concrete floor", "a windowsill", "grass", "a shelf"]
    private static let lights = ["soft", "hard", "warm", "dim", "even", "evening"]
    private static let tags = ["check", "favourite", "second pass", "glossy", "outdoors"]
}

/// A small generator whose whole state is one number (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
