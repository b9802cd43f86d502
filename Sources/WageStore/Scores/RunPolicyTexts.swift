internal import GRDB

/// The files that a score run was made with, as they were.
public struct RunPolicyTexts: Hashable, Sendable {
  public let scorecard: String
  public let calendar: String

  public init(scorecard: String, calendar: String) {
    self.scorecard = scorecard
    self.calendar = calendar
  }

  /// Whether two policy files say the same: lines that are comments or empty say nothing.
  public static func isSame(_ one: String, _ other: String) -> Bool {
    said(one).elementsEqual(said(other))
  }

  private static func said(_ text: String) -> some Sequence<Substring> {
    text.split(whereSeparator: \.isNewline).filter { line in
      line.first { $0 != " " && $0 != "\t" }.map { $0 != "#" } ?? false
    }
  }
}

extension StoreSnapshot {
  /// What a run was made with; nil for a run made before the texts were kept.
  public func policyTexts(of run: ScoreRun) throws -> RunPolicyTexts? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT c.text, d.text FROM scoreRun r
        JOIN policyText c ON c.hash = r.scorecardHash
        JOIN policyText d ON d.hash = r.calendarHash WHERE r.id = ?
        """,
      arguments: [run.id]
    ).map { RunPolicyTexts(scorecard: $0[0], calendar: $0[1]) }
  }
}

extension StoreTransaction {
  /// Keeps a text once, whatever runs were made with it.
  ///
  /// - Returns: its hash.
  func keep(policyText text: String) throws -> String {
    let hash = TextHash.sha256(text)
    try db.execute(
      sql: "INSERT INTO policyText (hash, text) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
      arguments: [hash, text])
    return hash
  }
}
