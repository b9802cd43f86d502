internal import GRDB
public import WageDomain

/// A firm that can be graded, as the register spoke of it on a day.
public struct GradableFirm: Hashable, Sendable {
  public let id: Int64
  public let creditCode: String
  public let name: String?
  public let townCode: String?
}

extension StoreSnapshot {
  /// Every firm known by a day that counts as no other, by credit code.
  public func gradableFirms(asOf day: Day) throws -> [GradableFirm] {
    let merges = try firmMerges(asOf: day)
    return try Row.fetchAll(
      db,
      sql: """
        SELECT f.id, f.creditCode, coalesce(v.name, f.firstName),
          \(RegisterWord.said("townCode"))
        FROM firm f LEFT JOIN firmVersion v ON v.id = (
          SELECT n.id FROM firmVersion n WHERE n.firmId = f.id AND n.knownOn <= :day
          ORDER BY n.knownOn DESC, n.fileId DESC LIMIT 1)
        WHERE f.knownOn <= :day ORDER BY f.creditCode
        """,
      arguments: ["day": day.description]
    ).compactMap { row in
      let id: Int64 = row[0]
      guard merges.survivor(of: id) == id else { return nil }
      return GradableFirm(id: id, creditCode: row[1], name: row[2], townCode: row[3])
    }
  }

  /// What was known by a day of every firm's record since another, by the firm that it counts as.
  ///
  /// Facts of days before the first are left out, and what happened or became known after the last; so
  /// are referrals to the police of cases that were over by then, as was recorded later. Each firm's are in
  /// order.
  public func firmFacts(
    since first: Day, asOf day: Day, rules: some CaseRules
  ) throws -> [Int64: [FirmFact]] {
    let merges = try firmMerges(asOf: day)
    var facts: [Int64: [FirmFact]] = [:]
    let moot = try mootReferrals(asOf: day, rules: rules)
    let all = try FactReading(db: db, first: first, last: day, moot: moot).all
    for (firm, fact) in all { facts[merges.survivor(of: firm), default: []].append(fact) }
    for project in try checkedProjects(asOf: day)
    where project.isLive(on: day) && !project.lacking.isEmpty {
      let check = project.lacking.compactMap(\.latest).max { $0.checkedOn < $1.checkedOn }
      guard let check, check.checkedOn >= first else { continue }
      facts[project.contractorId, default: []].append(
        FirmFact(
          .systemsLacking, on: check.checkedOn, number: project.projectCode, file: check.file,
          line: check.line))
    }
    return facts.mapValues { $0.sorted() }
  }

