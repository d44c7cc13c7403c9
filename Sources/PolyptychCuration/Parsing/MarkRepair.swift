/// Decides which doubtful marks are markers: those that name a panel which nothing else names.
enum MarkRepair {
    static func repaired(_ marks: [Mark], scheme: MarkerScheme, places: LayoutReading) -> [Mark] {
        var claimed = Set<Int>()
        for mark in marks {
            if case .exact(let reading) = mark.kind, let position = places.position(of: reading) { claimed.insert(position) }
        }
        var result: [Mark] = []
        for mark in marks {
            switch mark.kind {
            case .nearMiss(let reading) where !mark.isBracketed:
                // Round brackets, half brackets or none: only where the panel would otherwise go without a marker.
                if let position = places.position(of: reading), claimed.insert(position).inserted { result.append(mark) }
            case .nearMiss(let reading):
                if let position = places.position(of: reading) { claimed.insert(position) }
                result.append(mark)
            case .exact, .trainerLiteral, .other:
                result.append(mark)
            }
        }
        return result.map { typo($0, among: result, claimed: &claimed, places: places, scheme: scheme) }
    }

    /// `[IMGAE2]`, `[LETF]`: one or two slips away from a marker that is missing.
    private static func typo(
        _ mark: Mark, among marks: [Mark], claimed: inout Set<Int>, places: LayoutReading, scheme: MarkerScheme
    ) -> Mark {
        guard mark.kind == .other, mark.isBracketed else { return mark }
        let scheme = SchemeReading.scheme(of: marks.filter { SchemeReading.family(of: $0.reading) != nil }, hint: scheme)
        for position in 0..<places.viewCount where !claimed.contains(position) {
            let name = PolyptychCuration.marker(scheme: scheme, layout: places.spoken, viewCount: places.viewCount, position: position)
            let allowed = name.count <= 7 ? 1 : 2
            guard EditDistance.between(mark.text.uppercased(), name) <= allowed, mark.text.last(where: \.isNumber) == name.last(where: \.isNumber),
                let reading = MarkerReading.read(String(name.dropFirst().dropLast())) ?? custom(scheme, position)
            else { continue }
            claimed.insert(position)
            var repaired = mark
            repaired.kind = .nearMiss(reading)
            return repaired
        }
        return mark
    }

    private static func custom(_ scheme: MarkerScheme, _ position: Int) -> MarkerReading? {
        guard case .custom(let pattern) = scheme else { return nil }
        return .custom(pattern: pattern, number: position + 1)
    }
}

/// How many slips apart two words are: letters added, left out, changed, or two neighbours swapped.
enum EditDistance {
    static func between(_ a: String, _ b: String) -> Int {
        let a = Array(a)
        let b = Array(b)
        var rows = [Array(0...b.count)]
        for i in 1...max(a.count, 1) where !a.isEmpty {
            var row = [i]
            for j in 1...max(b.count, 1) where !b.isEmpty {
                var cost = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, rows[i - 2][j - 2] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
