/// `README.md` of a WebDataset export: names each series, so that `datasets.load_dataset(FOLDER, "2views")` finds it.
enum DatasetCard {
    static let fileName = "README.md"

    static func bytes(request: ExportRequest, shards: [String]) -> [UInt8] {
        var configurations: [(name: String, splits: [(name: String, shards: [String])])] = []
        for path in shards {
            let series = seriesName(path, request: request)
            let split = path.hasPrefix("holdout/") ? "holdout" : "train"
            let at = configurations.firstIndex { $0.name == series } ?? configurations.endIndex
            if at == configurations.endIndex { configurations.append((series, [])) }
            if configurations[at].splits.last?.name != split { configurations[at].splits.append((split, [])) }
            configurations[at].splits[configurations[at].splits.count - 1].shards.append(path)
        }
        var lines = ["---", "configs:"]
        for configuration in configurations {
            lines += ["- config_name: \"\(configuration.name)\"", "  data_files:"]
            for split in configuration.splits {
                lines += ["  - split: \(split.name)", "    path:"] + split.shards.map { "    - \"\($0)\"" }
            }
        }
        lines += [
            "---", "", "# \(request.name)", "",
            "Image sets for In-Context LoRA training: one composite per set with one joint prompt, one series of shards per number of views.",
            "", "`KEY.\(request.image.fileExtension)` is the composite, `KEY.txt` its prompt, `KEY.json` the panels, captions, markers and provenance;"
                + " `manifest.json` lists every member with its SHA-256.", "",
        ]
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// `2views` of `train/NAME-2views-000000.tar`.
    private static func seriesName(_ path: String, request: ExportRequest) -> String {
        let file = path.split(separator: "/").last ?? ""
        return file.dropFirst(request.name.count + 1).split(separator: "-").first.map(String.init) ?? "default"
    }
}
