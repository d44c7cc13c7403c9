#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Runs `body` on the bytes and keeps the type of what it throws.
func withBytes<R>(
    _ bytes: some ContiguousBytes, _ body: (UnsafeRawBufferPointer) throws(ImageFault) -> R
) throws(ImageFault) -> R {
    let result: Result<R, ImageFault> = bytes.withUnsafeBytes { buffer in
        do throws(ImageFault) { return .success(try body(buffer)) } catch { return .failure(error) }
    }
    return try result.get()
}
