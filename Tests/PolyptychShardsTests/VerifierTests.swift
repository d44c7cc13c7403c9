import Foundation
import Testing

@testable import PolyptychShards

@Suite struct VerifierTests {
    private static func request(_ format: ExportFormat) -> ExportRequest { ExportRequest(name: "mugs", format: format) }

    @Test(arguments: Corruption.allCases) func `every planted corruption is found and named`(corruption: Corruption) throws {
        let world = try ExportWorld()
        let out = try world.exported(Self.request(corruption.format))
        try #require(ExportVerifier.verify(out).problems == [])
        try corruption.plant(in: out)
        let report = ExportVerifier.verify(out)
        #expect(!corruption.codes.isDisjoint(with: report.problems.map(\.code)), "found: \(report.problems)")
        for problem in report.problems {
            #expect(!problem.sentence.isEmpty)
            #expect(problem.sentence.contains(problem.path) || problem.set.map(problem.sentence.contains) == true, "names nothing: \(problem.sentence)")
        }
    }

    @Test(arguments: ExportFormat.allCases) func `one flipped byte anywhere in any file is found`(format: ExportFormat) throws {
        let world = try ExportWorld()
        let out = try world.exported(.init(name: "mugs", format: format, includeViews: format == .webdataset))
        var generator = SystemRandomNumberGenerator()
        for (path, data) in try ExportWorld.files(out) {
            for _ in 0..<6 {
                let offset = Int.random(in: 0..<data.count, using: &generator)
                var bytes = Array(data)
                bytes[offset] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                try Data(bytes).write(to: out.appendingPathComponent(path))
                #expect(!ExportVerifier.verify(out).isSound, "byte \(offset) of \(path)")
            }
            try data.write(to: out.appendingPathComponent(path))
        }
        #expect(ExportVerifier.verify(out).isSound)
    }

    @Test func `every code of a problem can be found in some export`() {
        let covered = Corruption.allCases.reduce(into: Set<VerifyProblem.Code>()) { $0.formUnion($1.codes) }
        // A file nobody may read cannot be made for root; the others appear together with one that is covered.
        let beside: Set<VerifyProblem.Code> = [.fileUnreadable, .imageBroken, .recordDiffers]
        #expect(Set(VerifyProblem.Code.allCases).subtracting(beside) == covered)
    }

    @Test func `a report counts what it read`() throws {
        let world = try ExportWorld()
        let out = try world.exported(Self.request(.webdataset))
        let report = ExportVerifier.verify(out)
        #expect(report.samplesChecked == 4)
        #expect(report.membersChecked == 12)
        #expect(report.filesChecked == 3)
        #expect(try report.bytesRead == ExportWorld.files(out).values.reduce(0) { $0 + $1.count })
        #expect(try report.contentHash == ExportWorld.manifest(out).contentHash)
    }

    @Test func `a folder without a manifest is not an export`() throws {
        let world = try ExportWorld()
        #expect(ExportVerifier.verify(world.folder).problems.map(\.code) == [.manifestMissing])
        #expect(ExportVerifier.verify(world.folder.appendingPathComponent("nowhere")).problems.map(\.code) == [.manifestMissing])
    }
}
