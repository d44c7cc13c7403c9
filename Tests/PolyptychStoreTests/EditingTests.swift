import Foundation
import PolyptychCuration
import Testing

@testable import PolyptychStore

@Suite struct EditingTests {
    @Test func `a set that was made is read back as it was given`() async throws {
        let world = try await World.inMemory()
        let made = try await world.makeSet("mug-1") { $0.category = "mug"; $0.tags = ["red"] }
        let read = try await world.store.set(made.id)
        #expect(read == made)
        #expect(read.version == 1)
        #expect(read.state.tags == ["red"])
        #expect(read.stateHash.count == 64)
    }

    @Test func `an edit raises the version by one and keeps who and when`() async throws {
        let world = try await World.inMemory()
        let made = try await world.makeSet("mug-1")
        let edited = try await world.caption(made, "a red mug", base: 1, by: World.david)
        #expect(edited.version == 2)
        #expect(edited.updatedBy == World.david)
        #expect(try await world.store.set(made.id) == edited)
    }

    @Test func `a stale write is refused with the set as it stands`() async throws {
        // Given a set that David changed
        let world = try await World.inMemory()
        let made = try await world.makeSet("mug-1")
        try await world.caption(made, "David's words", base: 1, by: World.david)
        // When Mei writes over version 1
        let error = await #expect(throws: StoreError.self) { try await world.caption(made, "Mei's words", base: 1) }
        // Then she is given David's words, and they stand
        guard case .stale(let current) = error else { Issue.record("not stale: \(String(describing: error))"); return }
        #expect(current.state.views[0].caption == "David's words")
        #expect(current.updatedBy == World.david)
        #expect(try await world.store.set(made.id).state.views[0].caption == "David's words")
    }

    @Test func `an edit that changes nothing leaves no revision`() async throws {
        let world = try await World.inMemory()
        let made = try await world.makeSet("mug-1")
        let same = try await world.store.edit(set: made.id, base: 1, by: World.mei, why: "Nothing") { state, _ in state }
        #expect(same == made)
    }

    @Test func `two living sets of a project never share a key`() async throws {
        let world = try await World.inMemory()
        let first = try await world.makeSet("mug-1")
        await #expect(throws: StoreError.self) { try await world.makeSet("mug-1") }
        // A deleted set gives its key back, and cannot return while another holds it.
        try await world.store.edit(set: first.id, base: nil, by: World.mei, why: "Delete") { state, _ in var s = state; s.isDeleted = true; return s }
        try await world.makeSet("mug-1")
        await #expect(throws: StoreError.self) {
            try await world.store.edit(set: first.id, base: nil, by: World.mei, why: "Restore") { state, _ in var s = state; s.isDeleted = false; return s }
        }
    }

    @Test func `a view of an unknown image is refused and nothing is kept`() async throws {
        let world = try await World.inMemory()
        await #expect(throws: StoreError.self) { try await world.makeSet("mug-1") { $0.views.append(view(99)) } }
        #expect(try await world.store.setIDs(project: world.project.id, keys: ["mug-1"]).isEmpty)
    }
}
