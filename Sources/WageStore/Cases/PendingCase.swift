internal import GRDB
public import WageDomain

/// A case in the holding pen: what it lacks, and until when somebody has to see to it.
public struct PendingCase: Hashable, Sendable {
  public let caseNo: String
  public let lack: CaseLack
  public let state: CaseState
  /// Day 0 of its clock.
  public let sinceOn: Day
  /// The clock's id; nil where the policy has none for this lack.
  public let clock: String?
  /// Nil without a clock, or while its due day is not countable.
  public let dueOn: Day?
  /// Civil days from the as-of day; negative when overdue.
  public let daysLeft: Int?
  public let why: Bilingual
  /// Complaint numbers, the first one's first.
  public let complaints: [String]
  /// As the register names it; as the complaint does while no firm is known.
  public let firmName: String?
  public let town: TownCode?
  public let persons: Int64?
}

extension StoreSnapshot {
  /// The cases in the holding pen at the end of `day`, by due day, then case, then what they lack.
  ///
  /// - Throws: as ``cases(state:asOf:rules:)``.
  public func pendingCases(asOf day: Day, rules: some CaseRules) throws -> [PendingCase] {
    try pendingCandidates(asOf: day, rules: rules).flatMap { caseNo -> [PendingCase] in
      guard let status = try status(ofCase: caseNo, asOf: day, rules: rules) else { return [] }
      return try status.lacks.map { try pending(caseNo, $0, status, asOf: day, rules: rules) }
    }.enumerated().sorted {
      $0.element.dueOn == $1.element.dueOn
        ? $0.offset < $1.offset : Day.isEarlier($0.element.dueOn, $1.element.dueOn)
    }.map(\.element)
  }

  /// How many cases there are without a known firm, by the clocks that run for that.
  func casesWithoutFirm(asOf day: Day, rules: some CaseRules) throws -> Int {
    let clocks = rules.clockRules.filter { $0.lack == .firm }.map(\.id)
    return try clocks.reduce(0) { count, clock in
      try count
        + (Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM caseClock WHERE clock = ? AND endedAt IS NULL AND startsOn <= ?
            """,
          arguments: [clock, day.description]) ?? 0)
    }
  }

  /// Every case that may lack something, by number: few of all.
  private func pendingCandidates(asOf day: Day, rules: some CaseRules) throws -> [String] {
    var cases = try Set(
      String.fetchAll(
        db,
        sql: """
          SELECT caseNo FROM complaintCase
          WHERE body IS NULL AND state IN (\(CaseState.openWords))
          UNION
          SELECT c.caseNo FROM complaint c JOIN complaintCase k ON k.caseNo = c.caseNo
          WHERE c.firmId IS NULL AND k.state IN (\(CaseState.openWords))
          """))
    for clock in rules.clockRules where clock.lack != nil {
      cases.formUnion(
        try String.fetchAll(
          db, sql: "SELECT caseNo FROM caseClock WHERE clock = ? AND endedAt IS NULL",
          arguments: [clock.id]))
    }
    return cases.union(try casesMoved(after: day)).sorted()
  }

  private func pending(
    _ caseNo: String, _ lack: CaseLack, _ status: CaseStatus, asOf day: Day, rules: some CaseRules
  ) throws -> PendingCase {
    let ids = rules.clockRules.filter { $0.lack == lack }.map(\.id)
    let clock = status.clocks.last { $0.ending == nil && ids.contains($0.id) }
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT h.whyZh, h.whyEn, \(ComplaintFirm.name) AS firmName
        FROM complaintCase k
        LEFT JOIN holdingPen h USING (caseNo)
        LEFT JOIN complaint c ON c.id = (\(ComplaintFirm.telling(of: "k.caseNo")))
        LEFT JOIN firm f ON f.id = c.firmId
        WHERE k.caseNo = ?
        """,
      arguments: [caseNo])
    let stored = (row?["whyZh"] as String?).map { Bilingual(zh: $0, en: row?["whyEn"] ?? "") }
    return PendingCase(
      caseNo: caseNo, lack: lack, state: status.state,
      sinceOn: clock?.startsOn ?? status.registeredAt.day, clock: clock?.id, dueOn: clock?.dueOn,
      daysLeft: clock?.dueOn?.days(since: day),
      why: lack == .body ? stored ?? status.whyWithoutBody : Self.firmUnknown,
      complaints: status.complaints, firmName: row?["firmName"], town: status.details.town,
      persons: status.details.persons)
  }

  private static let firmUnknown = Bilingual(
    zh: "被反映单位没有匹配到企业，也不属已知项目",
    en: "the complaint matches no firm and no project that is known")
}

extension CaseStatus {
  /// Why no body answers, as far as the case itself tells.
  var whyWithoutBody: Bilingual {
    if state == .escalated, let forum = course.forums.last {
      return Bilingual(
        zh: "已移送\(forum.title.zh)，尚无责任主体，需人工指定",
        en: "taken to \(forum.title.en) without a responsible body; a person names one")
    }
    if course.isBackWithNobody {
      return Bilingual(zh: "被退回，需人工指定", en: "it was sent back; a person decides")
    }
    return Bilingual(
      zh: "尚未分派，由今夜或人工分派", en: "not routed yet: by the next night, or by a person")
  }
}

extension CaseState {
  /// The states of open cases, as SQL lists words.
  static let openWords = allCases.filter(\.isOpen).map { "'\($0.rawValue)'" }
    .joined(separator: ", ")
}
