extension EditSession {
    mutating func reorder(_ order: [ViewID]) throws(EditRefusal) {
        guard order.count == state.views.count, Set(order) == Set(state.views.map(\.id)) else { throw .notAPermutation }
        guard order != state.views.map(\.id) else { return }
        letTextFollowItsImages()
        let views = Dictionary(uniqueKeysWithValues: state.views.map { ($0.id, $0) })
        state.views = order.compactMap { views[$0] }
    }

    mutating func moveView(_ view: ViewID, to position: Int) throws(EditRefusal) {
        let from = try index(view)
        guard state.views.indices.contains(position) else { throw .position(position, viewCount: state.views.count) }
        var order = state.views.map(\.id)
        order.insert(order.remove(at: from), at: position)
        try reorder(order)
    }

    mutating func addView(_ view: ViewState, at position: Int) throws(EditRefusal) {
        guard state.views.count < allowedViewCounts.upperBound else { throw .tooManyViews }
        guard state.position(of: view.id) == nil else { throw .duplicateView(view.id) }
        guard (0...state.views.count).contains(position) else { throw .position(position, viewCount: state.views.count + 1) }
        try Self.check(view.image)
        letTextFollowItsImages()
        var view = view
        view.caption = Wording.normalised(view.caption)
        state.views.insert(view, at: position)
        let index = position
        if let crop = view.crop { try setCrop(state.views[index].id, crop) }
        if let focus = view.focus { try setFocus(state.views[index].id, focus) }
        if let facts = view.facts { try setFacts(state.views[index].id, facts) }
    }

    mutating func removeView(_ view: ViewID) throws(EditRefusal) {
        let position = try index(view)
        guard state.views.count > 1 else { throw .lastView }
        letTextFollowItsImages()
        state.views.remove(at: position)
    }

    /// Another picture in the same place: the words stay, what was measured on the old picture goes.
    mutating func replaceImage(_ view: ViewID, _ image: ImageReference) throws(EditRefusal) {
        let index = try index(view)
        try Self.check(image)
        state.views[index].image = image
        state.views[index].crop = nil
        state.views[index].focus = nil
        state.views[index].facts = nil
        state.views[index].angles = nil
    }

    mutating func setCrop(_ view: ViewID, _ crop: PixelRect?) throws(EditRefusal) {
        let index = try index(view)
        let image = state.views[index].image
        if let crop, !crop.lies(inside: image) { throw .crop(view: view, width: image.width, height: image.height) }
        let isWhole = crop == PixelRect(x: 0, y: 0, width: image.width, height: image.height)
        state.views[index].crop = isWhole ? nil : crop
    }

    mutating func setFocus(_ view: ViewID, _ focus: FocusPoint?) throws(EditRefusal) {
        let index = try index(view)
        if let focus, !(0...1000).contains(focus.x) || !(0...1000).contains(focus.y) { throw .focus(focus) }
        state.views[index].focus = focus
    }

    mutating func setFacts(_ view: ViewID, _ facts: ViewFacts?) throws(EditRefusal) {
        let index = try index(view)
        do throws(FactsFault) { try facts?.validated() } catch { throw .facts(error) }
        state.views[index].facts = facts.map {
            var facts = $0
            facts.visibleFeatures = $0.visibleFeatures.map(Wording.normalised).filter { !$0.isEmpty }
            return facts
        }
    }

    private static func check(_ image: ImageReference) throws(EditRefusal) {
        guard image.width > 0, image.height > 0, !image.sha256.isEmpty else { throw .image(name: image.name) }
    }
}
