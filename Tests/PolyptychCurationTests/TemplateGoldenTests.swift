import PolyptychCuration
import Testing

@Suite struct TemplateGoldenTests {
    static let table: [(Template, MarkerScheme, LayoutSpec, String, [String], String)] = [
        (.twoViews, .numbered, .init(arrangement: .row), "a scene from two different viewpoints", ["A", "B"],
            "[TWO-VIEWS] This set of two images presents a scene from two different viewpoints. [IMAGE1] The first image shows A. [IMAGE2] The second image shows B."),
        (.numbered, .numbered, .init(arrangement: .row), "a teapot", ["A", "B", "C", "D", "E"],
            "[FIVE-VIEWS] This set of five images shows a teapot. [IMAGE1] The first image shows A. [IMAGE2] The second image shows B. [IMAGE3] The third image shows C. [IMAGE4] The fourth image shows D. [IMAGE5] The fifth image shows E."),
        (.plain, .positional, .init(arrangement: .row), "SUMMARY", ["A", "B"], "SUMMARY; [LEFT] A; [RIGHT] B"),
        (.plain, .positional, .init(arrangement: .column), "SUMMARY", ["A", "B"], "SUMMARY; [TOP] A; [BOTTOM] B"),
        (.plain, .positional, .init(arrangement: .row), "SUMMARY", ["A", "B", "C"], "SUMMARY; [LEFT] A; [MIDDLE] B; [RIGHT] C"),
        (.plain, .positional, .init(arrangement: .column), "SUMMARY", ["A", "B", "C"], "SUMMARY; [TOP] A; [MIDDLE] B; [BOTTOM] C"),
        (.panels, .positional, .init(arrangement: .grid), "SUMMARY", ["A", "B", "C", "D"],
            "[FOUR-VIEWS] SUMMARY; [TOP-LEFT] A; [TOP-RIGHT] B; [BOTTOM-LEFT] C; [BOTTOM-RIGHT] D"),
        (.sentence, .positional, .init(arrangement: .row), "SUMMARY", ["A", "B"], "[TWO-VIEWS] SUMMARY; [LEFT] A; [RIGHT] B."),
        (.filmShots, .scene, .init(arrangement: .column), "SUMMARY", ["A", "B", "C"], "[MOVIE-SHOTS] SUMMARY, [SCENE-1] A, [SCENE-2] B, [SCENE-3] C."),
    ]

    @Test(arguments: table)
    func `a preset renders as promised`(
        template: Template, scheme: MarkerScheme, layout: LayoutSpec, summary: String, segments: [String], expected: String
    ) {
        let form = PromptForm(template: template, scheme: scheme, layout: layout, viewCount: segments.count)
        #expect(form.text(of: .init(summary: summary, segments: segments)) == expected)
    }

    @Test func `parts that are empty leave no trace`() {
        let form = PromptForm(template: .numbered, scheme: .numbered, layout: .init(arrangement: .row), viewCount: 2)
        #expect(form.text(of: .init(header: .none, summary: "x", segments: ["", "B"])) == "This set of two images shows x. [IMAGE1]. [IMAGE2] The second image shows B.")
        let plain = PromptForm(template: .plain, scheme: .numbered, layout: .init(arrangement: .row), viewCount: 2)
        #expect(plain.text(of: .init(summary: "", segments: ["A", "B"])) == "[IMAGE1] A; [IMAGE2] B")
    }

    @Test func `a set that nobody described speaks of its category, else its key`() {
        var state = teapots(["", ""], summary: "")
        #expect(state.text() == "[TWO-VIEWS] This set of two images shows teapot. [IMAGE1]. [IMAGE2].")
        state.category = "kitchen_ware"
        #expect(state.text().contains("shows kitchen ware."))
        #expect(state.codes() == [.summaryEmpty, .segmentEmpty, .segmentEmpty])
    }

    @Test func `spans cover the whole text in order`() throws {
        for state in [teapots(["the front 🫖", "the back"]), adopted("[TWO-VIEWS] x; [LEFT] a; [Right] b.", views: 2)] {
            let rendered = state.rendered(settings: .standard)
            var cursor = 0
            for span in rendered.spans {
                #expect(span.start == cursor && span.end > span.start)
                cursor = span.end
            }
            #expect(cursor == rendered.text.utf16.count)
        }
        let rendered = teapots(["the front 🫖", "the back"]).rendered(settings: .standard)
        let segment = try #require(rendered.spans.last { $0.kind == .segment })
        let units = Array(rendered.text.utf16)[segment.start..<segment.end]
        #expect(String(decoding: units, as: UTF16.self) == "the back")
        #expect(segment.view == "b")
    }

    @Test func `presets have distinct names and distinct forms`() {
        #expect(Set(Template.presets.map(\.id)).count == Template.presets.count)
        for (index, template) in Template.presets.enumerated() {
            #expect(!Template.presets[..<index].contains { $0.isSameForm(as: template) })
            #expect(template.named.id == template.id)
        }
        for preset in PromptPreset.all { #expect(Template.presets.contains(preset.template)) }
    }
}
