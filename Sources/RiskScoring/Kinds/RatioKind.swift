import WageDomain

/// `ratio`: one measure as a share of another in the same month.
struct RatioKind: IndicatorKind {
  static let form = KindForm(
    name: "ratio",
    summary: Bilingual(
      zh: "同月两个指标之比，如已发工资人数比出勤人数、已拨比应拨",
      en: "one measure over another of the same month: paid over attended, transferred over due"),
    rules: [
      Bilingual(
        zh: "看两边数据都已到、且已过的最近 months 个月，以最轻的一个月为值（take: worst 则在可评的月份中取最重的，下个月正常了也不忘）；发薪日未过的工资月份不看。",
        en:
          "The last months that both feeds cover and that have ended, wages only after their pay day; the mildest month is the value, so that one odd month does not fire (take: worst takes the most severe of those that are assessed, so that a month is not forgotten when the next one is well)."
      ),
      Bilingual(
        zh: "分母缺行、为零或低于 minimum_whole 的不评；分子缺行按 absent_part 定：zero 算零，unknown 不评。",
        en:
          "A whole that is missing, zero or below minimum_whole is not assessed; a missing part is what absent_part says: zero, or unknown and not assessed."
      ),
      Bilingual(
        zh:
          "已发比应发（payroll.persons、wage_account.paid_persons 比人数，disbursement.paid_yuan 比 due_yuan）的，100% 不得落入任何一档：全部发放不是风险。",
        en:
          "Of what was paid over what was to be paid (payroll.persons or wage_account.paid_persons over persons, disbursement.paid_yuan over due_yuan) 100% may reach no bin: all of it paid is nobody's trouble."
      ),
      Bilingual(
        zh: "工程类指标按工程分别算，最差的工程为准；竣工的不评，但 take: worst 仍看其出勤和应拨，竣工之后的月份也看（竣工不免所欠，照常出勤的工资照付）。",
        en:
          "Measures of projects are held against each other project by project and the worst decides; finished projects are not assessed, but take: worst still looks at who attended and what fell due there, after the finishing, too (to be finished pays no wages)."
      ),
      Bilingual(
        zh: "专户发放工资而未写人数的，该工资月发了多少人不明，不评（不算零）。",
        en:
          "Where wages went out of an account without a head-count, nobody knows how many were paid for that month: it is not assessed, and not zero."
      ),
      Bilingual(
        zh: "工程没有专户流水的，以及专户首笔流水之前的月份，从专户发了多少人不明，不评（不算零）：没有专户是 lacking 的事。",
        en:
          "Of a project without any transaction of a wage account, and of months before the account's first one, nobody knows how many were paid: not assessed, and not zero. That there is no account is for lacking to say."
      ),
      Bilingual(
        zh: "工资发放未写所属月的，先抵发放前一个月已出勤而未发的人，再抵更早的（从最早的起），其余算发放当月；所以只有各笔怎么算都不够时，才有月份不足。",
        en:
          "Wages whose month nobody told go to those who attended and are not paid yet, of the month before the payment, then of older months, the oldest first; the rest is of the month of the payment. So a month is short only where the payments do not suffice for all."
      ),
    ],
    parameters: [
      Parameter("part", .measure, "分子", "the part"),
      Parameter("whole", .measure, "分母", "the whole"),
      Parameter("months", .integer(1...24), "看最近几个月", "the last months looked at"),
      Parameter(
        "take", .word(["mildest", "worst"]), isOptional: true, "取最轻（默认）还是最重的月份",
        "the mildest month (default) or the worst"),
      Parameter(
        "minimum_whole", .quantity(of: "whole"), "分母低于此值不评", "a smaller whole is not assessed"),
      Parameter("absent_part", .word(["zero", "unknown"]), "分子缺行怎么算", "what a missing part is"),
    ],
    bounds: PointsBins.Bound.allCases,
    places: [
      .init("month", "决定的月份", "the month that decides"),
      .init("months", "看了几个月", "months looked at"), .init("part", "分子", "the part", .quantity),
      .init("whole", "分母", "the whole", .quantity), .init("percent", "比例", "the share", .percent),
      .init("short", "差多少百分点", "what is short of the whole", .percent),
      .init("project", "工程", "the project"),
    ])

  let part: Measure
  let whole: Measure
  let months: Int
  let takesWorst: Bool
  /// The worst month of a project stays when it is finished.
  var looksAtFinishedProjects: Bool { takesWorst }
  let minimumWhole: Int64
  let absentIsZero: Bool

  init(_ given: GivenParameters) throws(ScorecardFault) {
    part = try given.measure("part")
    whole = try given.measure("whole")
    months = try given.integer("months")
    takesWorst = given.has("take") ? try given.word("take") == "worst" : false
    minimumWhole = try given.quantity("minimum_whole")
    absentIsZero = try given.word("absent_part") == "zero"
    guard part.unit == whole.unit, part.isOfProjects == whole.isOfProjects else {
      throw ScorecardFault(
        found: Bilingual(
          zh: "\(part.name) 比 \(whole.name)", en: "\(part.name) over \(whole.name)"),
        expected: Bilingual(
          zh: "单位相同、同属企业或同属工程的两个指标",
          en: "two measures in one unit, both of firms or both of projects"))
    }
  }

  /// What was paid of what was to be paid: the whole of it is nobody's trouble.
  private var isPaidShare: Bool {
    switch (part, whole) {
    case (.payrollPersons, _), (.accountPaidPersons, _), (.disbursementPaid, .disbursementDue): true
    default: false
    }
  }

