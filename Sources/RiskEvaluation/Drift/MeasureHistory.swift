public import WageDomain

/// The values of one measure over months, by firm or project.
public struct MeasureHistory: Sendable {
  public let measure: Measure
  /// Rising, without gaps.
  public let months: [Month]
  /// By month: whether the feed delivered it with the measure's column.
  public let isDelivered: [Bool]
  /// By month, then by row, ``WageDomain/SignalBlock/absent`` where there is none.
  public private(set) var values: [[Int64]]
  /// By row, the places that it is counted in beside the whole district.
  public private(set) var places: [[String]] = []

  public init(measure: Measure, months: [Month], isDelivered: [Bool]) {
    precondition(months.count == isDelivered.count, "one word for each month")
    self.measure = measure
    self.months = months
    self.isDelivered = isDelivered
    values = months.map { _ in [] }
  }

  /// One more firm or project, with its value of each month.
  public mutating func add(_ own: [Int64], places: [String]) {
    precondition(own.count == months.count, "one value for each month")
    for month in months.indices { values[month].append(own[month]) }
    self.places.append(places)
  }

  /// How a month stands to a reference month; who has a value in neither is left out.
  ///
  /// - Parameters:
  ///   - reference: a place among ``months``.
  ///   - month: another.
  /// - Returns: the whole district, then its places; none where one of the months was not delivered.
  public func figures(reference: Int, month: Int) -> [DriftFigure] {
    guard isDelivered[reference], isDelivered[month] else { return [] }
    let (before, now) = (values[reference], values[month])
    let bins = ValueBins(reference: before.filter { $0 != SignalBlock.absent })
    var counts: [String?: (before: [Int], now: [Int])] = [:]
    let none = [Int](repeating: 0, count: bins.count + 1)
    func bin(_ value: Int64) -> Int { value == SignalBlock.absent ? 0 : bins.place(value) + 1 }
    for row in before.indices
    where before[row] != SignalBlock.absent || now[row] != SignalBlock.absent {
      for place in [nil] + places[row].map(Optional.some) {
        counts[place, default: (none, none)].before[bin(before[row])] += 1
        counts[place]?.now[bin(now[row])] += 1
      }
    }
    return counts.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { place, own in
      DriftFigure(
        subject: .measure(measure.name), place: place,
        stability: PopulationStability(reference: own.before, current: own.now))
    }
  }

  /// Whether the numbers of a month still mean what those of the last delivered month before it do.
  ///
  /// - Returns: the month before, and what changed; nil where there is none to hold it against.
  public func meaning(of month: Int) -> (before: Month, changes: [MeaningChange])? {
    guard isDelivered[month], let last = (0..<month).last(where: { isDelivered[$0] }) else {
      return nil
    }
    let pairs = zip(values[last], values[month]).compactMap { before, now in
      before == SignalBlock.absent
        ? nil : (before: before, now: now == SignalBlock.absent ? nil : now)
    }
    return (months[last], MeaningChange.between(pairs, isFlag: measure.unit == .flag))
  }
}
