internal import GRDB
public import WageDomain

extension StoreSnapshot {
  /// Every project known by a day with the checks of its site known by then, by code.
  ///
  /// What became known after the day is left out; of what was said of one check day more than once
  /// the last word counts.
  public func checkedProjects(asOf day: Day) throws -> [CheckedProject] {
    let checks = try siteChecks(asOf: day)
    let merges = try firmMerges(asOf: day)
    let names = try contractors(asOf: day)
    return try Row.fetchAll(
      db,
      sql: """
        SELECT p.id, p.projectCode, v.name, v.kind, v.townCode, v.contractorFirmId, v.startedOn,
          v.finishedOn, i.file, v.line
        FROM project p
        JOIN projectVersion v ON v.id = (
          SELECT n.id FROM projectVersion n WHERE n.projectId = p.id AND n.knownOn <= ?
          ORDER BY n.knownOn DESC, n.fileId DESC LIMIT 1)
        JOIN ingestedFile i ON i.id = v.fileId
        ORDER BY p.projectCode
        """,
      arguments: [day.description]
    ).compactMap { row in
      guard let kind = ProjectKind(rawValue: row["kind"]) else { return nil }
      let contractor = merges.survivor(of: row["contractorFirmId"])
      return CheckedProject(
        projectCode: row["projectCode"], name: row["name"], kind: kind, town: row["townCode"],
        contractorId: contractor, contractorCode: names[contractor]?.code ?? "",
        contractorName: names[contractor]?.name, startedOn: Self.day(row["startedOn"]),
        finishedOn: Self.day(row["finishedOn"]), file: row["file"], line: row["line"],
        checks: checks[row["id"]] ?? [])
    }
  }

  private func siteChecks(asOf day: Day) throws -> [Int64: [SiteCheck]] {
    let columns = SiteSystem.allCases.map { "k.\($0.columnName)" }.joined(separator: ", ")
    let rows = try Row.fetchCursor(
      db,
      sql: """
        WITH known AS (
          SELECT *, row_number() OVER (
            PARTITION BY projectId, checkedOn ORDER BY knownOn DESC, fileId DESC) AS newest
          FROM sixSystemsVersion WHERE knownOn <= ?)
        SELECT k.projectId, k.checkedOn, i.file, k.line, \(columns)
        FROM known k JOIN ingestedFile i ON i.id = k.fileId
        WHERE k.newest = 1 ORDER BY k.projectId, k.checkedOn
        """,
      arguments: [day.description])
    var checks: [Int64: [SiteCheck]] = [:]
    while let row = try rows.next() {
      guard let checkedOn = Self.day(row[1]) else { continue }
      var inPlace: [SiteSystem: Bool] = [:]
      for (place, system) in SiteSystem.allCases.enumerated() {
        if let word: Bool = row[4 + place] { inPlace[system] = word }
      }
      checks[row[0], default: []].append(
        SiteCheck(checkedOn: checkedOn, file: row[2], line: row[3], inPlace: inPlace))
    }
    return checks
  }

  private func contractors(asOf day: Day) throws -> [Int64: (code: String, name: String?)] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT f.id, f.creditCode, coalesce(v.name, f.firstName)
        FROM firm f LEFT JOIN firmVersion v ON v.id = (
          SELECT n.id FROM firmVersion n WHERE n.firmId = f.id AND n.knownOn <= ?
          ORDER BY n.knownOn DESC, n.fileId DESC LIMIT 1)
        WHERE f.id IN (SELECT contractorFirmId FROM projectVersion)
          OR f.id IN (SELECT intoFirmId FROM firmMerge)
        """,
      arguments: [day.description])
    return Dictionary(
      rows.map { ($0[0] as Int64, ($0[1] as String, $0[2] as String?)) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func day(_ text: String?) -> Day? { text.flatMap { Day($0) } }
}

extension SiteSystem {
  /// The column of `sixSystemsVersion`.
  fileprivate var columnName: String {
    switch self {
    case .registered: "registered"
    case .bankSigned: "bankSigned"
    case .realName: "realName"
    case .wageAccount: "wageAccount"
    case .agentPayment: "agentPayment"
    case .deposit: "deposit"
    case .monthlyTransfer: "monthlyTransfer"
    case .noticeBoard: "noticeBoard"
    case .labourOfficerTrained: "labourOfficerTrained"
    }
  }
}
