import Foundation
import Testing

@Suite("The page of all feeds")
struct FeedPageTests {
  /// `WAGEWATCH_WRITE_GOLDEN=1 swift test --filter FeedPageTests` writes the page anew.
  @Test("says what the schemas and SampleData say")
  func page() throws {
    let text = try FeedPage().text
    if ProcessInfo.processInfo.environment["WAGEWATCH_WRITE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: ProjectText.root.appending(path: FeedPage.path))
    }
    #expect(
      try ProjectText.text(FeedPage.path) == text,
      "Run WAGEWATCH_WRITE_GOLDEN=1 swift test --filter FeedPageTests")
  }

  @Test("shows eighteen feeds, each with a header and three rows of an example")
  func examples() throws {
    let sections = try FeedPage().text.components(separatedBy: "\n## ").dropFirst(2)
    #expect(sections.count == 18)
    for section in sections {
      let example = section.components(separatedBy: "```csv\n").last?.split(separator: "\n") ?? []
      #expect(example.count == 5, "\(section.prefix(20))")
    }
  }

  @Test("the README lists every feed and leads to its schema")
  func readme() throws {
    let readme = try ProjectText.text("README.md")
    for file in try ProjectText.files(under: "Schemas/feeds") {
      let name = file.split(separator: ".")[0]
      #expect(readme.contains("| `\(name)` "), "\(name)")
      #expect(readme.contains("(Schemas/feeds/\(file))"), "\(name)")
    }
  }

  @Test("explains every class of difference from frictionless, and no other")
  func classes() throws {
    let source = try ProjectText.text("scripts/feed_classes.py")
    let named = source.matches(of: /(?m)^    "([a-z-]+)": "(wagewatch|frictionless)",$/)
      .map { "\($0.output.1) \($0.output.2)" }
    let page = try ProjectText.text("Sources/SignalIngest/SignalIngest.docc/Frictionless.md")
    let explained = page.matches(of: /(?m)^\| `([a-z-]+)` \| (wagewatch|frictionless) \| \S/)
      .map { "\($0.output.1) \($0.output.2)" }
    #expect(named.count > 20)
    #expect(explained == named)
  }
}
