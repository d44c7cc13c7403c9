import Foundation
import PolyptychImaging
import PolyptychSamples

/// The photographs that everything is measured on: rendered once, the same on every machine.
enum Photographs {
    /// Paths of JPEGs of 1200 × 1600 at quality 90, two for each folder, so that an import finds sets of two views.
    static func make(_ plan: BenchPlan) throws -> [String] {
        let root = URL(fileURLWithPath: plan.data).appendingPathComponent("photos-\(plan.photos)").standardizedFileURL
        let paths = (0..<plan.photos).map { root.appendingPathComponent(String(format: "set-%05d/view-%d.jpg", $0 / 2 + 1, $0 % 2 + 1)) }
        let missing = paths.indices.filter { !FileManager.default.fileExists(atPath: paths[$0].path) }
        if !missing.isEmpty { print("Rendering \(missing.count) photographs …") }
        for index in missing {
            try FileManager.default.createDirectory(at: paths[index].deletingLastPathComponent(), withIntermediateDirectories: true)
            let photo = SampleScenes.photo(width: 1200, height: 1600, seed: UInt64(index + 1))
            try Data(JPEGWriter.encode(photo, quality: 90)).write(to: paths[index], options: .atomic)
        }
        // Read once, so that every contestant finds them in the page cache.
        let bytes = try paths.reduce(0) { $0 + (try ImageFile.bytes(at: $1)).count }
        print(String(format: "%d photographs, %.0f KiB each", paths.count, Double(bytes) / 1024 / Double(paths.count)))
        return paths.map(\.path)
    }
}
