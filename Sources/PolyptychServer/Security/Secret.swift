import Crypto
import Foundation

/// Random words nobody can guess, and how they are compared.
enum Secret {
    /// 256 random bits as 43 letters, digits, `-` and `_`.
    static func random() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
            .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }

    /// What is kept of a secret that need only be recognised: SHA-256 in hexadecimal.
    static func fingerprint(_ secret: String) -> String {
        SHA256.hash(data: Data(secret.utf8)).map { String(format: "%02x", $0) }.joined()
    }

    /// Compares without telling by its duration how much was right.
    static func equal(_ a: String, _ b: String) -> Bool {
        HMAC<SHA256>.authenticationCode(for: Data(a.utf8), using: comparisonKey) == HMAC<SHA256>.authenticationCode(for: Data(b.utf8), using: comparisonKey)
    }

    private static let comparisonKey = SymmetricKey(size: .bits256)
}

extension Secret {
    /// SHA-256 of bytes in hexadecimal.
    static func fingerprint(_ data: Data) -> String { SHA256.hash(data: data).map { String(format: "%02x", $0) }.joined() }
}
