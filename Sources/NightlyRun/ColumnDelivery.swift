internal import SignalIngest
internal import WageDomain
internal import WageStore

/// The months of which a column has not come, since the files that told of them do not carry it.
///
/// A month is delivered for a column when at least half of what stands of the month was told, or told
/// again, by files with that column, or half of what such files told usually: the share from which a
/// month itself is delivered (assumption). So an agency that never had the column takes nothing from
/// another that has it. A header that cannot be read today says nothing about its columns.
struct ColumnDelivery {
  private(set) var goneMonths: [Measure: Set<Month>] = [:]

  /// By what was known by `asOf`.
  init(_ snapshot: StoreSnapshot, feeds: FeedSchemas, asOf: Day) throws {
    for feed in Set(Measure.allCases.map(\.feed)).sorted() {
      guard let schema = feeds[feed] else { continue }
      let without = try Self.filesWithout(snapshot.headers(of: feed), schema)
      guard !without.isEmpty else { continue }
      let months = try snapshot.monthFiles(of: feed, asOf: asOf)
      for (measure, lacking) in without {
        var column = CarriedMonths(months: months, lacking: lacking) { month, files in
          try snapshot.carriedKeys(of: feed, in: month, by: files, asOf: asOf)
        }
        let gone = try column.gone()
        if !gone.isEmpty { goneMonths[measure] = gone }
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

/// The months of one column, with the files that told of each.
private struct CarriedMonths {
  let months: [Month: Set<Int64>]
  /// Files without the column.
  let lacking: Set<Int64>
  let count: (Month, Set<Int64>) throws -> CarriedKeys
  private var counts: [Month: CarriedKeys] = [:]

  init(
    months: [Month: Set<Int64>], lacking: Set<Int64>,
    count: @escaping (Month, Set<Int64>) throws -> CarriedKeys
  ) {
    self.months = months
    self.lacking = lacking
    self.count = count
  }

  mutating func gone() throws -> Set<Month> {
    var gone: Set<Month> = []
    var delivered: [Month] = []
    for month in months.keys.sorted() {
      if try isDelivered(month, after: delivered) {
        delivered.append(month)
      } else {
        gone.insert(month)
      }
    }
    return gone
  }

  private mutating func isDelivered(_ month: Month, after delivered: [Month]) throws -> Bool {
    let files = months[month] ?? []
    if files.isDisjoint(with: lacking) { return true }
    if files.isSubset(of: lacking) { return false }
    let keys = try keys(month)
    if keys.carried * 2 >= keys.all { return true }
    // The lower middle of the last three months that had the column.
    let before = try delivered.suffix(3).map { try self.keys($0).carried }.sorted()
    let usual = before.isEmpty ? 0 : before[(before.count - 1) / 2]
    return keys.carried > 0 && keys.carried * 2 >= usual
  }

  /// Counted where it is asked for alone: most months have one file.
  private mutating func keys(_ month: Month) throws -> CarriedKeys {
    if let known = counts[month] { return known }
    let keys = try count(month, (months[month] ?? []).subtracting(lacking))
    counts[month] = keys
    return keys
  }
}
