// swift-tools-version: 6.2
import PackageDescription

// One target per room, arrows one way: `ArchitectureTests` holds the same table.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// For tests only, never part of the program.
func harness(_ name: String, path: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

func harnessProgram(_ name: String, path: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

let package = Package(
  name: "wagewatch",
  products: [.executable(name: "wagewatch", targets: ["wagewatch"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    room("WageDomain"),
    room("PolicyFiles", ["WageDomain", "RiskScoring", yams]),
    room("SignalIngest", ["WageDomain"]),
    .systemLibrary(
      name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    room("WorkbookReading", ["WageDomain", "SignalIngest", "CZlib"]),
    room("RiskScoring", ["WageDomain"]),
    room("CaseHandling", ["WageDomain"]),
    room("CaseAssessment", ["WageDomain"]),
    room("FirmGrading", ["WageDomain"]),
    room("WageReports", ["WageDomain", "CaseAssessment"]),
    room("RiskEvaluation", ["WageDomain", "RiskScoring"]),
    room("WageStore", ["WageDomain", grdb, sqlite, crypto]),
    room("DistrictSimulator", ["WageDomain"]),
    room("DataPackage", ["WageDomain", "SignalIngest", "WageStore"]),
    room(
      "NightlyRun",
      [
        "WageDomain", "PolicyFiles", "SignalIngest", "WorkbookReading", "RiskScoring",
        "RiskEvaluation", "CaseHandling", "WageStore",
      ]),
    .target(
      name: "WagewatchSchemas", path: "Schemas",
      exclude: [
        "feeds", "scorecards", "workflows", "calendars", "regions", "grades", "keydates",
        "incidents", "database.sql",
      ],
      sources: ["WagewatchSchemas.swift"], swiftSettings: strict, plugins: ["EmbedSchemas"]),
    room(
      "WageCommands",
      [
        "WageDomain", "PolicyFiles", "SignalIngest", "RiskScoring", "CaseHandling", "WageStore",
        "NightlyRun", "DataPackage", "DistrictSimulator", "WagewatchSchemas", "CaseAssessment",
        "WageReports", "FirmGrading", "RiskEvaluation", arguments, logging,
      ]),
    .systemLibrary(name: "CMalloc", path: "Sources/CMalloc"),
    .executableTarget(
      name: "wagewatch", dependencies: ["WageCommands", "CMalloc"], swiftSettings: strict),
    // Schemas/ travels inside the binary: one binary is the whole product.
    .executableTarget(name: "schema-embedder", swiftSettings: strict),
    .plugin(
      name: "EmbedSchemas", capability: .buildTool(), dependencies: ["schema-embedder"],
      path: "Sources/EmbedSchemas"),
    harness("FileMutation", path: "Tests/FileMutation"),
    harnessProgram(
      "ingest-fuzz", path: "Tests/IngestFuzz",
      [
        "FileMutation", "NightlyRun", "SignalIngest", "WageDomain", "WageStore",
        "WagewatchSchemas", "WorkbookReading",
      ]),
    harness("CaseRoads", path: "Tests/CaseRoads", ["CaseHandling", "WageDomain"]),
    harnessProgram(
      "case-year", path: "Tests/CaseYear",
      ["CaseHandling", "CaseRoads", "PolicyFiles", "WageDomain", "WageStore", "WagewatchSchemas"]),
    tests("WageDomainTests", ["WageDomain"]),
    tests(
      "PolicyFilesTests", ["PolicyFiles", "RiskScoring", "WageDomain", "WagewatchSchemas"]),
    tests(
      "SignalIngestTests", ["SignalIngest", "WageDomain", "WagewatchSchemas", "FileMutation"]),
    tests(
      "WorkbookReadingTests",
      ["WorkbookReading", "SignalIngest", "WageDomain", "WagewatchSchemas", "CZlib"]),
    tests("RiskScoringTests", ["RiskScoring", "PolicyFiles", "WageDomain", "WagewatchSchemas"]),
    tests(
      "CaseHandlingTests",
      ["CaseHandling", "CaseRoads", "PolicyFiles", "WageDomain", "WagewatchSchemas"]),
    tests(
      "CaseAssessmentTests",
      [
        "CaseAssessment", "CaseHandling", "CaseRoads", "PolicyFiles", "WageDomain",
        "WagewatchSchemas",
      ]),
    tests(
      "FirmGradingTests", ["FirmGrading", "PolicyFiles", "WageDomain", "WagewatchSchemas"]),
    tests("WageReportsTests", ["WageReports", "CaseAssessment", "WageDomain"]),
    tests("RiskEvaluationTests", ["RiskEvaluation", "RiskScoring", "WageDomain"]),
    tests("WageStoreTests", ["WageStore", "WageDomain", grdb]),
    tests(
      "DistrictSimulatorTests",
      ["DistrictSimulator", "SignalIngest", "WageDomain", "WagewatchSchemas"]),
    tests(
      "PipelineTests",
      [
        "NightlyRun", "DataPackage", "WageStore", "SignalIngest", "PolicyFiles", "CaseHandling",
        "RiskScoring", "RiskEvaluation", "DistrictSimulator", "WageDomain", "WagewatchSchemas",
        grdb,
      ]),
    tests(
      "WageCommandsTests",
      ["WageCommands", "NightlyRun", "SignalIngest", "WageStore", "WageDomain"]),
    tests("ArchitectureTests", []),
    tests("DocsTests", []),
  ]
)
