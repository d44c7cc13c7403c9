import Foundation
import PolyptychCuration
import PolyptychImaging
import PolyptychImporting
import PolyptychShards
import PolyptychStore
import PolyptychText

/// What any error of this program says to a person; every error would also describe itself, in words for programmers.
public func sentence(_ error: any Error) -> String {
    switch error {
    case let refusal as EditRefusal: refusal.sentence
    case let fault as LayoutFault: fault.sentence
    case let fault as SettingsFault: fault.sentence
    case let fault as FactsFault: fault.sentence
    case let fault as QueryFault: fault.sentence
    case let fault as ImportFault: fault.sentence
    case let fault as ExportFault: fault.sentence
    case let fault as CompositeFault: fault.sentence
    case let fault as ImageFault: fault.sentence(name: "An image")
    case let fault as VocabularyFault: fault.sentence
    case let fault as StoreError: fault.sentence
    case let fault as CocoaError: fault.localizedDescription
    default: String(describing: error)
    }
}
