/// The few numbers that prompts spell out: view counts and ordinals from 1 to 16.
public enum NumberWord {
    /// `one` … `sixteen`, by value minus one.
    public static let cardinals = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
        "fifteen", "sixteen",
    ]
    /// `first` … `sixteenth`, by value minus one.
    public static let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
        "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    ]

    /// `two` for 2; digits beyond sixteen.
    public static func cardinal(_ number: Int) -> String {
        cardinals.indices.contains(number - 1) ? cardinals[number - 1] : String(number)
    }

    /// `second` for 2; digits with `th` beyond sixteenth.
    public static func ordinal(_ number: Int) -> String {
        ordinals.indices.contains(number - 1) ? ordinals[number - 1] : "\(number)th"
    }

    /// 2 for `two`, `TWO` or `2`; nil where the word is no number.
    public static func value(ofCardinal word: some StringProtocol) -> Int? {
        if let number = Int(word), number > 0 { return number }
        return cardinals.firstIndex(of: word.lowercased()).map { $0 + 1 }
    }

    /// 2 for `second`, `Second` or `2nd`; nil where the word is no ordinal.
    public static func value(ofOrdinal word: some StringProtocol) -> Int? {
        let lowered = word.lowercased()
        if let index = ordinals.firstIndex(of: lowered) { return index + 1 }
        guard lowered.count > 2, ["st", "nd", "rd", "th"].contains(String(lowered.suffix(2))) else { return nil }
        return Int(lowered.dropLast(2)).flatMap { $0 > 0 ? $0 : nil }
    }
}
