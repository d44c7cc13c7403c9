import Testing

@testable import PolyptychCuration

@Suite struct PairMemoryTests {
    private func measure(_ number: Int) -> ViewMeasure {
        ViewMeasure(perceptualHash: .init(rawValue: UInt64(number)), detail: .none, sharpness: 0, luma: 0, contrast: 0)
    }

    @Test func `a pair is worked out once, and in each order by itself`() {
        let memory = PairMemory(capacity: 10)
        var asked = 0
        func ask(_ a: Int, _ b: Int) -> Bool {
            memory.answer(measure(a), measure(b)) {
                asked += 1
                return a < b
            }
        }
        #expect(ask(1, 2))
        #expect(ask(1, 2))
        #expect(asked == 1)
        #expect(!ask(2, 1))
        #expect(asked == 2)
    }

    @Test func `a pair that is asked about again outlives those that are not`() {
        let memory = PairMemory(capacity: 10)
        var asked: [Int] = []
        func ask(_ number: Int) {
            _ = memory.answer(measure(number), measure(0)) {
                asked.append(number)
                return true
            }
        }
        ask(1)
        ask(2)
        for number in 100..<200 {
            ask(number)
            ask(1)
        }
        #expect(asked.count { $0 == 1 } == 1)
        ask(2)
        #expect(asked.count { $0 == 2 } == 2)
    }
}
