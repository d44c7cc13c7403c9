import PolyptychCuration
import PolyptychImaging

/// One rendered view with everything that is truly known about it.
public struct SampleView: Sendable {
    /// `front.jpg`, `side.png`, …
    public var name: String
    /// The encoded image, JPEG or PNG as the name says.
    public var bytes: [UInt8]
    public var width: Int
    public var height: Int
    public var caption: String
    public var angles: CameraAngles
    public var facts: ViewFacts
    public var pose: CameraPose
}

/// A rendered object or scene, seen two to four times.
public struct SampleSet: Sendable {
    /// Sorts by number: `001-red-mug`.
    public var key: String
    public var category: String
    /// About the whole set, without a full stop.
    public var summary: String
    public var views: [SampleView]
}

/// Renders sample sets: small objects and scenes from known cameras, the same for the same seed on every machine.
public enum SampleScenes {
    /// Any number of sets, rendered one at a time while the sequence is walked, so memory stays that of one set.
    ///
    /// - Parameter longestSide: pixels of the longer side of a view; some sets are square, some landscape, some portrait.
    public static func render(sets count: Int, seed: UInt64, longestSide: Int = 768) -> some Sequence<SampleSet> {
        (0..<count).lazy.map { set($0, seed: seed, longestSide: longestSide) }
    }

    /// The set at a place of that sequence.
    public static func set(_ index: Int, seed: UInt64, longestSide: Int = 768) -> SampleSet {
        var dice = Dice(seed: seed &+ UInt64(index) &* 7919)
        let kind = SceneKind.allCases[index % SceneKind.allCases.count]
        let scene = kind.scene(&dice)
        let renderer = Renderer(scene: scene)
        let size = Framing.size(longestSide: longestSide, choice: dice.below(4))
        let isPNG = dice.below(6) == 0
        let stations = Framing.stations(&dice)
        let distance = scene.reach * dice.between(3.0, 3.35)
        var names = Set<String>()
        let views = stations.map { angles -> SampleView in
            let camera = Camera(
                angles: angles, distance: distance, target: [0, scene.height, 0], width: size.width, height: size.height)
            let bitmap = renderer.render(camera, width: size.width, height: size.height)
            let words = ViewWords(scene: scene, angles: angles)
            var name = words.slug
            if !names.insert(name).inserted { name += "-\(names.count + 1)" }
            return SampleView(
                name: "\(name).\(isPNG ? "png" : "jpg")", bytes: isPNG ? PNGWriter.encode(bitmap) : JPEGWriter.encode(bitmap, quality: 92),
                width: size.width, height: size.height, caption: words.caption, angles: angles, facts: words.facts, pose: camera.pose)
        }
        let number = String(index + 1), padded = String(repeating: "0", count: max(0, 3 - number.count)) + number
        let noun = scene.noun.split(separator: " with ").first.map(String.init) ?? scene.noun
        let slug = noun.map { $0.isLetter ? String($0) : "-" }.joined()
        return SampleSet(key: "\(padded)-\(slug)", category: scene.category, summary: scene.summary, views: views)
    }
}
