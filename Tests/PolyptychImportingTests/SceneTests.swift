import Foundation
import Testing

@testable import PolyptychImporting

@Suite struct SceneTests {
    static let turn = stride(from: 0.0, to: 360, by: 30).map { TurnCamera(azimuth: $0, elevation: 20) }

    static func images(_ cameras: [TurnCamera] = turn) -> [ColmapFiles.Image] {
        cameras.enumerated().map { ColmapFiles.Image(id: Int32($0 * 3 + 5), name: String(format: "%02d.jpg", $0), camera: $1, points: $0 % 3) }
    }

    @Test func `binary, text and transforms give the same poses`() throws {
        let tree = try TestTree()
        let images = Self.images()
        try tree.write("m/images.bin", ColmapFiles.images(images))
        try tree.write("m/images.txt", ColmapFiles.text(images))
        let frames = images.map { "{\"file_path\": \"./images/\($0.name)\", \"transform_matrix\": \($0.camera.matrix)}" }
        try tree.write("transforms.json", "{\"w\": 1080.0, \"h\": 1920.0, \"frames\": [\(frames.joined(separator: ","))]}")
        let binary = try ColmapModel(binary: tree.path("m/images.bin"))
        let text = try ColmapModel(text: tree.path("m/images.txt"))
        let transforms = try TransformsFile(path: tree.path("transforms.json"))
        #expect(binary.images.map(\.name) == images.map(\.name))
        #expect(binary.images.map(\.id) == images.map { Int($0.id) })
        for index in images.indices {
            let poses = [binary.images[index].pose, text.images[index].pose, try #require(transforms.frames[index].pose)]
            for pose in poses {
                #expect((pose.center - images[index].camera.center).length < 1e-9)
                #expect((pose.forward - poses[0].forward).length < 1e-9)
                #expect((pose.up - poses[0].up).length < 1e-9)
            }
        }
    }

    @Test func `the views of a turn stand far apart, in the order of the turn, with angles from its axis`() throws {
        let tree = try TestTree()
        try tree.write("sparse/0/images.bin", ColmapFiles.images(Self.images()))
        try tree.write("sparse/0/cameras.bin", ColmapFiles.number(UInt64(0)))
        try tree.write("sparse/0/rigs.bin", [1, 2, 3])
        try tree.write("sparse/0/frames.bin", [1, 2, 3])
        for index in 0..<12 { try tree.jpegs(String(format: "images/%02d.jpg", index)) }
        let plan = try tree.plan()
        #expect(plan.kind == .colmap)
        let set = try #require(plan.sets.first)
        #expect(set.views.map(\.name) == ["00.jpg", "03.jpg", "06.jpg", "09.jpg"])
        #expect(set.candidates.count == 8)
        #expect(set.selection?.method == .posesAroundPoint)
        // Four cameras at 20° on a turn: neighbours are acos(sin² 20°) apart.
        #expect(abs((set.selection?.smallestAngle ?? 0) - 83.28) < 0.02)
        #expect(set.selection?.angles.count == 6)
        for view in set.views + set.candidates { #expect(abs((view.angles?.elevation ?? 0) - 20) < 0.02) }
        let azimuths = set.views.compactMap(\.angles?.azimuth)
        for (one, next) in zip(azimuths, azimuths.dropFirst()) {
            let step = (next - one + 360).truncatingRemainder(dividingBy: 360)
            #expect(abs(step - 90) < 0.02)
        }
        #expect(plan.issues.isEmpty)
    }

    @Test func `a text model with empty second lines, spaces and subfolders in names`() throws {
        let tree = try TestTree()
        let images = [
            ColmapFiles.Image(id: 0, name: "cam 1/front view.jpg", camera: Self.turn[0]),
            ColmapFiles.Image(id: 9, name: "cam 1/b.jpg", camera: Self.turn[4], points: 1),
            ColmapFiles.Image(id: 4, name: "cam 2/c.jpg", camera: Self.turn[8]),
        ]
        try tree.write("sparse/images.txt", ColmapFiles.text(images))
        try tree.write("sparse/cameras.txt", "# none\n")
        for image in images { try tree.jpegs("images/\(image.name)") }
        let set = try #require(try tree.plan().sets.first)
        #expect(Set(set.views.map(\.path)) == ["images/cam 1/front view.jpg", "images/cam 1/b.jpg", "images/cam 2/c.jpg"])
        #expect(set.views.allSatisfy { $0.angles != nil })
    }

    @Test func `missing frames are counted, frames outside are refused, frames without pose are candidates`() throws {
        let tree = try TestTree()
        var images = Self.images()
        images[10].name = "../secret.jpg"
        images[11].name = "/etc/passwd"
        try tree.write("sparse/0/images.bin", ColmapFiles.images(images))
        try tree.write("sparse/0/cameras.bin", [])
        try tree.jpegs("secret.jpg")
        for index in 0..<8 { try tree.jpegs(String(format: "images/%02d.jpg", index)) }
        try tree.jpegs("images/extra.jpg")
        let plan = try tree.plan(ImportOptions(kind: .colmap))
        #expect(Set(plan.codes) == ["frames-missing", "frames-outside", "frames-without-pose"])
        let set = try #require(plan.sets.first)
        #expect((set.views + set.candidates).map(\.name).sorted() == (0..<8).map { String(format: "%02d.jpg", $0) } + ["extra.jpg"])
        #expect(set.candidates.last?.angles == nil)
        #expect(plan.issues.first { $0.code == "frames-missing" }?.sentence.contains("2 of the 12") == true)
    }

    @Test func `transforms with backslashes, without extensions and with absent files`() throws {
        let tree = try TestTree()
        let names = ["train\\\\r_0", "./train/r_1", "train/r_2.png", "train/r_3"]
        let frames = zip(names, [0, 4, 8, 2]).map { "{\"file_path\": \"\($0)\", \"transform_matrix\": \(Self.turn[$1].matrix)}" }
        try tree.write("transforms.json", "{\"camera_angle_x\": 0.69, \"frames\": [\(frames.joined(separator: ","))]}")
        for index in 0..<3 { try tree.write("train/r_\(index).png", TestTree.png) }
        let plan = try tree.plan()
        #expect(plan.kind == .transforms)
        #expect(plan.sets.first?.views.map(\.name) == ["r_0.png", "r_1.png", "r_2.png"])
        #expect(plan.codes == ["frames-missing"])
    }

    @Test(arguments: [0, 7, 8, 71, 72, 150])
    func `a model cut short is named and its images are taken without poses`(length: Int) throws {
        let tree = try TestTree()
        try tree.write("scene/sparse/0/images.bin", Array(ColmapFiles.images(Self.images()).prefix(length)))
        try tree.write("scene/sparse/0/cameras.bin", [])
        try tree.jpegs("scene/images/00.jpg", "scene/images/01.jpg", "other/1.jpg")
        let plan = try tree.plan()
        #expect(plan.keys == ["other", "scene"])
        #expect(plan.codes.contains("model-unreadable"))
    }

    @Test func `a model that promises more images than its bytes can hold is refused before memory is taken`() {
        let bytes = ColmapFiles.number(UInt64.max) + [UInt8](repeating: 0, count: 200)
        #expect(throws: ColmapModel.Fault.truncated(image: 0, of: .max)) { try bytes.withUnsafeBytes { try ColmapModel.parse($0) } }
    }

    @Test func `cameras that walk down a street are told apart by direction and place`() throws {
        let poses = (0..<20).map { CameraPose(center: SIMD3(Double($0), 0, 0), forward: SIMD3(1, 0, 0), up: SIMD3(0, 0, 1)) }
        let rig = CameraRig(poses)
        #expect(rig.lookAt == nil)
        #expect(ViewChooser.choose(3, from: rig) == [0, 9, 19] || ViewChooser.choose(3, from: rig) == [0, 10, 19])
    }

    @Test func `cameras that turn their backs on a point look at none`() {
        let outward = Self.turn.map { camera in
            let direction = camera.center.normalized!
            return CameraPose(center: direction, forward: direction, up: SIMD3(0, 0, 1))
        }
        #expect(CameraRig(outward).lookAt == nil)
        #expect(CameraRig(outward.map { CameraPose(center: $0.center, forward: -$0.forward, up: $0.up) }).lookAt != nil)
    }

    @Test func `a pinned frame is among the chosen`() throws {
        let rig = CameraRig(Self.turn.map { CameraPose(cameraToWorld: $0.matrix)! })
        for pin in 0..<12 { #expect(ViewChooser.choose(3, from: rig, pinned: [pin]).contains(pin)) }
    }

    @Test(arguments: 2...6)
    func `the greedy choice is at least half as spread as the best`(count: Int) throws {
        // Gonzalez's bound, on a sphere of random cameras from a fixed generator.
        var state: UInt64 = 7
        func random() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
        let cameras = (0..<14).map { _ in TurnCamera(azimuth: random() * 360, elevation: random() * 120 - 60) }
        let rig = CameraRig(cameras.map { CameraPose(cameraToWorld: $0.matrix)! })
        func spread(_ views: [Int]) -> Double {
            views.indices.flatMap { a in views.indices.filter { $0 > a }.map { rig.angle(views[a], views[$0]) } }.min() ?? 0
        }
        var best = 0.0
        func extend(_ views: [Int], from next: Int) {
            if views.count == count { best = max(best, spread(views)) } else if next < 14 {
                extend(views + [next], from: next + 1)
                extend(views, from: next + 1)
            }
        }
        extend([], from: 0)
        let chosen = spread(ViewChooser.choose(count, from: rig))
        #expect(chosen >= best / 2 && chosen <= best + 1e-9)
    }
}
