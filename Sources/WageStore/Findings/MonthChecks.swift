internal import GRDB
internal import WageDomain

/// Holds each month of a file that was just loaded against the months before it: how many rows there
/// are, and whether a column has another unit.
///
/// Of a month that other files had told most of, the number of rows is not asked again: a correction
/// of a few rows is no short month.
struct MonthChecks {
  private let snapshot: StoreSnapshot
  private let feed: Feed
  private let file: Int64
  private let checks: FeedChecks
  /// How many slots each block has.
  private let slotCounts: [Int32]

  /// Ratios looked at for one column: a median of more says the same.
  private static let mostSeries = 250
  private static let mostBlocks = 4
  private static let millionths: Int128 = 1_000_000

  init(
    _ checks: FeedChecks, feed: Feed, file: Int64, slotCounts: [Int32], snapshot: StoreSnapshot
  ) {
    self.slotCounts = slotCounts
    self.checks = checks
    self.feed = feed
    self.file = file
    self.snapshot = snapshot
  }

  /// Of feeds whose rows are no values of a month, only the number of rows is looked at, and only
  /// where the file's name says which month it holds: a day's file is short by nature.
  func findings() throws -> [FileFinding] {
    guard Feed.monthly.contains(feed) else { return try [shortPeriod()].compactMap(\.self) }
    return try months().flatMap { month, rows in
      try [shortMonth(month, rows: rows)].compactMap(\.self) + changedUnits(month)
    }
  }

  private func shortPeriod() throws -> FileFinding? {
    guard !Self.registers.contains(feed),
      let month = try String.fetchOne(
        snapshot.db.cachedStatement(sql: "SELECT period FROM ingestedFile WHERE id = ?"),
        arguments: [file]
      ).flatMap({ Month($0) })
    else { return nil }
    return try short(month) { try newRows(in: $0) }
  }

  /// Lists of what there is: a file of them holds what changed, or all of it.
  private static let registers: Set<Feed> = [.firms, .projects]

  /// What files of a month told for the first time: corrections, and files sent again, add nothing.
  private func newRows(in month: Month) throws -> Int {
    try Int.fetchOne(
      snapshot.db.cachedStatement(
        sql: """
          SELECT ifnull(sum(stored - superseded), 0) FROM ingestedFile
          WHERE feed = ? AND period = ? AND status = 'loaded'
          """),
      arguments: [feed.rawValue, month.description]) ?? 0
  }

  /// The month with most of the file's rows; of equal ones the latest.
  func mainMonth() throws -> Month? {
    try months().max { ($0.rows, $0.month) < ($1.rows, $1.month) }?.month
  }

  /// The months that the file has rows of, oldest first; one that only says again what is known has
  /// none.
  private func months() throws -> [(month: Month, rows: Int)] {
    try Row.fetchAll(
      snapshot.db.cachedStatement(
        sql: """
          SELECT month, sum(rows) FROM layer WHERE feed = ? AND fileId = ?
          GROUP BY month HAVING sum(rows) > 0 ORDER BY month
          """),
      arguments: [feed.rawValue, file]
    ).compactMap { row in Month(row[0] as String).map { (month: $0, rows: row[1]) } }
  }

  private func shortMonth(_ month: Month, rows: Int) throws -> FileFinding? {
    // Of wages the firms are counted, not their payments.
    if feed == .payroll {
      let arrivals = try PayrollArrivals(snapshot, knownBy: nil)
      let told = try arrivals.firms(in: month...month, layers: layers(of: month))
      let first = try mayBeShort(month) ? month.adding(months: -Self.longNorm) : nil
      let firms = try arrivals.firms(in: (first ?? monthsBefore(month).min() ?? month)...month)
      return try short(month, told: told[month] ?? 0) { firms[$0] ?? 0 }
    }
    guard try mayBeShort(month) else { return nil }
    return try short(month, told: rows) { try snapshot.keyCount(of: feed, in: $0) }
  }

