import PolyptychCuration
import PolyptychTestSupport
import Testing

@Suite struct RoundTripTests {
    @Test(arguments: templates, schemes)
    func `render then parse gives the structure, parse then render the text`(template: Template, scheme: MarkerScheme) throws {
        var smith = Wordsmith(generator: .init(seed: 7))
        for count in 1...16 {
            var grids = Set<PanelGrid>()
            for layout in arrangements where grids.insert(PanelGrid(layout: layout, viewCount: count)).inserted {
                let form = PromptForm(template: template, scheme: scheme, layout: layout, viewCount: count)
                for header in [HeaderChoice.template, .custom("OTHER THINGS")].prefix(1 + count % 2) {
                    var structure = PromptStructure(header: header, summary: smith.clean(), segments: (0..<count).map { _ in smith.clean() })
                    if count > 1, Bool.random(using: &smith.generator) { structure.segments[count / 2] = "" }
                    let text = form.text(of: structure)
                    #expect(form.match(text) == structure)
                    guard count < 7 || count % 4 == 0 else { continue }
                    let hint = EffectiveSettings(template: template, scheme: scheme, layout: layout, targetResolution: 1024)
                    let parsed = PromptParser.parse(text, viewCount: count, hint: hint, arrangement: layout.arrangement)
                    let read = try #require(parsed.structure, "\(text)")
                    #expect(parsed.form.text(of: read).utf16.elementsEqual(text.utf16))
                    #expect(read == structure && parsed.form.markers == form.markers, "\(text)")
                }
            }
        }
    }

    @Test(arguments: Template.presets, [MarkerScheme.numbered, .scene, .positional])
    func `a preset is recognised without a hint`(template: Template, scheme: MarkerScheme) throws {
        for count in 2...16 {
            let layout = LayoutSpec(arrangement: .column)
            let form = PromptForm(template: template, scheme: scheme, layout: layout, viewCount: count)
            let structure = PromptStructure(summary: "a teapot", segments: (1...count).map { "handle \($0)" })
            let parsed = PromptParser.parse(form.text(of: structure), viewCount: count, arrangement: .column)
            #expect(parsed.structure == structure)
            #expect(parsed.template.id == template.id)
            #expect(parsed.scheme == scheme)
        }
    }

    static let variants: [(String, Int)] = [
        ("A teapot. [IMAGE1] The first image shows the lid. [IMAGE2] The second image shows the foot.", 2),
        ("[CERAMICS] These three photographs show a teapot: [VIEW-1] the lid, [VIEW-2] the foot, [VIEW-3] the spout.", 3),
        ("A teapot, [SCENE-1] the lid, [SCENE-2] the foot", 2),
        ("[TWO-VIEWS] This pair of two pictures depicts a teapot. [IMAGE1] the lid. [IMAGE2] the foot.", 2),
        ("[FOUR-VIEWS] A teapot. [TOP-LEFT] the lid. [TOP-RIGHT] the foot. [BOTTOM-LEFT] the spout. [BOTTOM-RIGHT] the handle", 4),
        ("[LEFT] the lid; [RIGHT] the foot.", 2),
        ("This two-part image shows a teapot; [LEFT] the lid, while [RIGHT] the foot.", 2),
        ("A teapot — [LEFT] the lid – [MIDDLE] the foot – [RIGHT] the spout", 3),
        ("A teapot; [ROW1-COL1] a; [ROW1-COL2] b; [ROW1-COL3] c; [ROW1-COL4] d; [ROW2-COL1] e; [ROW2-COL2] f; [ROW2-COL3] g; [ROW2-COL4] h", 8),
        ("[TWO-VIEWS] A teapot; [LEFT] A photo shows the lid; [RIGHT] the foot.", 2),
    ]

    @Test(arguments: variants)
    func `a variant that no preset has is read by what it does`(text: String, count: Int) throws {
        let parsed = PromptParser.parse(text, viewCount: count)
        let structure = try #require(parsed.structure)
        #expect(parsed.form.text(of: structure) == text)
        #expect(parsed.placesEveryViewOnce)
    }

