@testable import PolyptychImaging
import PolyptychTestSupport
import Testing

/// Unusual but right pictures.
@Suite struct DecodingTests {
    static let sizes: [(Int, Int)] = [(1, 1), (1, 7), (9, 1), (17, 33), (160, 120)]

    @Test(arguments: sizes) func `a PNG comes back as it was`(_ size: (Int, Int)) throws {
        let bitmap = FixtureImages.bitmap(width: size.0, height: size.1)
        #expect(try ImageReader.decode(PNGWriter.encode(bitmap)) == bitmap)
    }

    @Test(arguments: sizes) func `an interlaced PNG is the same picture`(_ size: (Int, Int)) throws {
        let bytes = FixtureImages.interlacedPNG(width: size.0, height: size.1)
        #expect(try ImageReader.header(of: bytes).isProgressive)
        #expect(try ImageReader.decode(bytes) == FixtureImages.bitmap(width: size.0, height: size.1))
    }

    @Test(arguments: sizes) func `a progressive JPEG is the same picture as a sequential one`(_ size: (Int, Int)) throws {
        let progressive = try ImageReader.decode(FixtureImages.progressiveJPEG(width: size.0, height: size.1))
        #expect(try progressive == ImageReader.decode(FixtureImages.jpeg(width: size.0, height: size.1)))
    }

    @Test func `16 bits round to the nearest of 8`() throws {
        let samples: [UInt16] = [0, 128, 129, 257, 385, 386, 32768, 65406, 65407, 65535]
        let bitmap = try ImageReader.decode(FixtureImages.sixteenBitPNG(width: samples.count, height: 1, samples: samples))
        let nearest = samples.map { UInt8((Double($0) / 257).rounded()) }
        #expect((0..<samples.count).map { bitmap[$0, 0].red } == nearest)
        #expect((0..<samples.count).allSatisfy { bitmap[$0, 0].red == bitmap[$0, 0].blue })
    }

    @Test(arguments: [false, true]) func `transparency shows white`(interlaced: Bool) throws {
        let bytes = FixtureImages.alphaPNG(width: 5, height: 5, rgba: [200, 0, 100, 128], interlaced: interlaced)
        #expect(try ImageReader.header(of: bytes).hasAlpha)
        // 200 · 128/255 + 255 · 127/255 and so on
        #expect(try ImageReader.decode(bytes)[2, 2] == (227, 127, 177))
        #expect(try ImageReader.decode(FixtureImages.alphaPNG(width: 1, height: 1, rgba: [9, 9, 9, 0]))[0, 0] == (255, 255, 255))
    }

    @Test func `a palette with transparent entries is expanded`() throws {
        let bitmap = try ImageReader.decode(FixtureImages.palettePNG(width: 4, height: 3))
        #expect(bitmap[0, 1] == (200, 30, 40))
        #expect(bitmap[1, 1] == (127, 127, 255))
    }

    @Test func `an animated PNG gives its default image and says so`() throws {
        let plain = FixtureImages.png(width: 20, height: 10), animated = FixtureImages.animated(plain)
        let header = try ImageReader.header(of: animated)
        #expect(header.isAnimated)
        #expect(header.note(name: "dance.png") == "“dance.png” is an animated PNG; its default image is used.")
        #expect(try ImageReader.decode(animated) == ImageReader.decode(plain))
    }

    @Test func `a grey JPEG is grey in three channels`() throws {
        let pixel = try ImageReader.decode(FixtureImages.greyJPEG(width: 16, height: 16, value: 90))[8, 8]
        #expect(pixel == (90, 90, 90))
    }

    struct Ink: Sendable {
        var ink: [UInt8]
        var color: [Int]
    }

    static let inks = [
        Ink(ink: [0, 0, 0, 0], color: [255, 255, 255]), Ink(ink: [0, 0, 0, 255], color: [0, 0, 0]), Ink(ink: [255, 0, 0, 0], color: [0, 255, 255]),
        Ink(ink: [0, 255, 255, 0], color: [255, 0, 0]), Ink(ink: [51, 102, 0, 51], color: [163, 122, 204]),
    ]

    @Test(arguments: inks, [false, true]) func `CMYK and YCCK with Adobe's inversion`(_ ink: Ink, ycck: Bool) throws {
        let bytes = FixtureImages.inkJPEG(width: 16, height: 16, ink: ink.ink, ycck: ycck)
        #expect(try ImageReader.header(of: bytes).channels == 4)
        let pixel = try ImageReader.decode(bytes)[7, 7]
        for (got, want) in zip([pixel.red, pixel.green, pixel.blue], ink.color) { #expect(abs(Int(got) - want) <= 3, "\(pixel)") }
    }

    @Test func `a header is read from a file whose profile is longer than the first look`() throws {
        try withTemporaryDirectory { folder in
            let profile = FixtureProfiles.gamma(1.8) + [UInt8](repeating: 0, count: 150_000)
            let path = folder.appendingPathComponent("profiled.jpg").path
            try write(FixtureImages.profiled(FixtureImages.jpeg(width: 30, height: 20), profile), to: path)
            let header = try ImageFile.header(at: path)
            #expect(header.width == 30 && header.height == 20 && header.hasProfile)
        }
    }

    @Test func `folders and missing files are unreadable, not a crash`() throws {
        try withTemporaryDirectory { folder in
            #expect(throws: ImageFault.unreadable("it is not a regular file")) { try ImageFile.bytes(at: folder.path) }
            #expect(throws: ImageFault.unreadable("No such file or directory")) { try ImageFile.bytes(at: folder.path + "/none.jpg") }
        }
    }

    @Test func `names in any script are read`() throws {
        try withTemporaryDirectory { folder in
            for name in FixtureFiles.names {
                let path = folder.path + "/" + name
                try write(FixtureImages.png(width: 3, height: 2), to: path)
                #expect(try ImageFile.header(at: path).width == 3, "\(name)")
            }
        }
    }
}
