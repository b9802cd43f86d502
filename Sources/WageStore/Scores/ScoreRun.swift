internal import GRDB
public import WageDomain

/// A finished run of a scorecard.
public struct ScoreRun: Hashable, Sendable {
  public let id: Int64
  public let asOf: Day
  /// E.g. `default@1`.
  public let scorecard: String
  /// The calendar's version, e.g. `cn@2025-11-04`.
  public let calendar: String
  /// What the run read; the same hash means the same scores.
  public let inputHash: String
}

extension StoreSnapshot {
  /// The last run with an as-of day up to `day`.
  public func lastRun(asOf day: Day) throws -> ScoreRun? {
    try runs("WHERE asOf <= ? ORDER BY asOf DESC, id DESC LIMIT 1", [day.description]).first
  }

  /// The run of a number; nil when there is none.
  public func run(id: Int64) throws -> ScoreRun? { try runs("WHERE id = ?", [id]).first }

  /// The run that was the last one before `run`: of the same day before it, or of an earlier day.
  public func run(before run: ScoreRun) throws -> ScoreRun? {
    try runs(
      "WHERE (asOf, id) < (?, ?) ORDER BY asOf DESC, id DESC LIMIT 1",
      [run.asOf.description, run.id]
    ).first
  }

  /// The run that a firm's tier was before `run`: that of the last night before its day; where no
  /// night was, the last one of an earlier day with the same scorecard.
  public func comparedRun(before run: ScoreRun) throws -> ScoreRun? {
    try nightRun(before: run.asOf)
      ?? runs(
        "WHERE asOf < ? AND scorecard = ? ORDER BY asOf DESC, id DESC LIMIT 1",
        [run.asOf.description, run.scorecard]
      ).first
  }

  /// The run of the night before `run` (where none was, the last run before it), if its scorecard has
  /// the same name and says other things; else nil.
  public func namesake(of run: ScoreRun) throws -> ScoreRun? {
    guard let text = try policyTexts(of: run)?.scorecard,
      let before = try nightRun(before: run.asOf)
        ?? runs("WHERE id < ? ORDER BY id DESC LIMIT 1", [run.id]).first,
      before.scorecard == run.scorecard, let other = try policyTexts(of: before)?.scorecard
    else { return nil }
    return RunPolicyTexts.isSame(text, other) ? nil : before
  }

  private func runs(_ condition: String, _ arguments: StatementArguments) throws -> [ScoreRun] {
    try Row.fetchAll(
      db, sql: "SELECT id, asOf, scorecard, calendar, inputHash FROM scoreRun \(condition)",
      arguments: arguments
    ).compactMap { row in
      Day(row[1] as String).map {
        ScoreRun(id: row[0], asOf: $0, scorecard: row[2], calendar: row[3], inputHash: row[4])
      }
    }
  }
}
