import Testing

@Suite("Commands in the documents")
struct CommandDocsTests {
  private let tree: SubcommandTree
  private let readme: String

  init() throws {
    let sources = try ProjectText.files(under: "Sources/WageCommands")
      .filter { $0.hasSuffix(".swift") }
    tree = SubcommandTree(
      sources: try sources.map { try ProjectText.text("Sources/WageCommands/\($0)") })
    readme = try ProjectText.text("README.md")
  }

  @Test("every verb stands in the README's table, with an example")
  func verbs() {
    #expect(tree.leaves().count > 20)
    let missing = tree.leaves().map(\.verb).filter { verb in
      !readme.split(separator: "\n").contains {
        $0.hasPrefix("| `\(verb)` |") && $0.contains("`wagewatch \(verb)")
      }
    }
    #expect(missing == [])
  }

  @Test("every verb's help has an example")
  func examples() {
    #expect(tree.leaves().filter { !$0.hasExample }.map(\.verb) == [])
  }

  @Test("no command hangs on no tree")
  func loose() { #expect(tree.loose == []) }

  @Test("the README's table names no verb that is not there")
  func invented() {
    let verbs = Set(tree.leaves().map(\.verb))
    let named = readme.matches(of: #/(?m)^\| `([a-z ]+)` \|[^|]*\| `wagewatch /#)
      .map { String($0.output.1) }
    #expect(Set(named).subtracting(verbs) == [])
  }

  @Test("every exit code of the sources stands in the README")
  func exitCodes() throws {
    let source = try ProjectText.text("Sources/WageCommands/CommandFailure.swift")
    let codes = source.matches(of: /static let \w+: Int32 = (\d+)/).map { String($0.output.1) }
    #expect(codes.count >= 5)
    #expect(codes.filter { !readme.contains("\n| \($0) | ") } == [])
  }

  @Test("a tree is read from sources")
  func sample() {
    let tree = SubcommandTree(sources: [
      """
      public struct Wagewatch: ParsableCommand {
        commandName: "wagewatch", subcommands: [CaseCommand.self, CaseGone.self]
      """,
      """
      import ArgumentParser

      struct CaseCommand: ParsableCommand {
        commandName: "case", subcommands: [CaseDue.self]
      }

      struct CaseDue: ParsableCommand {
        commandName: "due", discussion: "EXAMPLE: wagewatch case due"
      }

      struct Lost: ParsableCommand {
        commandName: "lost"
      }
      """,
    ])
    #expect(tree.leaves().map(\.verb) == ["case due", "CaseGone"])
    #expect(tree.leaves().map(\.hasExample) == [true, false])
    #expect(tree.loose == ["Lost"])
  }
}