  /// The file's own layers of a month.
  private func layers(of month: Month) throws -> Set<Int64> {
    try Set(
      Int64.fetchAll(
        snapshot.db.cachedStatement(
          sql: "SELECT id FROM layer WHERE fileId = ? AND feed = ? AND month = ?"),
        arguments: [file, feed.rawValue, month.description]))
  }

  // `told` is how many rows of the month the file has; nil where its name says that it is the month's.
  private func short(
    _ month: Month, told: Int? = nil, count: (Month) throws -> Int
  ) throws -> FileFinding? {
    let found = try count(month)
    if let told, told * 2 < found { return nil }
    guard let usual = try usual(before: month, count), isShort(found, usual) else { return nil }
    let effect = try effect(of: month, found, count)
    return FileFinding(
      code: FindingCode.shortMonth.rawValue, line: nil, column: nil,
      found: feed == .payroll
        ? Bilingual(zh: "\(month) 有 \(found) 家企业", en: "\(found.counted("firm")) in \(month)")
        : Bilingual(zh: "\(month) 有 \(found) 行", en: "\(found.counted("row")) of \(month)"),
      expected: Bilingual(
        zh: "与前几个月相近，约 \(usual) \(feed == .payroll ? "家" : "行")，至少 \(checks.shortShareBp / 100) %"
          + effect.zh,
        en: "about \(usual), as in the months before; at least \(checks.shortShareBp / 100) %"
          + effect.en))
  }

  /// The lower middle of the months before. A month that was found short itself is no yardstick: in its
  /// place comes the whole month before it, of the last ``longNorm``, so that a feed that stays short is
  /// told month by month for a year, and is then the usual one.
  private func usual(before month: Month, _ count: (Month) throws -> Int) throws -> Int? {
    var whole: [(month: Month, count: Int)] = []
    var hasShort = false
    let recent = Set(monthsBefore(month))
    for back in (1...max(Self.longNorm, checks.historyMonths)).reversed() {
      let before = month.adding(months: -back)
      let found = try count(before)
      guard found > 0 else { continue }
      if let usual = Self.middle(whole.suffix(checks.historyMonths).map(\.count)),
        isShort(found, usual)
      {
        hasShort = hasShort || recent.contains(before)
        continue
      }
      whole.append((before, found))
    }
    let known =
      hasShort
      ? whole.suffix(checks.historyMonths) : whole.filter { recent.contains($0.month) }[...]
    return Self.middle(known.map(\.count))
  }

  private func isShort(_ found: Int, _ usual: Int) -> Bool {
    usual >= checks.shortMinimumRows && found * 10_000 < usual * checks.shortShareBp
  }

  private static func middle(_ counts: [Int]) -> Int? {
    counts.isEmpty ? nil : counts.sorted()[(counts.count - 1) / 2]
  }

  /// Months.
  private static let longNorm = 12

  /// A month of which less has come is not delivered: nobody is judged by it.
  private func effect(
    of month: Month, _ found: Int, _ count: (Month) throws -> Int
  ) throws -> Bilingual {
    let before = try (1...3).map { month.adding(months: -$0) }.map { ($0, try count($0)) }
    let usual = MonthDelivery.usual(Dictionary(uniqueKeysWithValues: before), before: month)
    guard Feed.monthly.contains(feed), !MonthDelivery.isDelivery(keys: found, usual: usual) else {
      return .same("")
    }
    return Bilingual(zh: "；不足时该月对所有企业按数据迟到处理", en: "; with less the month is data late for all")
  }

  /// Where the file's own rows are enough for any month before, keys need not be counted.
  private func mayBeShort(_ month: Month) throws -> Bool {
    let before = (1...max(Self.longNorm, checks.historyMonths))
      .map { month.adding(months: -$0).description }
    let row = try Row.fetchOne(
      snapshot.db.cachedStatement(
        sql: """
          SELECT (SELECT ifnull(sum(rows), 0) FROM layer WHERE fileId = :file AND month = :month),
            (SELECT ifnull(max(n), 0) FROM (
              SELECT sum(rows) AS n FROM layer
              WHERE feed = :feed AND month BETWEEN :first AND :last GROUP BY month))
          """),
      arguments: [
        "file": file, "month": month.description, "feed": feed.rawValue, "first": before.min(),
        "last": before.max(),
      ])
    let (found, most): (Int, Int) = (row?[0] ?? 0, row?[1] ?? 0)
    return found * 10_000 < most * checks.shortShareBp
  }

