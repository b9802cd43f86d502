import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("Taken back, what was said of an account leaves no trace")
struct UndoneAccountTests {
  private static let day = CaseDatabase.day("2026-09-01")
  private static let (first, second, third) = (Firms.codes[0], Firms.codes[1], Firms.codes[2])
  private static let secondName = "湖州南浔锴筠服装有限公司"
  private static let header = "account_no,credit_code,name,month,quantity\n"

  private let desk: NightDesk

  init() throws {
    desk = try NightDesk()
    try send(
      "firms_2025-09__known-2025-09-01.csv",
      """
      credit_code,name
      \(Self.first),湖州南浔弈峤木业有限公司
      \(Self.second),\(Self.secondName)
      \(Self.third),湖州南浔桓栩纺织有限公司

      """)
  }

  private func send(_ name: String, _ text: String) throws {
    try desk.deliver(name, text, on: Self.day)
  }

  private func send(month: String, on day: String, code: String = "", name: String = "") throws {
    try send(
      "electricity_\(month)__known-\(day).csv", Self.header + "A2,\(code),\(name),\(month),1\n")
  }

  /// Month and day from which on it counts, of a firm's rows.
  private func rows(_ code: String) throws -> [String] {
    try desk.signalRows(of: code, asOf: Self.day).map { "\($0.month) since \($0.knownOn)" }.sorted()
  }

