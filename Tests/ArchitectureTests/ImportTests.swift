import Testing

@Suite("Layers")
struct ImportTests {
  @Test("every file imports only what its target may")
  func imports() throws {
    let files = try SourceTree.sources()
    #expect(files.count > 100, "the sources were not found")
    #expect(files.flatMap(ImportTable.faults) == [])
  }

  @Test("every target of the table exists")
  func targets() throws {
    let found = Set(try SourceTree.sources().map(\.target))
    #expect(found == Set(ImportTable.allowed.keys))
  }

  struct Sample: CustomTestStringConvertible {
    let why: String
    let path: String
    let text: String
    var testDescription: String { why }
  }

  @Test(
    "a forbidden import is found",
    arguments: [
      Sample(
        why: "the domain has no Foundation", path: "Sources/WageDomain/Values/Day.swift",
        text: "/// Why\nimport Foundation\n"),
      Sample(
        why: "only WageStore opens a database", path: "Sources/NightlyRun/Nightly.swift",
        text: "internal import GRDB\n"),
      Sample(
        why: "scoring is pure", path: "Sources/RiskScoring/Engine.swift",
        text: "public import WageDomain\n@preconcurrency public import WageStore\n"),
      Sample(
        why: "a single declaration is an import too", path: "Sources/CaseHandling/Clock.swift",
        text: "import struct Foundation.Date\n"),
      Sample(why: "a new target", path: "Sources/WageHelpers/Helper.swift", text: ""),
    ])
  func forbidden(_ sample: Sample) {
    let faults = ImportTable.faults(of: SourceFile(path: sample.path, text: sample.text))
    #expect(faults.count == 1)
  }

  @Test("an import in a comment is none")
  func comment() {
    let file = SourceFile(path: "Sources/WageDomain/Day.swift", text: "// import Foundation\n")
    #expect(ImportTable.faults(of: file) == [])
  }
}
