import Foundation
import PolyptychCuration
import Testing

@testable import PolyptychImporting

@Suite struct CaptionTests {
    static let targets = [
        CaptionMatcher.Target(key: "chair", source: "photos/chair", files: ["photos/chair/01.jpg", "photos/chair/back.jpg"]),
        CaptionMatcher.Target(key: "pot-1", source: "photos/pot.1", files: ["photos/pot.1/01.jpg", "photos/pot.1/02.jpg"]),
        CaptionMatcher.Target(key: "Lamp", source: "photos/Lamp", files: ["photos/Lamp/a.jpg"]),
    ]

    private func match(_ text: String) throws -> CaptionMatcher.Matches { CaptionMatcher.match(try CaptionFile(text: text, name: "c"), to: Self.targets) }

    @Test func `rows of joint prompts match by key, folder or key in another case`() throws {
        let matches = try match(
            """
            {"set": "chair", "layout": "grid", "prompt": "P1", "faults": ["x"]}

            {"key": "pot.1", "text": "P2"}
            {"set": "lamp", "joint_prompt": "P3", "summary": "S"}
            """)
        #expect(matches.texts.map(\.prompt) == [PlannedPrompt(text: "P1", arrangement: .grid), PlannedPrompt(text: "P2"), PlannedPrompt(text: "P3")])
        #expect(matches.texts[2].summary == "S")
        #expect(matches.report.matchedRows == 3)
        #expect(matches.report.setsWithoutText.isEmpty)
    }

    @Test(arguments: [
        (#"{"set": "chair", "file": "sets/chair/01.jpg", "caption": "C"}"#, 0, 0), (#"{"file": "chair/01.jpg", "caption": "C"}"#, 0, 0),
        (#"{"file_name": "back.jpg", "text": "C"}"#, 0, 1), (#"{"file": "BACK", "caption": "C"}"#, 0, 1), (#"{"image": ".\\pot.1\\02.jpg", "caption": "C"}"#, 1, 1),
        (#"{"file": "/data/old/photos/Lamp/a.jpg", "caption": "C"}"#, 2, 0), (#"{"file": "02.png", "caption": "C"}"#, 1, 1),
        (#"{"set": "pot-1", "file": "01.jpg", "caption": "C"}"#, 1, 0),
    ])
    func `rows of captions match by path, name or stem`(line: String, set: Int, position: Int) throws {
        let matches = try match(line)
        #expect(matches.texts[set].captions == [position: "C"])
        #expect(matches.report.unmatched.isEmpty)
    }

    @Test(arguments: [
        (#"{"file": "01.jpg", "caption": "C"}"#, "fits 2 images"), (#"{"file": "zz.jpg", "caption": "C"}"#, "No image is called"),
        (#"{"set": "sofa", "prompt": "P"}"#, "There is no set"), (#"{"set": "sofa", "file": "01.jpg", "caption": "C"}"#, "There is no set"),
        (#"{"caption": "C"}"#, "names no set and no file"), (#"{"set": "chair"}"#, "has no text"), (#"{"set": "#, "not a JSON object"),
    ])
    func `rows that match nothing are reported with what to do`(line: String, words: String) throws {
        let matches = try match(line)
        #expect(matches.report.matchedRows == 0)
        #expect(matches.report.unmatched.count == 1)
        #expect(matches.report.unmatched[0].sentence.contains(words))
        #expect(matches.report.setsWithoutText == ["chair", "pot-1", "Lamp"])
    }

    @Test func `CSV with quotes, line breaks, other separators or no header`() throws {
        let quoted = try match("set,prompt\r\nchair,\"a \"\"red\"\" chair,\nin two lines\"\r\npot-1,plain\r\n")
        #expect(quoted.texts[0].prompt?.text == "a \"red\" chair,\nin two lines")
        #expect(quoted.texts[1].prompt?.text == "plain")
        #expect(try match("File;Caption\nback.jpg;the back\n").texts[0].captions == [1: "the back"])
        #expect(try match("key\tlayout\ttext\nchair\trow\tx, y\n").texts[0].prompt == PlannedPrompt(text: "x, y", arrangement: .row))
        #expect(try match("chair,a chair\nback.jpg,the back\n").texts[0] == .init(prompt: PlannedPrompt(text: "a chair"), captions: [1: "the back"]))
    }

    @Test func `lines are numbered as an editor numbers them`() throws {
        let file = try CaptionFile(text: "set,prompt\n\"a\",\"x\ny\"\nnope\n", name: "c")
        #expect(file.rows.map(\.line) == [2])
        #expect(file.badRows.map(\.line) == [4])
    }

    @Test func `a list in JSON is read like lines`() throws {
        #expect(try match(#"[{"set": "chair", "prompt": "P"}]"#).texts[0].prompt?.text == "P")
    }

    @Test func `captions reach views, candidates and sets of a plan`() throws {
        let tree = try TestTree()
        for index in 0..<20 { try tree.jpegs("walk/\(String(format: "%02d", index)).jpg") }
        try tree.jpegs("pair/a.jpg", "pair/b.jpg")
        try tree.write("../\(PathName.last(of: tree.root)).jsonl", #"{"set":"pair","prompt":"P"}"# + "\n" + #"{"file":"walk/00.jpg","caption":"first"}"# + "\n" + #"{"file":"walk/03.jpg","caption":"later"}"#)
        defer { unlink(tree.root + ".jsonl") }
        let plan = try tree.plan(.init(captions: tree.root + ".jsonl"))
        #expect(plan.sets.map { $0.jointPrompt?.text } == ["P", nil])
        #expect(plan.sets[1].views[0].caption == "first")
        #expect(plan.sets[1].candidates.first { $0.name == "03.jpg" }?.caption == "later")
        #expect(plan.captions?.matchedRows == 3)
    }

    @Test func `a file that is no text is refused by name`() throws {
        let tree = try TestTree()
        try tree.write("c.csv", [0xFF, 0xFE, 0, 1])
        #expect(throws: ImportFault.captionsUnreadable(path: tree.path("c.csv"), why: "it is not UTF-8 text")) { try CaptionFile(path: tree.path("c.csv")) }
    }
}
