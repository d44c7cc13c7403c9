import Foundation
import Testing

@testable import PolyptychShards

/// A way to spoil a finished export, and what the verifier has to call it.
enum Corruption: String, CaseIterable, CustomTestStringConvertible {
    case flipByteInImage, flipByteInText, flipByteInRecord, flipByteInTarHeader, flipByteInTarPadding, flipByteInReadme, flipByteInRows, flipByteInView
    case flipByteInManifest, removeManifest, cutManifest, emptyManifest, newerManifest, foreignManifest, editManifestText, editManifestOrder
    case removeFile, addFile, addHiddenFile, addFileInFolder, linkInsteadOfFile, folderInsteadOfFile, emptyFile
    case truncateShard, cutShardEnd, appendToShard, swapMembers, swapMembersAndSign, removeMemberAndSign, addMemberAndSign, changeModeAndSign
    case swapTextsAndSign, reviseTextAndSign, otherImageAndSign, smallerImageAndSign, swapViewsInRecordAndSign, renamePairAndSign
    case swapRowsTextAndSign, removeRowAndSign, addRowAndSign, cutRowsAndSign, escapeInManifest

    var testDescription: String { rawValue }

    var format: ExportFormat {
        switch self {
        case .flipByteInRows, .swapRowsTextAndSign, .removeRowAndSign, .addRowAndSign, .cutRowsAndSign, .flipByteInView: .imagefolder
        case .addFileInFolder, .emptyFile, .renamePairAndSign, .otherImageAndSign, .smallerImageAndSign, .reviseTextAndSign, .linkInsteadOfFile,
            .folderInsteadOfFile, .swapTextsAndSign:
            .folder
        default: .webdataset
        }
    }

    /// Codes of which the report has to have at least one.
    var codes: Set<VerifyProblem.Code> {
        switch self {
        case .flipByteInImage, .flipByteInText, .flipByteInRecord: [.memberChanged]
        case .flipByteInTarHeader, .flipByteInTarPadding, .truncateShard, .cutShardEnd, .appendToShard, .changeModeAndSign: [.tarBroken]
        case .flipByteInReadme, .flipByteInRows, .flipByteInView, .emptyFile: [.fileChanged]
        case .flipByteInManifest: [.manifestChanged, .manifestUnreadable, .manifestVersion]
        case .removeManifest: [.manifestMissing]
        case .cutManifest, .emptyManifest, .foreignManifest: [.manifestUnreadable]
        case .newerManifest: [.manifestVersion]
        case .editManifestText, .editManifestOrder, .escapeInManifest: [.manifestChanged]
        case .removeFile: [.fileMissing]
        case .addFile, .addHiddenFile, .addFileInFolder: [.fileExtra]
        case .linkInsteadOfFile: [.notAFile]
        case .folderInsteadOfFile: [.fileMissing]
        case .swapMembers: [.fileChanged]
        case .swapMembersAndSign: [.memberOrder]
        case .removeMemberAndSign: [.memberMissing]
        case .addMemberAndSign: [.memberExtra]
        case .swapTextsAndSign, .reviseTextAndSign, .swapRowsTextAndSign: [.textDiffers]
        case .otherImageAndSign, .renamePairAndSign: [.nameHashDiffers]
        case .smallerImageAndSign: [.imageSize]
        case .swapViewsInRecordAndSign: [.viewsDiffer]
        case .removeRowAndSign: [.rowMissing]
        case .addRowAndSign, .cutRowsAndSign: [.rowExtra]
        }
    }
}
