import WageDomain

@testable import WageStore

/// A store with five firms, into which runs are written.
struct ScoredStore {
  let store: TestStore

  init() throws {
    store = try TestStore()
    let firms: [FeedRow] = [
      .firm(.firm(1), "甲厂", town: "330503001", industry: "C18", persons: 10),
      .firm(.firm(2), "乙厂", town: "330503002", industry: "C17", persons: 50),
      .firm(.firm(3), "丙厂", town: "330503002", industry: "E47", persons: 50),
      .firm(.firm(4), "丁厂", town: "330502001"),
      .firm(.firm(5), "戊厂"),
    ]
    try store.load(FeedFile(.firms, "2026-01-01", firms))
  }

  /// Writes a run. Firms' ids are their numbers.
  @discardableResult
  func run(
    _ day: String, _ scores: [(firm: Int, points: Int, tier: Tier)], reasons: [Reason]? = nil,
    coverage: FeedCoverage = FeedCoverage(months: [:])
  ) throws -> Int64 {
    try store.database.write { transaction in
      let before = try transaction.snapshot.flaggedFirms(before: .of(day))
      var writer = try ScoreRunWriter(
        transaction,
        header: ScoreRunHeader(
          asOf: .of(day), scorecard: "default@1", calendar: "cn@1", inputHash: "hash",
          texts: RunPolicyTexts(scorecard: "card", calendar: "days"),
          startedAt: Instant(day: .of(day))),
        flaggedBefore: before)
      var tracer = try EvidenceTracer(
        transaction.snapshot, view: transaction.snapshot.layerView(knownBy: .of(day)),
        asOf: .of(day), keeping: before)
      try writer.add(
        tracer.trace(
          scores.map { firm, points, tier in
            Assessment(
              firmId: Int64(firm), creditCode: .firm(firm), points: points, tier: tier,
              reasons: reasons ?? [Self.reason("drop", points, [])])
          }))
      try writer.finish(
        coverage: coverage, feeds: [.water, .tax, .electricity], endedAt: Instant(day: .of(day)))
      return writer.runId
    }
  }

  static func reason(_ indicator: String, _ points: Int, _ evidence: [EvidenceSource]) -> Reason {
    Reason(
      indicator: indicator, points: points, trigger: nil, text: Bilingual(zh: "降", en: "fell"),
      evidence: evidence)
  }

  /// Where a reason of firm 1 leads.
  func evidence(_ sources: [EvidenceSource], asOf day: String) throws -> [EvidenceLine] {
    try run(day, [(1, 80, .red)], reasons: [Self.reason("drop", 80, sources)])
    return try flagged(day).first?.reasons.first?.evidence ?? []
  }

  func flagged(_ day: String, _ query: FlaggedQuery = FlaggedQuery()) throws -> [FlaggedFirm] {
    try store.database.read { snapshot in
      guard let run = try snapshot.lastRun(asOf: .of(day)) else { return [] }
      return try snapshot.flaggedFirms(run: run, query)
    }
  }
}
