import ArgumentParser
import Foundation
import PolyptychWorkshop

/// The command `polyptych`.
@main
struct Polyptych: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "polyptych",
        abstract: "The workshop for In-Context LoRA datasets: image sets, captions, markers, exports.",
        discussion: """
            Exit codes: 0 done, 1 done with items that failed, 2 wrong use, 3 could not run.
            """,
        version: productVersion,
        subcommands: [Serve.self, Import.self, Lint.self, Export.self, Verify.self, Doctor.self, Routes.self, SampleData.self])

    /// Parses and runs, with exit codes of our own in place of the parser's.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let code as CommandExit {
            leave(code.rawValue)
        } catch let failure as CommandFailure {
            writeError(failure.description)
            leave(CommandExit.couldNotRun.rawValue)
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if code.isSuccess {
                if !message.isEmpty { print(message) }
                leave(0)
            }
            if code == .validationFailure {
                writeError(message)
                leave(CommandExit.wrongUse.rawValue)
            }
            writeError(sentence(error))
            leave(CommandExit.couldNotRun.rawValue)
        }
    }
}

/// What a command's exit status says.
enum CommandExit: Int32, Error {
    case done = 0
    case doneWithFailures = 1
    case wrongUse = 2
    case couldNotRun = 3
}

/// A command that could not run, in a sentence.
struct CommandFailure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

func writeError(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

/// Ends the process; named so that the parser's own `exit` does not shadow it.
private func leave(_ code: Int32) -> Never { Foundation.exit(code) }
