import WageDomain

/// `drop` on one block; the rule stands at ``DropParameters``.
struct DropEvaluator: IndicatorEvaluator {
  private let parameters: DropParameters
  private let matrix: MeasureMatrix
  private let calendar: SignalCalendar
  /// The window, oldest first.
  private let window: [SignalPeriod]
  /// The columns of the ordinary periods before the window, oldest first.
  private let ordinary: [Int]
  /// For each period of the window the same period of earlier years, oldest first.
  private let earlier: [[SignalPeriod]]

  init?(_ parameters: DropParameters, _ block: SignalBlock, _ calendar: SignalCalendar) {
    guard let matrix = MeasureMatrix(parameters.measure, block) else { return nil }
    let periods = SignalPeriod.complete(calendar.columns(parameters.measure.feed), calendar)
    guard periods.count > parameters.windowPeriods else { return nil }
    self.parameters = parameters
    self.matrix = matrix
    self.calendar = calendar
    let window = periods.suffix(parameters.windowPeriods)
    ordinary = periods.dropLast(parameters.windowPeriods).filter { !$0.isSpringFestival }
      .suffix(parameters.baselinePeriods).map(\.first)
    earlier = window.map { period in periods.filter { $0.isEarlierYear(of: period) } }
    self.window = Array(window)
    guard ordinary.count >= parameters.minimumHistory else { return nil }
  }

  func value(firm: Int, scratch: inout [Int64]) -> Quotient? {
    smallest(firm: firm, &scratch)?.drop
  }

  /// The comparison that shows the smallest drop, which is the one that decides; of equal ones the
  /// first: older period before newer, median before earlier years.
  private func smallest(firm: Int, _ scratch: inout [Int64]) -> DropComparison? {
    guard let median = median(firm: firm, &scratch) else { return nil }
    var smallest: DropComparison?
    for (index, period) in window.enumerated() {
      guard let value = period.value(firm, matrix) else { return nil }
      let months = Int64(period.monthCount)
      guard let usual = comparison(index, value, median * months, .median) else { return nil }
      if smallest.map({ usual.drop < $0.drop }) ?? true { smallest = usual }
      if let before = earlierYears(firm: firm, index, &scratch) {
        guard let season = comparison(index, value, before, .earlierYears) else { return nil }
        if season.drop < usual.drop, smallest.map({ season.drop < $0.drop }) ?? true {
          smallest = season
        }
      } else if period.isSpringFestival {
        return nil
      }
    }
    return smallest
  }

  private func median(firm: Int, _ scratch: inout [Int64]) -> Int64? {
    scratch.removeAll(keepingCapacity: true)
    for column in ordinary {
      let value = matrix[firm, column]
      if value != SignalBlock.absent { scratch.append(value) }
    }
    return scratch.count < parameters.minimumHistory ? nil : scratch.lowerMedian()
  }

  private func earlierYears(firm: Int, _ index: Int, _ scratch: inout [Int64]) -> Int64? {
    scratch.removeAll(keepingCapacity: true)
    for period in earlier[index] {
      if let value = period.value(firm, matrix) { scratch.append(value) }
    }
    return scratch.lowerMedian()
  }

  /// - Returns: nil when the baseline is too small to say.
  private func comparison(
    _ index: Int, _ value: Int64, _ baseline: Int64, _ against: DropComparison.Against
  ) -> DropComparison? {
    let months = Int64(window[index].monthCount)
    guard baseline >= parameters.minimumMonthlyBaseline * months, baseline > 0 else { return nil }
    return DropComparison(index: index, value: value, baseline: baseline, against: against)
  }
}

extension DropEvaluator {
  func explain(firm: Int, scratch: inout [Int64]) -> Explanation {
    guard let smallest = smallest(firm: firm, &scratch) else {
      return Explanation(values: [:], evidence: [])
    }
    let unit = parameters.measure.unit
    return Explanation(
      values: [
        "period": .same(window[smallest.index].label(calendar)),
        "value": .same(ShownNumber.quantity(smallest.value, unit)),
        "baseline": .same(ShownNumber.quantity(smallest.baseline, unit)),
        "percent": .same(ShownNumber.percent(smallest.drop)),
        "against": against(smallest, firm),
      ],
      evidence: evidence(smallest, firm))
  }

  private func against(_ comparison: DropComparison, _ firm: Int) -> Bilingual {
    switch comparison.against {
    case .median:
      let count = ordinary.count { matrix[firm, $0] != SignalBlock.absent }
      let double = window[comparison.index].isSpringFestival
      return Bilingual(
        zh: "此前 \(count) 个普通月份的中位数\(double ? "的两倍" : "")",
        en: "\(double ? "twice " : "")the median of the \(count) ordinary months before")
    case .earlierYears:
      return Bilingual(zh: "往年同期", en: "the same period of earlier years")
    }
  }

  private func evidence(_ comparison: DropComparison, _ firm: Int) -> [EvidenceSource] {
    let baseline =
      comparison.against == .median
      ? ordinary.filter { matrix[firm, $0] != SignalBlock.absent }
      : earlier[comparison.index].filter { $0.value(firm, matrix) != nil }.flatMap(\.columns)
    return calendar.evidence(parameters.measure.feed, baseline + window.flatMap(\.columns))
  }
}

/// One period of the window against one baseline.
struct DropComparison {
  enum Against { case median, earlierYears }

  let index: Int
  let value: Int64
  let baseline: Int64
  let against: Against

  var drop: Quotient {
    Quotient(basisPoints: Int128(baseline) - Int128(value), of: Int128(baseline))
  }
}
