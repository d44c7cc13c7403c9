/// Ordinals and directions that contradict the panel under whose marker they stand.
enum PanelWordRules {
    static func faults(_ context: LintContext) -> [LintFault] {
        context.segments.flatMap { region -> [LintFault] in
            let words = WordList(context.units, in: region.range).words
            return ordinals(words, region, context) + directions(words, region, context)
        }
    }

    private static func ordinals(_ words: [WordList.Word], _ region: LintContext.Region, _ context: LintContext) -> [LintFault] {
        PanelMention.ordinals(words, viewCount: context.state.views.count).compactMap { mention in
            let right = region.position + 1
            guard mention.number != right else { return nil }
            let found = context.units.string(mention.range)
            let word = mention.isDigits ? String(right) : Capitals.like(context.units.string(mention.numberRange), NumberWord.ordinal(right))
            return LintFault(
                .ordinalContradicts(found, marker: region.marker, meant: NumberWord.ordinal(right)), .segment, view: region.view,
                at: mention.range, words: found.lowercased(), fix: context.fix(mention.numberRange, write: word))
        }
    }

    private static func directions(_ words: [WordList.Word], _ region: LintContext.Region, _ context: LintContext) -> [LintFault] {
        let count = context.state.views.count
        let place = PanelPlace(layout: context.settings.layout, viewCount: count, position: region.position)
        guard place.vertical != nil || place.horizontal != nil else { return [] }
        return PanelMention.directions(words).compactMap { mention in
            guard contradicts(mention, place) else { return nil }
            let found = context.units.string(mention.range)
            let right = place.name.lowercased()
            let word = Capitals.like(context.units.string(mention.directionRange), right)
            return LintFault(
                .directionContradicts(found, marker: region.marker, meant: place.inWords), .segment, view: region.view, at: mention.range,
                words: found.lowercased(), fix: context.fix(mention.directionRange, write: word))
        }
    }

    private static func contradicts(_ mention: PanelMention.Direction, _ place: PanelPlace) -> Bool {
        if let vertical = mention.vertical, vertical != place.vertical { return true }
        if let horizontal = mention.horizontal, horizontal != place.horizontal { return true }
        return mention.isMiddle && place.horizontal != .middle && place.vertical != .middle
    }
}
