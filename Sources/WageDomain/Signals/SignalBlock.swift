/// The monthly values of a block of firms, as they were known by one as-of day.
///
/// Scoring streams block by block, so memory does not grow with the number of firms.
public struct SignalBlock: Sendable {
  /// The firms, in the order of the rows of every firm's matrix.
  public let firms: [BlockFirm]
  /// The building projects of the firms, in the order of the rows of every project's matrix.
  public let projects: [BlockProject]
  public let firstMonth: Month
  public let monthCount: Int
  /// By row of ``firms``: the firm is struck off or has moved away.
  public let isGone: [Bool]
  /// Month after month, as the store keeps them: see ``place(row:month:of:)``. A measure that nobody
  /// in the block has is left out.
  private var matrices: [Measure: Matrix] = [:]

  private struct Matrix: Sendable {
    /// The values begin with this month of the block; of older ones there are none.
    var firstColumn = 0
    let values: [Int64]
  }

  /// No value: the feed has no row for the firm in that month.
  public static let absent = Int64.min

  public init(
    firms: [BlockFirm], projects: [BlockProject] = [], firstMonth: Month, monthCount: Int
  ) {
    self.firms = firms
    self.projects = projects
    isGone = firms.map(\.isGone)
    self.firstMonth = firstMonth
    self.monthCount = monthCount
  }

  public var lastMonth: Month { firstMonth.adding(months: monthCount - 1) }

  /// How many rows a measure's matrix has: firms, or projects for a measure of projects.
  public func rowCount(of measure: Measure) -> Int {
    measure.isOfProjects ? projects.count : firms.count
  }

  /// Where a row's value of a month, counted from ``firstMonth``, stands in a measure's matrix.
  public func place(row: Int, month: Int, of measure: Measure) -> Int {
    month * rowCount(of: measure) + row
  }

  /// - Precondition: `values` has a value (or ``absent``) for each month of each firm, or of each
  ///   project for a measure of projects, at its ``place(row:month:of:)``.
  ///   `firstColumn` months of the block may be left out before them: nobody asks for those.
  public mutating func set(_ measure: Measure, _ values: [Int64], from firstColumn: Int = 0) {
    precondition(values.count == rowCount(of: measure) * (monthCount - firstColumn))
    matrices[measure] = Matrix(firstColumn: firstColumn, values: values)
  }

  /// The same from values that stand row after row, the months of each in order.
  public mutating func set(_ measure: Measure, byRow values: [Int64]) {
    let rows = 0..<rowCount(of: measure)
    set(measure, (0..<monthCount).flatMap { month in rows.map { values[$0 * monthCount + month] } })
  }

  /// The block of one of the firms and its projects alone.
  ///
  /// - Precondition: `row` is a row of ``firms``.
  public func only(_ row: Int) -> SignalBlock {
    let rows = projects.indices.filter { projects[$0].firm == row }
    var block = SignalBlock(
      firms: [firms[row]], projects: rows.map { projects[$0].of(firm: 0) },
      firstMonth: firstMonth, monthCount: monthCount)
    for (measure, matrix) in matrices {
      let kept = measure.isOfProjects ? rows : [row]
      let values = (0..<monthCount - matrix.firstColumn).flatMap { month in
        kept.map { matrix.values[place(row: $0, month: month, of: measure)] }
      }
      block.set(measure, values, from: matrix.firstColumn)
    }
    return block
  }

  /// The same values with other projects in the places of these.
  public func with(projects: [BlockProject]) -> SignalBlock {
    var block = SignalBlock(
      firms: firms, projects: projects, firstMonth: firstMonth, monthCount: monthCount)
    block.matrices = matrices
    return block
  }

  /// The whole matrix of a measure, nil when no firm of the block has it.
  public func matrix(_ measure: Measure) -> [Int64]? {
    matrices[measure].map { matrix in
      let missing = matrix.firstColumn * rowCount(of: measure)
      return missing == 0
        ? matrix.values : [Int64](repeating: Self.absent, count: missing) + matrix.values
    }
  }

  /// The matrix of a measure as far as months of it are held, and the first of them.
  public func held(_ measure: Measure) -> (firstColumn: Int, values: [Int64])? {
    matrices[measure].map { ($0.firstColumn, $0.values) }
  }

  /// - Returns: nil when there is no value or the month lies outside the block.
  public func value(_ measure: Measure, firm: Int, month: Month) -> Int64? {
    let column = month.months(since: firstMonth)
    guard let matrix = matrices[measure], (matrix.firstColumn..<monthCount).contains(column) else {
      return nil
    }
    let value =
      matrix.values[place(row: firm, month: column - matrix.firstColumn, of: measure)]
    return value == Self.absent ? nil : value
  }
}

/// Which months each feed has delivered by the as-of day, and which feeds are late.
///
/// A month that a feed has not delivered is *data late*: neither a drop nor a missing row.
public struct FeedCoverage: Hashable, Sendable {
  private let months: [Feed: Set<Month>]
  /// Feeds beyond the limit of their freshness rule.
  public let lateFeeds: Set<Feed>
  /// Months whose files do not carry the measure's column: for it they have not come.
  private let goneMonths: [Measure: Set<Month>]
  /// Measures whose last month is beyond the limit of their feed's freshness rule.
  public let lateMeasures: Set<Measure>

  public init(
    months: [Feed: Set<Month>], lateFeeds: Set<Feed> = [], goneMonths: [Measure: Set<Month>] = [:],
    lateMeasures: Set<Measure> = []
  ) {
    self.months = months
    self.lateFeeds = lateFeeds
    self.goneMonths = goneMonths
    self.lateMeasures = lateMeasures
  }

  public func covers(_ feed: Feed, _ month: Month) -> Bool {
    months[feed]?.contains(month) ?? false
  }

  /// Whether the month came, and the measure's column with it.
  public func covers(_ measure: Measure, _ month: Month) -> Bool {
    covers(measure.feed, month) && !(goneMonths[measure]?.contains(month) ?? false)
  }

  /// The latest month delivered with the measure's column; nil when none was.
  public func lastMonth(_ measure: Measure) -> Month? {
    guard let gone = goneMonths[measure] else { return lastMonth(measure.feed) }
    return months[measure.feed]?.subtracting(gone).max()
  }

  /// Measures that came once and of which later months of their feed say nothing, in
  /// ``Measure/rawValue`` order.
  public var measuresBehind: [Measure] {
    goneMonths.keys.filter { measure in
      guard let last = lastMonth(measure), let whole = lastMonth(measure.feed) else { return false }
      return last < whole
    }.sorted { $0.rawValue < $1.rawValue }
  }

  /// The latest month delivered; nil when the feed never came.
  public func lastMonth(_ feed: Feed) -> Month? { months[feed]?.max() }

  /// The earliest month delivered; nil when the feed never came.
  public func firstMonth(_ feed: Feed) -> Month? { months[feed]?.min() }
}
