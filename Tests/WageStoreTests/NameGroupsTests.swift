import Testing

@testable import WageStore

@Suite("Firms by name")
struct NameGroupsTests {
  private struct Example: CustomTestStringConvertible {
    let why: String
    let names: [(firm: Int64, name: String)]
    let groups: Set<[Int64]>
    var testDescription: String { why }
  }

  @Test(
    "brings together the firms of a name that two or three have",
    arguments: [
      Example(why: "one firm is no group", names: [(1, "甲"), (2, "乙")], groups: []),
      Example(
        why: "two names, two groups", names: [(1, "甲"), (2, "乙"), (5, "乙"), (7, "甲")],
        groups: [[1, 7], [2, 5]]),
      Example(
        why: "of a firm's names the last holds", names: [(1, "甲"), (2, "甲"), (2, "乙"), (3, "乙")],
        groups: [[2, 3]]),
      Example(
        why: "a name that four have is not one person's",
        names: [(1, "甲"), (2, "甲"), (3, "甲"), (4, "甲"), (5, "乙"), (6, "乙")], groups: [[5, 6]]),
      Example(why: "no name is a name, too", names: [(1, ""), (2, "")], groups: [[1, 2]]),
      Example(why: "a beginning is another name", names: [(1, "甲"), (2, "甲乙")], groups: []),
    ])
  private func groups(_ example: Example) {
    var names = NameGroups()
    for (firm, name) in example.names {
      Array(name.utf8).withUnsafeBytes { names.add(firm, name: $0) }
    }
    #expect(Set(names.groups(of: 2...3)) == example.groups)
  }
}
