extension ImageWork {
    static let live = ImageWork(
        composite: { _, _, _ throws(Failure) in throw Failure(view: nil, reason: "no codec") },
        view: { _, _ throws(Failure) in throw Failure(view: nil, reason: "no codec") },
        header: { _ throws(Failure) in throw Failure(view: nil, reason: "no codec") })
}
