internal import GRDB
public import WageDomain

/// One agency row of a feed whose rows stand by themselves, about a firm, as it holds on a day.
public struct DatedRow: Hashable, Sendable {
  public let feed: Feed
  /// Of the row's own day.
  public let month: Month
  /// The row's number, or its project.
  public let series: String
  /// By the feed's columns, in their order; empty cells and protected texts are left out.
  public let values: [Cell]
  public let file: String
  public let line: Int64
  /// The day from which the row holds, `YYYY-MM-DD`.
  public let knownOn: String

  /// A filled cell.
  public struct Cell: Hashable, Sendable {
    public let column: String
    public let value: Value
  }

  public enum Value: Hashable, Sendable {
    case text(String)
    /// Also a boolean as 0 or 1.
    case number(Int64)
    case money(Money)
  }

  /// The feeds with such rows.
  public static var feeds: [Feed] { VersionLayout.dated.keys.sorted() }
}

extension StoreSnapshot {
  /// The rows of a feed about a firm, or about projects that it is general contractor of, by day,
  /// then by key. Empty for a feed that is not among ``DatedRow/feeds``.
  public func datedRows(
    firm: Int64, feed: Feed, asOf day: Day, months: ClosedRange<Month>
  ) throws -> [DatedRow] {
    guard let layout = VersionLayout.dated[feed] else { return [] }
    let merged = try firmMerges(asOf: day).absorbed(by: firm)
    let found = try ([firm] + merged).flatMap { firm in
      try Row.fetchAll(
        db, sql: layout.rowsSQL,
        arguments: [
          "asOf": day.description, "firm": firm, "from": months.lowerBound.description,
          "to": months.upperBound.description,
        ]
      ).compactMap { layout.row($0, of: feed) }
    }
    guard !merged.isEmpty else { return found }
    return found.sorted {
      ($0.month, $0.series, $0.file, $0.line) < ($1.month, $1.series, $1.file, $1.line)
    }
  }
}

extension VersionLayout {
  /// The feeds whose rows have a day or month of their own.
  static let dated: [Feed: VersionLayout] = [
    .wageAccount: .wageAccount, .attendance: .attendance, .disbursement: .disbursement,
    .sixSystems: .sixSystems, .inspections: .inspections, .judicial: .judicial,
    .gridReports: .gridReports,
  ]

  /// The column of the row's own day or month.
  private var period: String { (key + values).first { $0.isPeriod }?.name ?? "knownOn" }

  /// SQL of the row's own day; of a month its last.
  var periodDay: String {
    guard case .month? = (key + values).first(where: \.isPeriod)?.kind else { return period }
    return "date(\(period) || '-01', '+1 month', '-1 day')"
  }

  private var isOfProjects: Bool {
    !(key + values).contains { $0.name == "firmId" }
  }

  /// What is shown of a row, after the first part of its key.
  private var shown: [Column] { (key.dropFirst() + values).filter(\.isShown) }

  fileprivate var rowsSQL: String {
    let parts = key.map(\.name).joined(separator: ", ")
    let cells = shown.map { ", k.\($0.name)" }.joined()
    let isById = key[0].name == "projectId"
    let series = isById ? "p.projectCode" : "k.\(key[0].name)"
    let project = isById ? "p.id = k.projectId" : "p.projectCode = k.projectCode"
    let owner = """
      (SELECT v.contractorFirmId FROM projectVersion v
       WHERE v.projectId = p.id AND v.knownOn <= :asOf
       ORDER BY v.knownOn DESC, v.fileId DESC LIMIT 1)
      """
    // Whose it is may have become known later.
    let from = followers.isEmpty ? "k.knownOn" : "ifnull(k.\(followers[0]), k.knownOn)"
    return """
      WITH known AS (
        SELECT *, row_number() OVER (
          PARTITION BY \(parts) ORDER BY knownOn DESC, fileId DESC) AS newest
        FROM \(table) WHERE knownOn <= :asOf)
      SELECT substr(k.\(period), 1, 7), \(series), i.file, k.line, \(from)\(cells)
      FROM known k JOIN ingestedFile i ON i.id = k.fileId
      \(isOfProjects ? "JOIN project p ON \(project)" : "")
      WHERE k.newest = 1 AND :firm = \(isOfProjects ? owner : "k.firmId")
        \(followers.map { "AND ifnull(k.\($0), '') <= :asOf" }.joined())
        AND substr(k.\(period), 1, 7) BETWEEN :from AND :to
      ORDER BY k.\(period), \(key.map { "k.\($0.name)" }.joined(separator: ", "))
      """
  }

  fileprivate func row(_ row: Row, of feed: Feed) -> DatedRow? {
    guard let month = Month(row[0] as String) else { return nil }
    let values = shown.enumerated().compactMap { place, column in
      column.value(row, place + 5).map { DatedRow.Cell(column: column.source, value: $0) }
    }
    return DatedRow(
      feed: feed, month: month, series: row[1], values: values, file: row[2], line: row[3],
      knownOn: row[4])
  }
}

extension VersionLayout.Column {
  fileprivate var isPeriod: Bool {
    switch kind {
    case .day, .month: true
    case .text, .integer, .code, .firm, .project, .hash: false
    }
  }

  fileprivate var isShown: Bool {
    switch kind {
    case .text, .integer, .day, .month, .code: true
    case .firm, .project, .hash: false
    }
  }

  fileprivate func value(_ row: Row, _ place: Int) -> DatedRow.Value? {
    guard case .integer = kind else { return (row[place] as String?).map { .text($0) } }
    let number: Int64? = row[place]
    return source.hasSuffix("_yuan")
      ? number.map { .money(Money(fen: $0)) } : number.map { .number($0) }
  }
}
