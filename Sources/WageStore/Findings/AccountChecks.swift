internal import GRDB
internal import WageDomain

/// Asks whether the new accounts of a file are accounts that the feed knows already, or those of
/// another feed.
struct AccountChecks {
  let checks: FeedChecks
  let feed: Feed
  let file: Int64
  let arrivals: SeriesArrivals
  let snapshot: StoreSnapshot

  /// - Parameters:
  ///   - series: all of the feed, those of the file among them.
  ///   - month: with most of the file's rows.
  /// - Returns: what a clerk would ask about.
  /// - Throws: what the database throws.
  func findings(_ series: SeriesIndex, month: Month) throws -> [FileFinding] {
    try [newAccounts(month)].compactMap(\.self) + lostZeros(series)
  }

  private func newAccounts(_ month: Month) throws -> FileFinding? {
    let (rows, new) = (arrivals.rows, arrivals.newRows)
    guard rows >= checks.newMinimumRows, new * 10_000 >= rows * checks.newShareBp,
      try isEstablished(month)
    else { return nil }
    return FileFinding(
      code: FindingCode.newAccounts.rawValue, line: nil, column: Self.column(feed),
      found: Bilingual(
        zh: "\(rows) 行中 \(new) 行是 \(feed.rawValue) 从未有过的",
        en: "\(new) of \(rows.counted("row")) new to \(feed.rawValue)"),
      expected: Bilingual(
        zh: "多数与前几个月相同，新的少于 \(checks.newShareBp / 100) %：是否为其他数据源的文件",
        en:
          "mostly those of the months before, under \(checks.newShareBp / 100) % new: is it the file "
          + "of another feed?"))
  }

  /// Months before the file's own came in files of their own.
  private func isEstablished(_ month: Month) throws -> Bool {
    let most = try Int.fetchOne(
      snapshot.db.cachedStatement(
        sql: """
          SELECT ifnull(max(n), 0) FROM (
            SELECT sum(rows) AS n FROM layer
            WHERE feed = ? AND month BETWEEN ? AND ? AND fileId <> ? GROUP BY month)
          """),
      arguments: [
        feed.rawValue, month.adding(months: -max(1, checks.historyMonths)).description,
        month.adding(months: -1).description, file,
      ])
    return most ?? 0 >= checks.newMinimumRows
  }

  private func lostZeros(_ series: SeriesIndex) -> [FileFinding] {
    let pairs = series.differingInZeros(from: arrivals.first).compactMap { pair in
      line(of: pair.newer).map { (line: $0, newer: pair.newer, older: pair.older) }
    }.sorted { $0.line < $1.line }
    let listed = pairs.prefix(FeedChecks.mostListed).map { pair in
      let older = String(decoding: series.key(pair.older) ?? [], as: UTF8.self)
      return finding(
        line: Int(pair.line),
        found: .same(String(decoding: series.key(pair.newer) ?? [], as: UTF8.self)),
        expected: Bilingual(
          zh: "\(older)，同一企业的已有户号：现在两户相加。请以文本格式重报该户号，并以原写法报 0 更正",
          en:
            "\(older), an account of the same firm: both add up now. Have it sent again as text, and "
            + "0 under the other spelling"))
    }
    guard pairs.count > listed.count else { return listed }
    return listed + [
      finding(
        line: nil,
        found: Bilingual(
          zh: "另有 \(pairs.count - listed.count) 个", en: "\(pairs.count - listed.count) more"),
        expected: Bilingual(zh: "已有户号", en: "accounts as they were known"))
    ]
  }

  private func finding(line: Int?, found: Bilingual, expected: Bilingual) -> FileFinding {
    FileFinding(
      code: FindingCode.leadingZeros.rawValue, line: line, column: Self.column(feed), found: found,
      expected: expected)
  }

  private func line(of series: Int32) -> Int32? {
    let place = Int(series - arrivals.first)
    return arrivals.lines.indices.contains(place) ? arrivals.lines[place] : nil
  }

  private static func column(_ feed: Feed) -> String {
    switch feed {
    case .electricity, .water, .gas: "account_no"
    default: "credit_code"
    }
  }
}

extension SeriesIndex {
  /// Accounts of one firm that are the same number but for zeros before it, one of them new.
  ///
  /// - Parameter first: series from here on are new.
  /// - Returns: each pair once, the series made later first.
  func differingInZeros(from first: Int32) -> [(newer: Int32, older: Int32)] {
    guard first < count else { return [] }
    var pairs: [(newer: Int32, older: Int32)] = []
    for full in 0..<Int32(count) {
      guard let bare = withoutZeros(full) else { continue }
      bare.withUnsafeBytes { key in
        for other in series(ofKey: key)
        where firmIds[Int(other)] == firmIds[Int(full)] && max(other, full) >= first {
          pairs.append((newer: max(other, full), older: min(other, full)))
        }
      }
    }
    return pairs
  }

  /// What a spreadsheet makes of an account with zeros before it; nil for any other.
  private func withoutZeros(_ series: Int32) -> [UInt8]? {
    guard beginsWithZero(series), let key = key(series) else { return nil }
    let bare = Array(key.drop { $0 == UInt8(ascii: "0") })
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return bare.isEmpty || !bare.allSatisfy(digits.contains) ? nil : bare
  }
}
