public import RiskScoring
public import WageDomain
public import WageStore

/// All that `firm CODE --why` tells of a firm's last run.
public struct WhyReport: Sendable {
  public let run: ScoreRun
  /// As stored, or as worked out again where the run stored none.
  public let reasons: [StoredReason]
  /// The run stored no reasons, and these are worked out from what it read.
  public let isRecomputed: Bool
  /// Nil when what the run read is no longer there: the stored reasons stand alone.
  public let why: FirmWhy?
  /// What the run says of the firm: the tier that stands.
  public let tier: Tier
  /// How many days the tier that the points and triggers say stands after its cause has gone; 0 when
  /// it is lowered at once.
  public let standsDays: Int
  /// The day on which a tier that stands without its cause is lowered; nil when no such tier stands,
  /// or when a late feed leaves its days uncounted.
  public let loweredOn: Day?
  /// What is late behind the reasons, so that those days cannot begin before it has come; nil when
  /// nothing is.
  public let lateNames: Bilingual?
  /// What stands in the lines behind each reason.
  public let rows: [[EvidenceRow]]
  /// Nil for the firm's first run.
  public let change: FirmChange?
}

extension WhyReport {
  /// The reason at this place taken apart; nil for a held tier, which no rule gives.
  public func why(ofReason index: Int) -> ReasonWhy? {
    guard let why, index >= heldReasons else { return nil }
    return why.reasons[index - heldReasons]
  }

  /// Whether the tier stands though tonight's points no longer say it.
  public var isHeld: Bool { heldReasons > 0 }

  private var heldReasons: Int { reasons.prefix(while: \.isHeld).count }
}

/// A run's word on a firm cannot be worked out again.
public struct WhyFault: Error, Hashable, Sendable {
  public let run: ScoreRun
  /// The scorecard in use now.
  public let scorecard: String
}

extension WhyStage {
  /// Explains the last run of a firm up to a day.
  ///
  /// - Returns: nil when no run has scored the firm.
  /// - Throws: ``WhyFault`` when the run stored no reasons and what it read is no longer there.
  public func report(_ dossier: FirmDossier, in snapshot: StoreSnapshot) throws -> WhyReport? {
    guard let now = dossier.history.first, let run = try snapshot.run(id: now.runId) else {
      return nil
    }
    let told = try told(dossier.id, now, run, in: snapshot)
    let rows = try snapshot.signalRows(
      firm: dossier.id, asOf: run.asOf,
      months: ScoringEngine(scorecard: policies.scorecard).requiredMonths(asOf: run.asOf))
    let evidence = try told.reasons.map { reason in
      try snapshot.evidenceRows(
        reason.evidence, measures: policies.scorecard.comparison(reason.indicator)?.measures ?? [],
        rows: rows)
    }
    let hold = try snapshot.tierHold(run: run.id, firm: dossier.id, tier: now.tier)
    return WhyReport(
      run: run, reasons: told.reasons, isRecomputed: told.isRecomputed, why: told.why,
      tier: now.tier,
      standsDays: policies.scorecard.warnings?.rule(hold?.scored ?? now.tier)?.loweredAfterDays
        ?? 0,
      loweredOn: hold?.loweredOn, lateNames: try lateNames(run, dossier.id, in: snapshot),
      rows: evidence,
      change: try change(dossier, run, told.reasons, rows, in: snapshot))
  }

  private func lateNames(
    _ run: ScoreRun, _ firm: Int64, in snapshot: StoreSnapshot
  ) throws -> Bilingual? {
    guard policies.scorecard.warnings != nil else { return nil }
    let coverage = try ScoreInputs(snapshot, policies, asOf: run.asOf).coverage
    let found = try LateSources(snapshot, policies, asOf: run.asOf)
      .found(run: run.id, firm: firm, coverage)
    return found.isEmpty ? nil : found.names
  }

  private struct Told {
    let reasons: [StoredReason]
    let isRecomputed: Bool
    let why: FirmWhy?
  }

  /// Stored reasons as they are; others only if they are surely those of the run.
  private func told(
    _ firm: Int64, _ now: FirmDossier.ScoredDay, _ run: ScoreRun, in snapshot: StoreSnapshot
  ) throws -> Told {
    let stored = try snapshot.reasons(run: run.id, firm: firm)
    let why = try why(asOf: run.asOf, in: snapshot) { $0.id == firm }.first
    guard stored.isEmpty else {
      let isSame = why.map { Self.isSame($0.assessment, stored) } ?? false
      return Told(reasons: stored, isRecomputed: false, why: isSame ? why : nil)
    }
    guard now.points != 0 else { return Told(reasons: [], isRecomputed: false, why: nil) }
    guard let why, try isOf(run, in: snapshot), why.assessment.points == Int(now.points) else {
      throw WhyFault(run: run, scorecard: policies.scorecard.identifier)
    }
    let lines = try snapshot.evidenceLines(of: why.assessment, asOf: run.asOf)
    let reasons = zip(why.assessment.reasons, lines).map { StoredReason($0, evidence: $1) }
    return Told(reasons: reasons, isRecomputed: true, why: why)
  }

  private static func isSame(_ assessment: Assessment, _ stored: [StoredReason]) -> Bool {
    let scored = stored.drop(while: \.isHeld)
    return assessment.reasons.count == scored.count
      && zip(assessment.reasons, scored).allSatisfy {
        $0.indicator == $1.indicator && $0.points == $1.points && $0.text == $1.text
      }
  }

  /// Why a tier does not stand any more, unless its days were over anyway.
  private func discharge(
    _ before: FirmDossier.ScoredDay, _ now: FirmDossier.ScoredDay, firm: Int64,
    in snapshot: StoreSnapshot
  ) throws -> Discharge? {
    guard now.tier < before.tier, now.scorecard == before.scorecard, let day = Day(now.asOf)
    else { return nil }
    let hold = try snapshot.tierHold(run: before.runId, firm: firm, tier: before.tier)
    if let loweredOn = hold?.loweredOn, loweredOn <= day { return nil }
    return try snapshot.discharge(of: before.tier, firm: firm, asOf: day)
  }

  private func change(
    _ dossier: FirmDossier, _ run: ScoreRun, _ reasons: [StoredReason], _ rows: [SignalRow],
    in snapshot: StoreSnapshot
  ) throws -> FirmChange? {
    guard let now = dossier.history.first,
      let runBefore = try snapshot.comparedRun(before: run),
      let before = dossier.history.first(where: { $0.runId == runBefore.id })
    else { return nil }
    let stored = try snapshot.reasons(run: runBefore.id, firm: dossier.id)
    let reasonsBefore =
      stored.isEmpty
      ? try? WhyStage(policies: ofRun(runBefore, snapshot))
        .told(dossier.id, before, runBefore, in: snapshot).reasons : Optional(stored)
    let comparison = FirmComparison(
      before: before, now: now, reasonsBefore: reasonsBefore ?? [], reasonsNow: reasons,
      scorecard: policies.scorecard,
      newFiles: try snapshot.files(knownAfter: runBefore.asOf, by: run.asOf), rows: rows,
      merged: dossier.merged.filter {
        before.asOf < $0.sinceOn && $0.sinceOn <= now.asOf
      },
      discharge: try discharge(before, now, firm: dossier.id, in: snapshot))
    return comparison.change(isKnown: reasonsBefore != nil)
  }
}
