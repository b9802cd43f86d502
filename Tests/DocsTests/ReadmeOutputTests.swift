import Foundation
import Testing

/// A block of the README that shows a command and what it prints.
struct ShownOutput {
  let lines: [String]

  /// The block whose first line is `$ COMMAND`, without that line.
  init(of command: String, in readme: String) throws {
    let start = try #require(readme.firstRange(of: "```text\n$ \(command)\n"))
    let end = try #require(readme[start.upperBound...].firstRange(of: "\n```"))
    lines = readme[start.upperBound..<end.lowerBound]
      .split(separator: "\n").map(String.init)
  }

  /// The lines that were not printed; commands and `…` are the README's own.
  func missing(in printed: String) -> [String] {
    let printed = Set(
      printed.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
    return lines.filter { $0 != "…" && !$0.hasPrefix("$ ") }
      .filter { !printed.contains($0.trimmingCharacters(in: .whitespaces)) }
  }
}

@Suite("The README's output is real")
struct ReadmeOutputTests {
  @Test(
    "the night on SampleData prints what the README shows, in both languages",
    .enabled(if: BuiltProgram.isThere, "the program is not built"), arguments: ["en", "zh"])
  func night(language: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "docs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = try ProjectText.text("scripts/nightly")
    let asOf = try #require(script.firstMatch(of: /(?m)^as_of=(\S+)$/)?.output.1)
    let from = try #require(script.firstMatch(of: /(?m)^cases_from=(\S+)$/)?.output.1)
    try Self.workspace(folder, casesFrom: String(from))
    var printed = ""
    for verb in [["nightly"], ["flagged"], ["case", "due"]] {
      printed += try BuiltProgram.run(
        verb + ["--as-of", String(asOf), "--workspace", folder.path(), "--lang", language])
    }
    let shown = try ShownOutput(
      of: "scripts/nightly --lang \(language)", in: try ProjectText.text("README.md"))
    #expect(shown.lines.count > 15)
    #expect(shown.missing(in: printed) == [])
  }

  /// In the order in which they are read: what one changes the next one sees.
  private static let sections = [
    "### The list and its line", "### Why a firm has its points", "## Tiers and warnings",
    "## Grades and the six systems", "## Key dates and group incidents", "## Reports",
    "### Money in advance, referrals, joint punishment",
  ]

  /// The end of the last day on which the README's session records something, 2026-10-29.
  private static let lastDay = Date(timeIntervalSince1970: 1_793_289_600)

  @Test(
    "two nights on SampleData and the commands below each heading print what the README shows",
    .enabled(if: BuiltProgram.isThere, "the program is not built"),
    .enabled(if: Self.lastDay < Date(), "the README's days lie ahead of this machine's clock"))
  func session() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "docs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.workspace(folder, casesFrom: "2026-09-21")
    for day in ["2026-09-21", "2026-10-21"] {
      _ = try BuiltProgram.run(["nightly", "--as-of", day, "--workspace", folder.path()])
    }
    let readme = try ProjectText.text("README.md")
    for section in Self.sections {
      let steps = ReadmeSession(under: section, in: readme).steps
      #expect(!steps.isEmpty, "\(section)")
      for step in steps {
        let printed = try BuiltProgram.shell(step.command, in: folder)
        #expect(step.missing(in: printed) == [], "\(step.command)")
      }
    }
  }

  @Test(
    "a minute by hand prints what the README shows",
    .enabled(if: BuiltProgram.isThere, "the program is not built"),
    .enabled(if: Self.lastDay < Date(), "the README's days lie ahead of this machine's clock"))
  func minute() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "docs-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    // The first two commands make the workspace and go there.
    try Self.workspace(folder, casesFrom: "2026-09-21")
    let steps = ReadmeSession(
      under: "## A minute by hand", in: try ProjectText.text("README.md")
    ).steps.dropFirst(2)
    #expect(steps.count > 5)
    for step in steps {
      let printed = try BuiltProgram.shell(step.command, in: folder)
      #expect(step.missing(in: printed) == [], "\(step.command)")
    }
  }

  private static func workspace(_ folder: URL, casesFrom day: String) throws {
    _ = try BuiltProgram.run(["init", folder.path(), "--cases-from", day])
    for file in try ProjectText.files(under: "SampleData") where file.contains("_") {
      try FileManager.default.copyItem(
        at: ProjectText.root.appending(path: "SampleData/\(file)"),
        to: folder.appending(path: "inbox/\(file)"))
    }
  }

  @Test("a line that is cut, left out, out of order or not printed is told apart")
  func sessionSample() throws {
    let readme = "# A\n```text\n$ x 'y z'\none … end\n…\ntwo\n```\n# B\n```text\n$ q\n```\n"
    let steps = ReadmeSession(under: "# A", in: readme).steps
    #expect(steps == [.init(command: "x 'y z'", shown: ["one … end", "…", "two"])])
    let step = try #require(steps.first)
    #expect(step.missing(in: " one or other end\nsome\ntwo\n") == [])
    #expect(step.missing(in: "one or other\ntwo\n") == ["one … end"])
    #expect(step.missing(in: "two\none end\n") == ["two"])
    #expect(step.missing(in: "one end\ntwo of it\n") == ["two"])
  }

  @Test("a line that is not printed is found")
  func sample() throws {
    let readme = "```text\n$ x\none\n…\n$ y\n 2 two\n```\n"
    let shown = try ShownOutput(of: "x", in: readme)
    #expect(shown.missing(in: "one\n2 two\n") == [])
    #expect(shown.missing(in: "one\n3 two\n") == [" 2 two"])
  }
}
