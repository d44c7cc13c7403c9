import Foundation

/// What the kernel says about a process, in MiB; nil where there is no such file.
enum Memory {
    /// Resident now.
    static func resident(_ process: String = "self") -> Double? { field("VmRSS", process) }
    /// The most that was resident since the start or the last ``forgetPeak()``.
    static func peak(_ process: String = "self") -> Double? { field("VmHWM", process) }

    static func forgetPeak() { try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs")) }

    private static func field(_ name: String, _ process: String) -> Double? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name + ":") })
        else { return nil }
        return line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }.map { $0 / 1024 }
    }
}
