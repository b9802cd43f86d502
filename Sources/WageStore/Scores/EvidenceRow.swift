internal import GRDB
public import WageDomain

/// A line behind a reason, with what stands there.
public struct EvidenceRow: Hashable, Sendable {
  public let line: EvidenceLine
  /// In the order of the feed's columns; empty cells are left out.
  public let cells: [Cell]

  public struct Cell: Hashable, Sendable {
    /// The feed's column.
    public let column: String
    public let value: Value
  }

  public enum Value: Hashable, Sendable {
    case quantity(Int64, Measure.Unit)
    case text(String)
  }
}

extension StoreSnapshot {
  /// The lines that an assessment's evidence leads to, reason by reason, as of a day.
  public func evidenceLines(of assessment: Assessment, asOf day: Day) throws -> [[EvidenceLine]] {
    var lines = try SourceLines(snapshot: self, view: try layerView(knownBy: day), asOf: day)
    let files = try fileNames()
    return try assessment.reasons.map { reason in
      try lines.lines(reason.evidence, firm: assessment.firmId).map { line in
        EvidenceLine(feed: line.feed.rawValue, file: files[line.file] ?? "", line: line.line)
      }
    }
  }

  /// What stands in lines behind a firm's reasons.
  ///
  /// `rows` are the firm's rows of monthly feeds as of the day, of which only `measures` are shown;
  /// of other feeds the main columns are.
  public func evidenceRows(
    _ lines: [EvidenceLine], measures: [Measure], rows: [SignalRow]
  ) throws -> [EvidenceRow] {
    try lines.map { line in
      guard let feed = Feed(rawValue: line.feed) else { return EvidenceRow(line: line, cells: []) }
      if let row = rows.first(where: {
        $0.feed == feed && $0.line == line.line && $0.file == line.file
      }) {
        return EvidenceRow(line: line, cells: Self.cells(row, measures))
      }
      return EvidenceRow(line: line, cells: try datedCells(feed, line))
    }
  }

  private static func cells(_ row: SignalRow, _ measures: [Measure]) -> [EvidenceRow.Cell] {
    // As the file calls it, so that a search there finds it.
    let month = row.feed == .payroll ? "wage_month" : "month"
    return [.init(column: month, value: .text(row.month.description))]
      + Measure.measures(of: row.feed).filter(measures.contains).compactMap { measure in
        row.values[measure].map {
          .init(column: measure.column, value: .quantity($0, measure.unit))
        }
      }
  }

  /// The cells of a dated row: days, persons and money; a name is masked.
  private func datedCells(_ feed: Feed, _ line: EvidenceLine) throws -> [EvidenceRow.Cell] {
    guard let dated = Self.dated[feed] else { return [] }
    let columns = dated.columns.map(\.column).joined(separator: ", ")
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          WITH place AS (
            SELECT (SELECT id FROM ingestedFile WHERE file = :file ORDER BY id DESC LIMIT 1) AS file)
          SELECT \(columns) FROM \(dated.table)
          WHERE id = ifnull(
            (SELECT v.id FROM \(dated.table) v JOIN place ON v.fileId = place.file
              WHERE v.line = :line),
            (SELECT a.versionId FROM saidAgain a JOIN place ON a.fileId = place.file
              WHERE a.feed = :feed AND a.line = :line))
          """,
        arguments: ["file": line.file, "line": line.line, "feed": feed.rawValue])
    else { return [] }
    return dated.columns.enumerated().compactMap { index, column in
      guard let unit = column.unit else {
        return (row[index] as String?).map { .init(column: column.name, value: .text($0)) }
      }
      return (row[index] as Int64?).map {
        .init(column: column.name, value: .quantity($0, unit))
      }
    }
  }

  private struct Dated {
    let table: String
    let columns: [(column: String, name: String, unit: Measure.Unit?)]
  }

  private static let dated: [Feed: Dated] = [
    .wageAccount: Dated(
      table: "wageAccountEntry",
      columns: [
        ("occurredOn", "occurred_on", nil), ("direction", "direction", nil),
        ("purpose", "purpose", nil), ("wageMonth", "wage_month", nil),
        ("amountFen", "amount_yuan", .fen), ("balanceFen", "balance_yuan", .fen),
        ("persons", "persons", .persons),
      ]),
    .attendance: Dated(
      table: "attendanceVersion",
      columns: [("month", "month", nil), ("attendedPersons", "attended_persons", .persons)]),
    .disbursement: Dated(
      table: "disbursementVersion",
      columns: [
        ("dueOn", "due_on", nil), ("dueFen", "due_yuan", .fen), ("paidOn", "paid_on", nil),
        ("paidFen", "paid_yuan", .fen),
      ]),
    .complaints: Dated(
      table: "complaintVersion",
      columns: [
        ("substr(receivedAt, 1, 10)", "received_at", nil), ("channel", "channel", nil),
        ("persons", "persons", .persons), ("amountFen", "amount_yuan", .fen),
      ]),
    .inspections: Dated(
      table: "inspectionVersion",
      columns: [
        ("occurredOn", "occurred_on", nil), ("kind", "kind", nil), ("result", "result", nil),
        ("persons", "persons", .persons),
      ]),
    .judicial: Dated(
      table: "judicialVersion",
      columns: [
        ("occurredOn", "occurred_on", nil), ("kind", "kind", nil),
        ("amountFen", "amount_yuan", .fen),
      ]),
    .gridReports: Dated(
      table: "gridReportVersion",
      columns: [
        ("occurredOn", "occurred_on", nil), ("finding", "finding", nil),
        ("persons", "persons", .persons),
      ]),
    .sixSystems: Dated(table: "sixSystemsVersion", columns: [("checkedOn", "checked_on", nil)]),
    // As names are masked everywhere: the first character, so that two lines can be held together.
    .firms: Dated(
      table: "firmVersion",
      columns: [
        ("substr(legalRepresentative, 1, 1) || '**'", "legal_representative", nil),
        ("status", "status", nil),
      ]),
  ]
}
