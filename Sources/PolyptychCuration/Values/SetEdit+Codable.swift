extension SetEdit: Codable {
    private enum Keys: String, CodingKey {
        case edit
        case view, views, text, header, to, at, image, crop, focus, facts, layout, template, scheme, targetResolution
        case category, tags, add, remove, key, reason, finding, code, by, why
    }

    /// The name under `edit`: one per case, and the cases' own spelling.
    private enum Name: String, Codable, CaseIterable {
        case setCaption, setSegment, detachSegment, attachSegment, setSummary, setHeader, setText, makeStructured, makeVerbatim
        case reorder, moveView, addView, removeView, replaceImage, setCrop, setFocus, setFacts
        case setLayout, setTemplate, setScheme, setTargetResolution, setCategory, setTags, changeTags, rename
        case markReady, markDraft, accept, reject, reopen, dismiss, undismiss, delete, restore
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Keys.self)
        let word = try fields.decode(String.self, forKey: .edit)
        guard let name = Name(rawValue: word) else {
            let known = Name.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingError.dataCorruptedError(forKey: .edit, in: fields, debugDescription: "\"\(word)\" is no edit; known edits are \(known)")
        }
        func value<T: Decodable>(_ key: Keys) throws -> T { try fields.decode(T.self, forKey: key) }
        func optional<T: Decodable>(_ key: Keys) throws -> T? { try fields.decodeIfPresent(T.self, forKey: key) }
        switch name {
        case .setCaption: self = .setCaption(view: try value(.view), text: try value(.text))
        case .setSegment: self = .setSegment(view: try value(.view), text: try value(.text))
        case .detachSegment: self = .detachSegment(view: try value(.view), text: try value(.text))
        case .attachSegment: self = .attachSegment(view: try value(.view))
        case .setSummary: self = .setSummary(text: try value(.text))
        case .setHeader: self = .setHeader(header: try value(.header))
        case .setText: self = .setText(text: try value(.text))
        case .makeStructured: self = .makeStructured
        case .makeVerbatim: self = .makeVerbatim
        case .reorder: self = .reorder(views: try value(.views))
        case .moveView: self = .moveView(view: try value(.view), to: try value(.to))
        case .addView: self = .addView(view: try value(.view), at: try value(.at))
        case .removeView: self = .removeView(view: try value(.view))
        case .replaceImage: self = .replaceImage(view: try value(.view), image: try value(.image))
        case .setCrop: self = .setCrop(view: try value(.view), crop: try optional(.crop))
        case .setFocus: self = .setFocus(view: try value(.view), focus: try optional(.focus))
        case .setFacts: self = .setFacts(view: try value(.view), facts: try optional(.facts))
        case .setLayout: self = .setLayout(layout: try optional(.layout))
        case .setTemplate: self = .setTemplate(template: try optional(.template))
        case .setScheme: self = .setScheme(scheme: try optional(.scheme))
        case .setTargetResolution: self = .setTargetResolution(targetResolution: try optional(.targetResolution))
        case .setCategory: self = .setCategory(category: try optional(.category))
        case .setTags: self = .setTags(tags: try value(.tags))
        case .changeTags: self = .changeTags(add: try optional(.add) ?? [], remove: try optional(.remove) ?? [])
        case .rename: self = .rename(key: try value(.key))
        case .markReady: self = .markReady
        case .markDraft: self = .markDraft
        case .accept: self = .accept
        case .reject: self = .reject(reason: try value(.reason))
        case .reopen: self = .reopen
        case .dismiss:
            self = .dismiss(finding: try value(.finding), code: try value(.code), by: try optional(.by) ?? "", why: try optional(.why) ?? "")
        case .undismiss: self = .undismiss(finding: try value(.finding))
        case .delete: self = .delete
        case .restore: self = .restore
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Keys.self)
        func write(_ name: Name) throws { try fields.encode(name, forKey: .edit) }
        func write(_ name: Name, _ view: ViewID) throws {
            try write(name)
            try fields.encode(view, forKey: .view)
        }
        switch self {
        case .setCaption(let view, let text):
            try write(.setCaption, view)
            try fields.encode(text, forKey: .text)
        case .setSegment(let view, let text):
            try write(.setSegment, view)
            try fields.encode(text, forKey: .text)
        case .detachSegment(let view, let text):
            try write(.detachSegment, view)
            try fields.encode(text, forKey: .text)
        case .attachSegment(let view): try write(.attachSegment, view)
        case .setSummary(let text):
            try write(.setSummary)
            try fields.encode(text, forKey: .text)
        case .setHeader(let header):
            try write(.setHeader)
            try fields.encode(header, forKey: .header)
        case .setText(let text):
            try write(.setText)
            try fields.encode(text, forKey: .text)
        case .makeStructured: try write(.makeStructured)
        case .makeVerbatim: try write(.makeVerbatim)
        case .reorder(let views):
            try write(.reorder)
            try fields.encode(views, forKey: .views)
        case .moveView(let view, let to):
            try write(.moveView, view)
            try fields.encode(to, forKey: .to)
        case .addView(let view, let at):
            try write(.addView)
            try fields.encode(view, forKey: .view)
            try fields.encode(at, forKey: .at)
        case .removeView(let view): try write(.removeView, view)
        case .replaceImage(let view, let image):
            try write(.replaceImage, view)
            try fields.encode(image, forKey: .image)
        case .setCrop(let view, let crop):
            try write(.setCrop, view)
            try fields.encode(crop, forKey: .crop)
        case .setFocus(let view, let focus):
            try write(.setFocus, view)
            try fields.encode(focus, forKey: .focus)
        case .setFacts(let view, let facts):
            try write(.setFacts, view)
            try fields.encode(facts, forKey: .facts)
        case .setLayout(let layout):
            try write(.setLayout)
            try fields.encode(layout, forKey: .layout)
        case .setTemplate(let template):
            try write(.setTemplate)
            try fields.encode(template, forKey: .template)
        case .setScheme(let scheme):
            try write(.setScheme)
            try fields.encode(scheme, forKey: .scheme)
        case .setTargetResolution(let targetResolution):
            try write(.setTargetResolution)
            try fields.encode(targetResolution, forKey: .targetResolution)
        case .setCategory(let category):
            try write(.setCategory)
            try fields.encode(category, forKey: .category)
        case .changeTags(let add, let remove):
            try write(.changeTags)
            try fields.encode(add, forKey: .add)
            try fields.encode(remove, forKey: .remove)
        case .setTags(let tags):
            try write(.setTags)
            try fields.encode(tags, forKey: .tags)
        case .rename(let key):
            try write(.rename)
            try fields.encode(key, forKey: .key)
        case .markReady: try write(.markReady)
        case .markDraft: try write(.markDraft)
        case .accept: try write(.accept)
        case .reject(let reason):
            try write(.reject)
            try fields.encode(reason, forKey: .reason)
        case .reopen: try write(.reopen)
        case .dismiss(let finding, let code, let by, let why):
            try write(.dismiss)
            try fields.encode(finding, forKey: .finding)
            try fields.encode(code, forKey: .code)
            try fields.encode(by, forKey: .by)
            try fields.encode(why, forKey: .why)
        case .undismiss(let finding):
            try write(.undismiss)
            try fields.encode(finding, forKey: .finding)
        case .delete: try write(.delete)
        case .restore: try write(.restore)
        }
    }
}
