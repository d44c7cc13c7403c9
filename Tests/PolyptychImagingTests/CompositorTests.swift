@testable import PolyptychImaging
import PolyptychCuration
import PolyptychSamples
import PolyptychTestSupport
import Testing

@Suite struct CompositorTests {
    private static func square(_ bitmap: Bitmap) -> PixelRect {
        let side = min(bitmap.width, bitmap.height)
        return PixelRect(x: (bitmap.width - side) / 2, y: (bitmap.height - side) / 2, width: side, height: side)
    }

    @Test func `golden composites`() throws {
        let images = [FixtureImages.bitmap(width: 300, height: 200), FixtureImages.noise(width: 150, height: 260, seed: 4), FixtureImages.bitmap(width: 50, height: 50)]
        var lines = ""
        for count in 1...3 {
            let plan = plan(side: 128, sources: images.prefix(count).map(Self.square))
            let composite = try Compositor.composite(plan: plan) { images[Int($0.rawValue.dropFirst())!] }
            lines += "\(count) panels \(hash(composite.pixels))\n"
        }
        try expectGolden(lines, "composites.txt")
    }

    @Test func `from bytes and from decoded pictures are the same pixels`() throws {
        let files = [FixtureImages.jpeg(width: 300, height: 420), FixtureImages.png(width: 350, height: 310)]
        let images = try files.map { try ImageReader.decode($0) }
        let plan = plan(side: 192, sources: images.map(Self.square))
        let fromBytes = try Compositor.composite(plan: plan) { files[Int($0.rawValue.dropFirst())!] }
        let fromImages = try Compositor.composite(plan: plan) { images[Int($0.rawValue.dropFirst())!] }
        #expect(fromBytes == fromImages)
    }

    @Test func `PNG keeps the composite's pixels and both writers repeat their bytes`() throws {
        let image = FixtureImages.bitmap(width: 200, height: 200)
        let composite = try Compositor.composite(plan: plan(side: 128, sources: [image.bounds])) { _ in image }
        #expect(try ImageReader.decode(PNGWriter.encode(composite)) == composite)
        #expect(PNGWriter.encode(composite) == PNGWriter.encode(composite))
        #expect(JPEGWriter.encode(composite, quality: 95) == JPEGWriter.encode(composite, quality: 95))
        #expect(try psnr(ImageReader.decode(JPEGWriter.encode(composite, quality: 95, subsampling: .full)), composite) > 40)
    }

    @Test func `contain leaves white around the picture`() throws {
        let image = Bitmap(width: 200, height: 100, filled: (10, 20, 30))
        var plan = plan(side: 128, sources: [image.bounds])
        plan.panels[0].target = PixelRect(x: 0, y: 32, width: 128, height: 64)
        let composite = try Compositor.composite(plan: plan) { _ in image }
        #expect(composite[64, 31] == (255, 255, 255))
        #expect(composite[64, 32] == (10, 20, 30))
        #expect(composite[64, 95] == (10, 20, 30))
        #expect(composite[64, 96] == (255, 255, 255))
    }

    /// The rule that allows reduced decoding: above 40 dB against full decoding and Lanczos, on a picture full of fine grain.
    @Test(arguments: [3.1, 4.0, 6.0]) func `reduced decoding stays above 40 dB`(_ ratio: Double) throws {
        let photo = SampleScenes.photo(width: 900, height: 1200, seed: 8)
        let file = JPEGWriter.encode(photo, quality: 90)
        let side = Int(900 / ratio)
        let plan = plan(side: side, sources: [PixelRect(x: 0, y: 150, width: 900, height: 900)])
        #expect(Economy.composite.scale(from: (900, 900), to: (side, side)) < 8)
        let reduced = try Compositor.composite(plan: plan) { _ in file }
        let full = try Compositor.composite(plan: plan, economy: .none) { _ in file }
        #expect(psnr(reduced, full) > 40)
    }

    @Test func `a plan for another picture is refused with a sentence`() throws {
        let plan = plan(side: 64, sources: [PixelRect(x: 0, y: 0, width: 100, height: 50)])
        let fault = #expect(throws: CompositeFault.self) {
            try Compositor.composite(plan: plan) { _ in FixtureImages.bitmap(width: 80, height: 80) }
        }
        #expect(fault?.sentence == "The plan shows 100 × 50 pixels at (0, 0) of view v0, but its image has 80 × 80; plan the set again.")
    }

    @Test func `subsampling is as asked`() throws {
        func luminanceFactor(_ bytes: [UInt8]) -> UInt8 {
            let frame = bytes.indices.first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 }!
            return bytes[frame + 11]
        }
        let bitmap = FixtureImages.bitmap(width: 16, height: 16)
        #expect(luminanceFactor(JPEGWriter.encode(bitmap, quality: 95)) == 0x22)
        #expect(luminanceFactor(JPEGWriter.encode(bitmap, quality: 95, subsampling: .full)) == 0x11)
    }
}
