import WageDomain

/// `trend`: a flow that falls from window to window, and below the last window a year before.
struct TrendKind: IndicatorKind {
  static let form = KindForm(
    name: "trend",
    summary: Bilingual(
      zh: "连续几个窗口的中位数逐级下降，且低于上年同期窗口",
      en:
        "medians that fall from window to window, the last also below the same window a year before"
    ),
    rules: [
      Bilingual(
        zh: "最近 windows × periods 期分成若干窗口，各取中位数，须一个比一个低；值为首末窗口的降幅与比上年同期窗口的降幅中较小的一个。单月低谷动不了中位数。",
        en:
          "The last windows x periods periods make windows; their medians must fall one after another; the value is the smaller of the fall from first to last and the fall below the same window a year before. One low month does not move a median."
      ),
      Bilingual(
        zh: "一月二月合为一期，按月均计。不满一年历史时一二月略过，只看首末窗口。",
        en:
          "January and February are one period, counted by the month. Without a year of history January-February is left out and the windows alone count."
      ),
      Bilingual(
        zh: "每个窗口至少一半期数已知，首窗口中位数不低于 minimum_monthly；新企业、已注销迁出的不评。",
        en:
          "At least half of each window's periods must be known and the first median reach minimum_monthly; a new firm, or one struck off or moved away, is not assessed."
      ),
      Bilingual(
        zh: "没有 peers：只有逐级下降的企业才有值，其余同业没有可比的降幅。全行业缓慢下行时各家都会得这几分，所以分值应合计低于黄色（随附的评分卡即如此）。",
        en:
          "It has no peers: only a firm that falls from window to window has a value, and the others of the trade none to take out. In a slow slump of a whole trade every firm gets these points, so they should stay below yellow together, as on the shipped cards."
      ),
    ],
    parameters: [
      Parameter("measure", .measure, "流量指标", "the flow"),
      Parameter("windows", .integer(2...6), "几个窗口", "how many windows"),
      Parameter("periods", .integer(1...6), "每个窗口几期", "periods in each"),
      Parameter(
        "minimum_monthly", .quantity(of: "measure"), "首窗口月中位数低于此值不评",
        "a smaller first median is not assessed"),
    ],
    bounds: [.atLeast, .above],
    places: [
      .init("from", "首窗口的首期", "the first period"), .init("to", "末窗口的末期", "the last period"),
      .init("first", "首窗口中位数（月均）", "the first median, a month", .quantity),
      .init("last", "末窗口中位数（月均）", "the last median, a month", .quantity),
      .init("windows", "几个窗口", "how many windows"), .init("percent", "降幅", "the fall", .percent),
      .init("project", "工程", "the project"),
    ])

  let measure: Measure
  let windows: Int
  let periods: Int
  let minimumMonthly: Int64

  init(_ given: GivenParameters) throws(ScorecardFault) {
    measure = try given.measure("measure")
    windows = try given.integer("windows")
    periods = try given.integer("periods")
    minimumMonthly = try given.quantity("minimum_monthly")
  }

  var formula: Bilingual {
    Bilingual(
      zh: "降幅 =（首窗口中位数 − 末窗口中位数）÷ 首窗口中位数，\(windows) 个窗口各 \(periods) 期、逐级下降；与上年同期窗口比的降幅若更小则取之",
      en:
        "fall = (first median - last median) / first median, over \(windows) windows of \(periods.counted("period")) that fall one after another; or the fall below the same window a year before, if smaller"
    )
  }

  func fault(in bins: PointsBins) -> ScorecardFault? {
    bins.faultBeyondWhole(Bilingual(zh: "降幅", en: "a fall"))
  }

  var binUnit: BinUnit { .basisPoints }
  var measures: [Measure] { [measure] }
  /// The windows, or the last one and a year; January-Februaries, and three months of slack.
  var reachMonths: Int {
    let span = max(windows * periods, periods + 11)
    return span + (span + 10) / 11 + 4
  }

  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? { TrendEvaluator(self, block, calendar) }
}

