import NightlyRun
import RiskScoring
import Testing
import WageDomain
import WageStore

/// Wages of August 2026 are due on 2026-09-15; two firms, of which the first does not pay.
@Suite("Warnings over the nights")
struct WarningNightTests {
  private let desk: NightDesk
  private let codes = Firms.codes

  init() throws {
    desk = try NightDesk()
    try payroll("payroll_2026-08__known-2026-09-16.csv", months: 1...8, unpaid: [8])
  }

  private func payroll(_ file: String, months: ClosedRange<Int>, unpaid: Set<Int>) throws {
    var text = "credit_code,wage_month,paid_on,persons,amount_yuan\n"
    for month in months {
      let paidOn = "2026-\(month < 9 ? "0" : "")\(month + 1)-10"
      text += "\(codes[1]),2026-0\(month),\(paidOn),10,60000\n"
      if !unpaid.contains(month) { text += "\(codes[0]),2026-0\(month),\(paidOn),10,60000\n" }
    }
    try desk.put(file, text)
  }

  /// August is paid late, after which nothing is owed.
  private func payAugust() throws {
    try desk.put(
      "payroll_2026-08_late__known-2026-09-20.csv",
      "credit_code,wage_month,paid_on,persons,amount_yuan\n"
        + "\(codes[0]),2026-08,2026-09-19,10,60000\n")
  }

  private func night(_ day: String) throws -> Nightly.Report {
    let report = try desk.night(CaseDatabase.day(day))
    #expect(report.failures.isEmpty)
    return report
  }

  private func tier(_ day: String) throws -> Tier? {
    try desk.flagged(CaseDatabase.day(day), code: codes[0])?.tier
  }

  private func warnings() throws -> [String] {
    try desk.database.read { snapshot in
      try snapshot.warnings(
        WarningQuery(firm: nil, selection: .all), asOf: CaseDatabase.day("2027-12-31"))
    }.sorted { $0.warningNo < $1.warningNo }.map {
      "\($0.warningNo) \($0.status.tier.rawValue) \($0.status.firedOn) \($0.status.dueOn)"
    }
  }

  private func record(_ number: String, _ day: String, _ outcome: WarningOutcome) throws {
    let entry = CaseEntry(
      actor: "officer", on: CaseDatabase.day(day), now: Instant(day: CaseDatabase.day(day)))
    try desk.database.write {
      _ = try $0.act(.recorded(outcome, noteHash: nil), onWarning: number, entry: entry)
    }
  }

  private static let first = "YJ-2026-000001 yellow 2026-09-17 2026-09-24"

  @Test("Fire once a tier, whatever nights are repeated or missed, and again when a tier rises")
  func once() throws {
    for day in ["2026-09-17", "2026-09-17", "2026-09-18", "2026-09-29"] { _ = try night(day) }
    #expect(try warnings() == [Self.first])
    let rows = try desk.dump()
    #expect(try night("2026-09-29").warn?.fired == [:])
    #expect(try desk.dump() == rows)
    // 32 days after the pay day; the nights before were missed.
    let late = try night("2026-10-18")
    #expect(late.warn?.fired == [.orange: 1])
    #expect(late.warn?.overdue == 1)
    #expect(try warnings() == [Self.first, "YJ-2026-000002 orange 2026-10-18 2026-10-23"])
  }

