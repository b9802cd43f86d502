import WageDomain

/// `level`: a value beyond a threshold, by itself or held against a usual month.
struct LevelKind: IndicatorKind {
  static let form = KindForm(
    name: "level",
    summary: Bilingual(
      zh: "数值越过阈值，或与通常月份相比越过阈值",
      en: "a value beyond a threshold, by itself or against a usual month"),
    rules: [
      Bilingual(
        zh: "看最近 months 个已过且数据已到的月份，每个月都须有行，以最轻的一个月为值（take: worst 则以最重的，缺行的月份略过）。",
        en:
          "The last covered months that have ended; each must have a row and the mildest is the value (take: worst takes the most severe and leaves out months without a row)."
      ),
      Bilingual(
        zh: "工程类指标按工程分别看，最重的工程为准；竣工的不评，但 take: worst 仍看：拨付看全部月份（最后一笔常在竣工次月到期），专户看到竣工当月（竣工不免所欠）。",
        en:
          "Measures of projects are looked at project by project and the worst decides; finished projects are not assessed, but take: worst still looks at what fell due there in any month (the last fee is often due in the month after) and at the account up to the month of finishing (to be finished pays no debt)."
      ),
      Bilingual(
        zh: "有 against 时值为占通常月份的比例；已知月份不足一半（新企业）或中位数低于 minimum 的不评。",
        en:
          "With against the value is the share of a usual month; with fewer than half of its months known (a new firm) or a median below the minimum it is not assessed."
      ),
      Bilingual(
        zh: "有 days_before_pay_day 时只在发薪日前那些天（含当天）评。",
        en:
          "With days_before_pay_day it is only assessed so many days before the next pay day, which counts."
      ),
      Bilingual(
        zh:
          "余额是状态：有 days_before_pay_day 时，本月已知的最新余额也算一个月，且最新，与数据已到的最后月份的通常月份相比；专户数据迟到（超过 error_days）的，以前月份的余额不再说明什么，本月没有余额就不评。",
        en:
          "A balance is a state: with days_before_pay_day the newest one told of the running month counts, too, as the last month, held against the usual month of the last one delivered; when the feed is late (beyond error_days) balances of earlier months say nothing any more, and without one of the running month it is not assessed."
      ),
      Bilingual(
        zh: "有 days_before_pay_day 且与专户发放相比时，该发薪日应付的工资中已从专户发出的，与余额合计（已发的工资无须再备）。",
        en:
          "With days_before_pay_day and against wages out, what the account has paid already of the wages due on that day counts with the balance: wages that went out need not lie there again."
      ),
    ],
    parameters: [
      Parameter("measure", .measure, "指标", "the value"),
      Parameter("months", .integer(1...36), "看最近几个月", "the last months looked at"),
      Parameter(
        "take", .word(["mildest", "worst"]), isOptional: true, "取最轻（默认）还是最重的月份",
        "the mildest month (default) or the worst"),
      Parameter(
        "days_before_pay_day", .integer(0...14), isOptional: true, "只在发薪日前几天评",
        "only so many days before a pay day"),
      Against.parameter,
    ],
    bounds: PointsBins.Bound.allCases,
    places: [
      .init("month", "决定的月份", "the month that decides"),
      .init("months", "看了几个月", "months looked at"), .init("value", "该月的值", "its value", .quantity),
      .init("paid", "该发薪日应付工资中已发出的", "of the wages due on the pay day, paid already", .quantity),
      .init("base", "通常月份", "the usual month", .quantity),
      .init("percent", "占通常月份的比例", "share of the usual month", .percent),
      .init("fall", "比通常月份少多少（负数为多）", "how much less than usual (below 0: more)", .percent),
      .init("pay_day", "下一个发薪日", "the next pay day"), .init("project", "工程", "the project"),
    ])

  let measure: Measure
  let months: Int
  let takesWorst: Bool
  /// The worst month of a project stays when it is finished.
  var looksAtFinishedProjects: Bool { takesWorst }
  let daysBeforePayDay: Int?
  let against: Against?

  init(_ given: GivenParameters) throws(ScorecardFault) {
    measure = try given.measure("measure")
    months = try given.integer("months")
    takesWorst = given.has("take") ? try given.word("take") == "worst" : false
    daysBeforePayDay =
      given.has("days_before_pay_day") ? try given.integer("days_before_pay_day") : nil
    against = try Against(given, of: measure)
  }

  /// What stands on an account is known before the month is over.
  fileprivate var readsRunningMonth: Bool {
    daysBeforePayDay != nil && measure == .accountBalance
  }

  /// Wages that went out need not lie on the account for the pay day.
  fileprivate var countsWhatIsPaid: Bool {
    readsRunningMonth && against?.measure == .accountWages
  }

  var formula: Bilingual {
    let value =
      countsWhatIsPaid
      ? Bilingual(
        zh: "（该月的值 + 该发薪日应付工资中已发出的）",
        en: "(the month's value + what is paid already of the wages due)")
      : Bilingual(zh: "该月的值", en: "the month's value")
    return Bilingual(
      zh:
        "\(against == nil ? "该月的值" : "\(value.zh) ÷ 通常月份（\(against?.months ?? 0) 个月的中位数）")；最近 \(months) 个月取最\(takesWorst ? "重" : "轻")的一个月",
      en:
        "\(against == nil ? "the month's value" : "\(value.en) / a usual month (median of \(against?.months ?? 0) months)"); of the last \(months.counted("month")) the \(takesWorst ? "worst" : "mildest") decides"
    )
  }

