import PolyptychCuration
struct SampleScenes: Sendable { init(sets: Int, seed: UInt64) {}; func render(_ i: Int) -> SampleSet { fatalError() } }
struct SampleSet: Sendable { var key: String; var category: String; var summary: String; var views: [V]; struct V: Sendable { var name: String; var bytes: [UInt8]; var caption: String; var angles: CameraAngles? } }
