import PolyptychStore
import Synchronization

/// The last few derivations: an edit derives a set before it is written, and the answer to that edit needs the same again.
final class DerivationMemory: Sendable {
    private static let capacity = 16
    private let entries = Mutex<[(input: DerivationInput, derived: SetDerived)]>([])

    /// What `derive` makes of `input`, computed at most once while it is remembered.
    func derived(_ input: DerivationInput, derive: (DerivationInput) -> SetDerived) -> SetDerived {
        if let known = entries.withLock({ $0.first { $0.input.state == input.state && $0.input.settings == input.settings && $0.input.blobs == input.blobs } }) {
            return known.derived
        }
        let derived = derive(input)
        entries.withLock {
            $0.append((input, derived))
            if $0.count > Self.capacity { $0.removeFirst() }
        }
        return derived
    }
}
