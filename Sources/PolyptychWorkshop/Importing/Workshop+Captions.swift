import Foundation
import PolyptychCuration
import PolyptychImporting
import PolyptychStore

extension Workshop {
    /// Matches a file of captions or joint prompts to the sets that are there; the same file again changes nothing.
    func runCaptions(_ job: JobContext) async throws -> JobEnding {
        let request = try job.request(ImportRequest.self)
        let root = try folder(of: request.source)
        let project = try await project(of: job)
        let by = job.job.createdBy
        let name = (Self.captionFile(at: root) ?? root).lastPathComponent
        try await job.note("Matching \(name)")
        let matches = try await matches(of: Self.captionFile(at: root) ?? root, project: project)
        let texts = matches.texts
        let outcome = try await store.editMany(
            project: project.id, texts.keys.sorted().map { BatchItem(id: $0) }, by: by, why: "Imported \(name)", kind: .import
        ) { record, settings in
            try texts[record.id]?.written(into: record.state, settings: settings)
        }
        var result = JobResult()
        result.sets = outcome.changed.count
        result.unchanged = texts.count - outcome.changed.count - outcome.refused.count
        result.problems = matches.report.unmatched.map { "\(name), line \($0.line): \($0.sentence)" }
            + outcome.refused.map { "\($0.key): \(sentence($0.error))" }
        return JobEnding(
            "\(outcome.changed.count) sets changed, \(result.unchanged ?? 0) unchanged; \(matches.report.matchedRows) of \(matches.report.rows) rows matched",
            result: result)
    }

    /// What a caption file says about the project's sets, by set id.
    func matches(of file: URL, project: ProjectRecord) async throws -> (texts: [Int64: CaptionMatcher.Texts], report: CaptionReport) {
        let path = file.path
        let captions = try await pool.run { try CaptionFile(path: path) }
        let ids = try await store.order(project: project.id, query: Query(), sort: .key).ids.map(Int64.init)
        guard !ids.isEmpty else {
            throw WorkshopError.invalid(
                field: "source", sentence: "The project \(project.name) has no sets yet. Import the images first, then \(captions.name).")
        }
        var targets: [CaptionMatcher.Target] = []
        for chunk in ids.chunked(500) { targets += try await store.sets(chunk).map(CaptionMatcher.Target.init) }
        let known = targets
        let matches = try await pool.run { CaptionMatcher.match(captions, to: known) }
        return (Dictionary(uniqueKeysWithValues: zip(ids, matches.texts).filter { !$1.isEmpty }), matches.report)
    }
}

extension CaptionMatcher.Target {
    fileprivate init(_ record: SetRecord) {
        self.init(key: record.state.key, source: record.state.source, files: record.state.views.map(\.image.name))
    }
}

extension CaptionMatcher.Texts {
    /// The set with these words: captions first, then the summary, then the joint prompt, which has the last word.
    fileprivate func written(into state: SetState, settings: ProjectSettings) throws(EditRefusal) -> SetState {
        var edits: [SetEdit] = []
        for (position, text) in captions.sorted(by: { $0.key < $1.key }) where state.views.indices.contains(position) {
            if state.views[position].caption != Wording.normalised(text) { edits.append(.setCaption(view: state.views[position].id, text: text)) }
        }
        if let summary, case .structured(let prompt) = state.prompt, prompt.summary != Wording.normalised(summary) {
            edits.append(.setSummary(text: summary))
        }
        var result = edits.isEmpty ? state : try Editing.apply(edits, to: state, settings: settings)
        guard let prompt, result.rendered(settings: settings).text != prompt.text else { return result }
        if result.review.status == .accepted { throw .accepted }
        result = Adoption.adopt(text: prompt.text, layout: prompt.arrangement, into: result, settings: settings)
        return result
    }
}