/// `trend` on one block.
struct TrendEvaluator: IndicatorEvaluator {
  private let kind: TrendKind
  private let matrix: MeasureMatrix
  private let calendar: SignalCalendar
  /// Oldest first.
  private let windows: [[SignalPeriod]]
  private let yearBefore: [SignalPeriod]

  /// Periods of a year: January and February are one.
  private static let periodsOfYear = 11

  init?(_ kind: TrendKind, _ block: SignalBlock, _ calendar: SignalCalendar) {
    guard let matrix = MeasureMatrix(kind.measure, block) else { return nil }
    let first = calendar.monthCount - 1 - kind.reachMonths
    let columns = calendar.columns(kind.measure).filter { $0 >= first }
    let periods = SignalPeriod.complete(columns, calendar)
    let span = kind.windows * kind.periods
    guard periods.count >= span else { return nil }
    self.kind = kind
    self.matrix = matrix
    self.calendar = calendar
    let recent = Array(periods.suffix(span))
    windows = (0..<kind.windows).map { window in
      Array(recent[window * kind.periods..<(window + 1) * kind.periods])
    }
    yearBefore = (windows.last ?? []).compactMap { period in
      periods.first { $0.monthOfYear == period.monthOfYear && $0.year == period.year - 1 }
    }
  }

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? { fall(row, &scratch)?.value }

  /// One month does not move a median: as few of the newest periods as do.
  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] {
    let newest = (windows.last ?? []).compactMap(\.columns.last)
    return newest.indices.reversed().map { .least(Cells(kind.measure, row, Array(newest[$0...]))) }
  }

  private struct Fall {
    let value: Quotient
    /// Twice a month's value: January-February stands for two.
    let first: Int64
    let last: Int64
  }

  private func fall(_ row: Int, _ scratch: inout [Int64]) -> Fall? {
    guard !matrix.isGone[row] else { return nil }
    let year = median(yearBefore, row, true, &scratch)
    var first: Int64?
    var before = Int64.max
    for window in windows {
      guard let median = median(window, row, year != nil, &scratch), median < before else {
        return nil
      }
      first = first ?? median
      before = median
    }
    guard let first, first > 0, first >= 2 * kind.minimumMonthly else { return nil }
    let fall = Quotient(basisPoints: Int128(first) - Int128(before), of: Int128(first))
    guard let year else { return Fall(value: fall, first: first, last: before) }
    guard year > 0 else { return nil }
    let season = Quotient(basisPoints: Int128(year) - Int128(before), of: Int128(year))
    return Fall(value: min(fall, season), first: first, last: before)
  }

  /// Of twice the monthly values; nil with fewer than half of the periods known.
  private func median(
    _ window: [SignalPeriod], _ row: Int, _ hasYear: Bool, _ scratch: inout [Int64]
  ) -> Int64? {
    scratch.lowerMedian(ofAtMost: window.count, atLeast: (kind.periods + 1) / 2) { known in
      for period in window where hasYear || !period.isSpringFestival {
        guard let value = period.value(row, matrix) else { continue }
        known.add(period.isSpringFestival ? value : 2 * value)
      }
    }
  }

  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    guard let fall = fall(row, &scratch) else { return .nothing }
    let periods = windows.flatMap(\.self)
    let known = (periods + yearBefore).filter { $0.value(row, matrix) != nil }.flatMap(\.columns)
    let unit = kind.measure.unit
    return Explanation(
      values: [
        "from": .same(periods.first?.label(calendar) ?? "-"),
        "to": .same(periods.last?.label(calendar) ?? "-"),
        "first": .same(ShownNumber.quantity(fall.first / 2, unit)),
        "last": .same(ShownNumber.quantity(fall.last / 2, unit)),
        "windows": .same(String(windows.count)),
        "percent": .same(ShownNumber.percent(fall.value)), "project": .same("-"),
      ],
      evidence: calendar.evidence(kind.measure, known))
  }
}
