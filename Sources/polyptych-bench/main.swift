import Foundation
import Logging

// Measures Polyptych beside its peers in one run on the same cores:
//
//     polyptych-bench [import] [export] [workspace]      all three unless some are named
//
// BENCH_PHOTOS, BENCH_SETS and BENCH_ROUNDS change the sizes, BENCH_TOKENIZERS names a folder with `clip/` and `t5/`.

LoggingSystem.bootstrap { label in
    var handler = StreamLogHandler.standardError(label: label)
    handler.logLevel = .warning
    return handler
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch arguments.first {
    case "fill": try await WorkspaceChild.fill(root: URL(fileURLWithPath: arguments[1]), sets: Int(arguments[2]) ?? 0)
    case "serve": try await WorkspaceChild.serve(root: URL(fileURLWithPath: arguments[1]))
    default: try await Bench(.fromEnvironment()).run(arguments)
    }
} catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(1)
}
