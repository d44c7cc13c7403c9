import Foundation
import GRDB
import PolyptychCuration

/// Everything that is written about one set, computed before the writer is taken.
struct PreparedSet: Sendable {
    var packed: PackedState
    var settingsVersion: Int
    var text: String
    var plan: String?
    /// One per code, undismissed and dismissed apart, at its worst severity.
    var codes: [FindingMark: Finding.Severity]
    var width: Int
    var height: Int
    var clipTokens: Int
    var t5Tokens: Int

    init(_ packed: PackedState, settings: ProjectSettings, settingsVersion: Int, blobs: [String: BlobRecord], derivation: Derivation) throws {
        let derived = try derivation(DerivationInput(state: packed.state, settings: settings, blobs: blobs))
        self.packed = packed
        self.settingsVersion = settingsVersion
        text = derived.text
        plan = try derived.plan.map(JSON.encode)
        codes = Dictionary(
            derived.findings.map { (FindingMark(code: $0.code, isDismissed: $0.dismissal != nil), $0.severity) },
            uniquingKeysWith: { $0.rank >= $1.rank ? $0 : $1 })
        width = derived.plan?.width ?? 0
        height = derived.plan?.height ?? 0
        clipTokens = derived.tokens.clip
        t5Tokens = derived.tokens.t5
    }

    var state: SetState { packed.state }
    var aspect: Int { width > 0 && height > 0 ? min(65535, max(1, (width * 1000 + height / 2) / height)) : 1000 }
    /// The beginning of the prompt on one line.
    var excerpt: String {
        var line = String(text.prefix(200).map { $0.isNewline ? " " : $0 })
        if line.count < text.count { line += "…" }
        return line
    }
    /// How many codes of that severity stand undismissed.
    func count(_ severity: Finding.Severity) -> Int { codes.count { !$0.key.isDismissed && $0.value == severity } }
    var captions: String {
        state.views.map { view in view.detached.map { view.caption + "\n" + $0.text } ?? view.caption }.joined(separator: "\n")
    }
    var isVerbatim: Bool { if case .verbatim = state.prompt { true } else { false } }
}

struct FindingMark: Hashable, Sendable {
    var code: FindingCode
    var isDismissed: Bool
}

extension Finding.Severity {
    /// 0 information, 1 warning, 2 error: as the database keeps it.
    var rank: Int {
        switch self {
        case .information: 0
        case .warning: 1
        case .error: 2
        }
    }

    init(rank: Int) { self = rank >= 2 ? .error : rank == 1 ? .warning : .information }
}

/// The key as people order it: lowercase, every run of digits padded to twelve, so that `mug-2` stands before `mug-10`.
func orderKey(_ key: String) -> String {
    var ordered = ""
    var digits = ""
    func flush() {
        guard !digits.isEmpty else { return }
        let plain = digits.drop { $0 == "0" }
        ordered += String(repeating: "0", count: max(0, 12 - plain.count)) + plain
        digits = ""
    }
    for character in key.lowercased() {
        if character.isASCII, character.isNumber { digits.append(character) } else { flush(); ordered.append(character) }
    }
    flush()
    return ordered
}

// MARK: - Inside a transaction

extension Database {
    /// The id of the state with that hash, stored with the originals it shows where it is new.
    func stateID(_ packed: PackedState, blobs: [Int64]) throws -> Int64 {
        if let id = try Int64.fetchOne(cachedStatement(sql: "SELECT id FROM state WHERE hash = ?"), arguments: [packed.hash]) { return id }
        try cachedStatement(sql: "INSERT INTO state(hash, json) VALUES (?, ?)").execute(arguments: [packed.hash, packed.json])
        let id = lastInsertedRowID
        for blob in Set(blobs) {
            try cachedStatement(sql: "INSERT INTO stateBlob(blob, state) VALUES (?, ?)").execute(arguments: [blob, id])
        }
        return id
    }

    /// The ids of the originals behind the views, in view order.
    func blobIDs(_ state: SetState) throws -> [Int64] {
        var unknown: [String] = []
        let ids = try state.views.map { view -> Int64 in
            let id = try Int64.fetchOne(cachedStatement(sql: "SELECT id FROM blob WHERE sha256 = ?"), arguments: [view.image.sha256])
            if id == nil { unknown.append(view.image.sha256) }
            return id ?? 0
        }
        guard unknown.isEmpty else { throw StoreError.unknownImages(sha256: unknown) }
        return ids
    }

