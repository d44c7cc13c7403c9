import Foundation
import PolyptychCuration

/// What follows from a set's state, its project's settings and the measures of its images: kept beside the state for queries.
public struct SetDerived: Codable, Hashable, Sendable {
    /// The joint prompt exactly as an export would write it.
    public var text: String
    /// Absent where the views do not fit the layout.
    public var plan: LayoutPlan?
    /// Dismissed ones included.
    public var findings: [Finding]
    public var tokens: TokenCounts

    public init(text: String, plan: LayoutPlan?, findings: [Finding], tokens: TokenCounts) {
        self.text = text
        self.plan = plan
        self.findings = findings
        self.tokens = tokens
    }
}

/// What a derivation may look at.
public struct DerivationInput: Sendable {
    public var state: SetState
    public var settings: ProjectSettings
    /// By SHA-256; an image that the workspace does not know is absent.
    public var blobs: [String: BlobRecord]

    public init(state: SetState, settings: ProjectSettings, blobs: [String: BlobRecord]) {
        self.state = state
        self.settings = settings
        self.blobs = blobs
    }

    /// One per view, in view order; nil where the image is missing or not measured.
    public var measures: [ViewMeasure?] {
        state.views.map { view in
            guard let blob = blobs[view.image.sha256], !blob.isMissing else { return nil }
            return blob.measure
        }
    }
}

/// Computes what follows from a state. Pure: the same input gives the same answer. It runs before the writer is taken.
public typealias Derivation = @Sendable (DerivationInput) throws -> SetDerived
