internal import GRDB
internal import WageDomain

/// Holds the main month of a file that was just loaded against the months before it: how many rows
/// there are, and whether a column has another unit.
struct MonthChecks {
  private let snapshot: StoreSnapshot
  private let feed: Feed
  private let file: Int64
  private let checks: FeedChecks

  /// Ratios looked at for one column: a median of more says the same.
  private static let mostSeries = 250
  private static let firstSlots = 500
  private static let millionths: Int128 = 1_000_000

  init(_ checks: FeedChecks, feed: Feed, file: Int64, snapshot: StoreSnapshot) {
    self.checks = checks
    self.feed = feed
    self.file = file
    self.snapshot = snapshot
  }

  /// Nothing for feeds whose rows are no values of a month.
  func findings() throws -> [FileFinding] {
    guard Feed.monthly.contains(feed), let month = try mainMonth() else { return [] }
    return try [shortMonth(month)].compactMap(\.self) + changedUnits(month)
  }

  /// The month with most of the file's rows; of equal ones the latest.
  private func mainMonth() throws -> Month? {
    try String.fetchOne(
      snapshot.db.cachedStatement(
        sql: """
          SELECT month FROM layer WHERE feed = ? AND fileId = ?
          GROUP BY month ORDER BY sum(rows) DESC, month DESC LIMIT 1
          """),
      arguments: [feed.rawValue, file]
    ).flatMap { Month($0) }
  }

  private func shortMonth(_ month: Month) throws -> FileFinding? {
    let before = try monthsBefore(month).map { try snapshot.keyCount(of: feed, in: $0) }
      .filter { $0 > 0 }.sorted()
    guard !before.isEmpty else { return nil }
    let usual = before[(before.count - 1) / 2]
    let found = try snapshot.keyCount(of: feed, in: month)
    guard usual >= checks.shortMinimumRows, found * 10_000 < usual * checks.shortShareBp else {
      return nil
    }
    return FileFinding(
      code: FindingCode.shortMonth.rawValue, line: nil, column: nil,

      found: Bilingual(zh: "\(month) 有 \(found) 行", en: "\(found) rows of \(month)"),
      expected: Bilingual(
        zh: "与前几个月相近，约 \(usual) 行，至少 \(checks.shortShareBp / 100) %",
        en: "about \(usual), as in the months before; at least \(checks.shortShareBp / 100) %"))
  }

  private func monthsBefore(_ month: Month) -> [Month] {
    (1...max(1, checks.historyMonths)).map { month.adding(months: -$0) }
  }

  private func changedUnits(_ month: Month) throws -> [FileFinding] {
    let view = try snapshot.layerView(knownBy: nil, feed: feed)
    return try Measure.measures(of: feed).filter { $0.unit != .flag }.compactMap { measure in
      let ratios = try ratios(measure, month, view).sorted()
      guard ratios.count >= checks.unitMinimumSeries else { return nil }
      let median = ratios[(ratios.count - 1) / 2]
      guard let times = mistakenUnit(median) else { return nil }
      return FileFinding(
        code: FindingCode.unitChange.rawValue, line: nil, column: measure.column,

        found: Bilingual(
          zh: "\(month) 约为前几个月的 \(times) 倍（\(ratios.count) 户的中位数）",
          en: "\(month) about \(times) times the months before, median of \(ratios.count) series"),
        expected: Bilingual(zh: "与前几个月单位相同", en: "the unit of the months before"))
    }
  }

  /// `1000`, `1/1000` and so on, when the median lies within half and double of it.
  private func mistakenUnit(_ median: Int128) -> String? {
    for factor in checks.unitFactors.map({ Int128($0) }) {
      if median * 2 >= factor * Self.millionths, median <= 2 * factor * Self.millionths {
        return "\(factor)"
      }
      if median * factor * 2 >= Self.millionths, median * factor <= 2 * Self.millionths {
        return "1/\(factor)"
      }
    }
    return nil
  }

  /// Where the first slots of the blocks say enough, the others are not read.
  private func ratios(_ measure: Measure, _ month: Month, _ view: LayerView) throws -> [Int128] {
    let few = try ratios(measure, month, view, below: Self.firstSlots)
    return few.count == Self.mostSeries ? few : try ratios(measure, month, view, below: .max)
  }

  /// This file's values against the median of each series' own months before, in millionths.
  private func ratios(
    _ measure: Measure, _ month: Month, _ view: LayerView, below limit: Int
  ) throws -> [Int128] {
    var ratios: [Int128] = []
    for block in 0..<(try BlockReader.blockCount(in: snapshot)) {
      let slots = min(try snapshot.slotCount(feed: feed, block: block), limit)
      guard slots > 0 else { continue }
      func column(_ month: Month) throws -> SlabColumn {
        try snapshot.column(
          block: block, kind: Int(measure.rawValue), month: month, slotCount: slots, view: view)
      }
      let now = try column(month)
      guard now.ranks.contains(where: { $0 >= 0 && view.files[Int($0)] == file }) else { continue }
      let before = try monthsBefore(month).map(column)
      var known: [Int64] = []
      for slot in 0..<slots where now.ranks[slot] >= 0 {
        guard view.files[Int(now.ranks[slot])] == file, let value = now.value(slot), value > 0
        else { continue }
        known.removeAll(keepingCapacity: true)
        for column in before {
          if let value = column.value(slot), value > 0 { known.append(value) }
        }
        guard !known.isEmpty else { continue }
        known.sort()
        ratios.append(Int128(value) * Self.millionths / Int128(known[(known.count - 1) / 2]))
        if ratios.count == Self.mostSeries { return ratios }
      }
    }
    return ratios
  }
}
