@testable import PolyptychImaging
import Foundation
import PolyptychCuration
import PolyptychSamples
import PolyptychTestSupport
import Testing

@Suite struct FingerprintTests {
    private static let photo = SampleScenes.photo(width: 480, height: 480, seed: 12)

    private static func part(_ x: Int, _ y: Int, _ side: Int) -> ViewMeasure {
        Fingerprint.measure(photo.cropped(to: PixelRect(x: x, y: y, width: side, height: side)))
    }

    @Test func `the same picture saved otherwise is near-identical`() throws {
        let saved = try ImageReader.decode(JPEGWriter.encode(Resampler.resize(Self.photo, width: 333, height: 333), quality: 60))
        let similarity = similarity(Fingerprint.measure(Self.photo), Fingerprint.measure(saved))
        #expect(similarity.hashDistance <= 4)
        #expect(similarity.correlation > 0.85)
    }

    @Test(arguments: [(30, 0, 400), (0, 50, 400), (40, 40, 400), (20, 15, 430)])
    func `the same shot framed otherwise is near-identical`(_ x: Int, _ y: Int, _ side: Int) {
        let similarity = similarity(Self.part(0, 0, 400), Self.part(x, y, side))
        #expect(similarity.isNearIdentical, "\(similarity)")
    }

    @Test func `comparing is symmetric where both lie on the grid`() {
        let a = Self.part(0, 0, 400), b = Self.part(50, 25, 400)
        #expect(abs(similarity(a, b).correlation - similarity(b, a).correlation) < 0.05)
        #expect(similarity(a, b).shiftX == -similarity(b, a).shiftX)
    }

    @Test func `other photographs are not`() {
        for seed in 20..<26 as Range<UInt64> {
            let other = Fingerprint.measure(SampleScenes.photo(width: 200, height: 200, seed: seed))
            #expect(!similarity(Fingerprint.measure(Self.photo), other).isNearIdentical)
        }
    }

    @Test func `views of one object from several sides are not`() throws {
        for set in SampleScenes.render(sets: 6, seed: 5, longestSide: 96) {
            let measures = try set.views.map { try Thumbnailer.importMeasure($0.bytes).measure }
            for (index, a) in measures.enumerated() {
                for b in measures[(index + 1)...] { #expect(!similarity(a, b).isNearIdentical, "\(set.key)") }
            }
        }
    }

    @Test func `pictures without structure are told apart by brightness`() {
        let white = Fingerprint.measure(Bitmap(width: 60, height: 60)), black = Fingerprint.measure(Bitmap(width: 60, height: 60, filled: (0, 0, 0)))
        #expect(white.isNearIdentical(to: white))
        #expect(!white.isNearIdentical(to: black))
        #expect(white.luma == 255 && white.contrast == 0 && white.sharpness == 0)
    }

    @Test func `blur lowers sharpness`() {
        let soft = Resampler.resize(Resampler.resize(Self.photo, width: 60, height: 60), width: 480, height: 480)
        #expect(Fingerprint.measure(soft).sharpness < Fingerprint.measure(Self.photo).sharpness / 4)
    }

    @Test func `a measure survives JSON`() throws {
        let measure = Fingerprint.measure(Self.photo)
        #expect(try JSONDecoder().decode(ViewMeasure.self, from: JSONEncoder().encode(measure)) == measure)
    }

    @Test func `measures are the ones that were recorded`() throws {
        let measure = Fingerprint.measure(FixtureImages.bitmap(width: 200, height: 120))
        try expectGolden(
            "hash \(measure.perceptualHash)\nsharpness \(measure.sharpness)\nluma \(measure.luma)\ncontrast \(measure.contrast)\n", "measures.txt")
    }
}
