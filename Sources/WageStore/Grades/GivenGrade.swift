internal import GRDB
public import WageDomain

/// A grade as it was given and recorded.
public struct GivenGrade: Hashable, Sendable {
  public let firmId: Int64
  public let year: Int
  public let asOf: Day
  /// E.g. `national@1`.
  public let policy: String
  /// The grade's id in that policy.
  public let grade: String
  /// The ids of the rules that gave it, each with the numbers of its facts.
  public let reasons: [String: String]

  public init(
    firmId: Int64, year: Int, asOf: Day, policy: String, grade: String, reasons: [String: String]
  ) {
    self.firmId = firmId
    self.year = year
    self.asOf = asOf
    self.policy = policy
    self.grade = grade
    self.reasons = reasons
  }

  fileprivate init?(_ row: Row) {
    guard let asOf = Day(row["asOf"] as String),
      let reasons = CasePayload.values(row["reasons"])
    else { return nil }
    self.init(
      firmId: row["firmId"], year: row["year"], asOf: asOf, policy: row["policy"],
      grade: row["grade"], reasons: reasons)
  }
}

extension StoreSnapshot {
  /// The last grade given to each firm for a year, as of days up to one, by firm.
  public func givenGrades(year: Int, asOf day: Day) throws -> [Int64: GivenGrade] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM firmGrade g WHERE g.year = :year AND g.id = (
          SELECT max(n.id) FROM firmGrade n
          WHERE n.firmId = g.firmId AND n.year = g.year AND n.asOf <= :day)
        """,
      arguments: ["year": year, "day": day.description])
    return Dictionary(
      rows.compactMap(GivenGrade.init).map { ($0.firmId, $0) }, uniquingKeysWith: { $1 })
  }
}

extension StoreTransaction {
  /// Records grades; one that says of the firm what its last one says is not written again.
  ///
  /// - Returns: how many were written.
  public func giveGrades(_ grades: [GivenGrade], actor: String, now: Instant) throws -> Int {
    var written = 0
    var last: [Int: [Int64: GivenGrade]] = [:]
    for grade in grades {
      let known = try last[grade.year] ?? snapshot.givenGrades(year: grade.year, asOf: grade.asOf)
      last[grade.year] = known
      if let same = known[grade.firmId], same.policy == grade.policy, same.grade == grade.grade,
        same.reasons == grade.reasons
      {
        continue
      }
      try db.cachedStatement(
        sql: """
          INSERT INTO firmGrade (firmId, year, asOf, policy, grade, reasons, recordedAt, actor)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(arguments: [
        grade.firmId, grade.year, grade.asOf.description, grade.policy, grade.grade,
        try CasePayload.text(grade.reasons), now.description, actor,
      ])
      written += 1
    }
    return written
  }
}
