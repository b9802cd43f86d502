import NightlyRun
import Testing
import WageDomain
import WageStore

@Suite("A night over an invented district")
struct NightTests {
  @Test("Files become rows, rows become a visit list, complaints become cases")
  func wholePath() throws {
    let district = try InventedDistrict(seed: 3)
    let desk = try NightDesk()
    try desk.put(district.files)
    let report = try desk.night(district.asOf)
    let ingest = try #require(report.ingest)
    #expect(report.failures.isEmpty)
    #expect(ingest.refusals.isEmpty)
    #expect(ingest.outcomes.count == district.files.count)
    #expect(ingest.counts.stored > 4_000)
    let score = try #require(report.score)
    #expect(score.firms.values.reduce(0, +) >= 60)
    let flagged = try desk.flagged(district.asOf)
    #expect(flagged.count == score.firms.filter { $0.key > .green }.values.reduce(0, +))
    #expect(!flagged.isEmpty)
    #expect(try #require(report.route).registered > 0)
    let cases = try desk.query("SELECT count(*) FROM complaintCase")
    let complaints = try desk.query("SELECT count(*) FROM complaint")
    #expect(cases == complaints)
  }

  @Test("The list is in total order, and its reasons add up to the points")
  func order() throws {
    let district = try InventedDistrict(months: 8, seed: 5)
    let desk = try NightDesk()
    try desk.put(district.files)
    try desk.night(district.asOf)
    let flagged = try desk.flagged(district.asOf)
    for (before, after) in zip(flagged, flagged.dropFirst()) {
      #expect(before.tier >= after.tier)
      guard before.tier == after.tier else { continue }
      #expect(
        before.points > after.points
          || (before.points == after.points && before.creditCode < after.creditCode))
    }
    for firm in flagged {
      #expect(firm.reasons.reduce(0) { $0 + $1.points } == firm.points)
      #expect(firm.reasons.allSatisfy { !$0.text.zh.isEmpty && !$0.text.en.isEmpty })
      #expect(firm.reasons.allSatisfy { $0.indicator.hasPrefix("cap:") || !$0.evidence.isEmpty })
    }
  }

  @Test("The same night twice changes no row of any table but the run ledger", arguments: [14, 5])
  func twice(_ months: Int) throws {
    let district = try InventedDistrict(months: months, seed: UInt64(months))
    let desk = try NightDesk()
    try desk.put(district.files)
    try desk.night(district.asOf)
    let rows = try desk.dump()
    let list = try desk.flagged(district.asOf)
    let again = try desk.night(district.asOf)
    #expect(try desk.dump() == rows)
    #expect(try desk.flagged(district.asOf) == list)
    #expect(again.score?.isUnchanged == true)
    #expect(again.ingest?.unchangedFiles == district.files.count)
    #expect(again.escalation?.raised == 0)
    #expect(try desk.query("SELECT count(*) FROM stageRun") == ["[count(*):14]"])
  }

  @Test("Two offices that load the same files in the same order hold the same rows")
  func deterministic() throws {
    let district = try InventedDistrict(months: 5, seed: 8)
    let dumps = try (0..<2).map { _ in
      let desk = try NightDesk()
      try desk.put(district.files)
      try desk.night(district.asOf)
      return try desk.dump()
    }
    #expect(dumps[0] == dumps[1])
  }

  @Test("Files that come over many nights end in the visit list of one night with all of them")
  func nightByNight() throws {
    let district = try InventedDistrict(months: 8, seed: 4)
    let slow = try NightDesk()
    let nights = Set(district.files.map { InventedDistrict.knownOn($0.name) }).sorted()
    for day in nights.suffix(6) {
      try slow.put(district.files(knownBy: day))
      #expect(try slow.night(day).failures.isEmpty)
    }
    let fast = try NightDesk()
    try fast.put(district.files)
    for desk in [slow, fast] { try desk.night(district.asOf) }
    // Many nights may hold a tier that one night never saw; what the points say is the same.
    let run = """
      SELECT creditCode, points, coalesce(
        (SELECT min(scored) FROM tierHold h WHERE h.runId = s.runId AND h.firmId = s.firmId), tier)
      FROM score s JOIN firm ON firm.id = s.firmId WHERE s.runId
      """
    #expect(
      try slow.query("\(run) = (SELECT max(id) FROM scoreRun)")
        == fast.query("\(run) = (SELECT max(id) FROM scoreRun)"))
  }

  @Test("A night cut off after any stage and run again ends as an undisturbed one")
  func resumed() throws {
    let district = try InventedDistrict(months: 6, seed: 6)
    let whole = try NightDesk()
    try whole.put(district.files)
    try whole.night(district.asOf)
    let rows = try whole.dump()

    let afterIngest = try NightDesk()
    try afterIngest.put(district.files)
    try afterIngest.ingest(district.asOf)
    try afterIngest.night(district.asOf)
    #expect(try afterIngest.dump() == rows)

    let afterScore = try NightDesk()
    try afterScore.put(district.files)
    try afterScore.ingest(district.asOf)
    try afterScore.score(district.asOf)
    try afterScore.night(district.asOf)
    #expect(try afterScore.dump() == rows)

    let halfInbox = try NightDesk()
    try halfInbox.put(Array(district.files.prefix(district.files.count / 2)))
    try halfInbox.ingest(district.asOf)
    try halfInbox.put(district.files)
    try halfInbox.night(district.asOf)
    #expect(try halfInbox.dump() == rows)
  }

  @Test("A stage that fails is named, stops no other, and the next night makes up for it")
  func failedStage() throws {
    let district = try InventedDistrict(months: 6, seed: 6)
    let whole = try NightDesk()
    try whole.put(district.files)
    try whole.night(district.asOf)

    let desk = try NightDesk()
    try desk.put(district.files)
    desk.policies = try NightDesk.policies(calendarYears: 2013...2025)
    let failed = try desk.night(district.asOf)
    #expect(failed.failures.map(\.stage).contains("score"))
    #expect("\(try #require(failed.failures.first).error)".contains("2026"))
    #expect(failed.ingest?.counts.stored ?? 0 > 0)
    #expect(failed.route?.registered ?? 0 > 0)
    #expect(try desk.query("SELECT count(*) FROM scoreRun") == ["[count(*):0]"])
    #expect(
      try desk.query("SELECT stage, outcome FROM stageRun WHERE outcome = 'failed'")
        == ["[stage:\"score\" outcome:\"failed\"]"])

    desk.policies = try NightDesk.policies()
    #expect(try desk.night(district.asOf).failures.isEmpty)
    #expect(try desk.flagged(district.asOf) == whole.flagged(district.asOf))
    #expect(try desk.dump() == whole.dump())
  }
}
