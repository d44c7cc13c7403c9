import Foundation
import PolyptychWorkshop

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Progress on standard error: a bar with rate and time left on a terminal, a plain line now and then otherwise.
struct ProgressLine {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let isQuiet: Bool
    private let started = Date()
    private var lastPlain = Date.distantPast
    private var drew = false

    init(quiet: Bool) { isQuiet = quiet }

    /// Shows where a job stands.
    mutating func show(_ job: JobAnswer) {
        guard !isQuiet else { return }
        let share = job.total > 0 ? min(1, Double(job.done + job.failed) / Double(job.total)) : 0
        let rate = job.rate.map { $0 >= 10 ? "\(Int($0))/s" : String(format: "%.1f/s", $0) } ?? ""
        let left = job.secondsLeft.map { duration($0) + " left" } ?? ""
        let count = job.total > 0 ? "\(job.done)/\(job.total)" : "\(job.done)"
        let failed = job.failed > 0 ? "\(job.failed) failed" : ""
        let facts = [count, rate, left, failed].filter { !$0.isEmpty }.joined(separator: "  ")
        if isTerminal {
            let width = 28
            let filled = Int(share * Double(width))
            let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: width - filled)
            FileHandle.standardError.write(Data("\r\u{1B}[2K\(bar)  \(facts)  \(job.message.prefix(40))".utf8))
            drew = true
        } else if Date().timeIntervalSince(lastPlain) >= 5 || job.isOver {
            lastPlain = Date()
            writeError("\(job.title): \(facts)")
        }
    }

    /// Ends the line so that what follows starts on its own.
    func finish() {
        if drew { FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8)) }
    }

    private func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole >= 3600
            ? "\(whole / 3600) h \(whole % 3600 / 60) min" : whole >= 60 ? "\(whole / 60) min \(whole % 60) s" : "\(whole) s"
    }
}
