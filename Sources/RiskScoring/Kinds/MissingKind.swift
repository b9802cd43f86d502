import WageDomain

/// `missing`: a signal that stopped coming while the feed went on.
struct MissingKind: IndicatorKind {
  static let form = KindForm(
    name: "missing",
    summary: Bilingual(
      zh: "数据本身还在来，这一户却不再有行",
      en: "a signal that stopped coming while the feed went on"),
    rules: [
      Bilingual(
        zh:
          "值为从最近一个数据已到的月份往回、连续没有本户行的月数；此前 history_months 个月里须至少有 present_months 个月有行（新企业、从未报过的不评）。",
        en:
          "The value is how many covered months, back from the last, have no row; of the history_months before, at least present_months must have one (a new firm, or one that was never there, is not assessed)."
      ),
      Bilingual(
        zh: "数据未到的月份跳过；数据迟到不说明任何一家。静默超过 forget_after_months 视为已不在；已注销迁出的不评。",
        en:
          "A month the feed does not cover is passed over; a late feed says nothing. Beyond forget_after_months the firm is taken to be gone; one struck off or moved away is not missed."
      ),
      Bilingual(
        zh: "多个户号中只要一个有行就不算缺。", en: "A row of one of several accounts is enough."),
    ],
    parameters: [
      Parameter("measure", .measure, "指标", "the signal"),
      Parameter("history_months", .integer(1...36), "此前看几个月", "months looked at before"),
      Parameter(
        "present_months", .integer(1...36), "其中至少几个月有行", "at least so many of them with a row"),
      Parameter(
        "forget_after_months", .integer(1...36), "静默超过几个月不再评", "after so many silent months"),
    ],
    bounds: [.atLeast, .above],
    places: [
      .init("since", "第一个缺的月份", "the first silent month"),
      .init("last", "最后有行的月份", "the last month with a row"),
      .init("months", "缺几个月", "silent months"), .init("project", "工程", "the project"),
    ])

  let measure: Measure
  let historyMonths: Int
  let presentMonths: Int
  let forgetAfterMonths: Int

  init(_ given: GivenParameters) throws(ScorecardFault) {
    measure = try given.measure("measure")
    historyMonths = try given.integer("history_months")
    presentMonths = try given.integer("present_months")
    forgetAfterMonths = try given.integer("forget_after_months")
    guard presentMonths <= historyMonths else {
      throw ScorecardFault(
        found: .same("present_months \(presentMonths)"),
        expected: Bilingual(
          zh: "不超过 history_months，即 \(historyMonths)",
          en: "at most history_months, \(historyMonths)"))
    }
  }

  var formula: Bilingual {
    Bilingual(
      zh: "从最近的月份往回连续没有行的月数；此前 \(historyMonths) 个月中须有 \(presentMonths) 个月有行",
      en:
        "months in a row without a row, back from the newest; \(presentMonths) of the \(historyMonths) before must have one"
    )
  }

  var binUnit: BinUnit { .whole(Bilingual(zh: "个月", en: "months")) }
  var measures: [Measure] { [measure] }
  /// A year of slack for months that the feed does not cover.
  var reachMonths: Int { historyMonths + forgetAfterMonths + 12 }

  func evaluator(
    _ bins: PointsBins, _ block: SignalBlock, _ calendar: SignalCalendar
  ) -> (any IndicatorEvaluator)? { MissingEvaluator(self, block, calendar) }
}

/// `missing` on one block.
struct MissingEvaluator: IndicatorEvaluator {
  private let kind: MissingKind
  private let matrix: MeasureMatrix
  private let calendar: SignalCalendar
  /// Newest first.
  private let columns: [Int]

  init?(_ kind: MissingKind, _ block: SignalBlock, _ calendar: SignalCalendar) {
    guard let matrix = MeasureMatrix(kind.measure, block) else { return nil }
    self.kind = kind
    self.matrix = matrix
    self.calendar = calendar
    columns = calendar.columns(kind.measure).reversed()
  }

  func value(_ row: Int, _ scratch: inout [Int64]) -> Quotient? {
    guard !matrix.isGone[row] else { return nil }
    let silent = silentMonths(row)
    guard silent > 0, silent <= kind.forgetAfterMonths else { return nil }
    var present = 0
    for column in columns[silent...].prefix(kind.historyMonths)
    where matrix[row, column] != SignalBlock.absent { present += 1 }
    return present >= kind.presentMonths ? Quotient(Int64(silent)) : nil
  }

  /// A row like the last one: any row ends the silence.
  func levers(_ row: Int, _ bins: PointsBins) -> [Lever] {
    guard let newest = columns.first,
      let last = columns.first(where: { matrix[row, $0] != SignalBlock.absent })
    else { return [] }
    return [.fixed([.row(Cells(kind.measure, row, [newest]), matrix[row, last])])]
  }

  /// Not beyond what can still count, so that a firm that never had a row costs little.
  private func silentMonths(_ row: Int) -> Int {
    var silent = 0
    for column in columns {
      guard silent <= kind.forgetAfterMonths, matrix[row, column] == SignalBlock.absent else {
        break
      }
      silent += 1
    }
    return silent
  }

  func explain(_ row: Int, _ scratch: inout [Int64]) -> Explanation {
    let silent = silentMonths(row)
    let history = columns[silent...].prefix(kind.historyMonths)
      .filter { matrix[row, $0] != SignalBlock.absent }
    return Explanation(
      values: [
        "since": .same(calendar.month(columns[silent - 1]).description),
        "last": .same(history.first.map { calendar.month($0).description } ?? "-"),
        "months": .same(String(silent)), "project": .same("-"),
      ],
      evidence: calendar.evidence(kind.measure, history))
  }
}
