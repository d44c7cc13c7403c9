@testable import PolyptychImaging
import PolyptychCuration
import PolyptychTestSupport
import Testing

@Suite struct OrientationTests {
    /// What each orientation means, from EXIF's own table: the stored place of an upright pixel.
    static func storedPlace(_ orientation: Int, x: Int, y: Int, width: Int, height: Int) -> (x: Int, y: Int) {
        switch orientation {
        case 2: (width - 1 - x, y)
        case 3: (width - 1 - x, height - 1 - y)
        case 4: (x, height - 1 - y)
        case 5: (y, x)
        case 6: (y, width - 1 - x)
        case 7: (height - 1 - y, width - 1 - x)
        case 8: (height - 1 - y, x)
        default: (x, y)
        }
    }

    @Test(arguments: 1...8) func `every orientation stands upright`(_ orientation: Int) throws {
        let stored = FixtureImages.bitmap(width: 45, height: 37)
        let bytes = FixtureImages.orientedPNG(PNGWriter.encode(stored), orientation)
        let header = try ImageReader.header(of: bytes)
        let upright = try ImageReader.decode(bytes)
        #expect(header.orientation == orientation)
        #expect(upright.width == (orientation >= 5 ? 37 : 45))
        #expect(header.orientedWidth == upright.width && header.orientedHeight == upright.height)
        for y in stride(from: 0, to: upright.height, by: 5) {
            for x in stride(from: 0, to: upright.width, by: 5) {
                let place = Self.storedPlace(orientation, x: x, y: y, width: upright.width, height: upright.height)
                #expect(upright[x, y] == stored[place.x, place.y])
            }
        }
    }

    @Test(arguments: 1...8, [false, true]) func `JPEG is turned like PNG, in either byte order`(_ orientation: Int, bigEndian: Bool) throws {
        let jpeg = FixtureImages.jpeg(width: 45, height: 37)
        let turned = try ImageReader.decode(FixtureImages.oriented(jpeg, orientation, bigEndian: bigEndian))
        #expect(try turned == Orientation.upright(ImageReader.decode(jpeg), orientation: orientation))
    }

    @Test(arguments: [0, 9, 200]) func `an orientation that does not exist is upright`(_ orientation: Int) throws {
        #expect(try ImageReader.header(of: FixtureImages.oriented(FixtureImages.jpeg(width: 8, height: 8), orientation)).orientation == 1)
    }

    @Test(arguments: 1...8) func `a part decoded at half size lies where it lies in the whole`(_ orientation: Int) throws {
        // Odd sides: the last halved pixel stands for half a pixel of nothing, at the left or top after a turn.
        let photo = Resampler.resize(FixtureImages.noise(width: 40, height: 33, seed: 5), width: 777, height: 595)
        let bytes = FixtureImages.oriented(JPEGWriter.encode(photo, quality: 98, subsampling: .full), orientation)
        let whole = try ImageReader.decode(bytes)
        let part = PixelRect(x: whole.width / 5, y: whole.height / 3, width: 361, height: 301)
        let want = Resampler.resize(whole, source: part, width: 90, height: 75)
        let reduced = try ImageReader.decode(bytes, part: part, for: (90, 75), economy: .composite)
        #expect(reduced.scale == 4)
        var got = Bitmap(width: 90, height: 75)
        Resampler.resize(reduced.bitmap, source: reduced.place(part), into: &got, at: got.bounds, filter: .lanczos3)
        #expect(psnr(want, got) > 45)
    }

    @Test(arguments: 1...8) func `a part decoded at full size is the same pixels`(_ orientation: Int) throws {
        let bytes = FixtureImages.oriented(JPEGWriter.encode(FixtureImages.noise(width: 300, height: 211, seed: 5), quality: 90), orientation)
        let whole = try ImageReader.decode(bytes)
        let part = PixelRect(x: whole.width / 3, y: whole.height / 4, width: 90, height: 80)
        let reduced = try ImageReader.decode(bytes, part: part, for: (90, 80), economy: .composite)
        #expect(reduced.bitmap.pixels.count < whole.pixels.count, "only a part was decoded")
        let place = reduced.place(part)
        let inside = PixelRect(x: Int(place.x), y: Int(place.y), width: 90, height: 80)
        #expect(reduced.bitmap.cropped(to: inside) == whole.cropped(to: part))
    }
}
