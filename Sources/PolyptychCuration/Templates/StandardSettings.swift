/// View counts that a set may have.
public let allowedViewCounts = 1...16

extension ViewCountSettings {
    /// What a project starts with: numbered images in a row up to three views, the 2×2 preset for four, a numbered grid beyond.
    public static func standard(viewCount: Int) -> ViewCountSettings {
        switch viewCount {
        case ...3: .init(template: .numbered, scheme: .numbered, layout: .init(arrangement: .row))
        case 4: .init(template: .panels, scheme: .positional, layout: .init(arrangement: .grid, columns: 2))
        default: .init(template: .numbered, scheme: .numbered, layout: .init(arrangement: .grid))
        }
    }
}

extension ProjectSettings {
    /// The settings of a new project.
    public static let standard = ProjectSettings()

    /// The project's decision for one view count.
    public func settings(viewCount: Int) -> ViewCountSettings { perViewCount[viewCount] ?? .standard(viewCount: viewCount) }
}
