import Glibc
import Testing

@Suite("Glossary")
struct GlossaryTests {
  @Test("every type it names is declared in the sources")
  func types() throws {
    let glossary = try ProjectText.text("Sources/WageDomain/WageDomain.docc/Glossary.md")
    let named = Set(
      glossary.split(separator: "\n").compactMap {
        $0.firstMatch(of: /\| `(\w+)` \|$/).map { String($0.output.1) }
      })
    #expect(named.count >= 30)
    let sources = try ProjectText.files(under: "Sources").filter { $0.hasSuffix(".swift") }
      .map { try ProjectText.text("Sources/\($0)") }.joined(separator: "\n")
    let declarations = ["struct", "enum", "class"].flatMap { kind in
      [" ", ":", "<"].map { (kind, $0) }
    }
    // C's search: a debug build's own takes seconds.
    let missing = named.filter { name in
      !declarations.contains { strstr(sources, "\($0) \(name)\($1)") != nil }
    }
    #expect(missing == [])
  }

  @Test("every row has four cells, and no English term stands twice")
  func rows() throws {
    let rows = try ProjectText.text("Sources/WageDomain/WageDomain.docc/Glossary.md")
      .split(separator: "\n")
      .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| ---") && !$0.hasPrefix("| English") }
      .map { $0.split(separator: " | ") }
    #expect(rows.count >= 40)
    #expect(rows.filter { $0.count != 4 } == [])
    #expect(Set(rows.map { $0[0] }).count == rows.count)
  }
}
