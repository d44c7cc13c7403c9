/// Why settings cannot be used.
public enum SettingsFault: Error, Hashable, Sendable {
    case targetResolution(Int)
    case viewCount(Int)
    /// A custom scheme without `{n}` gives every panel the same marker.
    case patternWithoutNumber(String)
    case patternWithBrackets(String)
    /// A header, opener, lead-in, separator or terminator that spans lines or holds brackets.
    case templateText(field: String, text: String)
    /// A separator without a space runs segment and marker together.
    case separatorWithoutSpace(field: String, text: String)
    case columns(Int)
    case cell(width: Int, height: Int)
}

extension SettingsFault {
    /// What is wrong and what to do, for people.
    public var sentence: String {
        switch self {
        case .targetResolution(let value):
            "The target resolution is \(value); choose a multiple of 64 from 256 to 4096."
        case .viewCount(let value):
            "Settings for \(value) views were given; a set has 1 to 16 views."
        case .patternWithoutNumber(let pattern):
            "The marker pattern “\(pattern)” gives every panel the same marker; put {n} where the number belongs, for instance VIEW-{n}."
        case .patternWithBrackets(let pattern):
            "The marker pattern “\(pattern)” holds brackets, spaces at its ends or line breaks; write it without, for instance VIEW-{n}."
        case .templateText(let field, let text):
            "The template's \(field) “\(text)” holds a bracket or a line break; write it without."
        case .separatorWithoutSpace(let field, let text):
            "The template's \(field) “\(text)” does not end with a space, so the next marker would stick to it; add a space at its end."
        case .columns(let value):
            "A grid of \(value) columns was asked for; choose 1 to 16, or leave it open."
        case .cell(let width, let height):
            "A panel of \(width) × \(height) pixels cannot be made; choose sides from 16 to 4096."
        }
    }
}

extension ProjectSettings {
    /// Refuses settings that could not render or lay out any set.
    public func validated() throws(SettingsFault) {
        try SettingsRules.check(targetResolution: targetResolution)
        for (viewCount, settings) in perViewCount.sorted(by: { $0.key < $1.key }) {
            guard allowedViewCounts.contains(viewCount) else { throw .viewCount(viewCount) }
            try SettingsRules.check(settings.template)
            try SettingsRules.check(settings.scheme)
            try SettingsRules.check(settings.layout)
        }
    }
}

/// What each setting must keep, for projects and for a set's overrides alike.
public enum SettingsRules {
    public static func check(targetResolution: Int) throws(SettingsFault) {
        guard (256...4096).contains(targetResolution), targetResolution % 64 == 0 else { throw .targetResolution(targetResolution) }
    }

    public static func check(_ scheme: MarkerScheme) throws(SettingsFault) {
        guard case .custom(let pattern) = scheme else { return }
        guard pattern.contains("{n}") else { throw .patternWithoutNumber(pattern) }
        guard !holdsBracketOrBreak(pattern), pattern.first != " ", pattern.last != " " else { throw .patternWithBrackets(pattern) }
    }

    public static func check(_ layout: LayoutSpec) throws(SettingsFault) {
        if let columns = layout.columns, !allowedViewCounts.contains(columns) { throw .columns(columns) }
        if case .fixed(let width, let height) = layout.cell, !(16...4096).contains(width) || !(16...4096).contains(height) {
            throw .cell(width: width, height: height)
        }
    }

    public static func check(_ template: Template) throws(SettingsFault) {
        var texts = [
            ("opener", template.opener), ("text after the summary", template.afterSummary), ("lead-in", template.leadIn),
            ("separator", template.separator), ("terminator", template.terminator),
        ]
        if case .literal(let text) = template.header {
            texts.append(("header", text))
            if Wording.normalised(text).isEmpty { throw .templateText(field: "header", text: text) }
        }
        for (field, text) in texts where holdsBracketOrBreak(text) { throw .templateText(field: field, text: text) }
        for (field, text) in texts[1...1] + texts[3...3] where text.last != " " { throw .separatorWithoutSpace(field: field, text: text) }
    }

    private static func holdsBracketOrBreak(_ text: String) -> Bool {
        text.contains { $0 == "[" || $0 == "]" || $0.isNewline } || text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
