import Foundation
import Testing

@testable import PolyptychImporting

@Suite struct MVImgNetTests {
    private func tree() throws -> TestTree {
        let tree = try TestTree()
        for (folder, objects) in [("0", ["0b0ca9e1", "1c00b7d2"]), ("2", ["00000050"]), ("187", ["1d00c6a3", "ffffffff", "1e00a5f4"])] {
            for object in objects { for frame in 1...6 { try tree.jpegs("\(folder)/\(object)/images/\(String(format: "%03d", frame)).jpg") } }
        }
        return tree
    }

    @Test func `class folders are indexed with names from a file with gaps, commas, spaces and odd lines`() throws {
        let tree = try tree()
        try tree.write("mvimgnet_category.txt", "0,bag\n2,wahser\r\n187,Adapter(Water pipe), small \nnot a class\n300,unused\n")
        try tree.jpegs("2/odd name/images/1.jpg")
        try tree.write("2/readme.txt", "x")
        let index = try MVImgNetIndex.scan(root: tree.root)
        #expect(
            index.summary == [
                .init(folder: "0", name: "bag", objects: 2), .init(folder: "2", name: "wahser", objects: 2),
                .init(folder: "187", name: "Adapter(Water pipe), small", objects: 3),
            ])
        #expect(index.objects == 7)
        #expect(Set(index.issues.map(\.code)) == ["category-line", "object-name-odd"])
    }

    @Test func `an object is one set with its class as category, whatever the tree lies in`() throws {
        let tree = try tree()
        try tree.write("mvimgnet_category.txt", "0,bag\n187,Pineapple\n")
        let plan = try tree.plan()
        #expect(plan.kind == .mvimgnet)
        #expect(plan.keys == ["0-0b0ca9e1", "0-1c00b7d2", "2-00000050", "187-1d00c6a3", "187-1e00a5f4", "187-ffffffff"])
        #expect(plan.sets.map(\.category) == ["bag", "bag", "object", "Pineapple", "Pineapple", "Pineapple"])
        #expect(plan.sets[0].views.map(\.name) == ["001.jpg", "002.jpg", "004.jpg", "005.jpg"])
        #expect(plan.sets[0].candidates.map(\.name) == ["003.jpg", "006.jpg"])
        #expect(plan.codes == ["category-unknown"])
    }

    @Test func `the category file may lie beside the root, be chosen, or be the JSON of MVImgNet 2`() throws {
        let tree = try TestTree()
        try tree.jpegs("data/7/0b0ca9e1/images/1.jpg")
        try tree.write("mvimgnet2_category.json", #"{"7": "stove", "x": 3}"#)
        try tree.write("chosen.txt", "7,oven")
        #expect(try MVImgNetIndex.scan(root: tree.path("data")).classes.map(\.name) == ["stove"])
        #expect(try MVImgNetIndex.scan(root: tree.path("data"), categories: tree.path("chosen.txt")).classes.map(\.name) == ["oven"])
    }

    @Test func `classes are chosen by number or name, a number takes from each class in turn`() throws {
        let tree = try tree()
        try tree.write("mvimgnet_category.txt", "0,bag\n2,wahser\n187,Pineapple\n")
        #expect(try tree.plan(.init(kind: .mvimgnet, classes: ["pineapple", "2"])).sets.map(\.category) == ["wahser", "Pineapple", "Pineapple", "Pineapple"])
        let few = try tree.plan(.init(kind: .mvimgnet, limit: 4))
        #expect(few.keys == ["0-0b0ca9e1", "0-1c00b7d2", "2-00000050", "187-1d00c6a3"])
        #expect(few.beyondLimit == 2)
        #expect(throws: ImportFault.classUnknown(name: "apple", nearest: ["Pineapple"])) { try tree.plan(.init(kind: .mvimgnet, classes: ["apple"])) }
    }

    @Test func `a seed draws other objects, and the same ones every time`() throws {
        let tree = try TestTree()
        for index in 0..<60 { try tree.jpegs("3/\(String(format: "%08x", index * 7919))/images/1.jpg") }
        let one = try tree.plan(.init(kind: .mvimgnet, limit: 10, seed: 1)).keys
        #expect(try tree.plan(.init(kind: .mvimgnet, limit: 10, seed: 1)).keys == one)
        #expect(try tree.plan(.init(kind: .mvimgnet, limit: 10, seed: 2)).keys != one)
        #expect(Set(one).count == 10)
    }

    @Test func `drawing without end takes every object once`() {
        var order = ObjectOrder(count: 100, seed: 5)
        var drawn: [Int] = []
        while let next = order.next() { drawn.append(next) }
        #expect(drawn.sorted() == Array(0..<100))
        #expect(drawn != Array(0..<100))
        #expect(order.left == 0)
    }

    @Test func `an object without images does not use up the number`() throws {
        let tree = try TestTree()
        try tree.make("1/00000001/images")
        try tree.make("1/00000002")
        try tree.jpegs("1/00000003/images/1.jpg", "1/00000004/images/1.jpg")
        let plan = try tree.plan(.init(kind: .mvimgnet, limit: 2))
        #expect(plan.keys == ["1-00000003", "1-00000004"])
        #expect(plan.codes.filter { $0 == "no-images" }.count == 2)
    }

    @Test func `poses beside an object give its views angles`() throws {
        let tree = try TestTree()
        try tree.write("53/1e00a5f4/sparse/0/images.bin", ColmapFiles.images(SceneTests.images()))
        try tree.write("53/1e00a5f4/sparse/0/cameras.bin", [])
        for index in 0..<12 { try tree.jpegs(String(format: "53/1e00a5f4/images/%02d.jpg", index)) }
        let set = try #require(try tree.plan().sets.first)
        #expect(set.kind == .mvimgnet)
        #expect(set.selection?.method == .posesAroundPoint)
        #expect(set.views.map(\.name) == ["00.jpg", "03.jpg", "06.jpg", "09.jpg"])
    }
}
