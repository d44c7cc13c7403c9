import PolyptychImaging
import PolyptychSamples
import PolyptychTestSupport
import Testing

@Suite struct SampleTests {
    private static let sets = Array(SampleScenes.render(sets: 16, seed: 1, longestSide: 48))

    @Test func `a seed gives the same sets, another seed others`() {
        let again = SampleScenes.set(3, seed: 1, longestSide: 48)
        #expect(again.views.map(\.bytes) == Self.sets[3].views.map(\.bytes))
        #expect(SampleScenes.set(3, seed: 2, longestSide: 48).views.map(\.bytes) != again.views.map(\.bytes))
    }

    @Test func `pictures are what their names and sizes say`() throws {
        for set in Self.sets {
            #expect((2...4).contains(set.views.count))
            for view in set.views {
                let header = try ImageReader.header(of: view.bytes)
                #expect(view.name.hasSuffix(header.format.fileExtension))
                #expect(header.width == view.width && header.height == view.height && max(header.width, header.height) == 48)
                #expect(try Fingerprint.measure(ImageReader.decode(view.bytes)).contrast > 5, "\(set.key) \(view.name) shows something")
            }
        }
    }

    @Test func `keys, names and captions are fit for use`() {
        let sets = Self.sets
        #expect(Set(sets.map(\.key)).count == sets.count)
        #expect(Set(sets.map(\.category)).count == 16)
        for set in sets {
            #expect(!set.key.contains { ".//\\ ".contains($0) })
            #expect(Set(set.views.map(\.name)).count == set.views.count)
            for view in set.views { #expect(!view.caption.isEmpty && !view.caption.hasSuffix(".") && !view.caption.contains("\n")) }
        }
    }

    @Test func `a caption says where the mug's handle is, and the pixels agree`() throws {
        // Any mug whose handle has a colour of its own: count its pixels left and right of the middle.
        let mug = try #require(stride(from: 0, to: 160, by: 16).lazy.map { SampleScenes.set($0, seed: 4, longestSide: 120) }
            .first { set in set.views.contains { $0.caption.contains("black handle on the") } })
        for view in mug.views {
            let side = view.caption.contains("handle on the right") ? 1 : view.caption.contains("handle on the left") ? -1 : 0
            guard side != 0 else { continue }
            let bitmap = try ImageReader.decode(view.bytes)
            var balance = 0
            for y in 0..<bitmap.height {
                for x in 0..<bitmap.width {
                    let pixel = bitmap[x, y]
                    if max(pixel.red, pixel.green, pixel.blue) < 60 { balance += x > bitmap.width / 2 ? 1 : -1 }
                }
            }
            #expect(balance.signum() == side, "\(view.caption): \(balance)")
        }
    }

    @Test func `the pose turns and moves the world into the camera`() throws {
        for view in Self.sets[0].views {
            let r = view.pose.rotation
            for i in 0..<3 {
                for j in 0..<3 {
                    let product = (0..<3).reduce(0.0) { $0 + r[i][$1] * r[j][$1] }
                    #expect(abs(product - (i == j ? 1 : 0)) < 1e-5, "rows are at right angles")
                }
            }
            // The camera's place is −Rᵀt; its direction from the object is the angles'.
            let place = (0..<3).map { column in -(0..<3).reduce(0.0) { $0 + r[$1][column] * view.pose.translation[$1] } }
            let flat = (place[0] * place[0] + place[2] * place[2]).squareRoot()
            #expect(flat > 1)
            #expect(view.angles.elevation > 0 && place[1] > 0)
        }
    }

    @Test func `a photograph for benches compresses like one`() {
        let photo = SampleScenes.photo(width: 240, height: 320, seed: 1)
        let bytes = JPEGWriter.encode(photo, quality: 90).count
        #expect((8_000...40_000).contains(bytes), "\(bytes)")
    }
}
