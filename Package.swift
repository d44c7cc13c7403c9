// swift-tools-version: 6.1
import PackageDescription

// Read bottom-up: a target imports only targets listed above it.

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")

/// C that is always optimised: pixel loops are read in debug builds too.
let optimisedC: [CSetting] = [.unsafeFlags(["-O2"])]

/// Swift that is always optimised: the ray caster would take minutes in debug builds.
let optimisedSwift: [SwiftSetting] = [.unsafeFlags(["-O"])]

let package = Package(
    name: "polyptych",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.0"),
    ],
    targets: [
        .target(name: "CImageCodecs", cSettings: optimisedC, linkerSettings: [.linkedLibrary("jpeg"), .linkedLibrary("png")]),
        .target(name: "CKernels", cSettings: optimisedC, linkerSettings: [.linkedLibrary("m")]),
        .target(name: "PolyptychResources", resources: [.copy("../../WebAssets"), .copy("../../migrations")]),
        .target(name: "PolyptychCuration"),
        .target(name: "PolyptychText", dependencies: ["PolyptychCuration"]),
        .target(name: "PolyptychImaging", dependencies: ["CImageCodecs", "CKernels", "PolyptychCuration"]),
        .target(name: "PolyptychSamples", dependencies: ["PolyptychCuration", "PolyptychImaging"], swiftSettings: optimisedSwift),
        .target(name: "PolyptychShards", dependencies: ["PolyptychCuration", "PolyptychImaging", crypto]),
        .target(name: "PolyptychStore", dependencies: ["PolyptychResources", "PolyptychCuration", grdb, crypto]),
        .target(name: "PolyptychImporting", dependencies: ["PolyptychCuration", "PolyptychImaging", crypto]),
        .target(
            name: "PolyptychWorkshop",
            dependencies: [
                "PolyptychResources", "PolyptychCuration", "PolyptychText", "PolyptychImaging", "PolyptychSamples",
                "PolyptychShards", "PolyptychStore", "PolyptychImporting", crypto, logging,
            ]),
        .target(
            name: "PolyptychServer",
            dependencies: [
                "PolyptychCuration", "PolyptychImaging", "PolyptychShards", "PolyptychStore", "PolyptychImporting", "PolyptychWorkshop",
                hummingbird, crypto, lifecycle, logging,
            ]),
        .executableTarget(
            name: "polyptych",
            dependencies: [
                "PolyptychResources", "PolyptychCuration", "PolyptychShards", "PolyptychImporting", "PolyptychWorkshop", "PolyptychServer",
                arguments, logging,
            ]),
        .executableTarget(
            name: "polyptych-bench",
            dependencies: [
                "PolyptychResources", "PolyptychCuration", "PolyptychImaging", "PolyptychSamples", "PolyptychShards", "PolyptychStore",
                "PolyptychImporting", "PolyptychWorkshop", "PolyptychServer", grdb, crypto, logging,
            ], exclude: ["Peers"]),
        .target(name: "PolyptychTestSupport", dependencies: ["CImageCodecs", "PolyptychCuration", "PolyptychImaging", "PolyptychSamples"]),

        .testTarget(name: "PolyptychCurationTests", dependencies: ["PolyptychCuration", "PolyptychTestSupport"]),
        .testTarget(name: "PolyptychTextTests", dependencies: ["PolyptychCuration", "PolyptychText", "PolyptychTestSupport"]),
        .testTarget(
            name: "PolyptychImagingTests", dependencies: ["PolyptychCuration", "PolyptychImaging", "PolyptychSamples", "PolyptychTestSupport"],
            exclude: ["Goldens"]),
        .testTarget(name: "PolyptychShardsTests", dependencies: ["PolyptychCuration", "PolyptychImaging", "PolyptychShards", "PolyptychTestSupport"]),
        .testTarget(name: "PolyptychStoreTests", dependencies: ["PolyptychCuration", "PolyptychStore", "PolyptychTestSupport", grdb], exclude: ["Golden"]),
        .testTarget(name: "PolyptychImportingTests", dependencies: ["PolyptychCuration", "PolyptychImporting", "PolyptychTestSupport"]),
        .testTarget(
            name: "PolyptychWorkshopTests",
            dependencies: ["PolyptychCuration", "PolyptychImaging", "PolyptychImporting", "PolyptychWorkshop", "PolyptychTestSupport", logging]),
        .testTarget(
            name: "PolyptychServerTests",
            dependencies: [
                "PolyptychCuration", "PolyptychWorkshop", "PolyptychServer", "PolyptychTestSupport", hummingbird, hummingbirdTesting, lifecycle,
                logging, yaml,
            ]),
    ],
    swiftLanguageModes: [.v6]
)
