public import WageDomain

/// One visit of a log.
public struct LoggedVisit: Hashable, Sendable {
  public let day: Day
  /// The firm's credit code, or whatever the list calls it.
  public let firm: String
  public let found: Bool

  public init(day: Day, firm: String, found: Bool) {
    self.day = day
    self.firm = firm
    self.found = found
  }
}

/// The visits of a log, made again in the order of a ranked list at the log's own daily capacity: the
/// same firms, the same number on each day.
///
/// What was found is taken to have been there on the earlier day (an assumption of every such replay).
public struct VisitReplay: Sendable {
  /// A visit that found something, and the day on which the list would have led there.
  public struct Find: Hashable, Sendable {
    public let firm: String
    public let actual: Day
    public let replayed: Day
    /// Negative when the list leads there later.
    public var daysEarlier: Int { actual.days(since: replayed) }
  }

  /// By actual day, then firm.
  public let finds: [Find]
  public let visits: Int
  public let firms: Int
  /// Visits whose firm the list does not have: they come last, in the order of the log.
  public let unranked: Int
  /// The last day of the first half of the log's period.
  public let middle: Day
  private let slots: [Day]
  private let actualGaps: [Int]
  private let replayedGaps: [Int]

  /// - Parameters:
  ///   - log: in any order.
  ///   - ranks: by firm, the lowest first; equal ranks go by firm.
  /// - Throws: ``EvaluationRefusal`` for a log without visits or finds.
  public init(_ log: [LoggedVisit], ranks: [String: Int]) throws(EvaluationRefusal) {
    let byDay = log.sorted { ($0.day, $0.firm) < ($1.day, $1.firm) }
    guard let first = byDay.first?.day, let last = byDay.last?.day else { throw .noEvents }
    guard log.contains(where: \.found) else { throw .nothingFound(visits: log.count) }
    slots = byDay.map(\.day)
    let order = byDay.indices.sorted { left, right in
      let (one, other) = (ranks[byDay[left].firm], ranks[byDay[right].firm])
      switch (one, other) {
      case (let one?, let other?):
        return (one, byDay[left].firm, left) < (other, byDay[right].firm, right)
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): return left < right
      }
    }
    var replayed = slots
    for (place, visit) in order.enumerated() { replayed[visit] = slots[place] }
    visits = log.count
    firms = Set(byDay.map(\.firm)).count
    unranked = byDay.count { ranks[$0.firm] == nil }
    middle = first.adding(days: last.days(since: first) / 2)
    finds = byDay.indices.filter { byDay[$0].found }.map {
      Find(firm: byDay[$0].firm, actual: byDay[$0].day, replayed: replayed[$0])
    }
    actualGaps = Self.gaps(zip(byDay, slots))
    replayedGaps = Self.gaps(zip(byDay, replayed))
  }

  /// Days between one visit to a firm and the next.
  private static func gaps(_ visits: Zip2Sequence<[LoggedVisit], [Day]>) -> [Int] {
    Dictionary(grouping: visits, by: \.0.firm).values.flatMap { own -> [Int] in
      let days = own.map(\.1).sorted()
      return zip(days, days.dropFirst()).map { $1.days(since: $0) }
    }.sorted()
  }
}

extension VisitReplay {
  /// The mean of the days by which finds come earlier.
  public var meanDaysEarlier: Double { Self.mean(finds.map(\.daysEarlier)) }

  /// 95 % of as many firms with finds drawn again and again; nil with fewer than two.
  public func interval(rounds: Int, seed: UInt64) -> PairedBootstrap.Interval? {
    let byFirm = Dictionary(grouping: finds, by: \.firm).sorted { $0.key < $1.key }
      .map { $0.value.map(\.daysEarlier) }
    guard byFirm.count > 1 else { return nil }
    var numbers = SplitMix(seed)
    let means = (0..<rounds).map { _ in
      Self.mean(byFirm.indices.flatMap { _ in byFirm[numbers.below(byFirm.count)] })
    }
    return PairedBootstrap.Interval(of: means)
  }

  /// The lower middle.
  public var medianDaysEarlier: Int { Self.median(finds.map(\.daysEarlier).sorted()) ?? 0 }

  public var earlier: Int { finds.count { $0.daysEarlier > 0 } }
  public var later: Int { finds.count { $0.daysEarlier < 0 } }
  public var mostEarlier: Int { finds.map(\.daysEarlier).max() ?? 0 }
  public var mostLater: Int { -(finds.map(\.daysEarlier).min() ?? 0) }

  /// Finds by the end of the first half of the period, as it was and as the list would have it.
  public var inFirstHalf: (actual: Int, replayed: Int) {
    (finds.count { $0.actual <= middle }, finds.count { $0.replayed <= middle })
  }

  /// The mean when the list knew all finds, when it put them last, and over all orders.
  public var bounds: (best: Double, worst: Double, random: Double) {
    let actual = finds.map { Int($0.actual.number) }
    func earlier(than days: some Collection<Day>) -> Double {
      Self.mean(actual) - Self.mean(days.map { Int($0.number) })
    }
    return (
      earlier(than: slots.prefix(finds.count)), earlier(than: slots.suffix(finds.count)),
      earlier(than: slots)
    )
  }

  /// The lower middle of the days between two visits to one firm; nil when none was visited twice.
  public var medianRevisitGap: (actual: Int?, replayed: Int?) {
    (Self.median(actualGaps), Self.median(replayedGaps))
  }

  private static func mean(_ numbers: [Int]) -> Double {
    numbers.isEmpty ? 0 : Double(numbers.reduce(0, +)) / Double(numbers.count)
  }

  private static func median(_ sorted: [Int]) -> Int? {
    sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]
  }
}
