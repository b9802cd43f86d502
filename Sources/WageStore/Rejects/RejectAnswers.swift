internal import GRDB
internal import WageDomain

/// Open rejects of earlier files that a file just loaded answers: it has a row about the same.
struct RejectAnswers {
  private let db: Database
  private let file: Int64
  private let feed: Feed
  private let series: SeriesIndex?
  private let firms: FirmRegister
  private var lines: [Month: [SeriesPlace: Int64]] = [:]

  /// `series` are those of a feed whose rows lie in slabs.
  init(file: Int64, feed: Feed, series: SeriesIndex?, firms: FirmRegister, in db: Database) {
    self.db = db
    self.file = file
    self.feed = feed
    self.series = series
    self.firms = firms
  }

  /// Rejects looked at a time: memory does not grow with their number.
  private static let page = 4096

  /// Closes what is answered.
  mutating func settle(on shelf: RejectShelf) throws {
    guard Feed.monthly.contains(feed) else { return try settle(on: shelf, keys: "") }
    // A month's file asks for that month's rejects: old ones in their millions cost it nothing.
    let months = try String.fetchAll(
      db.cachedStatement(sql: "SELECT DISTINCT month FROM layer WHERE fileId = ? ORDER BY month"),
      arguments: [file])
    for month in months.compactMap({ Month($0) }) {
      try settle(on: shelf, keys: RowKey.prefix(of: feed, month: month))
    }
  }

  private mutating func settle(on shelf: RejectShelf, keys prefix: String) throws {
    var last: (key: String, id: Int64) = (prefix, 0)
    while true {
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT r.id, r.rowKey, r."column" FROM rejectedRow r JOIN ingestedFile e ON e.id = r.fileId
            JOIN ingestedFile f ON f.id = :file
            WHERE r.feed = :feed AND r.status = 'open' AND r.rowKey NOT LIKE 'sha256=%'
              AND e.id < f.id AND e.knownOn <= f.knownOn
              AND (r.rowKey, r.id) > (:lastKey, :last) AND r.rowKey < :end
            ORDER BY r.rowKey, r.id LIMIT :page
            """),
        arguments: [
          "file": file, "feed": feed.rawValue, "lastKey": last.key, "last": last.id,
          "end": prefix + "\u{10FFFF}", "page": Self.page,
        ])
      guard let end = rows.last else { return }
      last = (end[1], end[0])
      for row in rows {
        guard shelf.tells(row[2]), let key = RowKey(text: row[1]), let line = try line(of: key)
        else { continue }
        try shelf.settle(row[0], as: .corrected, line: line)
      }
    }
  }

  /// The line of the file's row about this; nil when it has none.
  private mutating func line(of key: RowKey) throws -> Int64? {
    if let series { return try slabLine(of: key.values, series) }
    let (table, joins, parts) = VersionLayout.keySQL(of: feed)
    let condition = parts.map { "\($0.sql) = ?" }.joined(separator: " AND ")
    let values = parts.map { key.values[$0.source] }
    return try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT v.line FROM \(table) v \(joins) WHERE \(condition) AND v.fileId = ?
          UNION ALL
          SELECT a.line FROM \(table) v \(joins) JOIN saidAgain a
            ON a.feed = '\(feed.rawValue)' AND a.versionId = v.id AND a.fileId = ?
          WHERE \(condition) LIMIT 1
          """),
      arguments: StatementArguments(values) + [file, file] + StatementArguments(values))
  }
}

// MARK: - Rows in slabs

extension RejectAnswers {
  private mutating func slabLine(
    of values: [String: String], _ series: SeriesIndex
  ) throws -> Int64? {
    guard let month = (values["month"] ?? values["wage_month"]).flatMap({ Month($0) }) else {
      return nil
    }
    let lines = try lines[month] ?? read(month)
    self.lines[month] = lines
    guard !lines.isEmpty else { return nil }
    return numbers(values, month, series).compactMap { number in
      lines[
        SeriesPlace(
          block: SeriesIndex.block(ofFirm: series.firmIds[Int(number)]),
          slot: series.slots[Int(number)])]
    }.first
  }

  private func numbers(
    _ values: [String: String], _ month: Month, _ series: SeriesIndex
  ) -> [Int32] {
    if let account = values["account_no"] { return series.series(ofAccount: account) }
    guard let code = values["credit_code"].flatMap({ try? CreditCode($0) }),
      let firm = firms.id(code: code.packed)
    else { return [] }
    guard feed == .payroll else { return series.known(firm: firm).map { [$0] } ?? [] }
    guard let paidOn = values["paid_on"].flatMap({ Day($0) }) else { return [] }
    let payment = PayrollLoad.key(
      firm: firm, month: month, paidOn: paidOn, batch: values["batch_no"] ?? "")
    return payment.withUnsafeBytes { series.series(ofKey: $0) }
  }

  /// The lines of the file's rows of a month, also of those that said what was known.
  private func read(_ month: Month) throws -> [SeriesPlace: Int64] {
    let layers = Set(
      try Int64.fetchAll(
        db, sql: "SELECT id FROM layer WHERE fileId = ? AND feed = ? AND month = ?",
        arguments: [file, feed.rawValue, month.description]))
    var lines: [SeriesPlace: Int64] = [:]
    try StoreSnapshot(db: db).forEachLine(of: feed, month: month, in: layers) { place, _, line in
      lines[place] = line
    }
    return lines
  }
}

// MARK: - Rows in tables

extension VersionLayout {
  /// Where the columns of a feed's key stand in its table of versions `v`.
  fileprivate static func keySQL(
    of feed: Feed
  ) -> (table: String, joins: String, parts: [(source: String, sql: String)]) {
    guard let layout = StoredLayout.of(feed) else { return ("", "", []) }
    let key = RowKey.columns(of: feed, filled: { _ in true }) ?? []
    return (
      layout.table, layout.joins,
      key.compactMap { source in layout.columns.first { $0.source == source } }
    )
  }
}