  @Test("A tier stands for its days after the wages came, with the reason why, and then falls")
  func held() throws {
    _ = try night("2026-09-17")
    try payAugust()
    let first = try night("2026-09-21")
    #expect(first.score?.held.total == 1)
    let firm = try #require(
      try desk.flagged(CaseDatabase.day("2026-09-21"), code: codes[0]))
    #expect(firm.tier == .yellow)
    #expect(firm.points == firm.reasons.reduce(0) { $0 + $1.points })
    #expect(firm.reasons.first?.indicator == "held:yellow")
    #expect(
      firm.reasons.first?.text.en.contains("gone since 2026-09-21; lowered on 2026-10-05") == true)
    _ = try night("2026-10-04")
    #expect(try tier("2026-10-04") == .yellow)
    _ = try night("2026-10-05")
    #expect(try tier("2026-10-05") == nil)
    #expect(try warnings() == [Self.first])
    let open = try desk.database.read { try $0.warnings(asOf: CaseDatabase.day("2026-10-05")) }
    #expect(open.map(\.state) == [.overdue], "a check is not over because the cause has gone")
  }

  @Test("A new rise fires again only after the last warning was checked", arguments: [true, false])
  func again(_ isChecked: Bool) throws {
    _ = try night("2026-09-17")
    try payAugust()
    _ = try night("2026-09-21")
    _ = try night("2026-10-05")
    if isChecked { try record("YJ-2026-000001", "2026-10-06", .valid) }
    // September's wages were due on 2026-10-15.
    try payroll("payroll_2026-09__known-2026-10-16.csv", months: 9...9, unpaid: [9])
    let report = try night("2026-10-17")
    #expect(try tier("2026-10-17") == .yellow)
    #expect(report.warn?.fired == (isChecked ? [.yellow: 1] : [:]))
  }

  @Test(
    "A tier that stands without its cause hides no new rise below it, told once",
    arguments: [true, false])
  func belowStanding(_ isChecked: Bool) throws {
    for day in ["2026-09-17", "2026-10-18"] { _ = try night(day) }
    if isChecked {
      for number in [1, 2] { try record("YJ-2026-00000\(number)", "2026-10-19", .valid) }
    }
    try desk.put(
      "payroll_2026-09_late__known-2026-10-20.csv",
      "credit_code,wage_month,paid_on,persons,amount_yuan\n"
        + "\(codes[0]),2026-08,2026-10-19,10,60000\n\(codes[0]),2026-09,2026-10-19,10,60000\n"
        + "\(codes[1]),2026-09,2026-10-10,10,60000\n")
    #expect(try night("2026-10-20").warn?.fired == [:])
    // October's wages were due on 2026-11-15, while orange stands until 2026-11-19.
    try desk.put(
      "payroll_2026-10__known-2026-11-16.csv",
      "credit_code,wage_month,paid_on,persons,amount_yuan\n\(codes[1]),2026-10,2026-11-10,10,60000\n"
    )
    let fired: [Tier: Int] = isChecked ? [.yellow: 1] : [:]
    let report = try night("2026-11-17")
    #expect(try tier("2026-11-17") == .orange)
    #expect(report.warn?.fired == fired, "an open warning of orange speaks of the firm already")
    let rows = try desk.dump()
    #expect(try night("2026-11-17").warn?.fired == [:])
    #expect(try desk.dump() == rows)
    #expect(try night("2026-10-25").warn?.isPast == true)
    if isChecked { try record("YJ-2026-000003", "2026-11-17", .valid) }
    for day in ["2026-11-17", "2026-11-19", "2026-11-25"] {
      #expect(try night(day).warn?.fired == [:])
    }
    #expect(try warnings().count == (isChecked ? 3 : 2))
  }

  @Test("A checked warning is not repeated while its tier stands")
  func checked() throws {
    _ = try night("2026-09-17")
    try record("YJ-2026-000001", "2026-09-18", .dataLate)
    for day in ["2026-09-18", "2026-09-19", "2026-09-25"] {
      #expect(try night(day).warn?.fired == [:])
    }
    let outcome = try desk.query(
      "SELECT creditCode, tier, outcome, i.value FROM warningOutcome, json_each(indicators) i")
    #expect(
      outcome == [
        "[creditCode:\"\(codes[0])\" tier:\"yellow\" outcome:\"data-late\" "
          + "value:\"wages-unpaid\"]"
      ])
  }

  @Test("A night that died after scoring is made up for, on the same day or the next")
  func died() throws {
    try desk.ingest(CaseDatabase.day("2026-09-17"))
    _ = try desk.score(CaseDatabase.day("2026-09-17"))
    #expect(try warnings().isEmpty)
    #expect(try night("2026-09-18").warn?.fired == [.yellow: 1])
  }

  @Test("A night before one that has warned fires nothing, and says so")
  func past() throws {
    _ = try night("2026-09-18")
    let report = try night("2026-09-17")
    #expect(report.warn?.isPast == true)
    #expect(try warnings() == ["YJ-2026-000001 yellow 2026-09-18 2026-09-25"])
  }

  @Test("What stands does not depend on later nights, nor on a day scored twice")
  func asOf() throws {
    _ = try night("2026-09-17")
    try payAugust()
    let run = try #require(try night("2026-09-21").score?.run)
    let result = try desk.result(ofRun: run.id)
    _ = try night("2026-10-05")
    #expect(try night("2026-09-21").score?.isUnchanged == true)
    let again = try desk.scoreAgain(CaseDatabase.day("2026-09-21"))
    #expect(try desk.result(ofRun: again.run.id) == result)
    #expect(again.held.gone == 1)
  }

  @Test("What stood of a firm, and what was told of it, counts for the firm that it is merged into")
  func merged() throws {
    _ = try night("2026-09-17")
    // The rows name the firm that paid first.
    try desk.decide { try $0.merge(2, into: 1, since: CaseDatabase.day("2026-09-21"), entry: $1) }
    let report = try night("2026-09-21")
    let firm = try #require(
      try desk.flagged(CaseDatabase.day("2026-09-21"), code: codes[1]))
    #expect(firm.tier == .yellow)
    #expect(firm.reasons.first?.indicator == "held:yellow", "the firm it counts as has paid August")
    #expect(report.score?.held.gone == 1 && report.warn?.fired == [:])
    let shown = try desk.database.read {
      (
        try $0.openWarnings(asOf: CaseDatabase.day("2026-09-20")).keys.sorted(),
        try $0.openWarnings(asOf: CaseDatabase.day("2026-09-21")).keys.sorted(),
        try $0.warnings(
          WarningQuery(firm: 1, selection: .all), asOf: CaseDatabase.day("2026-09-21"))
      )
    }
    #expect(shown.0 == [2] && shown.1 == [1])
    #expect(shown.2.map(\.creditCode) == [codes[0]], "it was fired for the code of then")
  }

  @Test("A day scored for trial, or long past, changes nothing: only nights stand")
  func onlyNights() throws {
    _ = try night("2026-09-17")
    // A trial of another opinion under the same name, and a day long before.
    _ = try desk.score(CaseDatabase.day("2026-09-18"))
    _ = try desk.score(CaseDatabase.day("2026-03-10"))
    try payAugust()
    let run = try #require(try night("2026-09-21").score?.run)
    #expect(
      try desk.database.read { try $0.comparedRun(before: run)?.asOf.description } == "2026-09-17")
    let result = try desk.result(ofRun: run.id)
    // A night before one that has warned is no base either.
    _ = try night("2026-09-19")
    #expect(
      try desk.result(ofRun: try desk.scoreAgain(CaseDatabase.day("2026-09-21")).run.id) == result)
    #expect(try warnings() == [Self.first])
  }

  @Test("A merge that is taken back takes back what it brought")
  func undone() throws {
    _ = try night("2026-09-17")
    try desk.decide { try $0.merge(2, into: 1, since: CaseDatabase.day("2026-09-20"), entry: $1) }
    _ = try night("2026-09-20")
    let raised = try #require(try desk.flagged(CaseDatabase.day("2026-09-20"), code: codes[1]))
    #expect(raised.tier == .yellow)
    let event = try #require(try desk.database.read { try $0.matchEvents() }.last?.id)
    try desk.decide(now: Instant(day: CaseDatabase.day("2030-01-01"))) {
      try $0.undo(event, entry: $1)
    }
    _ = try night("2026-09-22")
    #expect(try desk.flagged(CaseDatabase.day("2026-09-22"), code: codes[1]) == nil)
    #expect(try desk.flagged(CaseDatabase.day("2026-09-22"), code: codes[0])?.tier == .yellow)
  }

  @Test(
    "What was found to be no danger does not stand; what was one does",
    arguments: [(WarningOutcome.dataLate, false), (.falseAlarm, false), (.valid, true)])
  func discharged(_ outcome: WarningOutcome, stands: Bool) throws {
    _ = try night("2026-09-17")
    try record("YJ-2026-000001", "2026-09-20", outcome)
    try payAugust()
    _ = try night("2026-09-21")
    #expect(try tier("2026-09-21") == (stands ? .yellow : nil))
  }

  @Test("An outcome lifts a tier from the day after, so that its own day scored again is the same")
  func dischargedNextDay() throws {
    _ = try night("2026-09-17")
    try payAugust()
    let before = try desk.result(ofRun: try #require(night("2026-09-21").score?.run.id))
    #expect(try tier("2026-09-21") == .yellow)
    try record("YJ-2026-000001", "2026-09-21", .falseAlarm)
    let again = try desk.scoreAgain(CaseDatabase.day("2026-09-21")).run.id
    #expect(try desk.result(ofRun: again) == before)
    _ = try night("2026-09-22")
    #expect(try tier("2026-09-22") == nil)
    let stage = WhyStage(policies: desk.policies)
    let code = try CreditCode(codes[0])
    let report = try desk.database.read { snapshot in
      try snapshot.dossier(code, asOf: CaseDatabase.day("2026-09-22")).flatMap {
        try stage.report($0, in: snapshot)
      }
    }
    let words = try #require(report?.change?.tierWords)
    #expect(
      words.en.hasSuffix(
        "warning YJ-2026-000001 was recorded on 2026-09-21 as false alarm, so yellow no longer stands"
      ))
    #expect(words.zh.hasSuffix("预警 YJ-2026-000001 于 2026-09-21 登记为误报，黄级不再维持"))
  }

  @Test("A card without warnings holds nothing and fires nothing")
  func withoutPolicy() throws {
    let card = desk.policies.scorecard
    let bare = try Scorecard(
      name: card.name, version: card.version, title: card.title, tiers: card.tiers,
      classes: card.classes, indicators: card.indicators, triggers: card.triggers)
    let policies = desk.policies
    desk.policies = NightPolicies(
      scorecard: bare, calendar: policies.calendar, feeds: policies.feeds,
      workflow: policies.workflow, routing: policies.routing, places: policies.places,
      runTexts: policies.runTexts, feedTexts: ["x"])
    #expect(try night("2026-09-17").warn == nil)
    try payAugust()
    _ = try night("2026-09-21")
    #expect(try tier("2026-09-21") == nil)
    #expect(try warnings().isEmpty)
  }

  @Test(
    "An altered chain or projection is found",
    arguments: [
      "UPDATE warning SET outcome = 'false-alarm', recordedOn = '2026-09-20'",
      "UPDATE warning SET dueOn = '2026-12-31'",
      "DROP TRIGGER warningEventNoUpdate; UPDATE warningEvent SET actor = 'x' WHERE seq = 2",
      "DROP TRIGGER warningEventNoDelete; DELETE FROM warningEvent; DELETE FROM warningText",
      "UPDATE warningText SET text = '未欠'", "DELETE FROM warningText",
    ])
  func altered(_ change: String) throws {
    _ = try night("2026-09-17")
    let day = CaseDatabase.day("2026-09-18")
    try desk.database.write {
      _ = try $0.act(
        .recorded(.valid, noteHash: TextHash.sha256("八月未发")), onWarning: "YJ-2026-000001",
        note: "八月未发", entry: CaseEntry(actor: "officer", on: day, now: Instant(day: day)))
    }
    let sound = try desk.database.read { try $0.verifyWarnings() }
    #expect(sound.findings.isEmpty && sound.events == 2)
    #expect(try desk.database.read { try $0.verifyWarnings(head: sound.head) }.hasHead)
    try desk.change(change)
    #expect(try desk.database.read { try $0.verifyWarnings() }.findings.count == 1)
  }
}
