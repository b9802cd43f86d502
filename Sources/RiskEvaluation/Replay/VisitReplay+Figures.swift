internal import WageDomain

extension VisitReplay {
  /// What a replay comes to in one order of equal ranks, or in the mean over all.
  public struct Figures: Hashable, Sendable {
    /// Days by which finds come earlier.
    public let mean: Double
    /// The lower middle of the finds.
    public let median: Double
    /// Finds.
    public let earlier: Double
    public let later: Double
    public let inFirstHalf: Double
  }

  /// Over all orders of equal ranks; exact. Of the median: that of the finds' own means.
  public var mean: Figures {
    Figures(
      mean: Self.mean(finds.map(\.daysEarlier)),
      median: Self.median(finds.map(\.daysEarlier).sorted()) ?? 0,
      earlier: finds.reduce(0) { $0 + $1.chanceEarlier },
      later: finds.reduce(0) { $0 + $1.chanceLater },
      inFirstHalf: finds.reduce(0) { $0 + $1.chanceInFirstHalf })
  }

  /// The finds come last among equal ranks.
  public var worst: Figures { figures(findsFirst: false) }

  /// The finds come first among equal ranks.
  public var best: Figures { figures(findsFirst: true) }

  /// Among themselves the finds of a tie keep the order of the log.
  private func figures(findsFirst: Bool) -> Figures {
    var (moved, half) = ([Double](), 0)
    for tie in ties {
      let found = tie.visits.filter { log[$0].found }
      let start = findsFirst ? tie.slots.lowerBound : tie.slots.upperBound - found.count
      for (place, visit) in found.enumerated() {
        moved.append(Double(log[visit].day.days(since: slots[start + place])))
        if slots[start + place] <= middle { half += 1 }
      }
    }
    return Figures(
      mean: Self.mean(moved), median: Self.median(moved.sorted()) ?? 0,
      earlier: Double(moved.count { $0 > 0 }), later: Double(moved.count { $0 < 0 }),
      inFirstHalf: Double(half))
  }

  /// Of the mean: 95 % of as many firms with finds drawn again and again; nil with fewer than two.
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

  /// The most days by which a find may come earlier, 0 where none does.
  public var mostEarlier: Int {
    max(0, finds.map { $0.actual.days(since: $0.first) }.max() ?? 0)
  }

  /// The most days by which a find may come later, 0 where none does.
  public var mostLater: Int { max(0, finds.map { $0.last.days(since: $0.actual) }.max() ?? 0) }

  /// Finds by the end of the first half of the period, as it was.
  public var actuallyInFirstHalf: Int { finds.count { $0.actual <= middle } }

  /// The mean when the list knew all finds, when it put them last, and over all orders.
  public var bounds: (best: Double, worst: Double, random: Double) {
    let actual = finds.map { Double($0.actual.number) }
    func earlier(than days: some Collection<Day>) -> Double {
      Self.mean(actual) - Self.mean(days.map { Double($0.number) })
    }
    return (
      earlier(than: slots.prefix(finds.count)), earlier(than: slots.suffix(finds.count)),
      earlier(than: slots)
    )
  }

  private static let drawnOrders = 200

  /// The lower middle of the days between two visits to one firm; nil when none was visited twice.
  ///
  /// Where equal ranks leave room, over all of 200 orders drawn with `seed`.
  public func medianRevisitGap(seed: UInt64) -> (actual: Int?, replayed: Int?) {
    let visited = Dictionary(grouping: log.indices) { log[$0].firm }.values.filter { $0.count > 1 }
    func gaps(_ days: [Day]) -> [Int] {
      visited.flatMap { own -> [Int] in
        let days = own.map { days[$0] }.sorted()
        return zip(days, days.dropFirst()).map { $1.days(since: $0) }
      }
    }
    let isOpen = ties.contains { slots[$0.slots.lowerBound] < slots[$0.slots.upperBound - 1] }
    var numbers = SplitMix(seed)
    let replayed = (0..<(isOpen ? Self.drawnOrders : 1)).flatMap { _ in gaps(drawn(&numbers)) }
    return (Self.median(gaps(slots).sorted()), Self.median(replayed.sorted()))
  }

  /// The day of each visit, the visits of a tie in a drawn order.
  private func drawn(_ numbers: inout SplitMix) -> [Day] {
    var days = slots
    for tie in ties {
      var left = tie.visits
      for slot in tie.slots {
        let next = left.count > 1 ? numbers.below(left.count) : 0
        left.swapAt(next, left.count - 1)
        if let visit = left.popLast() { days[visit] = slots[slot] }
      }
    }
    return days
  }

  private static func mean(_ numbers: [Double]) -> Double {
    numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count)
  }

  private static func median<Number>(_ sorted: [Number]) -> Number? {
    sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]
  }
}
