/// Reads joint prompts that people or other programs wrote.
///
/// Nothing is lost: what cannot be placed keeps its range in the text. Where the text is one that a template renders,
/// ``ParsedPrompt/structure`` gives it back to the letter.
public enum PromptParser {
    /// - Parameters:
    ///   - hint: what the set would use; decides where the text leaves a choice.
    ///   - arrangement: how the panels are known to lie; nil lets positional markers say it.
    public static func parse(
        _ text: String, viewCount: Int, hint: EffectiveSettings, arrangement: LayoutSpec.Arrangement? = nil
    ) -> ParsedPrompt {
        let units = TextUnits(text)
        let marks = MarkScanner(units, scheme: hint.scheme).marks()
        let reader = PromptReader(units: units, viewCount: viewCount, hint: hint, arrangement: arrangement)
        return reader.read(marks)
    }

    /// With the standard settings of the view count as the hint.
    public static func parse(_ text: String, viewCount: Int, arrangement: LayoutSpec.Arrangement? = nil) -> ParsedPrompt {
        parse(text, viewCount: viewCount, hint: ProjectSettings.standard.effective(viewCount: viewCount), arrangement: arrangement)
    }
}
