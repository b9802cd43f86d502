import WageDomain

/// `arrears`: what is owed, by how long, how much, or how much of what is paid otherwise.
struct ArrearsKind: IndicatorKind {
  static let form = KindForm(
    name: "arrears",
    summary: Bilingual(
      zh: "欠缴：连续欠了几个月、欠多少、或欠款占通常月份的比例",
      en: "what is owed: for how many months in a row, how much, or how much of a usual month"),
    rules: [
      Bilingual(
        zh: "从最近一个已过且数据已到的月份往回数，连续欠款不低于 minimum 的月份；数据未到的月份跳过，不增不断。",
        en:
          "The run is the consecutive covered months, back from the last that has ended, with at least the minimum owed; a month the feed does not cover is passed over."
      ),
      Bilingual(
        zh: "数据已到而本户缺行、或欠款低于 minimum，连续即止：没有报的不算在企业头上。",
        en:
          "A covered month without a row, or with less, ends the run: what is not reported is not held against a firm."
      ),
      Bilingual(
        zh: "连续到了 look_back_months 的尽头、或已知数据的尽头仍在欠的，写明“至少”几个月、某月“或更早”：更早的不看，不说成从那时才欠。",
        en:
          "A run that reaches the end of look_back_months, or of what is known, still owing is said to be of at least so many months, since a month or earlier: what is not looked at is not said to have begun there."
      ),
      Bilingual(
        zh: "多个户号的欠款相加。", en: "What a firm owes over several accounts adds up."),
    ],
    parameters: [
      Parameter("measure", .measure, "欠款指标", "what is owed"),
      Parameter(
        "by", .word(Scale.allCases.map(\.rawValue)), "按月数、金额或比例", "by months, amount or share"),
      Parameter(
        "minimum", .quantity(of: "measure"), "低于此值不算欠", "less does not count as owing"),
      Parameter("look_back_months", .integer(1...60), "最多往回数几个月", "how far back a run is followed"),
      Against.parameter,
    ],
    bounds: [.atLeast, .above],
    places: [
      .init("since", "连续的第一个月", "the run's first month"),
      .init("month", "最近的月份", "the last month"), .init("months", "连续几个月", "months of the run"),
      .init("amount", "最近月份所欠", "owed in the last month", .quantity),
      .init("percent", "占通常月份的比例", "share of the usual month", .percent),
      .init("base", "通常月份", "the usual month", .quantity),
      .init("project", "工程", "the project"),
    ])

  enum Scale: String, CaseIterable, Hashable, Sendable {
    /// How many months the run has.
    case months
    /// What is owed in the last month.
    case amount
    /// The same over a usual month, in basis points.
    case share
  }

  let measure: Measure
  let scale: Scale
  /// In the measure's stored unit, at least 1.
  let minimum: Int64
  let lookBackMonths: Int
  /// Only with ``Scale/share``.
  let against: Against?

  init(_ given: GivenParameters) throws(ScorecardFault) {
    measure = try given.measure("measure")
    scale = Scale(rawValue: try given.word("by")) ?? .months
    minimum = try given.quantity("minimum")
    lookBackMonths = try given.integer("look_back_months")
    against = try Against(given, of: measure)
    guard (scale == .share) == (against != nil) else {
      throw ScorecardFault(
        found: Bilingual(
          zh: "by: \(scale.rawValue) \(against == nil ? "而无" : "而有") against",
          en: "by: \(scale.rawValue) \(against == nil ? "without" : "with") against"),
        expected: Bilingual(
          zh: "by: share 且仅此时有 against", en: "against with by: share, and only there"))
    }
  }

  var formula: Bilingual {
    let months = against?.months ?? 0
    return switch scale {
    case .months:
      Bilingual(
        zh: "从最近月份往回，连续欠 \(measure.unit.shown(minimum).zh) 以上的月数",
        en:
          "months in a row, back from the newest, with \(measure.unit.shown(minimum).en) or more owed"
      )
    case .amount: Bilingual(zh: "最近月份所欠的数额", en: "what is owed in the newest month")
    case .share:
      Bilingual(
        zh: "最近月份所欠 ÷ 通常月份（\(months) 个月的中位数）",
        en: "owed in the newest month / a usual month (median of \(months) months)")
    }
  }

