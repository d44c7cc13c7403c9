import PolyptychCuration
import PolyptychTestSupport

/// A set of teapots: views `a`, `b`, `c` … of one size, with captions where given.
func teapots(_ captions: [String], summary: String = "a blue teapot on a table", width: Int = 800, height: Int = 600) -> SetState {
    let names = "abcdefghijklmnop".map(String.init)
    return SetState(
        key: "teapot",
        views: captions.enumerated().map { index, caption in
            ViewState(
                id: ViewID(rawValue: names[index]),
                image: .init(sha256: String(repeating: names[index], count: 64), width: width, height: height, name: "\(names[index]).jpg"),
                caption: caption)
        },
        prompt: .structured(.init(summary: summary)))
}

/// A set of `count` teapots whose text came from outside.
func adopted(
    _ text: String, views count: Int, layout: LayoutSpec.Arrangement? = nil, captions: [String]? = nil, settings: ProjectSettings = .standard
) -> SetState {
    let state = teapots(captions ?? Array(repeating: "", count: count), summary: "")
    return Adoption.adopt(text: text, layout: layout, into: state, settings: settings)
}

extension SetState {
    var isStructured: Bool { if case .structured = prompt { true } else { false } }

    func text(_ settings: ProjectSettings = .standard) -> String { rendered(settings: settings).text }

    func codes(_ settings: ProjectSettings = .standard) -> [FindingCode] { Linter.findings(self, settings: settings).map(\.code) }
}

func apply(_ edits: SetEdit..., to state: SetState, settings: ProjectSettings = .standard) throws(EditRefusal) -> SetState {
    try Editing.apply(edits, to: state, settings: settings)
}

let arrangements: [LayoutSpec] =
    [.init(arrangement: .row), .init(arrangement: .column), .init(arrangement: .grid)]
    + [2, 3, 4, 5].map { .init(arrangement: .grid, columns: $0) }

let schemes: [MarkerScheme] = [.numbered, .positional, .scene, .custom("VIEW-{n}"), .custom("panel {n}")]

let templates: [Template] =
    Template.presets + [
        Template(id: "custom", name: "Custom", header: .literal("CERAMICS"), opener: "A series of {count} photographs of", afterSummary: ": ", leadIn: "{ordinal} of {count}:", separator: " | ", terminator: " end"),
        Template(id: "custom", name: "Custom", header: .none, opener: "", afterSummary: " ", leadIn: "", separator: " ", terminator: ""),
        Template(id: "custom", name: "Custom", header: .none, opener: "Seen together,", afterSummary: ", ", leadIn: "", separator: ". ", terminator: "."),
    ]

/// Words of many scripts and marks, none of which reads as a marker.
struct Wordsmith {
    var generator: SplitMix64
    private static let words = [
        "teapot", "blue", "glaze", "spout", "café", "cafe\u{301}", "日本", "קנקן", "🫖", "left", "right", "first", "image", "the", "shows", "of",
        "e.g.", "no. 5", "(small)", "a;b", "x, y", "“quoted”", "it's", "top-left", "3", "—", "&amp;", "<b>", "[sic]", "...and", "\u{301}acute", "two views",
    ]

    mutating func text(upTo count: Int = 9) -> String {
        let length = Int.random(in: 1...count, using: &generator)
        return (0..<length).map { _ in Self.words.randomElement(using: &generator) ?? "" }.joined(separator: " ")
    }

    /// As an edit would keep it, and not beginning with a bracket.
    mutating func clean() -> String {
        let text = Wording.normalised(text())
        return text.isEmpty || text.hasPrefix("[") ? "plain \(text)".trimmingSpaces : text
    }
}

extension String {
    var trimmingSpaces: String { Wording.normalised(self) }
}
