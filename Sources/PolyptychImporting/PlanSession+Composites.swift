import Foundation
import PolyptychCuration
import PolyptychImaging

extension PlanSession {
    /// Whether at least half of a folder's images lie beside a text with the markers of a joint prompt.
    func areComposites(_ images: [String], relative: String) -> Bool {
        let sample = images.prefix(40)
        let joint = sample.count { name in
            ((try? Sidecar.text(beside: absolute(PathName.join(relative, name)))) ?? nil).map { PromptShape($0).isJoint } ?? false
        }
        return joint > 0 && joint * 2 >= sample.count
    }

    /// Plans every stitched image of a folder as a set whose views are its panels.
    mutating func addComposites(_ images: [String], relative: String, components: [String], isBase: Bool) throws(ImportFault) {
        for name in images {
            try checkCancelled()
            let path = PathName.join(relative, name)
            guard let prompt = prompt(beside: path), let cuts = cuts(of: path, prompt: prompt) else { continue }
            guard admits() else { continue }
            let stem = PathName.stem(of: name)
            drafts.append(
                PlannedSet(
                    key: SetKeys.key(ofComponents: isBase ? [stem] : components + [stem]), kind: .composites, source: path,
                    views: cuts.rectangles.map { PlannedView(path: path, cut: $0) },
                    jointPrompt: PlannedPrompt(text: prompt, arrangement: cuts.arrangement)))
        }
    }

    private mutating func prompt(beside path: String) -> String? {
        do {
            if let text = try Sidecar.text(beside: absolute(path)) { return text }
            note(.promptMissing, at: path)
        } catch {
            note(.promptNotText, at: path)
        }
        return nil
    }

    private mutating func cuts(of path: String, prompt: String) -> (rectangles: [PixelRect], arrangement: LayoutSpec.Arrangement)? {
        let shape = PromptShape(prompt)
        guard let panels = options.panels ?? shape.panels else {
            note(.panelsUnknown, at: path)
            return nil
        }
        guard panels <= 16 else {
            note(.panelsTooMany(count: panels), at: path)
            return nil
        }
        let size: (width: Int, height: Int)
        do {
            let file = try Data(contentsOf: URL(fileURLWithPath: absolute(path)), options: .mappedIfSafe)
            let header = try ImageReader.header(of: file)
            size = (header.orientedWidth, header.orientedHeight)
        } catch let fault as ImageFault {
            issues.append(ImportIssue(path: path, code: fault.code, severity: .error, sentence: fault.sentence(name: path)))
            return nil
        } catch {
            note(.unreadableFile(reason: "the system refuses it"), at: path)
            return nil
        }
        let arrangement = options.arrangement ?? shape.arrangement ?? Self.arrangement(panels: panels, width: size.width, height: size.height)
        guard
            let rectangles = PanelCutter.cut(
                width: size.width, height: size.height, panels: panels, arrangement: arrangement, columns: options.columns)
        else {
            note(.compositeTooSmall(width: size.width, height: size.height, panels: panels), at: path)
            return nil
        }
        return (rectangles, arrangement)
    }

    /// The arrangement whose panels are nearest to squares.
    static func arrangement(panels: Int, width: Int, height: Int) -> LayoutSpec.Arrangement {
        func departure(_ arrangement: LayoutSpec.Arrangement) -> Int {
            guard let cell = PanelCutter.cut(width: width, height: height, panels: panels, arrangement: arrangement)?.first else { return .max }
            return max(cell.width, cell.height) * 1000 / min(cell.width, cell.height)
        }
        let choices: [LayoutSpec.Arrangement] = panels >= 4 ? [.grid, .row, .column] : [.row, .column]
        return choices.min { departure($0) < departure($1) } ?? .row
    }
}
