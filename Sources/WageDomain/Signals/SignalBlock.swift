/// The monthly values of a block of firms, as they were known by one as-of day.
///
/// Scoring streams block by block, so memory does not grow with the number of firms.
public struct SignalBlock: Sendable {
  /// The firms, in the order of the rows of every matrix.
  public let firms: [BlockFirm]
  public let firstMonth: Month
  public let monthCount: Int
  /// Firm-major: the value of firm `f` in month `m` is at `f * monthCount + m`. A measure that no
  /// firm of the block has is left out.
  private var matrices: [Measure: [Int64]] = [:]

  /// No value: the feed has no row for the firm in that month.
  public static let absent = Int64.min

  public init(firms: [BlockFirm], firstMonth: Month, monthCount: Int) {
    self.firms = firms
    self.firstMonth = firstMonth
    self.monthCount = monthCount
  }

  public var lastMonth: Month { firstMonth.adding(months: monthCount - 1) }

  /// - Precondition: `values` has a value (or ``absent``) for each firm and month.
  public mutating func set(_ measure: Measure, _ values: [Int64]) {
    precondition(values.count == firms.count * monthCount)
    matrices[measure] = values
  }

  /// The whole matrix of a measure, nil when no firm of the block has it.
  public func matrix(_ measure: Measure) -> [Int64]? { matrices[measure] }

  /// - Returns: nil when there is no value or the month lies outside the block.
  public func value(_ measure: Measure, firm: Int, month: Month) -> Int64? {
    let column = month.months(since: firstMonth)
    guard column >= 0, column < monthCount, let matrix = matrices[measure] else { return nil }
    let value = matrix[firm * monthCount + column]
    return value == Self.absent ? nil : value
  }
}

/// A firm as scoring sees it: its identity, its dated events and whether it is still there.
public struct BlockFirm: Hashable, Sendable {
  /// `firm.id` in the store: dense, from 1, never reused.
  public let id: Int64
  public let creditCode: CreditCode
  /// Known by the as-of day, by day, then by id.
  public var events: [FirmEvent]
  /// The register says, as known by the as-of day, that the firm is struck off or has moved away.
  public let isGone: Bool

  public init(
    id: Int64, creditCode: CreditCode, events: [FirmEvent] = [], isGone: Bool = false
  ) {
    self.id = id
    self.creditCode = creditCode
    self.events = events
    self.isGone = isGone
  }
}

/// Something that happened to a firm on a day, e.g. a complaint about it was registered.
public struct FirmEvent: Hashable, Sendable {
  public let feed: Feed
  /// The id of the row in the feed's own table, which leads to file and line.
  public let id: Int64
  public let occurredOn: Day
  /// People concerned; nil when the row does not say.
  public let persons: Int64?
  /// Nil when the row does not say.
  public let amount: Money?

  public init(feed: Feed, id: Int64, occurredOn: Day, persons: Int64?, amount: Money?) {
    self.feed = feed
    self.id = id
    self.occurredOn = occurredOn
    self.persons = persons
    self.amount = amount
  }
}

/// Which months each feed has delivered by the as-of day, and which feeds are late.
///
/// A month that a feed has not delivered is *data late*: neither a drop nor a missing row.
public struct FeedCoverage: Hashable, Sendable {
  private let months: [Feed: Set<Month>]
  /// Feeds beyond the limit of their freshness rule.
  public let lateFeeds: Set<Feed>

  public init(months: [Feed: Set<Month>], lateFeeds: Set<Feed> = []) {
    self.months = months
    self.lateFeeds = lateFeeds
  }

  public func covers(_ feed: Feed, _ month: Month) -> Bool {
    months[feed]?.contains(month) ?? false
  }

  /// The latest month delivered; nil when the feed never came.
  public func lastMonth(_ feed: Feed) -> Month? { months[feed]?.max() }

  /// The earliest month delivered; nil when the feed never came.
  public func firstMonth(_ feed: Feed) -> Month? { months[feed]?.min() }
}