  func fault(in bins: PointsBins) -> ScorecardFault? {
    guard isPaidShare, bins.isReached(by: Quotient(10_000)) else { return nil }
    let percent = ShownNumber.percent(Quotient(bins.bins[0].threshold))
    return ScorecardFault(
      found: Bilingual(
        zh: "\(bins.bound.rawValue) \(percent)%：全部发放（100%）也算",
        en: "\(bins.bound.rawValue) \(percent)%, which 100%, all of it paid, reaches"),
      expected: Bilingual(
        zh: "100% 不落入的档，如 below: 90%", en: "bins that 100% does not reach, e.g. below: 90%"),
      place: 0)
  }

  var formula: Bilingual {
    Bilingual(
      zh:
        "\(part.title.zh) ÷ \(whole.title.zh)，同一月份；最近 \(months) 个月取最\(takesWorst ? "重" : "轻")的一个月",
      en:
        "\(part.title.en) / \(whole.title.en) of the same month; of the last \(months.counted("month")) the \(takesWorst ? "worst" : "mildest") decides"
    )
  }

  var binUnit: BinUnit { .basisPoints }
  var measures: [Measure] { [part, whole] }
  /// Half a year of slack for months that one of the feeds does not cover.
  var reachMonths: Int { months + 6 }

  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? { RatioEvaluator(self, bins.bound, block, calendar) }
}

/// `ratio` on one block.
struct RatioEvaluator: IndicatorEvaluator {
  private let kind: RatioKind
  private let bound: PointsBins.Bound
  private let part: MeasureMatrix?
  private let whole: MeasureMatrix
  private let calendar: SignalCalendar
  /// Of each project, what its account says of wages; empty unless persons paid from it are asked for.
  private let pays: [SitePay]
  /// Newest first.
  private let columns: [Int]

  private func columns(_ row: Int) -> ArraySlice<Int> {
    let end = whole.end(row)
    return columns.drop { $0 > end }
  }

  init?(
    _ kind: RatioKind, _ bound: PointsBins.Bound, _ block: SignalBlock, _ calendar: SignalCalendar
  ) {
    guard let whole = MeasureMatrix(kind.whole, block) else { return nil }
    part = MeasureMatrix(kind.part, block)
    guard part != nil || kind.absentIsZero else { return nil }
    self.kind = kind
    self.bound = bound
    self.whole = whole
    self.calendar = calendar
    pays = kind.part == .accountPaidPersons ? block.projects.map(\.pay) : []
    let covered = Set(calendar.columns(kind.part))
    let first = calendar.asOf.month.months(since: calendar.firstMonth) - kind.reachMonths
    columns = calendar.columns(kind.whole).filter { covered.contains($0) && $0 > first }
      .suffix(kind.months).reversed()
    guard kind.takesWorst ? !columns.isEmpty : columns.count == kind.months else { return nil }
  }

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? { deciding(row)?.value }

  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] {
    if kind.takesWorst {
      return bins.bins.reversed().map { .ofRow(row, changes(row, outOf: $0.threshold)) }
    }
    let cells = Cells(kind.part, row, Array(columns.prefix(1)))
    return [bound.isUpward ? .most(cells) : .least(cells)]
  }

  /// Of each month that reaches the threshold, the part from which on it no longer does.
  private func changes(_ row: Int, outOf threshold: Int64) -> [InputChange] {
    columns(row).reversed().compactMap { column in
      guard let value = value(row, column), value.reaches(threshold, bound) else { return nil }
      let cells = Cells(kind.part, row, [column])
      let share = Int128(threshold) * Int128(whole[row, column])
      let floor = Int64(clamping: share / 10_000)
      let isWhole = share % 10_000 == 0
      return switch bound {
      case .below: .atLeast(cells, isWhole ? floor : floor + 1)
      case .atMost: .atLeast(cells, floor + 1)
      case .above: .atMost(cells, floor)
      case .atLeast: .atMost(cells, isWhole ? floor - 1 : floor)
      }
    }
  }

  private func deciding(_ row: Int) -> (value: Quotient, column: Int)? {
    DecidingMonth.find(columns(row), bound, takesWorst: kind.takesWorst) { value(row, $0) }
  }

  private func value(_ row: Int, _ column: Int) -> Quotient? {
    let whole = whole[row, column]
    guard whole != SignalBlock.absent, whole >= kind.minimumWhole, let part = known(row, column)
    else { return nil }
    return Quotient(basisPoints: Int128(part), of: Int128(whole))
  }

  private func known(_ row: Int, _ column: Int) -> Int64? {
    if !pays.isEmpty, pays[row].uncounted.contains(calendar.month(column)) { return nil }
    let value = part.map { $0[row, column] } ?? SignalBlock.absent
    guard value == SignalBlock.absent else { return value }
    return kind.absentIsZero && hasAccount(row, column) ? 0 : nil
  }

  /// Where there is no account, or not yet, that it paid nobody says nothing.
  private func hasAccount(_ row: Int, _ column: Int) -> Bool {
    pays.isEmpty || pays[row].since.map { $0 <= calendar.month(column) } ?? false
  }

  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    guard let deciding = deciding(row), let part = known(row, deciding.column) else {
      return .nothing
    }
    let whole = whole[row, deciding.column]
    let months = kind.takesWorst ? [deciding.column] : columns
    let short = Quotient(basisPoints: Int128(whole) - Int128(part), of: Int128(whole))
    return Explanation(
      values: [
        "month": .same(calendar.month(deciding.column).description),
        "months": .same(String(columns(row).count)),
        "part": .same(ShownNumber.quantity(part, kind.part.unit)),
        "whole": .same(ShownNumber.quantity(whole, kind.whole.unit)),
        "percent": .same(ShownNumber.percent(deciding.value)),
        "short": .same(ShownNumber.percent(short)), "project": .same("-"),
      ],
      evidence: calendar.merged(
        calendar.evidence(kind.part, months), calendar.evidence(kind.whole, months)))
  }
}
