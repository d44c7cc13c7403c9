/// Which part of an image a panel shows, and where; integers only, so the same on every processor.
enum PanelFilling {
    /// The largest part of `crop` with the box's aspect (within a pixel), as near to the focus point as the crop allows.
    static func cover(_ box: PixelRect, crop: PixelRect, image: (width: Int, height: Int), focus: FocusPoint?) -> PixelRect {
        var width = crop.width
        var height = crop.height
        if crop.width * box.height >= crop.height * box.width {
            width = min(max(roundedQuotient(crop.height * box.width, box.height), 1), crop.width)
        } else {
            height = min(max(roundedQuotient(crop.width * box.height, box.width), 1), crop.height)
        }
        // Twice the middle, so that half pixels stay whole numbers.
        let middleX = focus.map { 2 * $0.x * image.width / 1000 } ?? (2 * crop.x + crop.width)
        let middleY = focus.map { 2 * $0.y * image.height / 1000 } ?? (2 * crop.y + crop.height)
        let x = min(max((middleX - width) / 2, crop.x), crop.x + crop.width - width)
        let y = min(max((middleY - height) / 2, crop.y), crop.y + crop.height - height)
        return PixelRect(x: x, y: y, width: width, height: height)
    }

    /// Where the whole crop lies in the box: as large as it fits, in the middle, its corner on the 16-pixel grid where there is room.
    static func contain(_ box: PixelRect, crop: PixelRect) -> PixelRect {
        var width = box.width
        var height = box.height
        if crop.width * box.height >= crop.height * box.width {
            height = min(max(roundedQuotient(crop.height * box.width, crop.width), 1), box.height)
        } else {
            width = min(max(roundedQuotient(crop.width * box.height, crop.height), 1), box.width)
        }
        return PixelRect(
            x: box.x + (box.width - width) / 2 / 16 * 16, y: box.y + (box.height - height) / 2 / 16 * 16, width: width, height: height)
    }

    /// Thousandths of the image's area outside `source`, rounded.
    static func hidden(_ source: PixelRect, image: (width: Int, height: Int)) -> Int {
        let whole = image.width * image.height
        return roundedQuotient((whole - source.width * source.height) * 1000, whole)
    }

    private static func roundedQuotient(_ numerator: Int, _ denominator: Int) -> Int { (numerator + denominator / 2) / denominator }
}