  var binUnit: BinUnit {
    switch scale {
    case .months: .whole(Bilingual(zh: "个月", en: "months"))
    case .amount: .quantity(measure.unit)
    case .share: .basisPoints
    }
  }

  var measures: [Measure] { [measure] + against.measures }
  /// Half a year of slack: the look-back goes from the newest month delivered, and one month more
  /// tells whether the run began there.
  var reachMonths: Int { max(lookBackMonths + 6, against.reachMonths) }

  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? { ArrearsEvaluator(self, block, calendar) }
}

/// `arrears` on one block.
struct ArrearsEvaluator: IndicatorEvaluator {
  private let kind: ArrearsKind
  private let matrix: MeasureMatrix
  private let calendar: SignalCalendar
  /// Newest first, within the look-back.
  private let columns: [Int]
  /// The month before the look-back, where it came.
  private let before: Int?
  private let newest: Int
  private let usual: UsualMonth?

  init?(_ kind: ArrearsKind, _ block: SignalBlock, _ calendar: SignalCalendar) {
    let columns = calendar.columns(kind.measure)
    guard let matrix = MeasureMatrix(kind.measure, block), let newest = columns.last else {
      return nil
    }
    self.kind = kind
    self.matrix = matrix
    self.calendar = calendar
    self.newest = newest
    self.columns = columns.reversed().filter { newest - $0 < kind.lookBackMonths }
    before = columns.last { newest - $0 >= kind.lookBackMonths }
    usual = kind.against.flatMap { UsualMonth($0, of: kind.measure, block, calendar) }
    guard kind.against == nil || usual != nil else { return nil }
  }

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? {
    let owed = matrix[row, newest]
    guard owed >= kind.minimum else { return nil }
    switch kind.scale {
    case .months: return Quotient(Int64(run(row)))
    case .amount: return Quotient(owed)
    case .share:
      guard let base = usual?.value(firm: row, at: newest, &scratch) else { return nil }
      return Quotient(basisPoints: Int128(owed), of: Int128(base))
    }
  }

  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] {
    [.most(Cells(kind.measure, row, [newest]))]
  }

  /// The months of the run; no row is less than any minimum.
  private func run(_ row: Int) -> Int {
    columns.firstIndex { matrix[row, $0] < kind.minimum } ?? columns.count
  }

  /// Whether nothing known says that the run began where the look-back ends.
  private func isLonger(_ row: Int, than run: Int) -> Bool {
    run == columns.count && before.map { matrix[row, $0] >= kind.minimum } ?? true
  }

  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    let run = columns.prefix(run(row))
    let (months, since) = (String(run.count), calendar.month(run.last ?? newest))
    let isLonger = isLonger(row, than: run.count)
    let unit = kind.measure.unit
    var values: ReasonValues = [
      "since": isLonger
        ? Bilingual(zh: "\(since) 或更早", en: "\(since) or earlier") : .same(since.description),
      "month": .same(calendar.month(newest).description),
      "months": isLonger ? Bilingual(zh: "至少 \(months)", en: "at least \(months)") : .same(months),
      "amount": .same(ShownNumber.quantity(matrix[row, newest], unit)),
      "percent": .same("-"), "base": .same("-"), "project": .same("-"),
    ]
    var evidence = calendar.evidence(kind.measure, Array(run))
    if let usual, let base = usual.value(firm: row, at: newest, &scratch),
      let share = value(row, &scratch)
    {
      values["percent"] = .same(ShownNumber.percent(share))
      values["base"] = .same(ShownNumber.quantity(base, unit))
      let columns = usual.columns(firm: row, at: newest)
      evidence = calendar.merged(evidence, calendar.evidence(usual.against.measure, columns))
    }
    return Explanation(values: values, evidence: evidence)
  }
}
