import PolyptychCuration
import Testing

@Suite struct QueryParsingTests {
    @Test(arguments: [
        ("", []),
        ("red  racket", [.init(.word("red")), .init(.word("racket"))]),
        (#""red racket""#, [.init(.phrase("red racket"))]),
        (#"-"red racket" -dim"#, [.init(.phrase("red racket"), isExcluded: true), .init(.word("dim"), isExcluded: true)]),
        ("status:draft -status:rejected", [.init(.status([.draft])), .init(.status([.rejected]), isExcluded: true)]),
        ("STATUS:Draft,ready", [.init(.status([.draft, .ready]))]),
        ("lint:marker-missing", [.init(.lint([.code(.markerMissing)]))]),
        ("lint:marker", [.init(.lint([.group("marker")]))]),
        ("lint:marker-*", [.init(.lint([.group("marker")]))]),
        ("severity:error", [.init(.severity([.error]))]),
        ("views:3 views:2..4", [.init(.views([.init(lower: 3, upper: 3)])), .init(.views([.init(lower: 2, upper: 4)]))]),
        ("tokens:>77 t5:>=512", [.init(.tokens([.init(lower: 78)])), .init(.t5([.init(lower: 512)]))]),
        ("tokens:<77 t5:..512", [.init(.tokens([.init(upper: 76)])), .init(.t5([.init(upper: 512)]))]),
        ("tag:x category:mug", [.init(.tag([.init("x")])), .init(.category([.init("mug")]))]),
        (#"category:"toy car",mug"#, [.init(.category([.init("toy car"), .init("mug")]))]),
        ("key:abc*", [.init(.key([.init("abc", isPrefix: true)]))]),
        (#"key:"abc*""#, [.init(.key([.init("abc*")]))]),
        ("updated:>2026-01-01", [.init(.updated([.init(first: Day("2026-01-02"))]))]),
        ("updated:<2026-03-01", [.init(.updated([.init(last: Day("2026-02-28"))]))]),
        ("is:dismissed is:near-duplicate", [.init(.flag([.dismissed])), .init(.flag([.nearDuplicate]))]),
        ("3:4 a-b", [.init(.word("3:4")), .init(.word("a-b"))]),
        ("DROP TABLE imageSet;--", [.init(.word("DROP")), .init(.word("TABLE")), .init(.word("imageSet;--"))]),
    ] as [(String, [Query.Term])])
    func `reads`(text: String, terms: [Query.Term]) throws {
        #expect(try Query.parse(text).terms == terms)
    }

    @Test(arguments: [
        ("statsu:draft", 0, 6, "status:"),
        ("red statsu:draft", 4, 6, "status:"),
        ("status:drfat", 7, 5, "draft"),
        ("lint:marker-mising", 5, 13, "marker-missing"),
        ("is:duplicat", 3, 8, "duplicate"),
        ("status:", 0, 7, "status:draft"),
        ("views:many", 6, 4, "views:3"),
        ("views:4..2", 6, 4, "smaller"),
        ("updated:yesterday", 8, 9, "2026-01-31"),
        ("updated:2026-02-30", 8, 10, "2026-01-31"),
        (#"red "racket"#, 4, 1, "quote"),
        ("&&", 0, 2, "letter"),
        ("a😀 statsu:x", 4, 6, "status:"),
        ("-statsu:x", 1, 6, "status:"),
    ])
    func `a fault says where it is and what to write`(text: String, position: Int, length: Int, hint: String) throws {
        do {
            let query = try Query.parse(text)
            Issue.record("read as \(query)")
        } catch {
            #expect(error.position == position)
            #expect(error.length == length)
            #expect(error.sentence.contains(hint), "\(error.sentence)")
        }
    }

    @Test(arguments: [
        "status:draft,ready -lint:marker views:2..4 tokens:>=78 tag:red,\"toy car\" key:mug* updated:2026-01-01..2026-02-01 is:clean \"a \\\"b\\\" c\" word",
        "source:o-1 by:Mei severity:error,warning t5:<=512",
    ])
    func `written out and read again is the same`(text: String) throws {
        let query = try Query.parse(text)
        #expect(query.description == text)
        #expect(try Query.parse(query.description) == query)
    }

    @Test(arguments: ["mug", "toy car", "a,b", "say \"hi\"", "back\\slash", "ends*", "-dash", "[TWO]", "日本"])
    func `a facet's term finds exactly its value`(value: String) throws {
        #expect(try Query.parse(Query.term(.category, value)).terms == [.init(.category([.init(value)]))])
    }

    @Test(arguments: [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-23", 20_780), ("1969-12-31", -1)])
    func `days are counted from 1970`(text: String, number: Int) throws {
        #expect(try #require(Day(text)).sinceEpoch == number)
    }
}