  var binUnit: BinUnit { against == nil ? .quantity(measure.unit) : .basisPoints }
  var measures: [Measure] { [measure] + against.measures }
  var reachMonths: Int { months + against.reachMonths }

  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? { LevelEvaluator(self, bins.bound, block, calendar) }
}

/// `level` on one block.
struct LevelEvaluator: IndicatorEvaluator {
  private let kind: LevelKind
  private let bound: PointsBins.Bound
  private let matrix: MeasureMatrix
  private let calendar: SignalCalendar
  /// The months that have ended, newest first, as many as are looked at.
  private let ended: [Int]
  /// The month that has not, where what is known of it counts.
  private let running: Int?
  private let usual: UsualMonth?
  /// Of each project, what went out of the wages that are due next.
  private let paid: [Int64]

  init?(
    _ kind: LevelKind, _ bound: PointsBins.Bound, _ block: SignalBlock, _ calendar: SignalCalendar
  ) {
    // What stood on an account before its feed was late may have changed since.
    let isStale = kind.readsRunningMonth && calendar.isLate(kind.measure)
    let columns = isStale ? [] : calendar.columns(kind.measure).suffix(kind.months)
    running = kind.readsRunningMonth ? calendar.runningColumn : nil
    guard let matrix = MeasureMatrix(kind.measure, block), !columns.isEmpty || running != nil
    else { return nil }
    if let days = kind.daysBeforePayDay {
      guard let next = calendar.nextPayDay, next.days(since: calendar.asOf) <= days else {
        return nil
      }
    }
    self.kind = kind
    self.bound = bound
    self.matrix = matrix
    self.calendar = calendar
    ended = columns.reversed()
    usual = kind.against.flatMap { UsualMonth($0, of: kind.measure, block, calendar) }
    guard kind.against == nil || usual != nil else { return nil }
    paid =
      kind.countsWhatIsPaid
      ? block.projects.map { project in
        calendar.nextPayMonth.flatMap { project.pay.amounts[$0] } ?? 0
      } : []
  }

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? { deciding(row, &scratch)?.value }

  /// The months looked at, newest first.
  private func columns(_ row: Int) -> ArraySlice<Int> {
    let end = matrix.end(row)
    guard let running, matrix[row, running] != SignalBlock.absent else {
      return ended.drop { $0 > end }
    }
    return ([running] + ended).prefix(kind.months).drop { $0 > end }
  }

  /// The newest month where the mildest decides, all months with a row where the worst does.
  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] {
    let columns = columns(row)
    let months =
      kind.takesWorst
      ? columns.filter { matrix[row, $0] != SignalBlock.absent } : Array(columns.prefix(1))
    if kind.measure == .disbursementOpenDays, bound.isUpward {
      // Nobody makes days fewer: what was due is paid, the longest open first.
      let longest = months.sorted { (matrix[row, $1], $0) < (matrix[row, $0], $1) }
      return [.settle(Cells(kind.measure, row, longest))]
    }
    let cells = Cells(kind.measure, row, months.sorted())
    return [bound.isUpward ? .most(cells) : .least(cells)]
  }

  /// Of equal ones the newest.
  private func deciding(
    _ row: Int, _ scratch: inout [Int64]
  ) -> (value: Quotient, column: Int)? {
    let columns = columns(row)
    guard kind.takesWorst || columns.count == kind.months else { return nil }
    return DecidingMonth.find(columns, bound, takesWorst: kind.takesWorst) {
      value(row, $0, &scratch)
    }
  }

  private func value(_ row: Int, _ column: Int, _ scratch: inout [Int64]) -> Quotient? {
    let value = matrix[row, column]
    guard value != SignalBlock.absent else { return nil }
    guard let usual else { return Quotient(value) }
    return usual.value(firm: row, at: usualColumn(column), &scratch).map {
      Quotient(basisPoints: covered(row, column), of: Int128($0))
    }
  }

  /// What is held against a usual month.
  private func covered(_ row: Int, _ column: Int) -> Int128 {
    Int128(matrix[row, column]) + Int128(paid.isEmpty ? 0 : paid[row])
  }

  /// A month that has not ended has no usual month of its own yet: that of the last one known.
  private func usualColumn(_ column: Int) -> Int {
    column == running ? usual?.newest ?? column - 1 : column
  }

  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    let columns = columns(row)
    guard let deciding = deciding(row, &scratch) else { return .nothing }
    let unit = kind.measure.unit
    var values: ReasonValues = [
      "month": .same(calendar.month(deciding.column).description),
      "months": .same(String(columns.count)),
      "value": .same(ShownNumber.quantity(matrix[row, deciding.column], unit)),
      "base": .same("-"), "percent": .same("-"), "fall": .same("-"), "project": .same("-"),
      "pay_day": .same(calendar.nextPayDay?.description ?? "-"), "paid": .same("-"),
    ]
    if !paid.isEmpty, paid[row] > 0 {
      values["paid"] = .same(ShownNumber.quantity(paid[row], unit))
    }
    var evidence = calendar.evidence(
      kind.measure, kind.takesWorst ? [deciding.column] : Array(columns))
    if let usual,
      let base = usual.value(firm: row, at: usualColumn(deciding.column), &scratch)
    {
      let fall = Quotient(
        basisPoints: Int128(base) - covered(row, deciding.column), of: Int128(base))
      values["base"] = .same(ShownNumber.quantity(base, unit))
      values["percent"] = .same(ShownNumber.percent(deciding.value))
      values["fall"] = .same(ShownNumber.percent(fall))
      let known = usual.columns(firm: row, at: usualColumn(deciding.column))
      evidence = calendar.merged(evidence, calendar.evidence(usual.against.measure, known))
    }
    return Explanation(values: values, evidence: evidence)
  }
}
