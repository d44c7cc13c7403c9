/// Parts of a path, without ever changing a byte of it.
public enum PathName {
    /// The last component.
    public static func last(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }

    /// Everything before the last slash; empty where there is none.
    public static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "" }
        return String(path[..<slash])
    }

    /// The last component without its extension; `.hidden` and `name` have none.
    public static func stem(of path: String) -> String {
        let name = last(of: path)
        guard let dot = name.utf8.lastIndex(of: 0x2E), dot != name.utf8.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The lower-cased extension without its dot; empty where there is none.
    public static func suffix(of path: String) -> String {
        let name = last(of: path)
        guard let dot = name.utf8.lastIndex(of: 0x2E), dot != name.utf8.startIndex else { return "" }
        return name[name.utf8.index(after: dot)...].lowercased()
    }

    public static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty ? name : folder.utf8.last == 0x2F ? folder + name : folder + "/" + name
    }

    /// True where the path stays below the folder it is relative to.
    public static func staysInside(_ path: String) -> Bool {
        guard path.utf8.first != 0x2F, !path.unicodeScalars.contains("\0") else { return false }
        return !path.unicodeScalars.split(separator: "/").contains { String($0) == ".." }
    }
}