    func refuseTakenKey(_ state: SetState, project: Int64, except id: Int64?) throws {
        guard !state.isDeleted else { return }
        let holder = try Int64.fetchOne(
            cachedStatement(sql: "SELECT id FROM imageSet WHERE project = ? AND key = ? AND deleted = 0"), arguments: [project, state.key])
        if let holder, holder != id { throw StoreError.keyTaken(key: state.key) }
    }

    /// Makes a set at version 1 with its first revision. Afterwards its derived rows agree with its state.
    func insertSet(_ prepared: PreparedSet, candidates: [CandidateRecord], project: Int64, group: Int64, by: String, at: Int64) throws -> SetRecord {
        let state = prepared.state
        try refuseTakenKey(state, project: project, except: nil)
        let blobs = try blobIDs(state)
        let stateID = try stateID(prepared.packed, blobs: blobs)
        try cachedStatement(
            sql: """
                INSERT INTO imageSet(project, version, state, derivedFor, createdAt, createdBy, updatedAt, updatedBy, key, orderKey, deleted, status,
                    viewCount, category, source, verbatim, uncaptioned, width, height, aspect, excerpt, clipTokens, t5Tokens, errors, warnings, badness)
                VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [project, stateID, prepared.settingsVersion, at, by, at, by] + derivedColumns(prepared))
        let id = lastInsertedRowID
        try insertRevision(set: id, version: 1, group: group, state: stateID, before: nil, summary: "Created", by: by, at: at)
        try writeViews(set: id, state: state, blobs: blobs, isNew: true)
        try writeDocument(set: id, project: project, prepared, isNew: true)
        try writeCandidates(set: id, candidates, from: 0)
        let date = Date(milliseconds: at)
        return SetRecord(
            id: id, project: project, version: 1, state: state, stateHash: prepared.packed.hash, createdAt: date, createdBy: by, updatedAt: date,
            updatedBy: by)
    }

    /// Gives a set its next revision. Afterwards its version is one higher and its derived rows agree with its state.
    func updateSet(_ current: SetRecord, to prepared: PreparedSet, group: Int64, summary: String, by: String, at: Int64) throws -> SetRecord {
        let state = prepared.state
        if state.key != current.state.key || state.isDeleted != current.state.isDeleted {
            try refuseTakenKey(state, project: current.project, except: current.id)
        }
        let blobs = try blobIDs(state)
        let stateID = try stateID(prepared.packed, blobs: blobs)
        guard let before = try Int64.fetchOne(cachedStatement(sql: "SELECT state FROM imageSet WHERE id = ?"), arguments: [current.id]) else {
            throw StoreError.missing(kind: "set", id: "\(current.id)")
        }
        try cachedStatement(
            sql: """
                UPDATE imageSet SET version = ?, state = ?, derivedFor = ?, updatedAt = ?, updatedBy = ?, key = ?, orderKey = ?, deleted = ?, status = ?,
                    viewCount = ?, category = ?, source = ?, verbatim = ?, uncaptioned = ?, width = ?, height = ?, aspect = ?, excerpt = ?,
                    clipTokens = ?, t5Tokens = ?, errors = ?, warnings = ?, badness = ?
                WHERE id = ?
                """
        ).execute(
            arguments: [current.version + 1, stateID, prepared.settingsVersion, at, by] + derivedColumns(prepared) + [current.id])
        try insertRevision(set: current.id, version: current.version + 1, group: group, state: stateID, before: before, summary: summary, by: by, at: at)
        if current.state.views.map(\.id) != state.views.map(\.id) || current.state.views.map(\.image) != state.views.map(\.image) {
            try writeViews(set: current.id, state: state, blobs: blobs, isNew: false)
        }
        try writeDocument(set: current.id, project: current.project, prepared, isNew: false)
        var record = current
        record.version += 1
        record.state = state
        record.stateHash = prepared.packed.hash
        record.updatedAt = Date(milliseconds: at)
        record.updatedBy = by
        return record
    }

    /// Writes what is derived from a set's state anew, without a revision: the settings changed, or the rows were wrong.
    func refreshDerived(set id: Int64, project: Int64, _ prepared: PreparedSet) throws {
        let blobs = try blobIDs(prepared.state)
        try cachedStatement(
            sql: """
                UPDATE imageSet SET derivedFor = ?, key = ?, orderKey = ?, deleted = ?, status = ?,
                    viewCount = ?, category = ?, source = ?, verbatim = ?, uncaptioned = ?, width = ?, height = ?, aspect = ?, excerpt = ?,
                    clipTokens = ?, t5Tokens = ?, errors = ?, warnings = ?, badness = ?
                WHERE id = ?
                """
        ).execute(arguments: [prepared.settingsVersion] + derivedColumns(prepared) + [id])
        try writeViews(set: id, state: prepared.state, blobs: blobs, isNew: false)
        try writeDocument(set: id, project: project, prepared, isNew: false)
    }

    private func derivedColumns(_ prepared: PreparedSet) -> StatementArguments {
        let state = prepared.state
        let errors = prepared.count(.error), warnings = prepared.count(.warning)
        return [
            state.key, orderKey(state.key), state.isDeleted, state.review.status.rawValue, state.views.count, state.category, state.source, prepared.isVerbatim,
            state.views.count { $0.caption.isEmpty }, prepared.width, prepared.height, prepared.aspect, prepared.excerpt, prepared.clipTokens,
            prepared.t5Tokens, errors, warnings, errors * 1000 + min(warnings, 999),
        ]
    }

    private func insertRevision(set: Int64, version: Int, group: Int64, state: Int64, before: Int64?, summary: String, by: String, at: Int64) throws {
        try cachedStatement(
            sql: "INSERT INTO revision(imageSet, version, changeGroup, state, before, at, by, summary) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [set, version, group, state, before, at, by, summary])
    }

    /// Two phases: everything out of the way to negative positions, then each view to its place; what is still out of the way is gone.
    private func writeViews(set: Int64, state: SetState, blobs: [Int64], isNew: Bool) throws {
        if !isNew { try cachedStatement(sql: "UPDATE view SET position = -1 - position WHERE imageSet = ?").execute(arguments: [set]) }
        for (position, (view, blob)) in zip(state.views, blobs).enumerated() {
            try cachedStatement(
                sql: """
                    INSERT INTO view(imageSet, view, position, blob, name) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT(imageSet, view) DO UPDATE SET position = excluded.position, blob = excluded.blob, name = excluded.name
                    """
            ).execute(arguments: [set, view.id.rawValue, position, blob, view.image.name])
        }
        if !isNew { try cachedStatement(sql: "DELETE FROM view WHERE imageSet = ? AND position < 0").execute(arguments: [set]) }
    }

    /// Text for search, findings and tags.
    private func writeDocument(set: Int64, project: Int64, _ prepared: PreparedSet, isNew: Bool) throws {
        let state = prepared.state
        try cachedStatement(
            sql: """
                INSERT INTO setDocument(imageSet, key, prompt, captions, tags, category, plan) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT(imageSet) DO UPDATE SET key = excluded.key, prompt = excluded.prompt, captions = excluded.captions,
                    tags = excluded.tags, category = excluded.category, plan = excluded.plan
                """
        ).execute(
            arguments: [set, state.key, prepared.text, prepared.captions, state.tags.joined(separator: "\n"), state.category ?? "", prepared.plan])
        if !isNew {
            try cachedStatement(sql: "DELETE FROM findingCode WHERE imageSet = ?").execute(arguments: [set])
            try cachedStatement(sql: "DELETE FROM tag WHERE imageSet = ?").execute(arguments: [set])
        }
        for (mark, severity) in prepared.codes {
            try cachedStatement(
                sql: "INSERT INTO findingCode(imageSet, code, dismissed, project, severity, hidden) VALUES (?, ?, ?, ?, ?, ?)"
            ).execute(arguments: [set, mark.code.rawValue, mark.isDismissed, project, severity.rank, state.isDeleted])
        }
        for tag in state.tags {
            try cachedStatement(sql: "INSERT OR IGNORE INTO tag(imageSet, tag, project, hidden) VALUES (?, ?, ?, ?)")
                .execute(arguments: [set, tag, project, state.isDeleted])
        }
    }

    func writeCandidates(set: Int64, _ candidates: [CandidateRecord], from position: Int) throws {
        for (index, candidate) in candidates.enumerated() {
            let blob = try candidate.sha256.flatMap {
                try Int64.fetchOne(cachedStatement(sql: "SELECT id FROM blob WHERE sha256 = ?"), arguments: [$0])
            }
            guard candidate.path != nil || blob != nil else { throw StoreError.unknownImages(sha256: [candidate.sha256 ?? candidate.name]) }
            try cachedStatement(
                sql: "INSERT INTO candidate(imageSet, position, name, path, blob, width, height, angles) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            ).execute(
                arguments: [
                    set, position + index, candidate.name, candidate.path, blob, candidate.width, candidate.height,
                    try candidate.angles.map { try JSON.encode($0) },
                ])
        }
    }
}
