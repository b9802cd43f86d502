internal import GRDB
internal import Glibc
internal import WageDomain

/// Keeps the values that coded columns have had, and tells of a new one in a file with a history.
struct ValueWatch {
  private let feed: Feed
  private let most: Int
  private var columns: [Watched]
  /// A value of a column as it may be shown: a name one cell off is a new value, too.
  private let shown: (String, String) -> String

  private struct Watched {
    let name: String
    let known: Set<String>
    var fresh: [String: Int32] = [:]
    /// In the order of the file.
    var order: [String] = []
  }

  init(
    _ checks: FeedChecks, feed: Feed, shown: @escaping (String, String) -> String, in db: Database
  ) throws {
    self.feed = feed
    self.shown = shown
    most = checks.mostCodedValues
    columns = try checks.codedColumns.map { name in
      Watched(
        name: name,
        known: Set(
          try String.fetchAll(
            db, sql: "SELECT value FROM knownValue WHERE feed = ? AND \"column\" = ?",
            arguments: [feed.rawValue, name])))
    }
  }

  mutating func look(at batch: FeedBatch) {
    for index in columns.indices where columns[index].order.count <= most {
      guard let texts = batch.texts(columns[index].name) else { continue }
      for row in texts.newcomers(among: most) {
        let value = texts.string(row) ?? ""
        if columns[index].known.contains(value) || columns[index].fresh[value] != nil { continue }
        columns[index].fresh[value] = batch.lines[row]
        columns[index].order.append(value)
        if columns[index].order.count > most { break }
      }
    }
  }

  /// Keeps the new values and tells of them; a column with too many is left alone.
  func finish(file: Int64, in db: Database) throws -> [FileFinding] {
    var findings: [FileFinding] = []
    for column in columns where column.known.count + column.order.count <= most {
      for value in column.order {
        try db.cachedStatement(
          sql: """
            INSERT INTO knownValue (feed, "column", value, fileId, line) VALUES (?, ?, ?, ?, ?)
            """
        ).execute(arguments: [feed.rawValue, column.name, value, file, column.fresh[value] ?? 0])
      }
      guard !column.known.isEmpty else { continue }
      findings += told(column)
    }
    return findings
  }

  private func told(_ column: Watched) -> [FileFinding] {
    let known = column.known.sorted().prefix(FeedChecks.mostListed)
      .map { shown($0, column.name) }.joined(separator: ", ")
    let listed = column.order.prefix(FeedChecks.mostListed).map { value in
      FileFinding(
        code: FindingCode.newValue.rawValue, line: column.fresh[value].map(Int.init),
        column: column.name, found: .same(shown(value, column.name)),
        expected: Bilingual(zh: "已有的取值：\(known)", en: "a value met before: \(known)"))
    }
    guard column.order.count > listed.count else { return listed }
    return listed + [
      FileFinding(
        code: FindingCode.newValue.rawValue, line: nil, column: column.name,
        found: Bilingual(
          zh: "另有 \(column.order.count - listed.count) 个新取值",
          en: "\((column.order.count - listed.count).counted("more new value"))"),
        expected: Bilingual(zh: "已有的取值", en: "values met before"))
    ]
  }
}

extension TextColumn {
  /// The rows that may have a value first, in their order.
  ///
  /// Values met are known again by a number made of their bytes, so that no string has to be made for
  /// a row, be they a handful or hundreds. Two values with one number are compared; the later one comes
  /// again and again, and the caller tells. After `most` values rows are only compared with the one
  /// before.
  fileprivate func newcomers(among most: Int) -> [Int] {
    var rows: [Int] = []
    var met: [UInt64: Range<Int>] = [:]
    bytes.withUnsafeBytes { bytes in
      func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        guard one.count == other.count, let start = bytes.baseAddress else { return false }
        return memcmp(start + one.lowerBound, start + other.lowerBound, one.count) == 0
      }
      var last = 0..<0
      for row in ends.indices {
        let range = range(row)
        if range.isEmpty || isSame(range, last) { continue }
        last = range
        // FNV-1a.
        let number = bytes[range].reduce(0xCBF2_9CE4_8422_2325 as UInt64) { number, byte in
          (number ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        if let known = met[number] {
          if isSame(known, range) { continue }
        } else if met.count < most {
          met[number] = range
        }
        rows.append(row)
      }
    }
    return rows
  }
}
