import Foundation
import PolyptychCuration
import Testing

@Suite struct SetEditCodingTests {
    static let edits: [(SetEdit, String)] = [
        (.setCaption(view: "a", text: "x"), #"{"edit":"setCaption","text":"x","view":"a"}"#),
        (.setSegment(view: "a", text: "x"), #"{"edit":"setSegment","text":"x","view":"a"}"#),
        (.detachSegment(view: "a", text: "x"), #"{"edit":"detachSegment","text":"x","view":"a"}"#),
        (.attachSegment(view: "a"), #"{"edit":"attachSegment","view":"a"}"#),
        (.setSummary(text: "x"), #"{"edit":"setSummary","text":"x"}"#),
        (.setHeader(header: .custom("SHOTS")), #"{"edit":"setHeader","header":{"custom":"SHOTS"}}"#),
        (.setText(text: "x"), #"{"edit":"setText","text":"x"}"#),
        (.makeStructured, #"{"edit":"makeStructured"}"#),
        (.makeVerbatim, #"{"edit":"makeVerbatim"}"#),
        (.reorder(views: ["b", "a"]), #"{"edit":"reorder","views":["b","a"]}"#),
        (.moveView(view: "a", to: 1), #"{"edit":"moveView","to":1,"view":"a"}"#),
        (.removeView(view: "a"), #"{"edit":"removeView","view":"a"}"#),
        (.setCrop(view: "a", crop: nil), #"{"crop":null,"edit":"setCrop","view":"a"}"#),
        (.setFocus(view: "a", focus: .init(x: 1, y: 2)), #"{"edit":"setFocus","focus":{"x":1,"y":2},"view":"a"}"#),
        (.setFacts(view: "a", facts: nil), #"{"edit":"setFacts","facts":null,"view":"a"}"#),
        (.setLayout(layout: .init(arrangement: .row)), #"{"edit":"setLayout","layout":{"arrangement":"row","cell":"square","fit":"cover"}}"#),
        (.setTemplate(template: nil), #"{"edit":"setTemplate","template":null}"#),
        (.setScheme(scheme: .custom("V{n}")), #"{"edit":"setScheme","scheme":{"custom":"V{n}"}}"#),
        (.setTargetResolution(targetResolution: 512), #"{"edit":"setTargetResolution","targetResolution":512}"#),
        (.setCategory(category: nil), #"{"category":null,"edit":"setCategory"}"#),
        (.setTags(tags: ["x"]), #"{"edit":"setTags","tags":["x"]}"#),
        (.rename(key: "k"), #"{"edit":"rename","key":"k"}"#),
        (.markReady, #"{"edit":"markReady"}"#),
        (.markDraft, #"{"edit":"markDraft"}"#),
        (.accept, #"{"edit":"accept"}"#),
        (.reject(reason: "dark"), #"{"edit":"reject","reason":"dark"}"#),
        (.reopen, #"{"edit":"reopen"}"#),
        (.dismiss(finding: "f", code: .freeText, by: "Ada", why: "so"), #"{"by":"Ada","code":"free-text","edit":"dismiss","finding":"f","why":"so"}"#),
        (.undismiss(finding: "f"), #"{"edit":"undismiss","finding":"f"}"#),
        (.delete, #"{"edit":"delete"}"#),
        (.restore, #"{"edit":"restore"}"#),
    ]

    @Test(arguments: edits)
    func `an edit is its case's name with its values beside it`(edit: SetEdit, json: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(String(decoding: try encoder.encode(edit), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(SetEdit.self, from: Data(json.utf8)) == edit)
    }

    @Test func `edits that carry a view or an image come back whole`() throws {
        let view = teapots(["x"]).views[0]
        for edit in [SetEdit.addView(view: view, at: 2), .replaceImage(view: "a", image: view.image)] {
            #expect(try JSONDecoder().decode(SetEdit.self, from: JSONEncoder().encode(edit)) == edit)
        }
    }

    @Test func `a missing optional value means none`() throws {
        #expect(try JSONDecoder().decode(SetEdit.self, from: Data(#"{"edit":"setCrop","view":"a"}"#.utf8)) == .setCrop(view: "a", crop: nil))
    }

    @Test func `an unknown edit is refused by name`() {
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(SetEdit.self, from: Data(#"{"edit":"paint","view":"a"}"#.utf8))
        }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(context.debugDescription.contains("\"paint\" is no edit"))
    }

    @Test func `a state's canonical JSON reads back to the same state and the same bytes`() throws {
        var state = teapots(["front/back", "café"])
        state.overrides.scheme = .custom("V{n}")
        state.views[0].angles = .init(azimuth: 12.5, elevation: .infinity)
        let read = try SetState(canonicalJSON: state.canonicalJSON())
        #expect(read == state)
        #expect(read.canonicalJSON() == state.canonicalJSON())
    }
}
