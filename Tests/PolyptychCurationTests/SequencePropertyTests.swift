import PolyptychCuration
import PolyptychTestSupport
import Testing

/// Whatever somebody does, words stay with their view, and the prompt reads back as what it says.
@Suite struct SequencePropertyTests {
    @Test(arguments: 0..<4)
    func `reorder, edit, undo and redo keep every segment with its view`(seed: Int) throws {
        for round in 0..<400 {
            try run(seed: UInt64(seed * 10_000 + round))
        }
    }

    private func run(seed: UInt64) throws {
        var smith = Wordsmith(generator: .init(seed: seed))
        let count = Int.random(in: 1...6, using: &smith.generator)
        var state = teapots((0..<count).map { _ in smith.clean() }, summary: smith.clean())
        state.overrides.template = templates.randomElement(using: &smith.generator)
        state.overrides.scheme = schemes.randomElement(using: &smith.generator)
        state.overrides.layout = arrangements.randomElement(using: &smith.generator)
        var words = Dictionary(uniqueKeysWithValues: state.views.map { ($0.id, $0.caption) })
        var past: [(SetState, [ViewID: String])] = []
        var future: [(SetState, [ViewID: String])] = []

        for _ in 0..<Int.random(in: 3...8, using: &smith.generator) {
            switch Int.random(in: 0..<6, using: &smith.generator) {
            case 0 where !past.isEmpty:
                future.append((state, words))
                (state, words) = past.removeLast()
            case 1 where !future.isEmpty:
                past.append((state, words))
                (state, words) = future.removeLast()
            case 2:
                past.append((state, words))
                future = []
                let view = state.views.randomElement(using: &smith.generator)!.id
                let text = smith.text()
                state = try apply(.setSegment(view: view, text: text), to: state)
                words[view] = Wording.normalised(text)
            case 3:
                past.append((state, words))
                future = []
                state = try apply(.makeVerbatim, .setSummary(text: smith.clean()), to: state)
            default:
                past.append((state, words))
                future = []
                let order = state.views.map(\.id).shuffled(using: &smith.generator)
                state = try apply(.reorder(views: order), to: state)
                try #require(state.views.map(\.id) == order)
            }
            check(state, words, seed)
        }
    }

    private func check(_ state: SetState, _ words: [ViewID: String], _ seed: UInt64) {
        for view in state.views { #expect(view.segment == words[view.id], "seed \(seed)") }
        let settings = ProjectSettings.standard.effective(for: state)
        let rendered = state.rendered(settings)
        for span in rendered.spans where span.kind == .segment {
            let units = Array(rendered.text.utf16)[span.start..<span.end]
            #expect(String(decoding: units, as: UTF16.self) == words[span.view!], "seed \(seed)")
        }
        guard case .structured(let prompt) = state.prompt else {
            Issue.record("seed \(seed) is not structured")
            return
        }
        let parsed = PromptParser.parse(rendered.text, viewCount: state.views.count, hint: settings, arrangement: settings.layout.arrangement)
        #expect(parsed.structure == state.structure(of: prompt), "seed \(seed): \(rendered.text)")
    }
}
