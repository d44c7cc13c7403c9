import PolyptychImaging

extension ImportFact {
    /// One sentence for people that names the thing and says what to do, or what was done.
    public func sentence(name: String) -> String {
        switch self {
        case .unreadableFolder(let reason):
            "The folder \(name) cannot be read (\(reason)); give this account permission to read it and import again."
        case .unreadableFile(let reason):
            "\(name) cannot be read (\(reason)); give this account permission to read it and import again."
        case .emptyFile: "\(name) is empty (0 bytes); copy it again from where it came from."
        case .notAnImage: "\(name) is not an image although its name says so; replace it by a JPEG or PNG, or remove it."
        case .wrongExtension(let actual): "\(name) is really a \(actual); it is read as what it is, and nothing needs to be done."
        case .foreign(let format): ImageFault.foreign(format).sentence(name: String(name.dropFirst().dropLast()))
        case .folderSeenBefore(let first): "The folder \(name) is the same as \(PathName.shown(first)) through a link; it is taken once."
        case .brokenLink: "\(name) is a link that leads nowhere; mend it or remove it."
        case .nameNotUnicode: "The name \(name) is not valid Unicode; rename the file and import again."
        case .looseImage: "\(name) lies beside the folders of sets and belongs to none; put it into a folder of its own to import it."
        case .singleImage: "The folder \(name) holds one image; it becomes a set of one view."
        case .noImages: "The folder \(name) holds no JPEG or PNG image; check that its files were copied."
        case .keyAltered(let key): "\(name) holds characters that a key may not; its set is called “\(key)”."
        case .keyTaken(let key, let made): "Another set is called “\(key)” already; the one of \(name) is called “\(made)”."
        case .modelUnreadable(let why):
            "The camera model \(name) cannot be read (\(why)); its frames are taken without poses."
        case .modelTwinIgnored: "\(name) is there in binary and in text; the binary one is read."
        case .framesMissing(let count, let total, let examples):
            "\(count) of the \(total) frames that \(name) names are not there (\(Self.list(examples))); the others are taken."
        case .framesWithoutPose(let count, let total):
            "\(count) of the \(total) images of \(name) have no camera pose; they are kept as candidates."
        case .framesOutside(let count, let examples):
            "\(name) names \(count == 1 ? "a file" : "\(count) files") outside its folder (\(Self.list(examples))); such frames are refused."
        case .categoriesMissing:
            "There is no mvimgnet_category.txt in \(name) or beside it; the classes are called by their numbers until one is chosen."
        case .categoryUnknown(let id): "Class \(id) is not in the category file \(name); it is called “object”."
        case .categoryLine(let line, let text): "Line \(line) of \(name) is not “number,name” (“\(text)”); it is passed over."
        case .objectNameOdd: "\(name) is not named by 8 hexadecimal digits as MVImgNet's objects are; it is taken all the same."
        case .patternUnmatched(let count, let examples):
            "\(count == 1 ? "One image does" : "\(count) images do") not fit the pattern (\(Self.list(examples))); change the pattern to take them."
        case .tooManyViews(let count, let taken): "\(name) holds \(count) images; \(taken) are chosen and the others are kept as candidates."
        case .promptMissing: "\(name) has no .txt of the same name beside it; write its prompt there and import again."
        case .promptNotText: "The prompt beside \(name) is not UTF-8 text; save it as UTF-8 and import again."
        case .panelsUnknown:
            "Neither the prompt nor the options say how many panels \(name) has; choose a layout and a number of panels."
        case .panelsTooMany(let count): "\(name) would be cut into \(count) panels; a set has at most 16."
        case .compositeTooSmall(let width, let height, let panels):
            "\(name) is \(width)×\(height) pixels, too small to be cut into \(panels) panels; check the layout."
        case .captionNotText: "The caption beside \(name) is not UTF-8 text; save it as UTF-8 and import again."
        }
    }

    private static func list(_ examples: [String]) -> String {
        examples.prefix(3).map(PathName.shown).joined(separator: ", ") + (examples.count > 3 ? ", …" : "")
    }
}

extension PathName {
    /// A path as a person may read it: quoted, with control and direction characters made visible.
    public static func shown(_ path: String) -> String {
        var text = ""
        for scalar in path.unicodeScalars {
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{200E}", "\u{200F}", "\u{061C}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
                text += "\\u{" + String(scalar.value, radix: 16) + "}"
            default:
                if scalar.properties.generalCategory == .control {
                    text += "\\u{" + String(scalar.value, radix: 16) + "}"
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return text.isEmpty ? "the chosen folder" : "“\(text)”"
    }
}
