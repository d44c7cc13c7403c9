/// Identifies a view for as long as its set exists, whatever position it takes.
public struct ViewID: RawRepresentable, Codable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }
    public var description: String { rawValue }
}

/// One image of a set with its own caption, crop and facts; its position is its index in ``SetState/views``.
public struct ViewState: Codable, Hashable, Sendable, Identifiable {
    public var id: ViewID
    public var image: ImageReference
    /// The words about this view: the segment under its marker, unless detached.
    public var caption: String
    public var detached: DetachedSegment?
    /// In pixels of the oriented image; nil is the whole image.
    public var crop: PixelRect?
    /// What *cover* keeps in the middle; nil is the centre of the crop.
    public var focus: FocusPoint?
    public var facts: ViewFacts?
    public var angles: CameraAngles?

    public init(
        id: ViewID, image: ImageReference, caption: String = "", detached: DetachedSegment? = nil, crop: PixelRect? = nil,
        focus: FocusPoint? = nil, facts: ViewFacts? = nil, angles: CameraAngles? = nil
    ) {
        self.id = id
        self.image = image
        self.caption = caption
        self.detached = detached
        self.crop = crop
        self.focus = focus
        self.facts = facts
        self.angles = angles
    }
}

/// The original behind a view, by content.
public struct ImageReference: Codable, Hashable, Sendable {
    /// 64 lowercase hex digits.
    public var sha256: String
    /// Pixels after EXIF orientation.
    public var width: Int
    public var height: Int
    /// The original's file name, for people.
    public var name: String

    public init(sha256: String, width: Int, height: Int, name: String) {
        self.sha256 = sha256
        self.width = width
        self.height = height
        self.name = name
    }
}

/// A segment that was cut loose from its view's caption on purpose.
public struct DetachedSegment: Codable, Hashable, Sendable {
    public var text: String
    /// The caption at the moment of detaching; where it differs from today's, the linter says so.
    public var captionWhenDetached: String

    public init(text: String, captionWhenDetached: String) {
        self.text = text
        self.captionWhenDetached = captionWhenDetached
    }
}

/// A rectangle of whole pixels; `x` grows right, `y` grows down.
public struct PixelRect: Codable, Hashable, Sendable {
    public var x: Int
    public var y: Int
    public var width: Int
    public var height: Int

    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}

/// A point in thousandths of the oriented image's width and height, 0…1000 each.
public struct FocusPoint: Codable, Hashable, Sendable {
    public var x: Int
    public var y: Int

    public init(x: Int, y: Int) {
        self.x = x
        self.y = y
    }
}

/// Where the camera stood, in degrees around the object; known only where there were camera poses.
public struct CameraAngles: Codable, Hashable, Sendable {
    /// 0…360, turning around the scene's up axis.
    public var azimuth: Double
    /// -90…90, positive above the object.
    public var elevation: Double

    public init(azimuth: Double, elevation: Double) {
        self.azimuth = azimuth
        self.elevation = elevation
    }
}
