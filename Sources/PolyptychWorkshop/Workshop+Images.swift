import Foundation
import PolyptychCuration
import PolyptychImaging
import PolyptychStore

extension Workshop {
    /// An original at a size, oriented and upright; without a size, its own bytes.
    public func image(_ sha256: String, size: Int?) async throws -> ServedImage {
        guard let record = try await store.blob(sha256) else { throw WorkshopError.notFound(kind: "image", id: sha256) }
        let originals = originals
        return try await pool.run(urgent: true) {
            guard let size else {
                return ServedImage(data: try originals.bytes(record), mediaType: record.format == "png" ? "image/png" : "image/jpeg")
            }
            return ServedImage(data: try originals.thumbnail(record, size: size), mediaType: "image/jpeg")
        }
    }

    /// The composite of a set as it would be exported; with `longestSide`, reduced, as JPEG.
    public func composite(set id: Int64, longestSide: Int?, format: ImageHeader.Format) async throws -> ServedImage {
        let (record, project) = try await store.setWithProject(id)
        guard let plan = record.state.exportedPlan(settings: project.settings) else {
            throw WorkshopError.notFound(kind: "composite of set", id: record.state.key)
        }
        let blobs = try await store.blobs(record.state.views.map(\.image.sha256))
        let images = Dictionary(record.state.views.compactMap { view in blobs[view.image.sha256].map { (view.id, $0) } }, uniquingKeysWith: { a, _ in a })
        let key = ImageAddress.key(plan, images: record.state.views.map(\.image.sha256))
        let originals = originals
        let derived = derived
        return try await pool.run(urgent: true) {
            if format == .png {
                return ServedImage(data: Data(PNGWriter.encode(try originals.composite(plan, images: images))), mediaType: "image/png")
            }
            let side = longestSide.map(DerivedImages.size) ?? 0
            let data = try derived.file(derived.composite(key, size: side)) {
                let composite = try originals.composite(plan, images: images)
                if side == 0 { return Data(JPEGWriter.encode(composite, quality: 92)) }
                return Data(JPEGWriter.encode(Thumbnailer.fit(composite, longestSide: side), quality: Thumbnailer.quality))
            }
            return ServedImage(data: data, mediaType: "image/jpeg")
        }
    }

    /// A frame that was not chosen, as a thumbnail.
    public func candidateImage(set: Int64, index: Int) async throws -> ServedImage {
        let candidate = try await candidate(set: set, index: index)
        if let sha256 = candidate.sha256 { return try await image(sha256, size: 256) }
        guard let path = candidate.path else { throw WorkshopError.notFound(kind: "frame", id: candidate.name) }
        return try await pool.run(urgent: true) {
            ServedImage(data: try Originals.thumbnail(ImageFile.bytes(at: path), size: 256), mediaType: "image/jpeg")
        }
    }

    /// Takes a frame into the set: in the place of `view`, whose image becomes a candidate, or as a new view at the end.
    public func takeCandidate(set id: Int64, index: Int, view: ViewID?, base: Int, by: String) async throws -> SetDetail {
        let candidate = try await candidate(set: id, index: index)
        let ingest = Ingest(blobs: blobs, derived: derived)
        let record: BlobRecord
        if let sha256 = candidate.sha256, let known = try await store.blob(sha256) {
            record = known
        } else if let path = candidate.path {
            record = try await pool.run { try ingest.take(path: path, name: candidate.name, cut: nil, inPlace: false) }
            try await store.addBlobs([record])
        } else {
            throw WorkshopError.notFound(kind: "frame", id: candidate.name)
        }
        let image = ImageReference(sha256: record.sha256, width: record.width, height: record.height, name: candidate.name)
        let before = try await store.set(id)
        let edit: SetEdit
        var left: CandidateRecord?
        if let view {
            guard let old = before.state.view(view) else { throw WorkshopError.notFound(kind: "view of \(before.state.key)", id: view.rawValue) }
            edit = .replaceImage(view: view, image: image)
            left = CandidateRecord(name: old.image.name, sha256: old.image.sha256, width: old.image.width, height: old.image.height, angles: old.angles)
        } else {
            edit = .addView(view: ViewState(id: .fresh(), image: image, angles: candidate.angles), at: before.state.views.count)
        }
        _ = try await self.edit(set: id, base: base, edits: [edit], why: "Took the frame \(candidate.name)", by: by)
        var candidates = try await store.candidates(set: id)
        // Another window may have taken one meanwhile: the frame is found again, not its place.
        if let place = candidates.indices.contains(index) && candidates[index] == candidate ? index : candidates.firstIndex(of: candidate) {
            candidates.remove(at: place)
        }
        if let left { candidates.append(left) }
        try await store.replaceCandidates(set: id, candidates)
        return try await set(id)
    }

    private func candidate(set: Int64, index: Int) async throws -> CandidateRecord {
        let candidates = try await store.candidates(set: set)
        guard candidates.indices.contains(index) else { throw WorkshopError.notFound(kind: "frame", id: "\(index)") }
        return candidates[index]
    }
}

extension ViewID {
    /// A new id, unique in practice.
    static func fresh() -> ViewID {
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
        return ViewID(rawValue: String((0..<10).map { _ in letters.randomElement()! }))
    }
}
