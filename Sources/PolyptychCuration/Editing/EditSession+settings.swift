extension EditSession {
    mutating func setLayout(_ layout: LayoutSpec?) throws(EditRefusal) {
        if let layout { try Self.checked { () throws(SettingsFault) in try SettingsRules.check(layout) } }
        state.overrides.layout = layout
    }

    mutating func setTemplate(_ template: Template?) throws(EditRefusal) {
        if let template { try Self.checked { () throws(SettingsFault) in try SettingsRules.check(template) } }
        state.overrides.template = template?.named
    }

    mutating func setScheme(_ scheme: MarkerScheme?) throws(EditRefusal) {
        if let scheme { try Self.checked { () throws(SettingsFault) in try SettingsRules.check(scheme) } }
        state.overrides.scheme = scheme
    }

    mutating func setTargetResolution(_ target: Int?) throws(EditRefusal) {
        if let target { try Self.checked { () throws(SettingsFault) in try SettingsRules.check(targetResolution: target) } }
        state.overrides.targetResolution = target
    }

    private static func checked(_ rule: () throws(SettingsFault) -> Void) throws(EditRefusal) {
        do throws(SettingsFault) { try rule() } catch { throw .settings(error) }
    }

    static func checkedKey(_ key: String) throws(EditRefusal) -> String {
        guard SetState.isAllowed(key: key) else { throw .key(key) }
        return key
    }

    /// One line each, no empty ones, each once, in the order given.
    static func cleaned(_ tags: [String]) -> [String] {
        var seen = Set<String>()
        return tags.map(Wording.oneLine).filter { !$0.isEmpty && seen.insert($0).inserted }
    }
}

extension SetState {
    public static let longestKey = 200

    /// Whether a key can name a set: 1…200 characters, no dots, slashes or control characters, no spaces at its ends.
    public static func isAllowed(key: String) -> Bool {
        !key.isEmpty && key.count <= longestKey && key.first != " " && key.last != " "
            && !key.unicodeScalars.contains { $0 == "." || $0 == "/" || $0 == "\\" || Wording.breaksLine($0) }
    }
}
