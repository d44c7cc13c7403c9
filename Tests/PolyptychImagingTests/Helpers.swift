import Foundation
@testable import PolyptychImaging
import PolyptychCuration

func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

/// FNV-1a, 64 bits, in hex.
func hash(_ bytes: [UInt8]) -> String {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(value, radix: 16)
}

/// Decibels; infinite for equal pictures.
func psnr(_ a: Bitmap, _ b: Bitmap) -> Double {
    precondition(a.width == b.width && a.height == b.height)
    var squares = 0
    for index in a.pixels.indices {
        let difference = Int(a.pixels[index]) - Int(b.pixels[index])
        squares += difference * difference
    }
    return squares == 0 ? .infinity : 10 * log10(255 * 255 * Double(a.pixels.count) / Double(squares))
}

/// One row of square panels that show `sources`.
func plan(side: Int, sources: [PixelRect]) -> LayoutPlan {
    LayoutPlan(
        width: side * sources.count, height: side,
        panels: sources.enumerated().map { index, source in
            let box = PixelRect(x: side * index, y: 0, width: side, height: side)
            return .init(view: ViewID(rawValue: "v\(index)"), row: 1, column: index + 1, box: box, source: source, target: box, hidden: 0)
        }, verticalSeams: (1..<max(1, sources.count)).map { $0 * side }, horizontalSeams: [])
}