    @Test func `positional markers tell the arrangement where nobody else does`() {
        let parsed = PromptParser.parse("x; [TOP] a; [MIDDLE] b; [BOTTOM] c", viewCount: 3)
        #expect(parsed.layout.arrangement == .column)
        let wide = PromptParser.parse(
            "x; [TOP-LEFT] a; [TOP-MIDDLE] b; [TOP-RIGHT] c; [BOTTOM-LEFT] d; [BOTTOM-MIDDLE] e; [BOTTOM-RIGHT] f", viewCount: 6)
        #expect(wide.layout.arrangement == .grid && wide.placesEveryViewOnce)
    }

    @Test(arguments: [
        ("", 2), ("[", 1), ("]]][[[", 3), ("[IMAGE1][IMAGE1][IMAGE1]", 2), ("[IMAGE99999999999999999999]", 2), ("[TWO-VIEWS]", 2),
        ("[trigger][name] [IMAGE2", 2), ("(LEFT", 2), ("a\u{0}b\r\n[RIGHT]\t", 2), ("🫖[LEFT]🫖[RIGHT]🫖", 2), ("[VIEW-0] [VIEW-1]", 2),
    ])
    func `any text is read without loss`(text: String, count: Int) {
        let state = adopted(text, views: count)
        #expect(state.text().utf16.elementsEqual(text.utf16))
        let rendered = state.rendered(settings: .standard)
        #expect(rendered.spans.reduce(0) { $0 + $1.end - $1.start } == text.utf16.count)
    }

    @Test func `noise around markers is read without loss`() {
        var generator = SplitMix64(seed: 11)
        let pieces = ["[IMAGE1]", "[IMAGE2]", "[LEFT]", "(RIGHT)", "[TWO-VIEWS]", "[trigger]", " ", "; ", ".", "\n", "the first image shows", "x", "[", "]", "é", "🫖", "[sic]", "[IMGAE2]"]
        for _ in 0..<1000 {
            let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }.joined()
            let state = adopted(text, views: 2)
            #expect(state.text().utf16.elementsEqual(text.utf16), "\(text.debugDescription)")
            let findings = Linter.findings(state, settings: .standard)
            #expect(Set(findings.map(\.id)).count == findings.count)
        }
    }
}

@Suite struct WordingTests {
    @Test(arguments: [
        ("  a teapot.  ", "a teapot"), ("a\r\nb", "a b"), ("a \t\n b", "a b"), ("a\u{0}b", "a b"), ("x.;", "x"), ("x ; .", "x"), ("...", ""),
        ("; x", "x"), (".5 litres", ".5 litres"), ("what?", "what?"), ("two  spaces", "two  spaces"), ("\u{2028}x\u{2029}", "x"),
    ])
    func `texts become one line without punctuation that would double`(text: String, expected: String) {
        #expect(Wording.normalised(text) == expected)
    }

    @Test func `cleaning twice changes nothing more`() {
        var generator = SplitMix64(seed: 3)
        let pieces = ["a", " ", ".", ";", ",", ":", "\n", "\t", "\u{301}", "\u{a0}", "é", "…"]
        for _ in 0..<5000 {
            let text = (0..<8).map { _ in pieces.randomElement(using: &generator)! }.joined()
            let once = Wording.normalised(text)
            #expect(Wording.normalised(once) == once)
        }
    }

    @Test func `what is typed never renders doubled punctuation or a second line`() throws {
        var generator = SplitMix64(seed: 5)
        let endings = ["", ".", ";", ".;", ", ", "...", ":", "\n", " \t.", "!", "?"]
        for template in Template.presets {
            for _ in 0..<50 {
                var state = teapots(["", ""])
                state.overrides.template = template
                state = try apply(
                    .setSummary(text: "a teapot" + endings.randomElement(using: &generator)!),
                    .setSegment(view: "a", text: "the lid" + endings.randomElement(using: &generator)!),
                    .setSegment(view: "b", text: "the foot" + endings.randomElement(using: &generator)!), to: state)
                let codes = state.codes()
                #expect(!codes.contains(.doublePunctuation) && !codes.contains(.newline), "\(state.text())")
            }
        }
    }
}
