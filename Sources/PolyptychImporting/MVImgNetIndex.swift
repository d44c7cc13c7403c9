/// The classes and objects of an MVImgNet tree (`class/instance/images/…`), without their frames.
///
/// Reads one folder per class and nothing below it; an object costs four bytes.
public struct MVImgNetIndex: Sendable {
    /// One class folder.
    public struct Class: Hashable, Sendable {
        /// The folder's name, a number.
        public var folder: String
        public var name: String
        public var isNamed: Bool
        /// Names of 8 lower-case hexadecimal digits, ascending.
        var regular: [UInt32]
        /// All other names, in natural order.
        var odd: [String]

        public var objects: Int { regular.count + odd.count }

        func object(at index: Int) -> String {
            index < regular.count ? MVImgNetIndex.text(regular[index]) : odd[index - regular.count]
        }
    }

    /// What is shown to people who choose.
    public struct Summary: Codable, Hashable, Sendable {
        public var folder: String
        public var name: String
        public var objects: Int
    }

    public var root: String
    /// In natural order of their folders.
    public var classes: [Class]
    public var issues: [ImportIssue]

    public var objects: Int { classes.reduce(0) { $0 + $1.objects } }
    public var summary: [Summary] { classes.map { Summary(folder: $0.folder, name: $0.name, objects: $0.objects) } }

    /// Lists the classes of a tree and counts their objects.
    ///
    /// - Parameters:
    ///   - categories: a category file; nil looks in the root and beside it.
    ///   - progress: called after each class with the classes done and their number.
    public static func scan(
        root path: String, categories: String? = nil, progress: ImportPlanner.Progress? = nil, isCancelled: (@Sendable () -> Bool)? = nil
    ) throws(ImportFault) -> MVImgNetIndex {
        let root = try ImportPlanner.folder(path)
        var issues: [ImportIssue] = []
        var names: [Int: String] = [:]
        let (file, contents) = try categoryFile(root: root, chosen: categories)
        if let contents {
            let table = CategoryFile(contents: contents)
            names = table.names
            for line in table.badLines { issues.append(ImportIssue(.categoryLine(line: line.number, text: line.text), at: file)) }
        } else {
            issues.append(ImportIssue(.categoriesMissing, at: ""))
        }
        var folders: [String] = []
        do {
            for entry in try FileSystem.list(root).entries where entry.kind == .folder && isNumber(entry.name) { folders.append(entry.name) }
        } catch {
            throw .unreadable(path: path, reason: error.reason)
        }
        var classes: [Class] = []
        for (index, folder) in folders.enumerated() {
            if isCancelled?() == true { throw .cancelled }
            let name = Int(folder).flatMap { names[$0] }
            if name == nil, contents != nil { issues.append(ImportIssue(.categoryUnknown(id: folder), at: file)) }
            var entry = Class(folder: folder, name: name ?? (contents == nil ? folder : "object"), isNamed: name != nil, regular: [], odd: [])
            do {
                var linked: [String] = []
                try FileSystem.each(in: PathName.join(root, folder)) { child, type, isUnicode in
                    guard child.utf8.first != 0x2E, !FileSystem.isSystemName(child) else { return }
                    guard isUnicode else {
                        issues.append(ImportIssue(.nameNotUnicode, at: PathName.join(folder, child)))
                        return
                    }
                    // 4 is a folder, 8 a file; links and unknown kinds are looked at.
                    if type == 8 { return }
                    if type != 4 {
                        linked.append(child)
                    } else if let number = number(of: child) {
                        entry.regular.append(number)
                    } else {
                        entry.odd.append(child)
                    }
                }
                for child in linked where FileSystem.isFolder(PathName.join(PathName.join(root, folder), child)) {
                    if let number = number(of: child) { entry.regular.append(number) } else { entry.odd.append(child) }
                }
            } catch {
                issues.append(ImportIssue(.unreadableFolder(reason: error.reason), at: folder))
            }
            entry.regular.sort()
            entry.odd.sort(by: NaturalOrder.isBefore)
            for name in entry.odd.prefix(20) { issues.append(ImportIssue(.objectNameOdd, at: PathName.join(folder, name))) }
            classes.append(entry)
            progress?(index + 1, folders.count)
        }
        return MVImgNetIndex(root: root, classes: classes, issues: issues)
    }

    /// The classes that somebody chose by folder or by name; all where nothing was chosen.
    public func chosen(_ wishes: [String]?) throws(ImportFault) -> [Class] {
        guard let wishes else { return classes }
        var result: [Class] = []
        for wish in wishes {
            let wanted = wish.trimmed.lowercased()
            let found = classes.filter { $0.folder == wanted || $0.name.lowercased() == wanted }
            if found.isEmpty {
                let near = classes.map(\.name).filter { $0.lowercased().contains(wanted) || wanted.contains($0.lowercased()) }
                throw .classUnknown(name: wish, nearest: Array(near.prefix(3)))
            }
            for entry in found where !result.contains(entry) { result.append(entry) }
        }
        return result
    }

    static func isNumber(_ name: String) -> Bool { !name.isEmpty && name.utf8.count <= 9 && name.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }

    /// The number that 8 lower-case hexadecimal digits spell, or nil.
    static func number(of name: String) -> UInt32? {
        guard name.utf8.count == 8 else { return nil }
        var value: UInt32 = 0
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: return nil
            }
        }
        return value
    }

    private static func text(_ number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    private static func categoryFile(root: String, chosen: String?) throws(ImportFault) -> (String, [UInt8]?) {
        if let chosen {
            do {
                return (chosen, try FileSystem.contents(of: chosen, limit: 16 << 20))
            } catch {
                throw .unreadable(path: chosen, reason: error.reason)
            }
        }
        for folder in [root, PathName.parent(of: root)] {
            for name in CategoryFile.usualNames {
                if let contents = try? FileSystem.contents(of: PathName.join(folder, name), limit: 16 << 20) { return (name, contents) }
            }
        }
        return ("", nil)
    }
}
