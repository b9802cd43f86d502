import RiskEvaluation
import WageDomain

/// What is to be known of the figures beside them: on the terminal, on the page and in JSON.
struct BacktestNote {
  /// As JSON names it.
  enum Kind: String {
    case cohortLeftOut = "cohort-left-out"
    case noEstimate = "no-estimate"
    case fewPositives = "few-positives"
    case owedBefore = "owed-before"
    case dataLate = "data-late"
  }

  let kind: Kind
  /// Nil: of all.
  var cohort: String?
  /// Nil: of all.
  var cutoff: Day?
  let text: Bilingual

  /// The text in the language of the report.
  func json(_ language: Language) -> JSONValue {
    .object([
      "kind": .string(kind.rawValue), "cohort_name": .optional(cohort),
      "cutoff": .optional(cutoff?.description), "text": .string(text.text(language)),
    ])
  }
}

/// The notes of a backtest, and the lines on lead times that a person reads below the table.
struct BacktestNotes {
  let report: BacktestReport

  var all: [BacktestNote] { leftOut + empty + few + owedBefore + late }

  var leftOut: [BacktestNote] {
    report.leftOut.map { cohort, why in
      let name = BacktestNames.judged(cohort.name, by: cohort.label.rawValue)
      return BacktestNote(
        kind: .cohortLeftOut, cohort: cohort.name,
        text: Bilingual(
          zh: "\(name.zh)：未作判断，\(why.text.zh)", en: "\(name.en): not judged, \(why.text.en)"))
    }
  }

  /// Why there is no estimate.
  private var empty: [BacktestNote] {
    report.cohorts.flatMap(\.judgements).filter { !$0.hasBoth }.map { judgement in
      let name = BacktestNames.cohort(judgement.cohort.name)
      return BacktestNote(
        kind: .noEstimate, cohort: judgement.cohort.name, cutoff: judgement.cutoff,
        text: Bilingual(
          zh: "\(judgement.cutoff) \(name.zh)：\(judgement.count) 家中 \(judgement.positives) 家为正，"
            + "无法估计",
          en:
            "\(judgement.cutoff) \(name.en): \(judgement.positives) of \(judgement.count) came true, "
            + "no estimate"))
    }
  }

  /// Where so few came true that an order of rankings says little.
  private var few: [BacktestNote] {
    report.cohorts.compactMap { cohort in
      let counts = cohort.judgements.map(\.positives).filter { $0 > 0 && $0 < Self.fewest }
      guard let least = counts.min() else { return nil }
      let name = BacktestNames.cohort(cohort.cohort.name)
      return BacktestNote(
        kind: .fewPositives, cohort: cohort.cohort.name,
        text: Bilingual(
          zh: "\(name.zh)：\(counts.count) 个截点的正例不足 \(Self.fewest)（最少 \(least)），"
            + "只凭一两家就会改变次序",
          en:
            "\(name.en): fewer than \(Self.fewest) came true at \(counts.count.counted("cutoff")), "
            + "as few as \(least): one or two firms more would change the order"))
    }
  }

  private static let fewest = 10

  /// Firms of a cohort that owes nothing as far as was known, and did.
  private var owedBefore: [BacktestNote] {
    report.cohorts.filter { $0.cohort == .usual(.arrears) }.compactMap { cohort in
      let owed = cohort.judgements.map(\.owedBefore).reduce(0, +)
      guard owed > 0 else { return nil }
      let positives = cohort.judgements.map(\.positives).reduce(0, +)
      let name = BacktestNames.cohort(cohort.cohort.name)
      return BacktestNote(
        kind: .owedBefore, cohort: cohort.cohort.name,
        text: Bilingual(
          zh: "\(name.zh)：各截点正例共 \(positives)，其中 \(owed) 在截点之前已有未发薪日，当时尚不知道",
          en:
            "\(name.en): of \(positives) that came true at all cutoffs \(owed) had an unpaid "
            + "pay day before theirs that was not known yet"))
    }
  }

  private var late: [BacktestNote] {
    Dictionary(
      grouping: report.cohorts.flatMap(\.judgements).filter { !$0.lateFeeds.isEmpty }, by: \.cutoff
    )
    .sorted { $0.key < $1.key }.map { cutoff, own in
      let feeds = own[0].lateFeeds
      return BacktestNote(
        kind: .dataLate, cutoff: cutoff,
        text: Bilingual(
          zh: "\(cutoff)：数据迟到（\(feeds.map(\.title.zh).joined(separator: "、"))）",
          en: "\(cutoff): data late, \(feeds.map(\.title.en).joined(separator: ", "))"))
    }
  }

  /// Lead times, and last month's warnings where any was checked.
  var leads: [Bilingual] {
    let lines = (report.leads ?? []).filter { $0.firms > 0 }.map(line)
    let checked = report.warnings.ofMonth
    guard checked.checked > 0 else { return lines }
    let month = report.warnings.month
    guard let precision = checked.precision.map({ Decimals.text(100 * $0, places: 1) + " %" })
    else {
      return lines + [
        Bilingual(
          zh: "\(month) 的预警：核查 \(checked.checked) 件，均为数据迟到",
          en: "warnings of \(month): \(checked.checked) checked, all of them late data")
      ]
    }
    return lines + [
      Bilingual(
        zh: "\(month) 的预警：核查 \(checked.checked) 件，其中数据迟到 \(checked.dataLate) 件；"
          + "其余 \(checked.aboutFirm) 件的属实率 \(precision)",
        en:
          "warnings of \(month): \(checked.checked) checked, \(checked.dataLate) of them late data; of "
          + "the other \(checked.aboutFirm) \(precision) real")
    ]
  }

  private func line(_ leads: LeadTimes) -> Bilingual {
    let quartiles = leads.quartiles.map { "\($0.median) (\($0.lower)-\($0.upper))" } ?? "-"
    let title = Self.title(leads.event)
    return Bilingual(
      zh: "\(title.zh)之前：\(leads.firms) 家，事前观察期内从未评分 \(leads.notObserved) 家；"
        + "评过分的 \(leads.observed) 家中提前预警 \(leads.leads.count) 家，中位数 \(quartiles) 天，"
        + "不足 \(LeadTimes.fewestDays) 天 \(leads.short) 家，事后 \(leads.after) 家，从未 \(leads.none) 家，"
        + "事后还是从未尚不能定 \(leads.open) 家",
      en:
        "before \(title.en): \(leads.firms.counted("firm")), \(leads.notObserved) scored on no day of "
        + "the horizon before it; of the other \(leads.observed): \(leads.leads.count) warned in time, "
        + "median \(quartiles) days; under \(LeadTimes.fewestDays) days \(leads.short), after the fact "
        + "\(leads.after), never \(leads.none), after or never (not scored long enough) \(leads.open)"
    )
  }

  static func title(_ event: LeadTimes.Event) -> Bilingual {
    switch event {
    case .arrears: Bilingual(zh: "首个未发薪日", en: "the first unpaid pay day")
    case .complaint: Bilingual(zh: "首件欠薪投诉", en: "the first complaint about wages")
    case .groupVisit: Bilingual(zh: "首次群体来访", en: "the first visit of a group")
    }
  }
}
