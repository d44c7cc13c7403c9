/// Where samples go inside an export.
///
///     webdataset   NAME-2views-000000.tar         with a holdout train/NAME-2views-000000.tar and holdout/NAME-2views-000000.tar
///     folder       KEY-HASH8.png KEY-HASH8.txt    with a holdout below train/ and holdout/
///     imagefolder  train/KEY.png train/metadata.jsonl, with a holdout validation/…: the split names that `datasets` knows
///
/// Splits are folders and never parts of file names, so no glob over training files finds a held-out one.
enum PathAssignment {
    static func assign(_ samples: inout [PlannedSample], request: ExportRequest) {
        var counts: [Series: Int] = [:]
        for index in samples.indices {
            let sample = samples[index]
            let folder = folder(of: sample.split, request: request)
            switch request.format {
            case .folder, .imagefolder: samples[index].path = folder
            case .webdataset:
                let series = Series(split: sample.split, viewCount: sample.viewCount)
                let number = counts[series, default: 0]
                counts[series] = number + 1
                let stem = "\(request.name)-\(sample.viewCount)view\(sample.viewCount == 1 ? "" : "s")"
                samples[index].path = (folder.isEmpty ? "" : folder + "/") + "\(stem)-\(padded(number / request.setsPerShard)).tar"
            }
        }
    }

    static func folder(of split: ExportSplit, request: ExportRequest) -> String {
        switch request.format {
        case .imagefolder: split == .train ? "train" : "validation"
        case .webdataset, .folder: request.holdout == nil ? "" : split.rawValue
        }
    }

    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    private struct Series: Hashable {
        var split: ExportSplit
        var viewCount: Int
    }
}
