import PolyptychImaging
import PolyptychTestSupport
import Testing

/// Bad input: each flaw is named, and its sentence says the file and the remedy.
@Suite struct FlawTests {
    struct Flaw: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        var fault: ImageFault
        var words: String
        var testDescription: String { name }
    }

    static let flaws: [Flaw] = [
        Flaw(name: "zero bytes", bytes: [], fault: .empty, words: "copy it again"),
        Flaw(name: "text renamed", bytes: Array("shopping list: milk, eggs\n".utf8), fault: .foreign(.text), words: "is a text file"),
        Flaw(name: "noise", bytes: (0..<400).map { UInt8(($0 * 37 + 200) % 256) }, fault: .notAnImage, words: "is not an image"),
        Flaw(
            name: "truncated JPEG", bytes: FixtureImages.truncated(FixtureImages.jpeg(width: 160, height: 120), keeping: 0.6),
            fault: .truncated, words: "cut short"),
        Flaw(
            name: "JPEG truncated in its header", bytes: FixtureImages.truncated(FixtureImages.jpeg(width: 160, height: 120), keeping: 0.05),
            fault: .truncated, words: "cut short"),
        Flaw(
            name: "truncated progressive JPEG",
            bytes: FixtureImages.truncated(FixtureImages.progressiveJPEG(width: 160, height: 120), keeping: 0.7), fault: .truncated,
            words: "cut short"),
        Flaw(
            name: "truncated PNG", bytes: FixtureImages.truncated(FixtureImages.png(width: 160, height: 120), keeping: 0.6),
            fault: .truncated, words: "cut short"),
        Flaw(
            name: "PNG without its last chunk", bytes: Array(FixtureImages.png(width: 16, height: 12).dropLast(12)), fault: .truncated,
            words: "cut short"),
        Flaw(
            name: "PNG bomb", bytes: FixtureImages.bombPNG(), fault: .tooManyPixels(width: 14_000, height: 14_000, limit: 100_000_000),
            words: "14000 × 14000 pixels, more than the 100 megapixels"),
    ]

    @Test(arguments: flaws) func `refuses with a fault and a sentence that names the file`(_ flaw: Flaw) {
        #expect(throws: flaw.fault) { try ImageReader.decode(flaw.bytes) }
        #expect(throws: flaw.fault) { try Thumbnailer.importMeasure(flaw.bytes) }
        let sentence = flaw.fault.sentence(name: "holiday 7.jpg")
        #expect(sentence.hasPrefix("“holiday 7.jpg” "))
        #expect(sentence.contains(flaw.words))
        #expect(sentence.hasSuffix("."))
    }

    @Test(arguments: FixtureFiles.foreign.map(\.name)) func `recognises other formats and says what to do`(_ name: String) throws {
        let bytes = FixtureFiles.foreign.first { $0.name == name }!.bytes
        let format = try #require(ForeignFormat(rawValue: name))
        #expect(throws: ImageFault.foreign(format)) { try ImageReader.header(of: bytes) }
        #expect(ImageFault.foreign(format).sentence(name: "a").contains("; "))
    }

    @Test func `every sentence ends and every foreign format has a remedy`() {
        for format in ForeignFormat.allCases { #expect(format.remedy.hasSuffix("."), "\(format)") }
    }

    @Test func `a turned bit in a PNG is found by its checksum`() {
        let fault = #expect(throws: ImageFault.self) { try ImageReader.decode(FixtureImages.flipped(FixtureImages.png(width: 160, height: 120))) }
        #expect(fault?.code == "corrupt")
    }

    @Test func `a JPEG that lacks only its end marker is complete`() throws {
        let whole = FixtureImages.jpeg(width: 64, height: 48)
        #expect(try ImageReader.decode(Array(whole.dropLast(2))) == ImageReader.decode(whole))
    }

    @Test func `the pixel limit is the caller's`() {
        let bytes = FixtureImages.png(width: 40, height: 30)
        #expect(throws: ImageFault.tooManyPixels(width: 40, height: 30, limit: 1000)) {
            try ImageReader.decode(bytes, limit: PixelLimit(pixels: 1000))
        }
        #expect(throws: Never.self) { try ImageReader.decode(bytes, limit: PixelLimit(pixels: 1200)) }
    }

    @Test func `random damage never crashes and never passes unnoticed as another size`() throws {
        var random = SplitMix64(seed: 11)
        let originals = [FixtureImages.jpeg(width: 64, height: 48), FixtureImages.png(width: 64, height: 48), FixtureImages.progressiveJPEG(width: 64, height: 48)]
        for round in 0..<300 {
            var bytes = originals[round % originals.count]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let header = try? ImageReader.header(of: bytes) else { continue }
            guard let bitmap = try? ImageReader.decode(bytes, limit: PixelLimit(pixels: 1_000_000)) else { continue }
            #expect(bitmap.width == header.orientedWidth && bitmap.height == header.orientedHeight)
        }
    }
}
