/// Other orders of the views of a set.
enum Permutations {
    /// At most `count` orders of `0..<size` without the identity: first the rotations, so that every view stands at every position, then
    /// the rest in lexicographic order.
    static func orders(size: Int, count: Int) -> [[Int]] {
        guard size > 1, count > 0 else { return [] }
        let identity = Array(0..<size)
        var orders = (1..<size).prefix(count).map { shift in identity.map { ($0 + shift) % size } }
        let rotations = Set(orders)
        var next = identity
        while orders.count < count, advance(&next) {
            if !rotations.contains(next) { orders.append(next) }
        }
        return orders
    }

    /// Steps to the next permutation in lexicographic order; false after the last.
    private static func advance(_ order: inout [Int]) -> Bool {
        guard let pivot = order.indices.dropLast().last(where: { order[$0] < order[$0 + 1] }),
            let swap = order.indices.last(where: { order[$0] > order[pivot] })
        else { return false }
        order.swapAt(pivot, swap)
        order[(pivot + 1)...].reverse()
        return true
    }
}
