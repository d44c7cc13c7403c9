@testable import PolyptychImaging
import PolyptychCuration
import PolyptychTestSupport
import Testing

/// Fixed point: the same bytes from every variant of the kernel and from the plain version.
@Suite struct ResamplerTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        var from: (Int, Int)
        var source: FineRect
        var to: (Int, Int)
        var testDescription: String { "\(from) \(source) → \(to)" }
    }

    static let shapes = [
        Shape(from: (97, 61), source: FineRect(x: 0, y: 0, width: 97, height: 61), to: (32, 32)),
        Shape(from: (97, 61), source: FineRect(x: 3.5, y: 1.125, width: 80.25, height: 57.875), to: (40, 19)),
        Shape(from: (20, 30), source: FineRect(x: 0, y: 0, width: 20, height: 30), to: (64, 48)),
        Shape(from: (64, 64), source: FineRect(x: 10, y: 20, width: 1, height: 1), to: (16, 5)),
        Shape(from: (1, 1), source: FineRect(x: 0, y: 0, width: 1, height: 1), to: (9, 7)),
        Shape(from: (200, 3), source: FineRect(x: 0, y: 0, width: 200, height: 3), to: (1, 3)),
        Shape(from: (43, 85), source: FineRect(x: 0, y: 0, width: 43, height: 85), to: (22, 33)),
    ]

    @Test(arguments: shapes, [Filter.lanczos3, .area]) func `every variant equals the plain version`(_ shape: Shape, filter: Filter) {
        let noise = FixtureImages.noise(width: shape.from.0, height: shape.from.1, seed: 21)
        let want = PlainResampler.resize(noise, source: shape.source, width: shape.to.0, height: shape.to.1, filter: filter)
        for variant in 0..<Resampler.variants {
            var got = Bitmap(width: shape.to.0, height: shape.to.1)
            Resampler.resize(noise, source: shape.source, into: &got, at: got.bounds, filter: filter, variant: variant)
            #expect(got == want, "variant \(variant)")
        }
    }

    /// Recorded once; a processor, a compiler or a libm that changes a byte changes a hash.
    @Test func `bytes are the ones that were recorded`() throws {
        var lines = ""
        for (index, shape) in Self.shapes.enumerated() {
            for filter in [Filter.lanczos3, .area] {
                var got = Bitmap(width: shape.to.0, height: shape.to.1)
                let noise = FixtureImages.noise(width: shape.from.0, height: shape.from.1, seed: 21)
                Resampler.resize(noise, source: shape.source, into: &got, at: got.bounds, filter: filter)
                lines += "\(index) \(filter.rawValue) \(hash(got.pixels))\n"
            }
        }
        try expectGolden(lines, "resampler.txt")
    }

    @Test(arguments: [(7, 3), (512, 511), (100, 1), (3, 300), (1000, 37)]) func `weights add up to one exactly`(_ sizes: (Int, Int)) {
        for filter in [Filter.lanczos3, .area] {
            let axis = ResampleAxis(start: 0, length: Double(sizes.0), size: sizes.0, outputs: sizes.1, filter: filter)
            for output in 0..<sizes.1 {
                let first = Int(axis.offsets[output]), weights = axis.weights[first..<first + Int(axis.counts[output])]
                #expect(weights.reduce(0) { $0 + Int($1) } == ResampleAxis.one)
                #expect(axis.firsts[output] >= 0 && Int(axis.firsts[output] + axis.counts[output]) <= sizes.0)
            }
        }
    }

    @Test func `a plain ground stays what it is`() {
        let ground = Bitmap(width: 90, height: 70, filled: (13, 250, 128))
        let resized = Resampler.resize(ground, width: 31, height: 47)
        #expect(resized == Bitmap(width: 31, height: 47, filled: (13, 250, 128)))
    }

    @Test func `what lies outside the source has no influence`() {
        let inner = FixtureImages.bitmap(width: 40, height: 40)
        var framed = Bitmap(width: 60, height: 60, filled: (255, 0, 255))
        for y in 0..<40 {
            let row = inner.pixels[y * 120..<(y + 1) * 120]
            framed.pixels.replaceSubrange(((y + 10) * 60 + 10) * 3..<((y + 10) * 60 + 50) * 3, with: row)
        }
        let source = PixelRect(x: 10, y: 10, width: 40, height: 40)
        #expect(Resampler.resize(framed, source: source, width: 17, height: 23) == Resampler.resize(inner, width: 17, height: 23))
    }

    @Test func `the same size is the same picture`() {
        let noise = FixtureImages.noise(width: 33, height: 21, seed: 2)
        #expect(Resampler.resize(noise, width: 33, height: 21) == noise)
    }

    @Test func `area is the mean of whole blocks`() {
        let noise = FixtureImages.noise(width: 8, height: 8, seed: 3)
        let small = Resampler.resize(noise, width: 2, height: 2, filter: .area)
        let mean = (0..<4).flatMap { y in (0..<4).map { x in Int(noise[x, y].green) } }.reduce(0, +)
        #expect(abs(Int(small[0, 0].green) - (mean + 8) / 16) <= 1)
    }
}
