/// Why a composite cannot be planned.
public enum LayoutFault: Error, Hashable, Sendable {
    case noViews
    case tooManyViews(Int)
    case targetResolution(Int)
    case columns(Int)
    /// No panel of at least 16 pixels fits under the target.
    case noCellFits(viewCount: Int, targetResolution: Int)
    case cell(width: Int, height: Int)
    case sideNotMultipleOf64(width: Int, height: Int)
    case seamOffGrid(seam: Int, isVertical: Bool)
    case areaOverTarget(width: Int, height: Int, targetResolution: Int)
    case emptyImage(view: ViewID)
    case cropOutside(view: ViewID)
}

extension LayoutFault {
    /// What is wrong and what to do, for people.
    public var sentence: String {
        switch self {
        case .noViews: "The set has no views; add at least one image."
        case .tooManyViews(let count): "The set has \(count) views and a composite holds at most 16; split the set."
        case .targetResolution(let value): "The target resolution is \(value); choose a multiple of 64 from 256 to 4096."
        case .columns(let value): "A grid of \(value) columns was asked for; choose 1 to 16, or leave it open."
        case .noCellFits(let count, let target):
            "\(count) panels in this arrangement do not fit under \(target) × \(target) pixels; choose a grid or a larger target resolution."
        case .cell(let width, let height):
            "A panel of \(width) × \(height) pixels cannot be made; choose sides from 16 to 4096."
        case .sideNotMultipleOf64(let width, let height):
            "The composite would be \(width) × \(height) pixels; trainers keep it whole only where both sides are multiples of 64."
        case .seamOffGrid(let seam, let isVertical):
            "The seam at \(isVertical ? "x" : "y") = \(seam) does not lie on the 16-pixel grid; choose panel sides that are multiples of 16."
        case .areaOverTarget(let width, let height, let target):
            "The composite would be \(width) × \(height) pixels, more than the \(target) × \(target) of the target; choose smaller panels or a larger target."
        case .emptyImage(let view): "View \(view) has an image without pixels; replace the image."
        case .cropOutside(let view): "The crop of view \(view) does not lie inside its image; set it again."
        }
    }
}
