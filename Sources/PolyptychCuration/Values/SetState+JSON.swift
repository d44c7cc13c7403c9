import Foundation

extension SetState {
    /// The bytes that stand for this state: JSON with sorted keys and plain slashes; their SHA-256 addresses a revision.
    public func canonicalJSON() -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        do {
            return try encoder.encode(self)
        } catch {
            preconditionFailure("A set's state has no JSON: \(error)")
        }
    }

    public init(canonicalJSON: Data) throws {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        self = try decoder.decode(SetState.self, from: canonicalJSON)
    }

    /// The view with this identifier, if the set has it.
    public func view(_ id: ViewID) -> ViewState? { views.first { $0.id == id } }

    /// The 0-based position of a view.
    public func position(of id: ViewID) -> Int? { views.firstIndex { $0.id == id } }
}

extension ViewState {
    /// The words under this view's marker: the caption, unless a segment was detached from it.
    public var segment: String {
        get { detached?.text ?? caption }
        set { if detached == nil { caption = newValue } else { detached?.text = newValue } }
    }
}