  private func firstEntry() throws -> Int64 {
    try #require(
      try desk.database.read { try $0.matchGroups(Set(MatchStatus.allCases)) }
        .first { $0.name == nil }
    ).id
  }

  @Test(
    "Rows that followed a slip go to whom they would have gone, not to a firm that came later",
    arguments: [false, true])
  func laterHolder(isAccepted: Bool) throws {
    try send(month: "2025-10", on: "2025-11-06")
    if isAccepted {
      let (entry, firm) = (
        try firstEntry(),
        try desk.firmId(Self.third)
      )
      try desk.decide { try $0.accept(entry, firm: firm, entry: $1) }
    }
    try send(month: "2025-11", on: "2025-12-06", name: Self.secondName)
    try send(month: "2025-12", on: "2026-01-06")
    try send(month: "2026-01", on: "2026-02-06", code: Self.first)
    if isAccepted { try desk.decide { try $0.undo(try desk.lastEvent(.accepted), entry: $1) } }
    #expect(
      try rows(Self.second) == [
        "2025-10 since 2025-12-06", "2025-11 since 2025-12-06", "2025-12 since 2026-01-06",
      ])
    #expect(try rows(Self.first) == ["2026-01 since 2026-02-06"] && rows(Self.third) == [])
  }

  @Test("Rows that a rule gave count again from the day on which their firm was known, no earlier")
  func sameDay() throws {
    try send(month: "2025-10", on: "2025-11-06")
    try send(month: "2025-11", on: "2025-12-06")
    try send(month: "2025-12", on: "2026-01-06", code: Self.first)
    let before = try rows(Self.first)
    #expect(
      before == [
        "2025-10 since 2026-01-06", "2025-11 since 2026-01-06", "2025-12 since 2026-01-06",
      ])
    let entry = try firstEntry()
    #expect(try desk.decide { try $0.split(entry, entry: $1) }.waiting == 2)
    #expect(try rows(Self.first) == ["2025-12 since 2026-01-06"])
    #expect(try desk.decide { try $0.undo(try desk.lastEvent(.split), entry: $1) }.entered == 2)
    #expect(try rows(Self.first) == before)
  }

  @Test(
    "An acceptance split and the split undone: the rows are the person's again, whoever had them")
  func splitAcceptance() throws {
    try send(month: "2025-10", on: "2025-11-06")
    let (entry, firm) = (
      try firstEntry(),
      try desk.firmId(Self.second)
    )
    try desk.decide { try $0.accept(entry, firm: firm, entry: $1) }
    try send(month: "2025-11", on: "2025-12-06")
    try send(month: "2025-12", on: "2026-01-06", code: Self.first)
    let before = try rows(Self.second)
    #expect(before == ["2025-10 since 2025-11-06", "2025-11 since 2025-12-06"])
    try desk.decide { try $0.split(entry, entry: $1) }
    #expect(try rows(Self.second) == [])
    // A night in between gives the rows to the holder of then.
    _ = try desk.matching.run()
    #expect(try rows(Self.first).count == 3)
    try desk.decide { try $0.undo(try desk.lastEvent(.split), entry: $1) }
    #expect(try rows(Self.second) == before && rows(Self.first).count == 1)
  }

  @Test(
    "A row that a rule gave goes back to its firm, though a person has given the account away since"
  )
  func besideAlias() throws {
    try send(month: "2025-10", on: "2025-11-06", code: Self.first)
    try send(month: "2025-11", on: "2025-12-06")
    try send(month: "2025-12", on: "2026-01-06", name: "湖州南浔搬迁有限公司")
    let named = try #require(
      try desk.database.read { try $0.matchGroups([.matched]) }.first { $0.name != nil }
    ).id
    let second = try desk.firmId(Self.second)
    try desk.decide { try $0.split(named, entry: $1) }
    try desk.decide { try $0.accept(named, firm: second, entry: $1) }
    let before = try rows(Self.first)
    #expect(before == ["2025-10 since 2025-11-06", "2025-11 since 2025-12-06"])
    let entry = try firstEntry()
    #expect(try desk.decide { try $0.split(entry, entry: $1) }.waiting == 1)
    #expect(try desk.decide { try $0.undo(try desk.lastEvent(.split), entry: $1) }.entered == 1)
    #expect(try rows(Self.first) == before)
    #expect(try rows(Self.second) == ["2025-12 since 2026-01-06"])
  }

  @Test("Rows that followed a name in another feed go back with it, whoever had the account since")
  func otherFeed() throws {
    let name = "湖州南浔搬迁有限公司"
    try send(month: "2025-10", on: "2025-11-06", name: name)
    let entry = try #require(try desk.database.read { try $0.matchGroups([.waiting]) }.first).id
    let second = try desk.firmId(Self.second)
    try desk.decide { try $0.accept(entry, firm: second, entry: $1) }
    let water = "account_no,credit_code,name,month,quantity\n"
    try send("water_2025-12__known-2026-01-07.csv", water + "W1,,\(name),2025-12,1\n")
    try send("water_2026-01__known-2026-02-07.csv", water + "W1,\(Self.first),,2026-01,1\n")
    let before = try rows(Self.second)
    #expect(before == ["2025-10 since 2025-11-06", "2025-12 since 2026-01-07"])
    let split = try desk.decide { try $0.split(entry, entry: $1) }
    #expect(split.waiting == 1 && split.moved.map(\.to) == [Self.first])
    let undone = try desk.decide { try $0.undo(try desk.lastEvent(.split), entry: $1) }
    #expect(undone.entered == 1 && undone.moved.map(\.from) == [Self.first])
    #expect(try rows(Self.second) == before)
    #expect(try rows(Self.first) == ["2026-01 since 2026-02-07"])
  }

  @Test("A second acceptance speaks for the account once the first is taken back or split")
  func secondAcceptance() throws {
    let other = "湖州南浔搬迁有限公司"
    try send(month: "2025-10", on: "2025-11-06")
    let (entry, third) = (try firstEntry(), try desk.firmId(Self.third))
    try desk.decide { try $0.accept(entry, firm: third, entry: $1) }
    try send(month: "2025-11", on: "2025-12-06", name: other)
    let named = try #require(
      try desk.database.read { try $0.matchGroups([.matched]) }.first { $0.name == other }
    ).id
    try desk.decide { try $0.split(named, entry: $1) }
    let second = try desk.firmId(Self.second)
    try desk.decide { try $0.accept(named, firm: second, entry: $1) }
    try send(month: "2025-12", on: "2026-01-06")
    #expect(try rows(Self.third) == ["2025-10 since 2025-11-06", "2025-12 since 2026-01-06"])
    try desk.decide { try $0.split(entry, entry: $1) }
    try send(month: "2026-01", on: "2026-02-06")
    #expect(try rows(Self.second).suffix(1) == ["2026-01 since 2026-02-06"])
    try desk.decide { try $0.undo(try desk.lastEvent(.split), entry: $1) }
    try send(month: "2026-02", on: "2026-03-06")
    #expect(try rows(Self.third).suffix(1) == ["2026-02 since 2026-03-06"])
    #expect(try rows(Self.second) == ["2025-11 since 2025-12-06"])
  }

  @Test(
    "A register of an earlier day, come late, leaves what rules found where a refusal is undone")
  func lateRegister() throws {
    try send(month: "2025-09", on: "2025-10-06", name: "湖州新峤制造总厂")
    let junk = try #require(try desk.database.read { try $0.matchGroups([.waiting]) }.first).id
    try desk.decide { try $0.refuse(junk, entry: $1) }
    try send(month: "2025-10", on: "2025-11-06", name: Self.secondName)
    try send(month: "2025-11", on: "2025-12-06")
    try send(
      "firms_2025-08__known-2025-08-15.csv",
      "credit_code,name\n\(Firms.codes[3]),\(Self.secondName)\n")
    try desk.decide { try $0.undo(try desk.lastEvent(.refused), entry: $1) }
    #expect(
      try rows(Self.second) == [
        "2025-09 since 2025-11-06", "2025-10 since 2025-11-06", "2025-11 since 2025-12-06",
      ])
  }

  @Test("An entry tells the last decision about it that is in force, and none when all is undone")
  func decisionInForce() throws {
    try send(month: "2025-10", on: "2025-11-06")
    let entry = try firstEntry()
    func reason() throws -> String? {
      try desk.database.read { try $0.matchGroup(entry) }?.reason
    }
    try desk.decide { try $0.refuse(entry, entry: $1) }
    #expect(try reason() == "seen")
    try desk.decide { try $0.undo(try desk.lastEvent(.refused), entry: $1) }
    #expect(try reason() == nil)
  }

  @Test(
    "An entry whose acceptance is undone names no firm, though a row set aside was given up since")
  func givenUp() throws {
    let rows = [1, 2].map { "A2,,\(Self.secondName)?,2025-10,\($0)\n" }.joined()
    try send("electricity_2025-10__known-2025-11-06.csv", Self.header + rows)
    let entry = try #require(try desk.database.read { try $0.matchGroups([.waiting]) }.first).id
    let third = try desk.firmId(Self.third)
    let accepted = try desk.decide { try $0.accept(entry, firm: third, entry: $1) }
    #expect(accepted.entered == 1 && accepted.rejected == 1)
    try desk.database.write {
      let left = try $0.dropRejects(
        [1], reason: "repeated", actor: "officer", at: Instant(day: Self.day))
      #expect(left == [])
    }
    try desk.decide { try $0.undo(try desk.lastEvent(.accepted), entry: $1) }
    let group = try #require(try desk.database.read { try $0.matchGroup(entry) })
    #expect(group.status == .waiting && group.firmId == nil && group.rowsMatched == 0)
  }

  @Test("A merge taken back leaves rows alone that rules gave before it, whatever came late")
  func merge() throws {
    try send(month: "2025-10", on: "2025-11-06", name: Self.secondName)
    try send(
      "firms_2025-08__known-2025-08-15.csv",
      "credit_code,name\n\(Firms.codes[3]),\(Self.secondName)\n")
    let before = try rows(Self.second)
    #expect(before == ["2025-10 since 2025-11-06"])
    let (one, other) = try desk.database.read {
      (
        try #require(try $0.firmId(CreditCode(Self.third))),
        try #require(try $0.firmId(CreditCode(Self.second)))
      )
    }
    try desk.decide {
      try $0.merge(one, into: other, since: CaseDatabase.day("2026-03-01"), entry: $1)
    }
    try desk.decide { try $0.undo(try desk.lastEvent(.merged), entry: $1) }
    #expect(try rows(Self.second) == before)
  }
}
