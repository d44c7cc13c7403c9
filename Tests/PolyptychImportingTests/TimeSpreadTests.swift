import Testing

@testable import PolyptychImporting

@Suite struct TimeSpreadTests {
    @Test func `without hashes views are even in time`() {
        #expect(TimeSpread.choose(4, of: 29, nearDuplicateDistance: 6) == .init(indices: [0, 7, 14, 21], nearDuplicates: 0))
        #expect(TimeSpread.choose(4, of: 4, nearDuplicateDistance: 6).indices == [0, 1, 2, 3])
        #expect(TimeSpread.choose(1, of: 9, nearDuplicateDistance: 6).indices == [0])
    }

    @Test func `near-duplicates give way to their neighbours`() {
        // Frames 0 to 9 look alike, then every frame is new.
        let choice = TimeSpread.choose(4, of: 20, nearDuplicateDistance: 6) { $0 < 10 ? 0 : UInt64(truncatingIfNeeded: $0 &* 0x5851_F42D_4C95_7F2D) }
        #expect(choice.indices.count == 4)
        #expect(choice.indices.filter { $0 < 10 } == [0])
        #expect(choice.nearDuplicates > 0)
    }

    @Test func `where all frames look alike the count is kept`() {
        let choice = TimeSpread.choose(3, of: 12, nearDuplicateDistance: 6) { _ in 42 }
        #expect(choice.indices.count == 3)
        #expect(Set(choice.indices).count == 3)
    }

    @Test func `only frames that are considered are hashed`() {
        var asked: Set<Int> = []
        _ = TimeSpread.choose(4, of: 10_000, nearDuplicateDistance: 6) { index in
            asked.insert(index)
            return UInt64(truncatingIfNeeded: index &* 0x5851_F42D_4C95_7F2D)
        }
        #expect(asked.count == 4)
    }

    @Test func `pinned frames are kept and stand for the nearest places`() {
        let choice = TimeSpread.choose(4, of: 40, pinned: [11, 39], nearDuplicateDistance: 6)
        #expect(choice.indices == [0, 11, 20, 39])
    }

    @Test(arguments: 1...16)
    func `there are always as many views as asked for`(count: Int) {
        for total in [count, count + 1, 17, 30, 1000] where total >= count {
            let choice = TimeSpread.choose(count, of: total, nearDuplicateDistance: 6) { UInt64($0 % 3) &* 0xFFFF_FFFF }
            #expect(choice.indices.count == count)
            #expect(choice.indices == choice.indices.sorted())
        }
    }
}
