import PolyptychCuration

extension ExportOverview {
    init(samples: [PlannedSample], request: ExportRequest, leftOut: [LeftOut], warnings: [ExportWarning]) {
        self.init(
            totals: Totals(samples: samples, request: request), series: Series.all(of: samples), warnings: warnings, leftOut: leftOut)
    }
}

extension ExportOverview.Totals {
    init(samples: [PlannedSample], request: ExportRequest) {
        self.init()
        var shardPaths: Set<String> = []
        var hidden = 0
        for sample in samples {
            permuted += sample.isPermuted ? 1 : 0
            train += sample.split == .train ? 1 : 0
            views += sample.viewCount
            estimatedBytes += SizeEstimate.bytes(width: sample.plan.width, height: sample.plan.height, as: request.image) + 2 * sample.text.utf8.count
            if request.writesViews {
                for view in sample.views {
                    estimatedBytes += SizeEstimate.bytes(width: view.image.width, height: view.image.height, as: request.image)
                }
            }
            if let tokens = sample.tokens {
                longestT5 = max(longestT5 ?? 0, tokens.t5)
                longestCLIP = max(longestCLIP ?? 0, tokens.clip)
                tokensAreEstimates = tokensAreEstimates || tokens.isEstimate
            }
            for panel in sample.plan.panels {
                hidden += panel.hidden
                largestHidden = max(largestHidden, panel.hidden)
                enlargedPanels += panel.isEnlarged ? 1 : 0
            }
            shardPaths.insert(sample.path)
        }
        self.samples = samples.count
        sets = samples.count - permuted
        holdout = samples.count - train
        meanHidden = views == 0 ? 0 : hidden / views
        shards = request.format == .webdataset ? shardPaths.count : 0
        files =
            switch request.format {
            case .webdataset: shards + 2
            case .folder: 2 * samples.count + 1
            case .imagefolder: samples.count + (request.writesViews ? views : 0) + shardPaths.count + 1
            }
    }
}

extension ExportOverview.Series {
    /// One per split and view count, in writing order.
    static func all(of samples: [PlannedSample]) -> [Self] {
        var all: [Self] = []
        var sizes: [[Int]: Int] = [:]
        func close() {
            guard !all.isEmpty else { return }
            all[all.count - 1].sizes = sizes.map { Size(width: $0.key[0], height: $0.key[1], count: $0.value) }
                .sorted { ($1.count, $0.width, $0.height) < ($0.count, $1.width, $1.height) }
            sizes = [:]
        }
        for sample in samples {
            if all.last?.split != sample.split || all.last?.viewCount != sample.viewCount {
                close()
                all.append(.init(split: sample.split, viewCount: sample.viewCount, samples: 0, sizes: [], paths: []))
            }
            all[all.count - 1].samples += 1
            if all[all.count - 1].paths.last != sample.path { all[all.count - 1].paths.append(sample.path) }
            sizes[[sample.plan.width, sample.plan.height], default: 0] += 1
        }
        close()
        return all
    }
}
