import WageDomain

/// `drop`: a flow that fell below what it was before and below the same season of earlier years.
///
/// January and February are one period, since Spring Festival falls in one of them, so a year has
/// eleven. The value is the smallest of the drops of the window's periods against both baselines.
struct DropKind: IndicatorKind, PeerComparing {
  static let form = KindForm(
    name: "drop",
    summary: Bilingual(
      zh: "流量比此前的普通月份、也比往年同期下降",
      en: "a flow below the ordinary periods before it and below the same period of earlier years"),
    rules: [
      Bilingual(
        zh: "一月二月合为一期（春节总在其中）；期内各月已过且数据已到才算。",
        en:
          "January and February are one period (Spring Festival falls in one of them); a period counts when its months have ended and the feed covers them."
      ),
      Bilingual(
        zh: "窗口内每一期都要下降，以最小的降幅为值：一次低谷不算趋势；往年同期也低的不算。",
        en:
          "Every period of the window must be down and the smallest drop is the value; what is low in that season every year is no drop."
      ),
      Bilingual(
        zh: "没有往年同期的一二月不评，其他月份只与中位数比；已知的普通期不足 minimum_history（新企业）、基线不足最低值或为零、已注销迁出的不评。",
        en:
          "January-February without an earlier year is not assessed, another period is held against the median alone. Not assessed: fewer known ordinary periods than minimum_history (a new firm), a baseline below the minimum or zero, a firm struck off or moved away."
      ),
      Bilingual(
        zh: "数据已到而本户缺行的月份为未知，不是零：在窗口内则不评（由 missing 说明），在基线内则略过。",
        en:
          "A covered month without a row is unknown, not zero: in the window the firm is not assessed (missing speaks of it), in the baseline it is left out."
      ),
      Bilingual(
        zh:
          "一户多表的，月值为当月有行的各户号之和：一个户号停报而其余仍有行的，和因此变小，会算作下降（各户号是否未知分不清，一只表停了本身也值得一看）；firm --why 列出每月每个户号的行，缺哪个看得出。全部户号都没有行的才是未知。",
        en:
          "Of a firm with several accounts a month is the sum over those that have a row: an account that fell silent while others go on makes the sum smaller and shows as a drop (an account closed, a meter stopped and a row forgotten look alike, and are worth a look); firm --why lists the rows of each month, account by account. Only a month without a row of any account is unknown."
      ),
      Bilingual(
        zh: "有 peers 时，同业同县降幅中位数大于零则先扣除：全行业的冲击不算在一家头上。",
        en:
          "With peers, a median drop above zero of the same trade and county is taken out first: a shock to the whole trade is nobody's own."
      ),
    ],
    parameters: parameters + [Peers.parameter(isOptional: true)], bounds: [.atLeast, .above],
    places: places)

  static let parameters = [
    Parameter("measure", .measure, "流量指标", "the flow"),
    Parameter(
      "window_periods", .integer(1...6), "最近几期都要下降", "how many of the last periods must be down"),
    Parameter(
      "baseline_periods", .integer(1...20), "窗口之前取几个普通期", "ordinary periods before the window"),
    Parameter(
      "minimum_history", .integer(1...20), "至少已知几个普通期", "at least so many of them known"),
    Parameter(
      "minimum_monthly_baseline", .quantity(of: "measure"), "月基线低于此值不评",
      "a smaller baseline a month is not assessed"),
  ]

  static let places: [KindForm.Place] = [
    .init("period", "决定的那一期", "the period that decides"),
    .init("value", "该期的值", "its value", .quantity),
    .init("baseline", "基线", "the baseline", .quantity),
    .init("percent", "降幅", "the drop", .percent),
    .init("against", "与什么相比", "what it was held against"),
    .init("peers", "扣除了多少同业降幅", "what was taken out for the peers", .clause),
    .init("project", "工程", "the project"),
  ]

  let measure: Measure
  let windowPeriods: Int
  let baselinePeriods: Int
  let minimumHistory: Int
  /// In the measure's stored unit; January-February must have twice as much.
  let minimumMonthlyBaseline: Int64
  let peers: Peers?

  /// Years before the period's own that the same season is looked for in.
  static let earlierYears = 3

  init(_ given: GivenParameters) throws(ScorecardFault) {
    measure = try given.measure("measure")
    windowPeriods = try given.integer("window_periods")
    baselinePeriods = try given.integer("baseline_periods")
    minimumHistory = try given.integer("minimum_history")
    minimumMonthlyBaseline = try given.quantity("minimum_monthly_baseline")
    peers = try Peers(given)
    guard minimumHistory <= baselinePeriods else {
      throw ScorecardFault(
        found: .same("minimum_history \(minimumHistory)"),
        expected: Bilingual(
          zh: "不超过 baseline_periods，即 \(baselinePeriods)",
          en: "at most baseline_periods, \(baselinePeriods)"))
    }
  }

