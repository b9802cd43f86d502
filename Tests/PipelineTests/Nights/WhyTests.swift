import Foundation
import NightlyRun
import RiskScoring
import Testing
import WageDomain
import WageStore

@Suite("Why a firm has its points: one meaning, however it is asked")
struct WhyTests {
  /// Two nights on an invented district.
  private static func desk(_ seed: UInt64) throws -> (desk: NightDesk, day: Day) {
    let district = try InventedDistrict(firms: 40, months: 8, seed: seed)
    let desk = try NightDesk()
    let before = district.asOf.adding(days: -6)
    try desk.put(district.files(knownBy: before))
    try desk.night(before)
    try desk.put(district.files)
    try desk.night(district.asOf)
    return (desk, district.asOf)
  }

  @Test(
    "The list, the store, the view and the explanation give one number for every firm",
    arguments: [UInt64(1), 5])
  func oneMeaning(_ seed: UInt64) throws {
    let (desk, day) = try Self.desk(seed)
    let stage = WhyStage(policies: desk.policies)
    let run = try #require(try desk.database.read { try $0.lastRun(asOf: day) })
    let listed = Dictionary(
      uniqueKeysWithValues: try desk.flagged(day).map { ($0.firmId, $0) })
    let whys = try desk.database.read { try stage.why(asOf: day, in: $0) { _ in true } }
    let scores = try desk.scores(run: run.id)
    #expect(whys.count == scores.count)
    #expect(try desk.database.read { try stage.isOf(run, in: $0) })
    for why in whys {
      let assessment = why.assessment
      let score = try #require(scores[assessment.firmId])
      #expect(assessment.points == score.points)
      #expect(assessment.reasons.reduce(0) { $0 + $1.points } == score.points)
      #expect(why.reasons.count == assessment.reasons.count)
      let stored = try desk.database.read { try $0.reasons(run: run.id, firm: assessment.firmId) }
      let viewed = try desk.viewed(run: run.id, firm: assessment.firmId)
      let holds = stored.filter(\.isHeld).map { "\($0.indicator) \($0.points)" }
      #expect(assessment.tier.rawValue == score.tier || holds == ["held:\(score.tier) 0"])
      guard !stored.isEmpty else {
        #expect(viewed == [] && listed[assessment.firmId] == nil)
        continue
      }
      let told = holds + assessment.reasons.map { "\($0.indicator) \($0.points)" }
      #expect(stored.map { "\($0.indicator) \($0.points)" } == told)
      #expect(stored.drop(while: \.isHeld).map(\.text) == assessment.reasons.map(\.text))
      #expect(viewed == told.sorted())
      guard let firm = listed[assessment.firmId] else { continue }
      #expect(firm.points == score.points && firm.reasons == stored)
    }
  }

  @Test("Every firm's report adds up; reasons that were not stored are worked out again")
  func reports() throws {
    let (desk, day) = try Self.desk(2)
    let stage = WhyStage(policies: desk.policies)
    var recomputed = 0
    for code in try desk.query("SELECT creditCode FROM firm").prefix(16) {
      let report = try #require(try Self.report(stage, desk, code, day))
      let firm = try #require(report.change?.before)
      #expect(firm.asOf < day.description)
      recomputed += report.isRecomputed ? 1 : 0
      #expect(report.rows.count == report.reasons.count)
      for (reason, rows) in zip(report.reasons, report.rows) {
        #expect(rows.map(\.line) == reason.evidence)
        #expect(
          rows.allSatisfy { !$0.cells.isEmpty || ["firms", "projects"].contains($0.line.feed) })
      }
    }
    #expect(recomputed > 0)
  }

  @Test("With another scorecard a firm without stored reasons cannot be explained, and says so")
  func otherCard() throws {
    let (desk, day) = try Self.desk(2)
    let stage = WhyStage(policies: try NightDesk.policies(note: "changed"))
    let codes = try desk.query(
      """
      SELECT creditCode FROM score JOIN firm ON firm.id = firmId
      WHERE runId = (SELECT max(id) FROM scoreRun) AND points > 0 AND NOT EXISTS (
        SELECT 1 FROM reason r WHERE r.runId = score.runId AND r.firmId = score.firmId)
      """)
    let code = try #require(codes.first)
    #expect(throws: WhyFault.self) { try Self.report(stage, desk, code, day) }
  }

  /// `row` is a row of a query for one credit code.
  private static func report(
    _ stage: WhyStage, _ desk: NightDesk, _ row: String, _ day: Day
  ) throws -> WhyReport? {
    let text = try #require(row.firstMatch(of: /[0-9A-Z]{18}/)).output
    let code = try CreditCode(String(text))
    return try desk.database.read { snapshot in
      try snapshot.dossier(code, asOf: day).flatMap { try stage.report($0, in: snapshot) }
    }
  }
}

extension NightDesk {
  fileprivate func scores(run: Int64) throws -> [Int64: (points: Int, tier: String)] {
    let rows = try query(
      "SELECT firmId || ' ' || points || ' ' || tier AS x FROM score WHERE runId = \(run)")
    return Dictionary(
      uniqueKeysWithValues: rows.compactMap { row in
        let parts = Self.cell(row).split(separator: " ").map(String.init)
        guard parts.count == 3, let firm = Int64(parts[0]), let points = Int(parts[1]) else {
          return nil
        }
        return (firm, (points, parts[2]))
      })
  }

  /// What the view says of a firm: `indicator points`, sorted.
  fileprivate func viewed(run: Int64, firm: Int64) throws -> [String] {
    try query(
      """
      SELECT indicator || ' ' || points AS x FROM scoreReason
      WHERE runId = \(run) AND firmId = \(firm)
      """
    ).map(Self.cell).sorted()
  }

  /// `[x:"7 20 red"]` -> `7 20 red`.
  private static func cell(_ row: String) -> String {
    String(row.dropFirst(4).dropLast(2))
  }
}
