internal import SignalIngest
internal import WageDomain
internal import WageStore

/// The months of which a column has not come, since the files that told of them do not carry it.
///
/// A month is delivered for a column when at least half of what stands of the month was told, or
/// told again, by files with that column: the share from which a month itself is delivered
/// (assumption). A header that cannot be read today says nothing about its columns.
struct ColumnDelivery {
  private(set) var goneMonths: [Measure: Set<Month>] = [:]

  /// By what was known by `asOf`.
  init(_ snapshot: StoreSnapshot, feeds: FeedSchemas, asOf: Day) throws {
    for feed in Set(Measure.allCases.map(\.feed)).sorted() {
      guard let schema = feeds[feed] else { continue }
      let without = try Self.filesWithout(snapshot.headers(of: feed), schema)
      guard !without.isEmpty else { continue }
      for (month, files) in try snapshot.monthFiles(of: feed, asOf: asOf) {
        for (measure, lacking) in without where !files.isDisjoint(with: lacking) {
          let carrying = files.subtracting(lacking)
          if !carrying.isEmpty {
            let keys = try snapshot.carriedKeys(of: feed, in: month, by: carrying, asOf: asOf)
            if keys.carried * 2 >= keys.all { continue }
          }
          goneMonths[measure, default: []].insert(month)
        }
      }
    }
  }

  /// What a run depends on besides its files' rows, one line a measure.
  var inputs: [String] {
    goneMonths.sorted { $0.key.rawValue < $1.key.rawValue }.map { measure, months in
      "without \(measure.name) \(months.sorted().map(\.description).joined(separator: " "))"
    }
  }

  /// For each measure of the feed the files whose header cannot tell it.
  private static func filesWithout(
    _ headers: [Int64: String], _ schema: FeedSchema
  ) -> [Measure: Set<Int64>] {
    var columns: [String: Set<String>] = [:]
    for header in Set(headers.values) {
      columns[header] = Set(schema.fields(ofHeader: header).map(\.name))
    }
    var without: [Measure: Set<Int64>] = [:]
    for measure in Measure.allCases where measure.feed == schema.feed {
      let files = headers.filter { _, header in
        guard let columns = columns[header], !columns.isEmpty else { return false }
        return !measure.isTold(by: columns)
      }
      if !files.isEmpty { without[measure] = Set(files.keys) }
    }
    return without
  }
}
