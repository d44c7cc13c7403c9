import PolyptychCuration
import PolyptychTestSupport
import Testing

@Suite struct WordDiffTests {
    @Test(arguments: [
        ("the other side: a lid", "back, eye level: a lid", "-the other side|+back, eye level|=: a lid"),
        ("", "a lid", "+a lid"), ("a lid", "", "-a lid"), ("a lid", "a lid", "=a lid"), ("", "", ""),
        ("a red lid", "a blue lid", "=a |-red|+blue|= lid"),
    ])
    func `changes are told by words`(old: String, new: String, expected: String) {
        let marks: [DiffPiece.Kind: String] = [.same: "=", .ins: "+", .del: "-"]
        #expect(WordDiff.diff(old, new).filter { $0.text != "" }.map { marks[$0.kind]! + $0.text }.joined(separator: "|") == expected)
    }

    @Test func `the pieces spell both texts to the letter`() {
        var smith = Wordsmith(generator: .init(seed: 13))
        for _ in 0..<500 {
            let (old, new) = (smith.text(), smith.text())
            let pieces = WordDiff.diff(old, new)
            #expect(pieces.filter { $0.kind != .ins }.map(\.text).joined().utf8.elementsEqual(old.utf8))
            #expect(pieces.filter { $0.kind != .del }.map(\.text).joined().utf8.elementsEqual(new.utf8))
            #expect(!zip(pieces, pieces.dropFirst()).contains { $0.kind == $1.kind })
        }
    }
}

@Suite struct SettingsTests {
    @Test func `standard settings are valid for every view count`() throws {
        var settings = ProjectSettings.standard
        for count in allowedViewCounts { settings.perViewCount[count] = .standard(viewCount: count) }
        try settings.validated()
        #expect(settings.effective(viewCount: 4).scheme == .positional)
        #expect(settings.effective(viewCount: 2).template.id == "numbered")
    }

    static func settings(_ template: Template = .plain, _ scheme: MarkerScheme = .numbered, _ layout: LayoutSpec = .init(arrangement: .row)) -> ProjectSettings {
        .init(perViewCount: [2: .init(template: template, scheme: scheme, layout: layout)])
    }

    static func template(_ change: (inout Template) -> Void) -> Template {
        var template = Template.plain
        change(&template)
        return template
    }

    static let faults: [(ProjectSettings, SettingsFault)] = [
        (.init(targetResolution: 100), .targetResolution(100)),
        (.init(targetResolution: 1000), .targetResolution(1000)),
        (.init(perViewCount: [17: .standard(viewCount: 4)]), .viewCount(17)),
        (settings(.plain, .custom("VIEW")), .patternWithoutNumber("VIEW")),
        (settings(.plain, .custom("[V{n}]")), .patternWithBrackets("[V{n}]")),
        (settings(template { $0.header = .literal("A]") }), .templateText(field: "header", text: "A]")),
        (settings(template { $0.opener = "a\nb" }), .templateText(field: "opener", text: "a\nb")),
        (settings(template { $0.separator = ";" }), .separatorWithoutSpace(field: "separator", text: ";")),
        (settings(.plain, .numbered, .init(arrangement: .grid, columns: 17)), .columns(17)),
        (settings(.plain, .numbered, .init(arrangement: .row, cell: .fixed(width: 8, height: 64))), .cell(width: 8, height: 64)),
    ]

    @Test(arguments: faults)
    func `settings that could render nothing are refused`(settings: ProjectSettings, fault: SettingsFault) {
        #expect(throws: fault) { try settings.validated() }
        #expect(fault.sentence.hasSuffix("."))
    }

    @Test func `a set's overrides win over its project`() {
        var state = teapots(["", ""])
        state.overrides = .init(template: .panels, scheme: .scene, layout: .init(arrangement: .column), targetResolution: 512)
        let effective = ProjectSettings.standard.effective(for: state)
        #expect(effective == .init(template: .panels, scheme: .scene, layout: .init(arrangement: .column), targetResolution: 512))
    }
}
