import CaseHandling
import Foundation
import Testing
import WageDomain

/// The page of states and events, from the state machine itself.
enum CaseStatePage {
  static let path = "Sources/CaseHandling/CaseHandling.docc/States.md"

  static var text: String {
    let head = """
      # States and events of a case

      What each state takes and where it leads. This page is written from the state machine; a test compares it,
      and another holds every pair against a table of its own. A dash: refused, naming what the state takes. Beyond
      the state the workflow policy decides: levels, signatures, extensions, pauses, what counts as resolved.


      """
    return head + table + "\n" + names
  }

  private static var table: String {
    let states = CaseState.allCases
    let rows = CaseEventKind.allCases.map { kind in
      let cells = states.map { $0.next(kind)?.rawValue ?? "-" }
      return "| `\(kind.rawValue)` | " + cells.joined(separator: " | ") + " |"
    }
    let head = [
      "| event | " + states.map(\.rawValue).joined(separator: " | ") + " |",
      "| --- |" + String(repeating: " --- |", count: states.count),
    ]
    return (head + rows).joined(separator: "\n") + "\n"
  }

  private static var names: String {
    let states = CaseState.allCases.map { "| `\($0.rawValue)` | \($0.title.zh) | \($0.title.en) |" }
    let kinds = CaseEventKind.allCases.map {
      "| `\($0.rawValue)` | \($0.title.zh) | \($0.title.en) |"
    }
    let head = ["| word | 中文 | English |", "| --- | --- | --- |"]
    return "States:\n\n" + (head + states).joined(separator: "\n") + "\n\nEvents:\n\n"
      + (head + kinds).joined(separator: "\n") + "\n"
  }
}

@Suite("The page of states and events")
struct CaseStatePageTests {
  @Test("is what the state machine says")
  func page() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: CaseStatePage.path)
    if ProcessInfo.processInfo.environment["WAGEWATCH_WRITE_GOLDEN"] == "1" {
      try CaseStatePage.text.write(to: file, atomically: true, encoding: .utf8)
    }
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text == CaseStatePage.text, "WAGEWATCH_WRITE_GOLDEN=1 writes it anew")
  }
}
