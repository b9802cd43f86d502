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
/// Equal ranks have no order: their visits share the days that fall to them, and figures are given as
/// worst, mean and best over all orders. A firm alone at its rank keeps the order of its own visits.
public struct VisitReplay: Sendable {
  /// A visit that found something, and the days on which the list may have led there.
  public struct Find: Hashable, Sendable {
    public let firm: String
    public let actual: Day
    public let first: Day
    /// Later than ``first`` where equal ranks leave room.
    public let last: Day
    /// The mean over all orders of equal ranks; negative when the list leads there later.
    public let daysEarlier: Double
    /// How likely the list leads there before the actual day, after it, and in the first half.
    let chanceEarlier: Double
    let chanceLater: Double
    let chanceInFirstHalf: Double
  }

  /// By actual day, then firm.
  public let finds: [Find]
  public let firms: Int
  /// Visits whose firm the list does not have: they come last, in the order of the log's days.
  public let unranked: Int
  /// Visits of firms whose rank another firm of the log has, too.
  public let tied: Int
  /// The last day of the first half of the log's period.
  public let middle: Day
  /// By day, then firm.
  let log: [LoggedVisit]
  let ties: [ReplayTie]
  /// The days of ``log``, one for each visit.
  let slots: [Day]

  public var visits: Int { log.count }

  /// - Parameters:
  ///   - log: in any order.
  ///   - ranks: by firm, the lowest first.
  /// - Throws: ``EvaluationRefusal`` for a log without visits or finds, or of one day, and for a list that says
  ///   nothing of the order of its firms.
  public init(_ log: [LoggedVisit], ranks: [String: Int]) throws(EvaluationRefusal) {
    let byDay = log.sorted { ($0.day, $0.firm) < ($1.day, $1.firm) }
    guard let first = byDay.first?.day, let last = byDay.last?.day else { throw .noEvents }
    guard log.contains(where: \.found) else { throw .nothingFound(visits: log.count) }
    guard first < last else { throw .oneDay(first, visits: log.count) }
    let firms = Set(byDay.map(\.firm))
    let ranked = firms.compactMap { ranks[$0] }
    guard !ranks.isEmpty else { throw .emptyList }
    guard !ranked.isEmpty else { throw .nobodyListed(listed: ranks.count, firms: firms.count) }
    guard ranked.count < firms.count || Set(ranked).count > 1 else {
      throw .equalRanks(firms: firms.count)
    }
    let middle = first.adding(days: last.days(since: first) / 2)
    let slots = byDay.map(\.day)
    let ties = ReplayTie.all(byDay, ranks: ranks)
    var finds: [(visit: Int, find: Find)] = []
    for tie in ties {
      let days = slots[tie.slots]
      let mean = days.reduce(0.0) { $0 + Double($1.number) } / Double(days.count)
      for visit in tie.visits where byDay[visit].found {
        let actual = byDay[visit].day
        let find = Find(
          firm: byDay[visit].firm, actual: actual, first: days[tie.slots.lowerBound],
          last: days[tie.slots.upperBound - 1], daysEarlier: Double(actual.number) - mean,
          chanceEarlier: days.share { $0 < actual }, chanceLater: 1 - days.share { $0 <= actual },
          chanceInFirstHalf: days.share { $0 <= middle })
        finds.append((visit, find))
      }
    }
    self.finds = finds.sorted { $0.visit < $1.visit }.map(\.find)
    self.firms = firms.count
    unranked = byDay.count { ranks[$0.firm] == nil }
    tied = ties.filter(\.isShared).reduce(0) { $0 + $1.visits.count }
    (self.log, self.ties, self.slots, self.middle) = (byDay, ties, slots, middle)
  }
}

/// Visits that a list puts in no order among themselves, and the places that fall to them together.
struct ReplayTie: Sendable {
  /// Places in the log, ascending.
  let visits: [Int]
  let slots: Range<Int>
  /// Of several firms of one rank.
  let isShared: Bool

  private struct Key: Hashable, Comparable {
    let isUnranked: Bool
    /// The rank; of a firm without one the day of the visit.
    let number: Int

    static func < (left: Key, right: Key) -> Bool {
      left.isUnranked != right.isUnranked ? right.isUnranked : left.number < right.number
    }
  }

  /// The list's first first; what it does not have goes by the days of the log.
  static func all(_ log: [LoggedVisit], ranks: [String: Int]) -> [ReplayTie] {
    let groups = Dictionary(grouping: log.indices) { visit in
      ranks[log[visit].firm].map { Key(isUnranked: false, number: $0) }
        ?? Key(isUnranked: true, number: Int(log[visit].day.number))
    }
    var ties: [ReplayTie] = []
    func add(_ visits: [Int], isShared: Bool) {
      let start = ties.last?.slots.upperBound ?? 0
      ties.append(
        ReplayTie(visits: visits, slots: start..<start + visits.count, isShared: isShared))
    }
    for (key, visits) in groups.sorted(by: { $0.key < $1.key }) {
      let isShared = !key.isUnranked && visits.contains { log[$0].firm != log[visits[0]].firm }
      guard !isShared, !key.isUnranked else {
        add(visits, isShared: isShared)
        continue
      }
      var rest = visits[...]
      while let next = rest.first {
        let day = rest.prefix { log[$0].day == log[next].day }
        add(Array(day), isShared: false)
        rest = rest.dropFirst(day.count)
      }
    }
    return ties
  }
}

extension ArraySlice<Day> {
  /// Of days in order the part that comes first.
  fileprivate func share(_ isFirst: (Day) -> Bool) -> Double {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if isFirst(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return Double(low - startIndex) / Double(count)
  }
}
