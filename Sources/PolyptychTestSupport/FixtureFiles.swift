/// First bytes of files that are not JPEG or PNG, by what they are.
public enum FixtureFiles {
    public static let foreign: [(name: String, bytes: [UInt8])] = [
        ("webp", text("RIFF\u{10}\0\0\0WEBPVP8 ")),
        ("heic", [0, 0, 0, 24] + text("ftypheic\0\0\0\0mif1heic")),
        ("avif", [0, 0, 0, 28] + text("ftypavif\0\0\0\0avifmif1miaf")),
        ("tiff", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 0, 0]),
        ("gif", text("GIF89a\u{1}\0\u{1}\0")),
        ("bmp", text("BM") + [70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, 1, 0]),
        ("svg", text("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>")),
        ("zip", [0x50, 0x4B, 3, 4, 20, 0]),
        ("gzip", [0x1F, 0x8B, 8, 0]),
        ("sevenZip", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        ("rar", text("Rar!\u{1A}\u{7}")),
        ("tar", [UInt8](repeating: 0, count: 257) + text("ustar\0") + [UInt8](repeating: 0, count: 249)),
        ("html", text("<!DOCTYPE html><html><body>404</body></html>")),
        ("text", text("a photograph of a cat, to be taken later\n")),
    ]

    /// Names that break careless code: spaces, quotes, a newline, right to left, composed and decomposed letters, markup.
    public static let names = [
        "two words.jpg", "quote'\"s.jpg", "new\nline.jpg", "תמונה.jpg", "caf\u{E9}.jpg", "cafe\u{301}.jpg", "<b>bold.jpg", "-dash.jpg", "100%.jpg",
        "semi;colon&.jpg", "图像.jpg",
    ]

    private static func text(_ string: String) -> [UInt8] { Array(string.utf8) }
}
