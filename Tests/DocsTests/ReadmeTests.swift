import Foundation
import Testing

@Suite("README, CHANGELOG, SampleData")
struct ReadmeTests {
  private let readme: String

  init() throws { readme = try ProjectText.text("README.md") }

  @Test("every script is named")
  func scripts() throws {
    let scripts = try ProjectText.files(under: "scripts").map { "scripts/\($0)" }
    #expect(scripts.count >= 5)
    #expect(scripts.filter { !readme.contains($0) } == [])
  }

  @Test("every script that is named exists")
  func namedScripts() {
    let named = Set(readme.matches(of: /scripts\/[\w.-]*\w/).map { String($0.output) })
    #expect(named.filter { !ProjectText.exists($0) } == [])
  }

  @Test(
    "every link to a file leads to one, in all documents",
    arguments: [
      "README.md", "CHANGELOG.md", "Sources/WageDomain/WageDomain.docc/Glossary.md",
    ])
  func links(document: String) throws {
    let folder = document.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let targets = try ProjectText.text(document).matches(of: /\]\(([^)#\s]+)(?:#[^)]*)?\)/)
      .map { String($0.output.1) }.filter { !$0.contains("://") }
    #expect(targets.filter { !ProjectText.exists(folder + $0) } == [])
  }

  @Test("every link to a heading of the README leads to one")
  func headings() {
    let anchors = Set(
      readme.matches(of: /(?m)^#+ (.+)$/).map {
        $0.output.1.lowercased().replacing(" ", with: "-").replacing(/[^\w-]/, with: "")
      })
    let targets = readme.matches(of: /\]\(#([^)]+)\)/).map { String($0.output.1) }
    #expect(targets.filter { !anchors.contains($0) } == [])
  }

  @Test("the days are those of scripts/nightly")
  func days() throws {
    let script = try ProjectText.text("scripts/nightly")
    let asOf = try #require(script.firstMatch(of: /(?m)^as_of=(\S+)$/)?.output.1)
    let casesFrom = try #require(script.firstMatch(of: /(?m)^cases_from=(\S+)$/)?.output.1)
    let named = readme.matches(
      of: /(?:night of |wagewatch (?:nightly|flagged|case due) --as-of )(\S+?)[`\s]/)
    #expect(named.count > 3)
    #expect(named.map(\.output.1).filter { $0 != asOf } == [])
    #expect(readme.contains("--cases-from \(casesFrom)"))
  }

  @Test("the feeds of the README are the schemas")
  func feeds() throws {
    let schemas = try ProjectText.files(under: "Schemas/feeds")
    #expect(schemas.filter { !readme.contains("(Schemas/feeds/\($0))") } == [])
  }

  @Test("the layer table has every target")
  func layers() throws {
    let targets = Set(
      try ProjectText.files(under: "Sources").compactMap { $0.split(separator: "/").first }
    )
    .subtracting(["EmbedSchemas", "schema-embedder"])
    #expect(targets.filter { !readme.contains("\n| `\($0)` | ") } == [])
  }

  @Test("the changelog's newest version is the program's")
  func version() throws {
    let changelog = try ProjectText.text("CHANGELOG.md")
    let newest = try #require(changelog.firstMatch(of: /(?m)^## (\d+\.\d+\.\d+)/)?.output.1)
    let source = try ProjectText.text("Sources/WageCommands/Wagewatch.swift")
    #expect(source.contains("version: \"\(newest)\""))
  }

  @Test("SampleData is under 5 MB, and holds the feeds and the truth")
  func sampleData() throws {
    let files = try ProjectText.files(under: "SampleData")
    let bytes = try files.reduce(0) { sum, file in
      let path = ProjectText.root.appending(path: "SampleData/\(file)").path()
      return sum + (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0)
    }
    #expect(bytes < 5_000_000)
    #expect(bytes > 1_000_000)
    #expect(files.contains("truth.csv"))
    for schema in try ProjectText.files(under: "Schemas/feeds") {
      let feed = schema.replacing(".json", with: "_")
      #expect(files.contains { $0.hasPrefix(feed) }, "no file of \(schema)")
    }
  }
}
