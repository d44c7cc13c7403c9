import Foundation
import PolyptychCuration

/// A sample as bytes, before it has a place.
struct ComposedSample: Sendable {
    struct Piece: Sendable {
        var role: ExportManifest.Part.Role
        var view: Int?
        var bytes: [UInt8]
        var sha256: String
    }

    /// Composite, record (shards only), text, then the separate views.
    var pieces: [Piece]

    var byteCount: Int { pieces.reduce(0) { $0 + $1.bytes.count } }
}

/// Makes samples: reads and checks the originals, composes, encodes, hashes. Runs on several threads.
struct SampleComposer: Sendable {
    let plan: ExportPlan
    let settingsHash: String
    let originals: ExportWriter.Originals
    let images: ImageWork

    func compose(_ sample: PlannedSample) throws(ExportFault) -> ComposedSample {
        var bytes: [String: Data] = [:]
        for view in sample.views where bytes[view.image.sha256] == nil { bytes[view.image.sha256] = try read(view.image, set: sample.set) }
        let byView = Dictionary(uniqueKeysWithValues: sample.views.map { ($0.id, bytes[$0.image.sha256] ?? Data()) })
        func unreadable(_ failure: ImageWork.Failure, _ view: PlannedView?) -> ExportFault {
            guard let view = view ?? sample.views.first(where: { $0.id == failure.view }) else { return .encodingFailed(set: sample.set, reason: failure.reason) }
            return .imageUnreadable(set: sample.set, name: view.image.name, reason: failure.reason)
        }

        var pieces: [ComposedSample.Piece] = []
        func add(_ role: ExportManifest.Part.Role, _ bytes: [UInt8], view: Int? = nil) {
            pieces.append(.init(role: role, view: view, bytes: bytes, sha256: Hex.digest(bytes)))
        }
        do throws(ImageWork.Failure) { add(.composite, try images.composite(sample.plan, byView, plan.request.image)) } catch {
            throw unreadable(error, nil)
        }
        if plan.request.format == .webdataset {
            add(.record, try ExportJSON.bytes(SampleRecord(.init(sample, parts: []), snapshot: plan.snapshot.hash, settingsHash: settingsHash)))
        }
        add(.text, Array(sample.text.utf8))
        if plan.request.writesViews {
            for (index, view) in sample.views.enumerated() {
                do throws(ImageWork.Failure) {
                    add(.view, try images.view(byView[view.id] ?? Data(), plan.request.image), view: index + 1)
                } catch { throw unreadable(error, view) }
            }
        }
        return ComposedSample(pieces: pieces)
    }

    private func read(_ image: ImageReference, set: String) throws(ExportFault) -> Data {
        let data: Data
        do { data = try originals(image) } catch {
            throw .originalMissing(set: set, name: image.name, sha256: image.sha256, reason: Self.words(error))
        }
        let found = Hex.digest(data)
        guard found == image.sha256 else { throw .originalChanged(set: set, name: image.name, expected: image.sha256, found: found) }
        return data
    }

    private static func words(_ error: any Error) -> String {
        let code = FileSystemCode.of(error)
        return error is CocoaError || (error as NSError).domain == NSPOSIXErrorDomain ? String(cString: strerror(code)) : "\(error)"
    }
}
