import Foundation
import PolyptychCuration
import PolyptychImaging

/// What an export asks of the imaging target; a fault is the reason as words.
struct ImageWork: Sendable {
    struct Failure: Error, Hashable { var view: ViewID?; var reason: String }

    /// The encoded composite of `plan`; `originals` holds the bytes of every view's image.
    var composite: @Sendable (_ plan: LayoutPlan, _ originals: [ViewID: Data], _ encoding: ImageEncoding) throws(Failure) -> [UInt8]
    /// A separate view: its own bytes where they are upright and of that format already, else encoded anew.
    var view: @Sendable (_ original: Data, _ encoding: ImageEncoding) throws(Failure) -> [UInt8]
    /// Format and size that an image's header states.
    var header: @Sendable (_ bytes: [UInt8]) throws(Failure) -> (fileExtension: String, width: Int, height: Int)
}
