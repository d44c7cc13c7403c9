import Foundation
import Testing

@testable import PolyptychImporting

@Suite struct RobustWalkTests {
    @Test func `signatures decide what an image is, and everything else gets a remedy`() throws {
        let tree = try TestTree()
        try tree.write("s/ok.jpg", TestTree.jpeg)
        try tree.write("s/really.png", TestTree.jpeg)
        try tree.write("s/noext", TestTree.png)
        try tree.write("s/zero.jpg", [])
        try tree.write("s/text.jpg", "this is no picture")
        try tree.write("s/photo.webp", Array("RIFF\0\0\0\0WEBPVP8 ".utf8))
        try tree.write("s/disguised.jpg", Array("RIFF\0\0\0\0WEBPVP8 ".utf8))
        try tree.write("s/phone.heic", [0, 0, 0, 24] + Array("ftypheic\0\0\0\0".utf8))
        try tree.write("s/new.avif", [0, 0, 0, 24] + Array("ftypavif\0\0\0\0".utf8))
        try tree.write("s/scan.tif", [0x49, 0x49, 0x2A, 0])
        try tree.write("s/moving.gif", "GIF89a")
        try tree.write("s/pack.zip", [0x50, 0x4B, 3, 4])
        try tree.write("s/readme.md", "# text")
        let plan = try tree.plan()
        #expect(Set(plan.names(plan.keys[0])) == ["ok.jpg", "really.png", "noext"])
        let codes = Dictionary(uniqueKeysWithValues: plan.issues.map { (PathName.last(of: $0.path), $0.code) })
        #expect(
            codes == [
                "really.png": "wrong-extension", "zero.jpg": "empty-file", "text.jpg": "foreign-format", "photo.webp": "foreign-format",
                "disguised.jpg": "foreign-format", "phone.heic": "foreign-format", "new.avif": "foreign-format", "scan.tif": "foreign-format",
                "moving.gif": "foreign-format", "pack.zip": "archive",
            ])
        for issue in plan.issues { #expect(issue.sentence.contains("“") && issue.sentence.contains(";"), "\(issue.sentence)") }
    }

    @Test func `hidden files and what systems leave behind are passed over in silence`() throws {
        let tree = try TestTree()
        try tree.jpegs("a/1.jpg", "a/._1.jpg", "a/.hidden.jpg", "a/2.jpg", "__MACOSX/a/._1.jpg", ".git/x.jpg")
        try tree.write("a/Thumbs.db", "x")
        let plan = try tree.plan()
        #expect(plan.keys == ["a"])
        #expect(plan.names("a") == ["1.jpg", "2.jpg"])
        #expect(plan.issues.isEmpty)
    }

    @Test func `links that turn in circles end, and a folder linked twice is taken once`() throws {
        let tree = try TestTree()
        try tree.jpegs("a/1.jpg", "a/2.jpg")
        try tree.link("a/again", to: "..")
        try tree.link("z-latest", to: "a")
        try tree.link("a/gone.jpg", to: "nowhere.jpg")
        let plan = try tree.plan()
        #expect(plan.keys == ["a"])
        #expect(plan.names("a") == ["1.jpg", "2.jpg"])
        #expect(plan.codes.sorted() == ["broken-link", "folder-seen-before", "folder-seen-before"])
    }

    @Test func `a link to an image counts as the image`() throws {
        let tree = try TestTree()
        try tree.jpegs("store/1.jpg", "store/2.jpg")
        try tree.link("picked/one.jpg", to: "../store/1.jpg")
        try tree.link("picked/two.jpg", to: "../store/2.jpg")
        #expect(try tree.plan().keys == ["picked", "store"])
    }