  private func monthsBefore(_ month: Month) -> [Month] {
    (1...max(1, checks.historyMonths)).map { month.adding(months: -$0) }
  }

  private func changedUnits(_ month: Month) throws -> [FileFinding] {
    let recent = try history(month, monthsBefore(month))
    return try Measure.measures(of: feed).filter { $0.unit != .flag }.compactMap { measure in
      guard let (median, series) = try median(measure, month, recent),
        let times = mistakenUnit(median), try !isUsual(measure, month)
      else { return nil }
      return FileFinding(
        code: FindingCode.unitChange.rawValue, line: nil, column: measure.column,
        found: Bilingual(
          zh: "\(month) 约为前几个月的 \(times) 倍（\(series) 户的中位数）",
          en: "\(month) about \(times) times the months before, median of \(series) series"),
        expected: Bilingual(zh: "与前几个月单位相同", en: "the unit of the months before"))
    }
  }

  /// The months that a month is held against.
  private typealias History = (months: [Month], view: LayerView)

  private func history(_ month: Month, _ before: [Month]) throws -> History {
    (
      before,
      try snapshot.layerView(
        knownBy: nil, feed: feed, months: (before.min() ?? month)...month)
    )
  }

  private func median(
    _ measure: Measure, _ month: Month, _ history: History
  ) throws -> (ratio: Int128, series: Int)? {
    let ratios = try ratios(measure, month, history).sorted()
    guard ratios.count >= checks.unitMinimumSeries else { return nil }
    return (ratios[(ratios.count - 1) / 2], ratios.count)
  }

  /// True of a month like those of the year before, to a tenth or ten times: what is wrong then is one
  /// or two of the months just before it.
  private func isUsual(_ measure: Measure, _ month: Month) throws -> Bool {
    let year = try history(month, (1...Self.longNorm).map { month.adding(months: -$0) })
    guard let (ratio, _) = try median(measure, month, year) else { return false }
    return ratio * 10 >= Self.millionths && ratio <= 10 * Self.millionths
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

  /// This file's values against the median of each series' own months before, in millionths.
  ///
  /// Of the first blocks that have values; of more, only where these say too little.
  private func ratios(
    _ measure: Measure, _ month: Month, _ history: History
  ) throws -> [Int128] {
    let view = history.view
    var ratios: [Int128] = []
    var asked = 0
    for (block, slots) in slotCounts.enumerated() {
      func column(_ month: Month, below limit: Int) throws -> SlabColumn {
        try snapshot.column(
          block: block, kind: Int(measure.rawValue), month: month, slotCount: limit, view: view)
      }
      let now = try column(month, below: Int(slots))
      let speaking = Array(
        now.values.indices.lazy.filter { slot in
          let rank = now.ranks[slot]
          return rank >= 0 && view.files[Int(rank)] == file && now.value(slot) ?? 0 > 0
        }.prefix(Self.mostSeries - ratios.count))
      guard let last = speaking.last else { continue }
      let before = try history.months.map { try column($0, below: last + 1) }
      append(to: &ratios, of: speaking, now, before)
      asked += 1
      if ratios.count == Self.mostSeries
        || asked >= Self.mostBlocks && ratios.count >= checks.unitMinimumSeries
      {
        break
      }
    }
    return ratios
  }

  private func append(
    to ratios: inout [Int128], of slots: [Int], _ now: SlabColumn, _ before: [SlabColumn]
  ) {
    // One array for all: a load asks for tens of thousands of medians.
    var known: [Int64] = []
    for slot in slots {
      known.removeAll(keepingCapacity: true)
      for column in before {
        if let value = column.value(slot), value > 0 { known.append(value) }
      }
      guard !known.isEmpty, let value = now.value(slot) else { continue }
      known.sort()
      ratios.append(Int128(value) * Self.millionths / Int128(known[(known.count - 1) / 2]))
    }
  }
}
