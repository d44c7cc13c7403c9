import Foundation
import PolyptychCuration
import PolyptychImaging

extension ImageWork {
    static let live = ImageWork(
        composite: { plan, originals, encoding throws(Failure) in
            var current: ViewID?
            do {
                let bitmap = try Compositor.composite(plan: plan) { view in
                    current = view
                    return originals[view] ?? Data()
                }
                return encode(bitmap, encoding)
            } catch { throw Failure(view: current, reason: reason(error)) }
        },
        view: { original, encoding throws(Failure) in
            do {
                if try ImageReader.header(of: original).isPlain(encoding) { return Array(original) }
                return encode(try ImageReader.decode(original), encoding)
            } catch { throw Failure(view: nil, reason: reason(error)) }
        },
        header: { bytes throws(Failure) in
            do {
                let header = try ImageReader.header(of: bytes)
                return (header.format.fileExtension, header.orientedWidth, header.orientedHeight)
            } catch { throw Failure(view: nil, reason: reason(error)) }
        })

    private static func encode(_ bitmap: Bitmap, _ encoding: ImageEncoding) -> [UInt8] {
        switch encoding {
        case .png: PNGWriter.encode(bitmap)
        case .jpeg(let quality): JPEGWriter.encode(bitmap, quality: quality)
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let fault as ImageFault: fault.sentence(name: "the file")
        case let fault as CompositeFault: fault.sentence
        default: "\(error)"
        }
    }
}

extension ImageHeader {
    /// Whether these bytes can go out as they are: upright 8-bit colour of that format, without alpha, profile or animation.
    fileprivate func isPlain(_ encoding: ImageEncoding) -> Bool {
        format.fileExtension == encoding.fileExtension && orientation == 1 && bitDepth == 8 && channels == 3 && !hasAlpha && !hasProfile && !isAnimated
    }
}