    @Test func `names in any script keep their bytes and give clean keys`() throws {
        let tree = try TestTree()
        let names = ["two words", "quo'te\"s", "line\nbreak", "\u{202E}evil", "שלום", "v1.2", "emoji 👩‍👧", "tab\there"]
        for name in names { try tree.jpegs("\(name)/a b.jpg", "\(name)/c\"d.jpg") }
        let plan = try tree.plan()
        #expect(Set(plan.keys) == ["two words", "quo'te\"s", "line-break", "evil", "שלום", "v1-2", "emoji 👩‍👧", "tab-here"])
        for set in plan.sets { for view in set.views { #expect(FileSystem.isFile(plan.absolutePath(of: view)), "\(view.path)") } }
        #expect(plan.codes.filter { $0 == "key-altered" }.count == 4)
    }

    @Test func `folders that differ only in Unicode normalisation stay two sets with keys of their own`() throws {
        let tree = try TestTree()
        try tree.jpegs("caf\u{E9}/1.jpg", "caf\u{E9}/2.jpg", "cafe\u{301}/1.jpg", "cafe\u{301}/2.jpg", "cafe\u{301}/3.jpg")
        let plan = try tree.plan()
        #expect(plan.keys.map { Array($0.utf8) } == [Array("caf\u{E9}".utf8), Array("caf\u{E9}-2".utf8)].map { $0 })
        #expect(plan.sets.map(\.views.count).sorted() == [2, 3])
        for set in plan.sets { for view in set.views { #expect(FileSystem.isFile(plan.absolutePath(of: view))) } }
        #expect(plan.codes.contains("key-taken"))
    }

    @Test func `a name that is no Unicode is reported and the others are taken`() throws {
        let tree = try TestTree()
        try tree.jpegs("a/1.jpg", "a/2.jpg")
        let bad = Array((tree.path("a") + "/bad").utf8CString.dropLast()) + [CChar(bitPattern: 0xFF)] + Array(".jpg".utf8CString)
        let file = try #require(fopen(bad, "wb"))
        fwrite(TestTree.jpeg, 1, TestTree.jpeg.count, file)
        fclose(file)
        let plan = try tree.plan()
        #expect(plan.names("a") == ["1.jpg", "2.jpg"])
        #expect(plan.codes == ["name-not-unicode"])
    }

    @Test func `a folder that cannot be read is named and the others are taken`() throws {
        let tree = try TestTree()
        try tree.jpegs("a/1.jpg", "a/2.jpg")
        // A path longer than the system takes can be made step by step, but not opened in one; nobody may read it, not even root.
        let name = String(repeating: "d", count: 200)
        var folder = open(tree.root, O_RDONLY)
        for _ in 0..<21 {
            try #require(mkdirat(folder, name, 0o755) == 0)
            let next = openat(folder, name, O_RDONLY)
            close(folder)
            folder = next
        }
        close(folder)
        let plan = try tree.plan()
        #expect(plan.keys == ["a"])
        #expect(plan.codes == ["unreadable-folder"])
        #expect(plan.issues[0].sentence.contains("permission"))
        _ = system("rm -rf '\(tree.root)/\(name)'")
    }

    @Test(arguments: [("b", "A", false), ("2", "10", true), ("a2b", "a10b", true), ("007", "7", true), ("x", "x1", true), ("A", "a", true), ("", "a", true)])
    func `natural order`(left: String, right: String, isBefore: Bool) {
        #expect(NaturalOrder.isBefore(left, right) == isBefore)
        #expect(NaturalOrder.isBefore(right, left) == !isBefore)
    }

    @Test func `natural order is total`() {
        let names = ["a1", "a01", "a001", "a10", "a9", "A1", "a", "", "1", "01", "é", "e\u{301}", "a1b2", "a1b10", "a/b", "a-b"]
        for a in names {
            #expect(!NaturalOrder.isBefore(a, a))
            for b in names where !a.utf8.elementsEqual(b.utf8) {
                #expect(NaturalOrder.isBefore(a, b) != NaturalOrder.isBefore(b, a), "\(a) and \(b)")
                for c in names where NaturalOrder.isBefore(a, b) && NaturalOrder.isBefore(b, c) { #expect(NaturalOrder.isBefore(a, c), "\(a) \(b) \(c)") }
            }
        }
    }

    @Test(arguments: [
        ("a.b/c\\d", "a-b-c-d"), ("  x  ", "x"), ("...", "set"), ("", "set"), ("e\u{301}", "\u{E9}"), ("a\u{0}b\u{7F}", "a-b"), ("\u{200F}abc", "abc"),
    ])
    func `keys hold no dots, slashes or control characters`(name: String, key: String) {
        #expect(Array(SetKeys.key(of: name).utf8) == Array(key.utf8))
    }

    @Test func `keys stay short enough for file names and unique without touching others`() {
        #expect(SetKeys.key(of: String(repeating: "é", count: 500)).utf8.count <= SetKeys.longest)
        #expect(SetKeys.unique(["a", "a", "a-2", "a"]) == ["a", "a-3", "a-2", "a-4"])
    }
}
