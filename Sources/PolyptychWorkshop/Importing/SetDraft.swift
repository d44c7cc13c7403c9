import Foundation
import PolyptychCuration
import PolyptychImporting
import PolyptychStore

/// A planned set with its images taken in, ready to be written.
struct SetDraft: Sendable {
    var newSet: NewSet
    var records: [BlobRecord] = []
    /// Images that could not be taken, each in a sentence; the others go on.
    var problems: [String] = []
    /// What is worth knowing of images that were taken, each in a sentence.
    var notes: [String] = []
    var views: [ViewState] { newSet.state.views }

    /// - Throws: `FileFault` where the workspace cannot be written: a set that lacks views for that reason would look complete ever after.
    init(_ planned: PlannedSet, plan: ImportPlan, ingest: Ingest, settings: ProjectSettings) throws {
        var state = SetState(key: planned.key, category: planned.category, source: planned.source, views: [])
        var records: [BlobRecord] = []
        var problems: [String] = []
        var notes: [String] = []
        for (index, view) in planned.views.enumerated() {
            do {
                let record = try ingest.take(path: plan.absolutePath(of: view), name: view.path, cut: view.cut, inPlace: plan.inPlace)
                records.append(record)
                if let note = ingest.note(of: record, path: plan.absolutePath(of: view), name: view.path) { notes.append(note) }
                state.views.append(
                    ViewState(
                        id: ViewID(rawValue: "v\(index + 1)"),
                        image: ImageReference(sha256: record.sha256, width: record.width, height: record.height, name: view.name),
                        caption: view.caption.map(Wording.normalised) ?? "", angles: view.angles))
            } catch let fault as FileFault {
                throw fault
            } catch {
                problems.append(sentence(error))
            }
        }
        if let summary = planned.summary { state.prompt = .structured(StructuredPrompt(summary: Wording.normalised(summary))) }
        if let prompt = planned.jointPrompt {
            state = Adoption.adopt(text: prompt.text, layout: prompt.arrangement, into: state, settings: settings)
        }
        newSet = NewSet(
            state: state,
            candidates: planned.candidates.map { CandidateRecord(name: $0.name, path: plan.absolutePath(of: $0), angles: $0.angles) })
        self.records = records
        self.problems = problems
        self.notes = notes
    }
}
