extension ExportRequest {
    /// Checks every field against its range.
    public func validate() throws(ExportFault) {
        guard Self.isPlainName(name) else {
            throw .badRequest(field: "name", value: name, rule: "takes 1 to 64 letters, digits, - and _ of ASCII, with a letter or digit first and last")
        }
        if case .jpeg(let quality) = image, !(1...100).contains(quality) {
            throw .badRequest(field: "image", value: "JPEG quality \(quality)", rule: "takes a quality from 1 to 100")
        }
        guard (0...1).contains(minimumConfidence) else {
            throw .badRequest(field: "minimumConfidence", value: "\(minimumConfidence)", rule: "lies between 0 and 1")
        }
        if let holdout, !(holdout.fraction > 0 && holdout.fraction < 1) {
            throw .badRequest(field: "holdout", value: "\(holdout.fraction)", rule: "is a fraction above 0 and below 1; leave it out for none")
        }
        guard (0...23).contains(permutations) else {
            throw .badRequest(field: "permutations", value: "\(permutations)", rule: "lies between 0 and 23")
        }
        guard (1...100_000).contains(setsPerShard) else {
            throw .badRequest(field: "setsPerShard", value: "\(setsPerShard)", rule: "lies between 1 and 100000")
        }
    }

    /// Whether `name` can stand in a file name of any system and in a glob or brace pattern unquoted.
    static func isPlainName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard (1...64).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last) && bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    /// The nearest name that a request takes, for instance `Red-chairs` for `Red chairs!`.
    public static func plainName(_ text: String) -> String { ExportKeys.slug(text).text }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
