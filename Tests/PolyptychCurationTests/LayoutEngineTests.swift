import PolyptychCuration
import Testing

@Suite struct LayoutEngineTests {
    static let sizes = [(1, 1), (1, 10_000), (10_000, 1), (800, 600), (683, 1024), (1024, 208), (4000, 4000), (17, 23)]

    static func views(_ count: Int, seed: Int) -> [ViewState] {
        (0..<count).map { index in
            let (width, height) = sizes[(index * 3 + seed) % sizes.count]
            let focus = index % 3 == 0 ? FocusPoint(x: (index * 331) % 1001, y: 1000) : nil
            let crop = index % 4 == 1 && width > 4 && height > 4 ? PixelRect(x: 1, y: 2, width: width / 2, height: height - 2) : nil
            return ViewState(id: ViewID(rawValue: "v\(index)"), image: .init(sha256: "x", width: width, height: height, name: "x"), crop: crop, focus: focus)
        }
    }

    @Test(arguments: [256, 512, 1024, 2048], [LayoutSpec.Fit.cover, .contain])
    func `every plan keeps the promises`(target: Int, fit: LayoutSpec.Fit) throws {
        var planned = 0
        for spec in arrangements {
            for cell in [CellSize.square, .auto] {
                for count in 1...16 {
                    let layout = LayoutSpec(arrangement: spec.arrangement, columns: spec.columns, cell: cell, fit: fit)
                    let views = Self.views(count, seed: target / 256 + count)
                    let settings = EffectiveSettings(template: .plain, scheme: .numbered, layout: layout, targetResolution: target)
                    guard let plan = try? LayoutEngine.plan(views: views, settings: settings) else { continue }
                    planned += 1
                    check(plan, views, target, fit)
                }
            }
        }
        #expect(planned >= 150, "only \(planned) plans")
    }

