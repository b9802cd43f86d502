import Testing

/// The codes of an enum, and the codes of a README table.
enum CodeTable {
  /// Raw values in the order of the cases.
  static func rawValues(of type: String, in source: String) -> [String] {
    guard let start = source.firstRange(of: "enum \(type):") else { return [] }
    return source[start.upperBound...].split(separator: "\n").dropFirst()
      .prefix { !$0.hasPrefix("}") }
      .compactMap { $0.firstMatch(of: /^  case (\w+)(?: = "([^"]+)")?$/) }
      .map { String($0.output.2 ?? $0.output.1) }
  }

  /// The first cells of the table after `<!-- codes: TYPE -->`.
  static func codes(of type: String, in readme: String) -> [String] {
    guard let start = readme.firstRange(of: "<!-- codes: \(type) -->\n") else { return [] }
    return readme[start.upperBound...].split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("|") }
      .compactMap { $0.firstMatch(of: /^\| `([\w-]+)` \| \S/)?.output.1 }
      .map(String.init)
  }
}

@Suite("Code tables of the README")
struct CodeTableTests {
  struct Table: CustomTestStringConvertible {
    let type: String
    let source: String
    /// Codes that others add.
    let more: [String]
    var testDescription: String { type }
  }

  @Test(
    "name exactly the codes of the sources",
    arguments: [
      Table(type: "RejectCode", source: "SignalIngest/Codes/RejectCode.swift", more: []),
      Table(type: "RefusalCode", source: "SignalIngest/Codes/RefusalCode.swift", more: []),
      Table(type: "FindingCode", source: "WageDomain/Issues/FindingCode.swift", more: []),
    ])
  func codes(_ table: Table) throws {
    let source = try ProjectText.text("Sources/\(table.source)")
    let expected = CodeTable.rawValues(of: table.type, in: source) + table.more
    #expect(expected.count > 1)
    #expect(CodeTable.codes(of: table.type, in: try ProjectText.text("README.md")) == expected)
  }

  @Test("the store adds no other reject code")
  func storeCodes() throws {
    let codes = try ProjectText.files(under: "Sources/WageStore")
      .flatMap { try ProjectText.text("Sources/WageStore/\($0)").matches(of: /code: "([\w-]+)"/) }
      .map { String($0.output.1) }
    #expect(Set(codes) == ["duplicate-key"])
  }

  @Test("codes are read from a source and from a table")
  func sample() {
    let source = """
      public enum Fault: String, CaseIterable {
        case number
        case tooLong = "too-long"

        func f() { switch self { case .number: 1 } }
      }
      enum Other: String {
        case day
      }
      """
    #expect(CodeTable.rawValues(of: "Fault", in: source) == ["number", "too-long"])
    let readme =
      "<!-- codes: Fault -->\n| code | means |\n| --- | --- |\n| `number` | x |\n\n| `day` | y |"
    #expect(CodeTable.codes(of: "Fault", in: readme) == ["number"])
    #expect(CodeTable.codes(of: "Gone", in: readme) == [])
  }
}