  /// The events by which cases were taken to the police that were over by then, by their places in the
  /// chain.
  private func mootReferrals(asOf day: Day, rules: some CaseRules) throws -> [Int64] {
    let numbers = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT caseNo FROM caseEvent
        WHERE \(FactReading.referrals) AND substr(effectiveAt, 1, 10) <= ? ORDER BY caseNo
        """, arguments: [day.description])
    return try numbers.flatMap { number in
      let recorded = try events(ofCase: number).filter { $0.event.effectiveAt.day <= day }
      let moot = try rules.status(of: recorded.map(\.event)).course.moot
      return recorded.filter { moot.contains($0.event) }.map(\.seq)
    }
  }
}

/// One reading of the tables that hold facts, each firm as its row names it.
private struct FactReading {
  let db: Database
  let first: Day
  let last: Day
  /// Case events that count nowhere, by their places in the chain.
  let moot: [Int64]

  /// SQL: of case events those by which a case was taken to the police. A malicious claim is reported of
  /// the claimant, not of the firm.
  static let referrals = """
    type = 'escalated' AND payload ->> 'to' = 'police'
      AND ifnull(payload ->> 'ground', '') <> 'malicious-claim'
    """

  var all: [(firm: Int64, fact: FirmFact)] {
    get throws {
      try inspections() + complaints() + escalations() + warnings() + judicial() + reviews()
        + incidents()
    }
  }

  private var days: StatementArguments {
    ["first": first.description, "last": last.description]
  }

  private func inspections() throws -> [(firm: Int64, fact: FirmFact)] {
    try Row.fetchAll(
      db,
      sql: """
        WITH known AS (
          SELECT *, row_number() OVER (
            PARTITION BY inspectionNo ORDER BY knownOn DESC, fileId DESC) AS newest
          FROM inspectionVersion WHERE knownOn <= :last)
        SELECT k.firmId, k.occurredOn, k.inspectionNo, i.file, k.line, k.persons, k.kind, k.result
        FROM known k JOIN ingestedFile i ON i.id = k.fileId
        WHERE k.newest = 1 AND k.occurredOn BETWEEN :first AND :last
        """, arguments: days
    ).flatMap { row in
      Self.kinds(inspection: row[6], result: row[7]).compactMap { fact($0, row) }
    }
  }

  /// What a row of the feed `inspections` says; one without a result says nothing by itself.
  private static func kinds(inspection kind: String, result: String?) -> [FirmFactKind] {
    let refusal: [FirmFactKind] = result == "refused" ? [.refusal] : []
    return switch (kind, result) {
    case ("order", _): [.order] + refusal
    case ("penalty", _): [.penalty] + refusal
    case ("written_review", "passed"): [.reviewPassed]
    case ("written_review", "corrected"): [.reviewCorrected]
    case ("written_review", "problem"): [.reviewProblem]
    case ("written_review", "refused"): [.reviewMissing, .refusal]
    case ("written_review", _): [.reviewWaiting]
    case ("on_site", "passed"): [.inspectionPassed]
    case ("on_site", "problem"), ("on_site", "corrected"): [.inspectionProblem]
    default: refusal
    }
  }

  /// Cases resolved by wages paid or promised in writing, on the day of the first resolution.
  private func complaints() throws -> [(firm: Int64, fact: FirmFact)] {
    try caseFacts(.complaint, events: "type = 'resolved'")
  }

  private func escalations() throws -> [(firm: Int64, fact: FirmFact)] {
    let without = moot.map(String.init).joined(separator: ", ")
    return try caseFacts(.police, events: "\(Self.referrals) AND seq NOT IN (\(without))")
  }

  private func caseFacts(
    _ kind: FirmFactKind, events: String
  ) throws -> [(firm: Int64, fact: FirmFact)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT c.firmId, happened.day, c.caseNo, i.file, min(c.line), (
          SELECT max(m.persons) FROM complaint m
          WHERE m.caseNo = c.caseNo AND m.knownOn <= :last)
        FROM (
          SELECT caseNo, min(substr(effectiveAt, 1, 10)) AS day FROM caseEvent
          WHERE \(events) AND substr(effectiveAt, 1, 10) <= :last
          GROUP BY caseNo) happened
        JOIN complaint c ON c.caseNo = happened.caseNo AND c.knownOn <= :last
        LEFT JOIN ingestedFile i ON i.id = c.fileId
        WHERE c.firmId IS NOT NULL AND happened.day >= :first
        GROUP BY c.firmId, c.caseNo
        """, arguments: days
    ).compactMap { fact(kind, $0) }
  }

  private func warnings() throws -> [(firm: Int64, fact: FirmFact)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT firmId, recordedOn, warningNo, NULL, NULL, NULL FROM warning
        WHERE outcome = 'valid' AND recordedOn BETWEEN :first AND :last
        """, arguments: days
    ).compactMap { fact(.warning, $0) }
  }

  private func judicial() throws -> [(firm: Int64, fact: FirmFact)] {
    try Row.fetchAll(
      db,
      sql: """
        WITH known AS (
          SELECT *, row_number() OVER (
            PARTITION BY caseNo, firmId ORDER BY knownOn DESC, fileId DESC) AS newest
          FROM judicialVersion WHERE knownOn <= :last)
        SELECT k.firmId, k.occurredOn, k.caseNo, i.file, k.line, NULL
        FROM known k JOIN ingestedFile i ON i.id = k.fileId
        WHERE k.newest = 1 AND k.kind = 'dishonest' AND k.occurredOn BETWEEN :first AND :last
        """, arguments: days
    ).compactMap { fact(.dishonest, $0) }
  }

  /// Of each firm and year the last record; it belongs to the year that is reviewed, so that a review
  /// handed in the spring after counts for the year before.
  private func reviews() throws -> [(firm: Int64, fact: FirmFact)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM writtenReview w WHERE w.id = (
          SELECT max(n.id) FROM writtenReview n
          WHERE n.firmId = w.firmId AND n.year = w.year AND n.effectiveOn <= :last)
          AND w.year >= :year
        """, arguments: ["last": last.description, "year": first.year]
    ).compactMap { row in
      guard let recorded = RecordedReview(row) else { return nil }
      let review = recorded.review
      let year =
        Month(year: review.year, month: 1).firstDay...Month(year: review.year, month: 12).lastDay
      let day = review.handedInOn ?? recorded.effectiveOn
      return (
        recorded.firmId,
        FirmFact(
          review.factKind(), on: min(max(day, year.lowerBound), year.upperBound),
          number: recorded.number)
      )
    }
  }

  /// Drills are none, nor are incidents that were opened in error, from the day on which that was known.
  private func incidents() throws -> [(firm: Int64, fact: FirmFact)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM (
          SELECT \(IncidentFirm.id) AS firm, substr(n.openedAt, 1, 10), n.incidentNo, NULL, NULL,
            n.persons
          FROM incident n
          WHERE n.isDrill = 0 AND ifnull(substr(n.annulledAt, 1, 10), '9999-12-31') > :last
            AND substr(n.openedAt, 1, 10) BETWEEN :first AND :last)
        WHERE firm IS NOT NULL
        """, arguments: days
    ).compactMap { fact(.groupIncident, $0) }
  }

  private func fact(_ kind: FirmFactKind, _ row: Row) -> (firm: Int64, fact: FirmFact)? {
    guard let day = Day(row[1] as String) else { return nil }
    return (
      row[0],
      FirmFact(kind, on: day, number: row[2], file: row[3], line: row[4], persons: row[5])
    )
  }
}
