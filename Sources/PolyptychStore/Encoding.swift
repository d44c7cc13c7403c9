import Crypto
import Foundation
import PolyptychCuration

/// SHA-256 in lowercase hex.
func sha256Hex(_ data: Data) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var hex: [UInt8] = []
    hex.reserveCapacity(64)
    for byte in SHA256.hash(data: data) {
        hex.append(digits[Int(byte >> 4)])
        hex.append(digits[Int(byte & 15)])
    }
    return String(decoding: hex, as: UTF8.self)
}

extension Date {
    /// Milliseconds since 1970, how the database keeps moments.
    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded(.down)) }
    init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}

/// JSON as the database keeps it: keys sorted, slashes plain, so that equal values give equal bytes.
enum JSON {
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }
}

/// A state ready to be stored: its canonical JSON and the hash that addresses it. Made outside the writer.
struct PackedState: Sendable {
    var state: SetState
    var json: String
    var hash: String

    init(_ state: SetState) {
        self.state = state
        let bytes = state.canonicalJSON()
        json = String(decoding: bytes, as: UTF8.self)
        hash = sha256Hex(bytes)
    }
}
