import PolyptychCuration

/// Gathers, while an export is planned, what a person should know; one warning per kind, naming the sets.
struct WarningCollector {
    private var sets: [ExportWarning.Code: Set<String>] = [:]
    private var areEstimates = false

    mutating func add(_ code: ExportWarning.Code, _ set: String) { sets[code, default: []].insert(set) }

    /// Looks at one sample: its text against the trainers, its plan against the grid.
    mutating func inspect(_ sample: PlannedSample, settings: ProjectSettings) {
        let plan = sample.plan
        if sample.text.isEmpty { add(.emptyPrompt, sample.set) }
        if ["[trigger]", "[name]"].contains(where: sample.text.contains) { add(.trainerLiteral, sample.set) }
        if let tokens = sample.tokens {
            if tokens.t5 > tokens.t5Limit { add(.tokensOverT5, sample.set) }
            if tokens.isEstimate { areEstimates = true }
        }
        if plan.width % 64 != 0 || plan.height % 64 != 0 { add(.sizeNotMultipleOf64, sample.set) }
        if (plan.verticalSeams + plan.horizontalSeams).contains(where: { $0 % 16 != 0 }) { add(.seamOffGrid, sample.set) }
        if plan.width * plan.height > settings.targetResolution * settings.targetResolution { add(.areaOverTarget, sample.set) }
        if plan.panels.contains(where: { $0.hidden > 250 }) { add(.muchHidden, sample.set) }
        if plan.panels.contains(where: \.isEnlarged) { add(.enlarged, sample.set) }
    }

    func warnings(request: ExportRequest, holdoutIsEmpty: Bool) -> [ExportWarning] {
        var warnings = sets.map { code, keys in
            ExportWarning(code: code, sentence: sentence(code, keys.count), sets: keys.sorted(by: ExportPlanner.precedes))
        }
        func note(_ code: ExportWarning.Code) { warnings.append(.init(code: code, sentence: sentence(code, 0), sets: [])) }
        if areEstimates { note(.tokensEstimated) }
        if request.format == .folder, request.includeViews == true { note(.viewsNotInTrainerFolder) }
        if request.format == .folder, request.holdout != nil { note(.splitFolders) }
        if request.policy == .identity { note(.noFactsExported) }
        if holdoutIsEmpty { note(.emptyHoldout) }
        let order = ExportWarning.Code.allCases
        return warnings.sorted { order.firstIndex(of: $0.code)! < order.firstIndex(of: $1.code)! }
    }

    private func sentence(_ code: ExportWarning.Code, _ count: Int) -> String {
        let these = count == 1 ? "1 set" : "\(count) sets"
        let have = count == 1 ? "has" : "have"
        return switch code {
        case .tokensOverT5: "\(these) \(have) a prompt that T5 cuts off; the last panels would train without words. Shorten it."
        case .tokensEstimated: "Token counts are estimates; register the base model's vocabularies for exact ones."
        case .emptyPrompt: "\(these) \(have) an empty prompt. Trainers read that as no caption at all."
        case .newlinesFolded: "\(these) \(have) line breaks, or spaces at the ends of the prompt; the export folds it into one line, since trainers read one."
        case .trainerLiteral: "\(these) \(have) [trigger] or [name] in the prompt, which ai-toolkit replaces. Rename it."
        case .notPermuted: "\(these) cannot be exported in other orders: the prompt is verbatim, or was accepted under other settings. Turn it structured, or reopen it."
        case .sizeNotMultipleOf64: "\(these) \(have) a composite whose sides are not multiples of 64; trainers would crop it."
        case .seamOffGrid: "\(these) \(have) a seam off the 16-pixel grid, so one token would straddle two panels."
        case .areaOverTarget: "\(these) \(have) a composite above the target resolution; trainers would shrink it."
        case .muchHidden: "\(these) \(have) a panel that hides more than a quarter of its image. Look at the crop, or choose another cell."
        case .enlarged: "\(these) \(have) a panel that enlarges its image."
        case .keysRewritten: "\(these) \(have) another name in the export (letters beyond ASCII, spaces, or names that differ only in case); the manifest maps them."
        case .viewsNotInTrainerFolder: "Separate views are left out: a trainer would take every image of its folder for a composite."
        case .emptyHoldout: "Nothing is held out: all sets come from one source object."
        case .splitFolders: "Point the trainer at the folder train, not at the export: some trainers walk into holdout."
        case .noFactsExported: "Facts and camera angles are left out of the files, as the policy asks."
        }
    }
}

extension LayoutPlan.Panel {
    /// Whether the panel shows its image larger than it is.
    var isEnlarged: Bool { target.width > source.width || target.height > source.height }
}