    private func check(_ plan: LayoutPlan, _ views: [ViewState], _ target: Int, _ fit: LayoutSpec.Fit) {
        #expect(plan.width % 64 == 0 && plan.height % 64 == 0 && plan.width * plan.height <= target * target)
        #expect(plan.verticalSeams.allSatisfy { $0 % 16 == 0 } && plan.horizontalSeams.allSatisfy { $0 % 16 == 0 })
        #expect(plan.panels.map(\.view) == views.map(\.id))
        #expect(plan.panels.reduce(0) { $0 + $1.box.width * $1.box.height } == plan.width * plan.height, "no gutters")
        for (panel, view) in zip(plan.panels, views) {
            let source = panel.source
            #expect(source.lies(inside: view.image))
            if let crop = view.crop {
                #expect(source.x >= crop.x && source.y >= crop.y && source.x + source.width <= crop.x + crop.width && source.y + source.height <= crop.y + crop.height)
            }
            #expect((0...1000).contains(panel.hidden))
            #expect(panel.target.x >= panel.box.x && panel.target.x + panel.target.width <= panel.box.x + panel.box.width)
            #expect(panel.target.y >= panel.box.y && panel.target.y + panel.target.height <= panel.box.y + panel.box.height)
            // Never stretched: one side of source or target is what the other's aspect asks for, within a pixel.
            let (a, b) = (source.width * panel.target.height, source.height * panel.target.width)
            let tolerance = fit == .cover ? max(panel.target.width, panel.target.height) : max(source.width, source.height)
            #expect(abs(a - b) <= tolerance || source.width == 1 || source.height == 1 || panel.target.width == 1 || panel.target.height == 1)
            if fit == .cover { #expect(panel.target == panel.box) }
            if fit == .contain { #expect((panel.target.x - panel.box.x) % 16 == 0 && (panel.target.y - panel.box.y) % 16 == 0) }
        }
    }

    @Test(arguments: [
        (2, LayoutSpec(arrangement: .row), 1024, 1408, 704), (2, .init(arrangement: .row), 512, 704, 352 / 64 * 64 + 0), (3, .init(arrangement: .row), 1024, 1728, 576),
        (4, .init(arrangement: .grid), 1024, 1024, 1024), (2, .init(arrangement: .column), 1024, 704, 1408), (1, .init(arrangement: .row), 1024, 1024, 1024),
        (5, .init(arrangement: .grid), 1024, 1152, 768), (2, .init(arrangement: .row, cell: .fixed(width: 512, height: 512)), 1024, 1024, 512),
    ])
    func `squares are as large as the target allows`(count: Int, layout: LayoutSpec, target: Int, width: Int, height: Int) throws {
        let settings = EffectiveSettings(template: .plain, scheme: .numbered, layout: layout, targetResolution: target)
        let plan = try LayoutEngine.plan(views: Self.views(count, seed: 0), settings: settings)
        if target == 512 {
            #expect(plan.width == 2 * plan.height && plan.width * plan.height <= 512 * 512)
        } else {
            #expect((plan.width, plan.height) == (width, height))
        }
    }

    @Test func `a short last row spreads over the whole width`() throws {
        let settings = EffectiveSettings(template: .plain, scheme: .numbered, layout: .init(arrangement: .grid), targetResolution: 1024)
        let plan = try LayoutEngine.plan(views: Self.views(5, seed: 0), settings: settings)
        #expect(plan.panels.map(\.box.width) == [384, 384, 384, 576, 576])
        #expect(plan.verticalSeams == [384, 576, 768])
        #expect(plan.panels.map { [$0.row, $0.column] } == [[1, 1], [1, 2], [1, 3], [2, 1], [2, 2]])
    }

    @Test func `cover keeps the focus point as near the middle as the picture allows`() throws {
        var state = teapots(["a"], width: 1000, height: 500)
        func source() throws -> PixelRect { try LayoutEngine.plan(state, settings: .standard).panels[0].source }
        #expect(try source() == PixelRect(x: 250, y: 0, width: 500, height: 500))
        #expect(try LayoutEngine.plan(state, settings: .standard).panels[0].hidden == 500)
        state.views[0].focus = .init(x: 600, y: 500)
        #expect(try source().x == 350)
        state.views[0].focus = .init(x: 1000, y: 0)
        #expect(try source().x == 500)
        state.views[0].focus = nil
        state.views[0].crop = .init(x: 0, y: 0, width: 400, height: 500)
        #expect(try source() == PixelRect(x: 0, y: 50, width: 400, height: 400))
    }

    @Test func `auto panels follow the middle view's aspect`() throws {
        let settings = EffectiveSettings(template: .plain, scheme: .numbered, layout: .init(arrangement: .row, cell: .auto), targetResolution: 1024)
        let plan = try LayoutEngine.plan(views: teapots(["", ""], width: 1024, height: 683).views, settings: settings)
        #expect(plan.width == 1728 && plan.height == 576)
        #expect(plan.panels.allSatisfy { $0.hidden < 20 })
    }

    static let faults: [(LayoutSpec, Int, LayoutFault)] = [
        (.init(arrangement: .row, cell: .fixed(width: 500, height: 512)), 1024, .sideNotMultipleOf64(width: 1000, height: 512)),
        (.init(arrangement: .row, cell: .fixed(width: 1024, height: 1024)), 1024, .areaOverTarget(width: 2048, height: 1024, targetResolution: 1024)),
        (.init(arrangement: .row, cell: .fixed(width: 0, height: 512)), 1024, .cell(width: 0, height: 512)),
        (.init(arrangement: .grid, columns: 0), 1024, .columns(0)),
        (.init(arrangement: .row), 1000, .targetResolution(1000)),
    ]

    @Test(arguments: faults)
    func `a plan that cannot be says why and what to do`(layout: LayoutSpec, target: Int, fault: LayoutFault) {
        let settings = EffectiveSettings(template: .plain, scheme: .numbered, layout: layout, targetResolution: target)
        #expect(throws: fault) { try LayoutEngine.plan(views: teapots(["", ""]).views, settings: settings) }
        #expect(fault.sentence.hasSuffix("."))
    }

    @Test func `no views, too many and images without pixels are refused`() {
        let settings = ProjectSettings.standard.effective(viewCount: 2)
        #expect(throws: LayoutFault.noViews) { try LayoutEngine.plan(views: [], settings: settings) }
        #expect(throws: LayoutFault.tooManyViews(17)) { try LayoutEngine.plan(views: Self.views(17, seed: 0), settings: settings) }
        #expect(throws: LayoutFault.emptyImage(view: "a")) { try LayoutEngine.plan(views: teapots([""], width: 0).views, settings: settings) }
    }
}
