internal import GRDB
public import WageDomain

/// A grade as it was given and recorded, or the record that withdraws it.
public struct GivenGrade: Hashable, Sendable {
  public let firmId: Int64
  public let year: Int
  public let asOf: Day
  /// E.g. `national@1`.
  public let policy: String
  /// The rules without their version, `national`: grades of several stand side by side.
  public var ruleSet: String { Self.ruleSet(policy) }
  /// The grade's id in that policy; nil: these rules grade the firm no more, and what they gave it last
  /// is withdrawn.
  public let grade: String?
  /// The ids of the rules that gave it, each with the numbers of its facts; of a withdrawal those of the
  /// grade withdrawn: what counts no more.
  public let reasons: [String: String]
  /// Of a withdrawal read from the store: the grade withdrawn.
  public private(set) var withdrawn: String?

  public init(
    firmId: Int64, year: Int, asOf: Day, policy: String, grade: String?, reasons: [String: String]
  ) {
    self.firmId = firmId
    self.year = year
    self.asOf = asOf
    self.policy = policy
    self.grade = grade
    self.reasons = reasons
  }

  public static func ruleSet(_ policy: String) -> String {
    policy.lastIndex(of: "@").map { String(policy[..<$0]) } ?? policy
  }

  fileprivate init?(_ row: Row) {
    guard let asOf = Day(row["asOf"] as String),
      let reasons = CasePayload.values(row["reasons"])
    else { return nil }
    let grade: String = row["grade"]
    self.init(
      firmId: row["firmId"], year: row["year"], asOf: asOf, policy: row["policy"],
      grade: grade == Self.none ? nil : grade, reasons: reasons)
  }

  /// What the column holds where a grade is withdrawn; no policy has a grade without an id.
  fileprivate static let none = ""

  fileprivate func withdrawing(_ before: GivenGrade?) -> GivenGrade {
    var withdrawal = self
    withdrawal.withdrawn = before?.grade ?? before?.withdrawn
    return withdrawal
  }
}

extension StoreSnapshot {
  /// The grade that each set of rules gave each firm for a year, as of the last day up to one: by firm, then in
  /// the order of the rules' names. One that was withdrawn since stands as its withdrawal.
  public func givenGrades(year: Int, asOf day: Day) throws -> [Int64: [GivenGrade]] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT * FROM firmGrade WHERE year = :year AND asOf <= :day ORDER BY asOf, id",
      arguments: ["year": year, "day": day.description])
    var last: [Int64: [String: GivenGrade]] = [:]
    for grade in rows.compactMap(GivenGrade.init) {
      let before = last[grade.firmId]?[grade.ruleSet]
      last[grade.firmId, default: [:]][grade.ruleSet] =
        grade.grade == nil ? grade.withdrawing(before) : grade
    }
    return last.mapValues { $0.values.sorted { $0.ruleSet < $1.ruleSet } }
  }
}

extension StoreTransaction {
  /// Records grades and withdrawals; one that says of the firm what the last one by the same rules says is
  /// not written again.
  ///
  /// - Returns: how many were written.
  public func giveGrades(_ grades: [GivenGrade], actor: String, now: Instant) throws -> Int {
    var written = 0
    var last: [Int: [Int64: [GivenGrade]]] = [:]
    for grade in grades {
      let known = try last[grade.year] ?? snapshot.givenGrades(year: grade.year, asOf: grade.asOf)
      last[grade.year] = known
      let before = known[grade.firmId]?.first { $0.ruleSet == grade.ruleSet }
      if let same = before, same.policy == grade.policy, same.grade == grade.grade,
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
        grade.firmId, grade.year, grade.asOf.description, grade.policy,
        grade.grade ?? GivenGrade.none, try CasePayload.text(grade.reasons), now.description, actor,
      ])
      written += 1
    }
    return written
  }
}
