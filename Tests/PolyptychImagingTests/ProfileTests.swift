@testable import PolyptychImaging
import PolyptychTestSupport
import Testing

@Suite struct ProfileTests {
    private static func decoded(_ color: (UInt8, UInt8, UInt8), _ profile: [UInt8]) throws -> [Int] {
        let png = PNGWriter.encode(Bitmap(width: 2, height: 2, filled: color))
        let pixel = try ImageReader.decode(FixtureImages.profiledPNG(png, profile))[1, 1]
        return [Int(pixel.red), Int(pixel.green), Int(pixel.blue)]
    }

    /// The sRGB value of Display P3 colours, by the published primaries and a plain gamma of 2.2, clipped where sRGB ends;
    /// the values are those of LittleCMS.
    @Test(arguments: [
        ([255, 255, 255], [255, 255, 255]), ([0, 0, 0], [0, 0, 0]), ([128, 128, 128], [129, 129, 129]), ([255, 0, 0], [255, 0, 0]),
        ([200, 100, 50], [216, 93, 24]), ([60, 160, 90], [0, 164, 81]),
    ]) func `Display P3 becomes sRGB`(_ color: [Int], _ want: [Int]) throws {
        let got = try Self.decoded((UInt8(color[0]), UInt8(color[1]), UInt8(color[2])), FixtureProfiles.displayP3)
        for (got, want) in zip(got, want) { #expect(abs(got - want) <= 1, "\(got)") }
    }

    @Test func `a darker gamma darkens mid-tones and keeps the ends`() throws {
        let profile = FixtureProfiles.gamma(1.8)
        #expect(try Self.decoded((0, 0, 0), profile) == [0, 0, 0])
        #expect(try Self.decoded((255, 255, 255), profile) == [255, 255, 255])
        // 255 · encode((128/255)^1.8)
        #expect(try Self.decoded((128, 128, 128), profile) == [146, 146, 146])
    }

    @Test func `JPEG and PNG agree on a profile`() throws {
        let jpeg = JPEGWriter.encode(Bitmap(width: 16, height: 16, filled: (128, 128, 128)), quality: 100, subsampling: .full)
        #expect(try ImageReader.decode(FixtureImages.profiled(jpeg, FixtureProfiles.gamma(1.8)))[8, 8] == (146, 146, 146))
    }

    @Test func `a grey profile bends grey`() throws {
        let jpeg = FixtureImages.greyJPEG(width: 16, height: 16, value: 128)
        #expect(try ImageReader.decode(FixtureImages.profiled(jpeg, FixtureProfiles.grey(gamma: 1.8)))[8, 8] == (146, 146, 146))
    }

    @Test func `ink goes through the profile's table`() throws {
        let paper = FixtureImages.inkJPEG(width: 16, height: 16, ink: [0, 0, 0, 0], ycck: false)
        let black = FixtureImages.inkJPEG(width: 16, height: 16, ink: [0, 0, 0, 255], ycck: false)
        #expect(try ImageReader.decode(FixtureImages.profiled(paper, FixtureProfiles.ink))[8, 8] == (255, 255, 255))
        // L* = 198/2.55 = 77.6 is sRGB 192, where the formula without a profile says 0.
        let pixel = try ImageReader.decode(FixtureImages.profiled(black, FixtureProfiles.ink))[8, 8]
        #expect(abs(Int(pixel.red) - 192) <= 1 && abs(Int(pixel.blue) - 192) <= 1)
    }

    @Test func `a profile that is sRGB changes nothing`() {
        #expect(ColorTransform(profile: FixtureProfiles.gamma(2.2)) != nil)
        #expect(ColorTransform(profile: FixtureProfiles.sRGB) == nil)
    }

    @Test func `a broken profile is ignored`() throws {
        var random = SplitMix64(seed: 3)
        for _ in 0..<400 {
            var profile = [FixtureProfiles.displayP3, FixtureProfiles.ink, FixtureProfiles.grey(gamma: 2)].randomElement(using: &random)!
            for _ in 0..<3 { profile[Int.random(in: 0..<profile.count, using: &random)] = UInt8.random(in: 0...255, using: &random) }
            _ = ColorTransform(profile: Array(profile.prefix(Int.random(in: 0...profile.count, using: &random))))
        }
        #expect(try Self.decoded((1, 2, 3), [1, 2, 3]) == [1, 2, 3])
    }

    @Test(arguments: [(0.5, 2.2, 0.217637640824031), (0.18, 1 / 2.4, 0.489437), (2, 10, 1024), (1, 5, 1)])
    func `powers without a library`(_ base: Double, _ exponent: Double, _ want: Double) {
        #expect(abs(StrictMath.power(base, exponent) - want) < 1e-6 * want)
    }
}