  var formula: Bilingual {
    Bilingual(
      zh: """
        降幅 =（基线 − 本期）÷ 基线；基线为此前 \(baselinePeriods) 个普通月份的中位数，有往年同期时也与其中位数比；\
        最近 \(windowPeriods) 期各比各的，取最小
        """,
      en: """
        fall = (baseline - value) / baseline; the baseline is the median of the \(baselinePeriods) ordinary \
        months before, and the median of the same period of earlier years where there are any; the \
        smallest fall of the last \(windowPeriods.counted("period")) decides
        """)
  }

  func fault(in bins: PointsBins) -> ScorecardFault? {
    bins.faultBeyondWhole(Bilingual(zh: "降幅", en: "a drop"))
  }

  var binUnit: BinUnit { .basisPoints }
  var measures: [Measure] { [measure] }

  /// Three years, or the baseline if longer, before the first month of the window; three months of
  /// slack for a January that waits for its February, and that for its pay day.
  var reachMonths: Int {
    let window = windowPeriods + (windowPeriods + 10) / 11 + 3
    let baseline = baselinePeriods + 2 * (baselinePeriods / 10 + 1)
    return window + max(Self.earlierYears * 12, baseline)
  }

  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? { DropEvaluator(self, block, calendar) }

  func settled(_ own: Quotient, _ peers: PeerDrops?) -> Quotient? {
    guard let median = peers?.median, median > 0 else { return own }
    // The median is cut to basis points: who fell as far as it is no worse, whatever was cut off.
    return median < 10_000 && own.shown > median ? own.beyond(peers: median) : nil
  }

  func words(_ own: Quotient, _ peers: PeerDrops?) -> Bilingual {
    guard let peers, peers.median > 0 else { return .same("") }
    let (count, group) = (peers.drops.count, peers.group)
    let percent = ShownNumber.percent(Quotient(peers.median))
    let left = ShownNumber.percent(own.beyond(peers: peers.median))
    return Bilingual(
      zh: "；\(group.zh) \(count) 家中位数下降 \(percent)%，扣除后 \(left)%",
      en: "; \(count) firms of \(group.en) fell by \(percent)% (median), \(left)% beyond them")
  }

  /// What the peers suffered is taken out: the drop can only become smaller.
  func worst(_ own: Quotient, _ bins: PointsBins) -> PointsBins.Bin? { bins.bin(own) }
}

/// `drop` on one block.
struct DropEvaluator: IndicatorEvaluator {
  private let kind: DropKind
  private let matrix: MeasureMatrix
  private let calendar: SignalCalendar
  /// The window, oldest first.
  private let window: [SignalPeriod]
  /// The columns of the ordinary periods before the window, oldest first.
  private let ordinary: [Int]
  /// For each period of the window the same period of earlier years, oldest first, one list behind
  /// the other: each firm asks for them.
  private let earlier: [SignalPeriod]
  /// By place in the window, what of ``earlier`` is its own.
  private let earlierPlaces: [Range<Int>]

  init?(_ kind: DropKind, _ block: SignalBlock, _ calendar: SignalCalendar) {
    guard let matrix = MeasureMatrix(kind.measure, block) else { return nil }
    let periods = SignalPeriod.complete(calendar.columns(kind.measure), calendar)
    guard periods.count > kind.windowPeriods else { return nil }
    self.kind = kind
    self.matrix = matrix
    self.calendar = calendar
    let window = periods.suffix(kind.windowPeriods)
    ordinary = periods.dropLast(kind.windowPeriods).filter { !$0.isSpringFestival }
      .suffix(kind.baselinePeriods).map(\.first)
    let earlier = window.map { period in periods.filter { $0.isEarlierYear(of: period) } }
    let ends = earlier.reduce(into: [0]) { ends, years in
      ends.append((ends.last ?? 0) + years.count)
    }
    self.earlier = earlier.flatMap(\.self)
    earlierPlaces = zip(ends, ends.dropFirst()).map { $0..<$1 }
    self.window = Array(window)
    guard ordinary.count >= kind.minimumHistory else { return nil }
  }

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? { smallest(row, &scratch)?.drop }

  func findings(_ rows: Int, _ bins: PointsBins) -> BlockFindings {
    findings(rows) { bins.isReached(by: $0) }
  }

