import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("What a person says of an account holds for its later rows")
struct FollowedRowsTests {
  private static let day = CaseDatabase.day("2026-09-01")
  private static let (old, new) = (Firms.first, Firms.neighbour)
  private static let (oldName, newName) = ("湖州南浔弈峤木业有限公司", "湖州南浔锴筠服装有限公司")
  private static let header = "account_no,credit_code,name,month,quantity\n"

  private let desk: NightDesk

  init() throws {
    desk = try NightDesk()
    try send(
      "firms_2026-01__known-2026-02-01.csv",
      "credit_code,name\n\(Self.old),\(Self.oldName)\n\(Self.new),\(Self.newName)\n")
    try send(
      "electricity_2026-01__known-2026-02-05.csv", Self.header + "A1,\(Self.old),,2026-01,1\n")
    // Known the day before the row that the person decides about: it stays.
    try send("electricity_2026-02__known-2026-03-04.csv", Self.header + "A1,,,2026-02,9\n")
    try send(
      "electricity_2026-03__known-2026-03-05.csv", Self.header + "A1,,\(Self.newName),2026-03,2\n")
  }

  private func send(_ name: String, _ text: String) throws {
    try desk.deliver(name, text, on: Self.day)
  }

  private func sendLater() throws {
    try send("electricity_2026-04__known-2026-05-05.csv", Self.header + "A1,,,2026-04,5\n")
    try send(
      "electricity_2026-05__known-2026-06-05.csv", Self.header + "A1,,弈峤的车间,2026-05,6\n")
  }

  private func months(_ code: String) throws -> [String] {
    try desk.signalRows(of: code, asOf: Self.day)
      .map { String($0.month.description.suffix(2)) }.sorted()
  }

  private func named(_ name: String) throws -> Int64 {
    try #require(
      try desk.database.read { try $0.matchGroups(Set(MatchStatus.allCases)) }
        .first { $0.name == name }
    ).id
  }

  private func decideForNew() throws -> DecisionOutcome {
    let entry = try named(Self.newName)
    let firm = try desk.firmId(Self.new)
    try desk.decide { try $0.split(entry, entry: $1) }
    return try desk.decide { try $0.accept(entry, firm: firm, entry: $1) }
  }

  @Test(
    "Rows known later follow the person, in before the decision or not", arguments: [true, false])
  func follow(isBefore: Bool) throws {
    if isBefore { try sendLater() }
    let outcome = try decideForNew()
    if !isBefore { try sendLater() }
    #expect(outcome.entered == 1)
    #expect(outcome.moved.map(\.rows) == (isBefore ? [1, 1] : []))
    #expect(outcome.moved.allSatisfy { $0.from == Self.old })
    #expect(try months(Self.old) == ["01", "02"])
    #expect(try months(Self.new) == ["03", "04", "05"])
    #expect(try desk.database.read { try $0.waitingRowCount() } == 0)
    // Taken back event by event it is as if nobody had decided.
    try desk.decide { try $0.undo(try desk.lastEvent(.accepted), entry: $1) }
    #expect(try months(Self.old) == ["01", "02", "04", "05"])
    #expect(try months(Self.new) == [])
    try desk.decide { try $0.undo(try desk.lastEvent(.split), entry: $1) }
    #expect(try months(Self.old) == ["01", "02", "03", "04", "05"])
  }

  @Test("The acceptance split and the split undone, the rows follow again")
  func followAgain() throws {
    try sendLater()
    _ = try decideForNew()
    try desk.decide { try $0.split(try named(Self.newName), entry: $1) }
    #expect(try months(Self.old) == ["01", "02", "04", "05"] && months(Self.new) == [])
    let undone = try desk.decide { try $0.undo(try desk.lastEvent(.split), entry: $1) }
    #expect(undone.entered == 1 && undone.moved.count == 2)
    #expect(try months(Self.old) == ["01", "02"])
    #expect(try months(Self.new) == ["03", "04", "05"])
  }

  @Test("A row with the very name of the firm that had the account stays with it")
  func ownName() throws {
    try send(
      "electricity_2026-04__known-2026-05-05.csv", Self.header + "A1,,\(Self.oldName),2026-04,5\n")
    #expect(try decideForNew().moved == [])
    #expect(try months(Self.old) == ["01", "02", "04"])
    #expect(try months(Self.new) == ["03"])
  }

  @Test("Of a month that a file has twice one row follows, and a split counts only what waits")
  func repeatedRow() throws {
    try send(
      "electricity_2026-04__known-2026-05-05.csv",
      Self.header + "A1,,,2026-04,5\nA1,,,2026-04,6\n")
    let entry = try named(Self.newName)
    let split = try desk.decide { try $0.split(entry, entry: $1) }
    #expect(split.waiting == 1 && split.rejected == 0)
    #expect(try desk.database.read { try $0.waitingRowCount() } == 1)
    let firm = try desk.firmId(Self.new)
    let accepted = try desk.decide { try $0.accept(entry, firm: firm, entry: $1) }
    #expect(accepted.moved.map(\.rows) == [1] && accepted.rejected == 0)
    #expect(try months(Self.new) == ["03", "04"])
    #expect(
      try desk.query("SELECT stored, rejected, waiting FROM ingestedFile WHERE file LIKE '%05-05%'")
        == ["[stored:1 rejected:1 waiting:0]"])
  }

  @Test("A split that is taken back says which rows find their place taken")
  func setAside() throws {
    try send(
      "electricity_2026-06__known-2026-07-05.csv",
      Self.header + "A1,,,2026-06,42\nA1,\(Self.new),,2026-06,83\n")
    let entry = try #require(
      try desk.database.read { try $0.matchGroups([.matched]) }.first { $0.name == nil })
    try desk.decide { try $0.split(entry.id, entry: $1) }
    let retried = try RejectRetry(
      database: desk.database, feeds: desk.policies.feeds, places: desk.policies.places,
      now: { Instant(day: Self.day) }
    ).run(RejectQuery())
    #expect(retried.outcomes.map(\.loaded) == [1])
    let undone = try desk.decide { try $0.undo(try desk.lastEvent(.split), entry: $1) }
    #expect(undone.entered == 1 && undone.rejected == 1)
    #expect(try months(Self.new) == ["06"])
  }
}
