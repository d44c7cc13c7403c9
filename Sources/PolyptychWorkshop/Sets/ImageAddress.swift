import Foundation
import PolyptychCuration

/// Where browsers find images; every address changes with the content behind it, so answers are cached for ever.
enum ImageAddress {
    static func image(_ sha256: String, size: Int?) -> String {
        "/api/v1/images/\(sha256)?size=\(size.map(String.init) ?? "full")"
    }

    static func candidate(set: Int64, index: Int) -> String { "/api/v1/sets/\(set)/candidates/\(index)/image" }

    static func composite(set: Int64, plan: LayoutPlan?, images: [String], size: Int? = nil) -> String {
        guard let plan else { return "" }
        return "/api/v1/sets/\(set)/composite?v=\(key(plan, images: images))\(size.map { "&size=\($0)" } ?? "")"
    }

    /// Names the pixels of a composite: the plan and the images in it.
    static func key(_ plan: LayoutPlan, images: [String]) -> String {
        var text = "\(plan.width)x\(plan.height)"
        for panel in plan.panels {
            for rect in [panel.box, panel.source, panel.target] { text += " \(rect.x),\(rect.y),\(rect.width),\(rect.height)" }
        }
        for image in images { text += " " + image }
        return String(BlobFiles.sha256(Data(text.utf8)).prefix(32))
    }
}