  /// The rows whose drop `counts`: with a drop that does, every larger one must.
  func findings(_ rows: Int, _ counts: (Quotient) -> Bool) -> BlockFindings {
    var result = BlockFindings()
    let hasPeers = kind.peers != nil
    var drops = [Int32](repeating: BlockFindings.unknown, count: hasPeers ? rows : 0)
    var scratch: [Int64] = []
    scratch.reserveCapacity(64)
    for row in 0..<rows {
      guard hasPeers || mayCount(row, &scratch, counts), let value = value(row, &scratch) else {
        continue
      }
      if hasPeers { drops[row] = Int32(clamping: max(-10_000, value.shown)) }
      if counts(value) { result.findings.append(Finding(row: row, value: value)) }
    }
    if hasPeers { result.drops = drops }
    return result
  }

  /// The smallest drop decides: where that from the earlier years' few values does not count, nobody
  /// need look for a median.
  private func mayCount(
    _ row: Int, _ scratch: inout [Int64], _ counts: (Quotient) -> Bool
  ) -> Bool {
    for (index, period) in window.enumerated() {
      guard let value = period.value(row, matrix),
        let before = earlierYears(row, index, &scratch), before > 0
      else { continue }
      if !counts(Quotient(basisPoints: Int128(before) - Int128(value), of: Int128(before))) {
        return false
      }
    }
    return true
  }

  /// The comparison that shows the smallest drop, which is the one that decides; of equal ones the
  /// first: older period before newer, median before earlier years.
  private func smallest(_ row: Int, _ scratch: inout [Int64]) -> DropComparison? {
    guard !matrix.isGone[row], let median = median(row, &scratch) else { return nil }
    var smallest: DropComparison?
    for (index, period) in window.enumerated() {
      guard let value = period.value(row, matrix) else { return nil }
      let months = Int64(period.monthCount)
      guard let usual = comparison(index, value, median * months, .median) else { return nil }
      if smallest.map({ usual.drop < $0.drop }) ?? true { smallest = usual }
      if let before = earlierYears(row, index, &scratch) {
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

  private func median(_ row: Int, _ scratch: inout [Int64]) -> Int64? {
    scratch.lowerMedian(ofAtMost: ordinary.count, atLeast: kind.minimumHistory) { known in
      for column in ordinary {
        let value = matrix[row, column]
        if value != SignalBlock.absent { known.add(value) }
      }
    }
  }

  private func earlierYears(_ row: Int, _ index: Int, _ scratch: inout [Int64]) -> Int64? {
    let places = earlierPlaces[index]
    return scratch.lowerMedian(ofAtMost: places.count) { known in
      for place in places {
        if let value = earlier[place].value(row, matrix) { known.add(value) }
      }
    }
  }

  /// - Returns: nil when the baseline is too small to say.
  private func comparison(
    _ index: Int, _ value: Int64, _ baseline: Int64, _ against: DropComparison.Against
  ) -> DropComparison? {
    let months = Int64(window[index].monthCount)
    guard baseline >= kind.minimumMonthlyBaseline * months, baseline > 0 else { return nil }
    return DropComparison(index: index, value: value, baseline: baseline, against: against)
  }
}

extension DropEvaluator {
  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    guard let smallest = smallest(row, &scratch) else { return .nothing }
    let unit = kind.measure.unit
    return Explanation(
      values: [
        "period": .same(window[smallest.index].label(calendar)),
        "value": .same(ShownNumber.quantity(smallest.value, unit)),
        "baseline": .same(ShownNumber.quantity(smallest.baseline, unit)),
        "percent": .same(ShownNumber.percent(smallest.drop)),
        "against": against(smallest, row), "peers": .same(""), "project": .same("-"),
      ],
      evidence: evidence(smallest, row))
  }

  /// The newest period alone can lift the smallest fall.
  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] {
    guard let newest = window.last?.columns.last else { return [] }
    return [.least(Cells(kind.measure, row, [newest]))]
  }

  private func against(_ comparison: DropComparison, _ row: Int) -> Bilingual {
    switch comparison.against {
    case .median:
      let count = ordinary.count { matrix[row, $0] != SignalBlock.absent }
      let double = window[comparison.index].isSpringFestival
      return Bilingual(
        zh: "此前 \(count) 个普通月份的中位数\(double ? "的两倍" : "")",
        en: "\(double ? "twice " : "")the median of the \(count) ordinary months before")
    case .earlierYears:
      return Bilingual(zh: "往年同期", en: "the same period of earlier years")
    }
  }

  private func evidence(_ comparison: DropComparison, _ row: Int) -> [EvidenceSource] {
    let baseline =
      comparison.against == .median
      ? ordinary.filter { matrix[row, $0] != SignalBlock.absent }
      : earlier[earlierPlaces[comparison.index]].filter { $0.value(row, matrix) != nil }.flatMap(
        \.columns)
    return calendar.evidence(kind.measure, baseline + window.flatMap(\.columns))
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
