@testable import PolyptychImaging
import PolyptychSamples
import PolyptychTestSupport
import Testing

@Suite struct ThumbnailTests {
    @Test(arguments: [
        (1200, 1600, 192, 256), (1600, 1200, 256, 192), (100, 50, 100, 50), (10_000, 3, 256, 1), (1, 1, 1, 1), (257, 256, 256, 255),
    ]) func `fits without growing or vanishing`(_ width: Int, _ height: Int, _ toWidth: Int, _ toHeight: Int) {
        let size = Thumbnailer.size(width: width, height: height, longestSide: 256)
        #expect(size == (toWidth, toHeight))
    }

    @Test(arguments: [1, 6]) func `one decoding gives header, thumbnail and measure`(_ orientation: Int) throws {
        let photo = SampleScenes.photo(width: 600, height: 900, seed: 2)
        let bytes = FixtureImages.oriented(JPEGWriter.encode(photo, quality: 90), orientation)
        let imported = try Thumbnailer.importMeasure(bytes)
        #expect(imported.header.orientation == orientation)
        let thumbnail = try ImageReader.decode(imported.thumbnail)
        #expect((thumbnail.width, thumbnail.height) == (orientation == 1 ? (171, 256) : (256, 171)))
        #expect(imported.thumbnailWidth == thumbnail.width)
        let full = Thumbnailer.fit(try ImageReader.decode(bytes), longestSide: 256)
        #expect(psnr(thumbnail, full) > 30)
    }

    @Test func `a thumbnail of a small picture is the picture`() throws {
        let bytes = FixtureImages.png(width: 60, height: 40)
        #expect(try Thumbnailer.thumbnail(bytes, longestSide: 256) == ImageReader.decode(bytes))
    }
}
