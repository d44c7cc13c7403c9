import Foundation
import Testing

@testable import PolyptychImporting

@Suite struct FolderPlanTests {
    @Test func `every folder of images is a set, and nesting makes the key`() throws {
        let tree = try TestTree()
        try tree.jpegs("chair/1.jpg", "chair/2.jpg", "kitchen/pot/a.jpg", "kitchen/pot/b.jpg")
        try tree.write("notes.md", "text")
        let plan = try tree.plan()
        #expect(plan.keys == ["chair", "kitchen-pot"])
        #expect(plan.kind == .folderPerSet)
        #expect(plan.sets.map(\.source) == ["chair", "kitchen/pot"])
        #expect(plan.issues.isEmpty)
    }

    @Test func `views stand in natural order, hashes of one length in plain order`() throws {
        let tree = try TestTree()
        try tree.jpegs("a/10.jpg", "a/9.jpg", "a/Img2.jpg", "b/95f7ee92.jpg", "b/528c608a.jpg", "b/d80a51d3.jpg")
        let plan = try tree.plan()
        #expect(plan.names("a") == ["9.jpg", "10.jpg", "Img2.jpg"])
        #expect(plan.names("b") == ["528c608a.jpg", "95f7ee92.jpg", "d80a51d3.jpg"])
    }

    @Test func `planning twice gives the same plan`() throws {
        let tree = try TestTree()
        for index in 0..<40 { try tree.jpegs("set \(index % 7)/\(index).jpg") }
        #expect(try tree.plan() == tree.plan())
    }

    @Test func `a plan survives its JSON`() throws {
        let tree = try TestTree()
        for index in 0..<20 { try tree.jpegs("s/\(index).jpg") }
        let plan = try tree.plan()
        #expect(try JSONDecoder().decode(ImportPlan.self, from: JSONEncoder().encode(plan)) == plan)
    }

    @Test func `wrapping folders and the folder of a single set give no part of a key they should not`() throws {
        let wrapped = try TestTree()
        try wrapped.jpegs("upload/photos/x/1.jpg", "upload/photos/y/1.jpg", "upload/photos/y/2.jpg")
        #expect(try wrapped.plan().keys == ["x", "y"])
        let single = try TestTree()
        try single.jpegs("lamp/1.jpg", "lamp/2.jpg")
        #expect(try single.plan().keys == ["lamp"])
    }

    @Test func `one image alone is a set of one view, a loose one beside sets is none`() throws {
        let tree = try TestTree()
        try tree.jpegs("cover.jpg", "a/1.jpg", "b/1.jpg", "b/2.jpg")
        let plan = try tree.plan()
        #expect(plan.keys == ["a", "b"])
        #expect(plan.codes == ["loose-image", "single-image"])
    }

    @Test func `a folder with more than sixteen images gives four and keeps the others as candidates`() throws {
        let tree = try TestTree()
        for index in 0..<29 { try tree.jpegs("walk/\(String(format: "%02d", index)).jpg") }
        let set = try #require(try tree.plan().sets.first)
        #expect(set.views.map(\.name) == ["00.jpg", "07.jpg", "14.jpg", "21.jpg"])
        #expect(set.candidates.count == 25)
        #expect(set.selection?.method == .spreadInTime)
    }

    @Test func `masks and smaller copies beside images are no sets`() throws {
        let tree = try TestTree()
        try tree.jpegs("seq/images/1.jpg", "seq/images/2.jpg", "seq/masks/1.jpg", "seq/masks/2.jpg", "seq/images_2/1.jpg", "other/1.jpg")
        #expect(try tree.plan().keys == ["other", "seq"])
    }

    @Test func `a limit counts what lies beyond it`() throws {
        let tree = try TestTree()
        for name in ["a", "b", "c"] { try tree.jpegs("\(name)/1.jpg", "\(name)/2.jpg") }
        let plan = try tree.plan(ImportOptions(limit: 2))
        #expect(plan.keys == ["a", "b"])
        #expect(plan.beyondLimit == 1)
    }

    @Test func `sidecar captions travel with their views and prompt-txt with its set`() throws {
        let tree = try TestTree()
        try tree.jpegs("a/1.jpg", "a/2.jpg", "a/3.jpg")
        try tree.write("a/1.txt", "\u{FEFF}a red chair \n")
        try tree.write("a/2.jpg.txt", "its back")
        try tree.write("a/3.txt", [0xFF, 0xFE, 0x41])
        try tree.write("a/prompt.txt", "[TWO-VIEWS] chair; [LEFT] a; [RIGHT] b")
        let plan = try tree.plan()
        let set = try #require(plan.sets.first)
        #expect(set.views.map(\.caption) == ["a red chair", "its back", nil])
        #expect(set.jointPrompt == PlannedPrompt(text: "[TWO-VIEWS] chair; [LEFT] a; [RIGHT] b", arrangement: .row))
        #expect(plan.codes == ["caption-not-text"])
    }

    @Test(arguments: [
        ("no/such/folder", ImportFault.notFound(path: "no/such/folder")),
    ])
    func `a folder that is not there is a fault of its own`(path: String, fault: ImportFault) throws {
        #expect(throws: fault) { try ImportPlanner().plan(root: path) }
    }

    @Test func `a file, an archive and an empty folder are told apart`() throws {
        let tree = try TestTree()
        try tree.write("a.txt", "x")
        try tree.write("b.zip", [0x50, 0x4B, 3, 4, 0, 0])
        try tree.make("empty")
        #expect(throws: ImportFault.notAFolder(path: tree.path("a.txt"))) { try ImportPlanner().plan(root: tree.path("a.txt")) }
        #expect(throws: ImportFault.isArchive(path: tree.path("b.zip"))) { try ImportPlanner().plan(root: tree.path("b.zip")) }
        #expect(throws: ImportFault.nothingFound(path: tree.path("empty"), wanted: .auto)) { try ImportPlanner().plan(root: tree.path("empty")) }
    }

    @Test func `options out of range are refused before anything is read`() {
        #expect(throws: ImportFault.optionOutOfRange(name: "Views per set", value: 17, allowed: 1...16)) {
            try ImportPlanner(options: .init(viewsPerSet: 17)).plan(root: "/")
        }
    }

    @Test func `options may leave out any field in JSON`() throws {
        #expect(try JSONDecoder().decode(ImportOptions.self, from: Data("{}".utf8)) == ImportOptions())
        let some = try JSONDecoder().decode(ImportOptions.self, from: Data(#"{"kind":"flat","pattern":"{set}_{view}","inPlace":true}"#.utf8))
        #expect(some == ImportOptions(kind: .flat, pattern: "{set}_{view}", inPlace: true))
    }

    @Test func `a cancelled planning stops`() throws {
        let tree = try TestTree()
        try tree.jpegs("a/1.jpg")
        #expect(throws: ImportFault.cancelled) { try ImportPlanner(isCancelled: { true }).plan(root: tree.root) }
    }
}
