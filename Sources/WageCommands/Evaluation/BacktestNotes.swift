import RiskEvaluation
import WageDomain

/// The lines that a person reads below the table of rankings.
struct BacktestNotes {
  let report: BacktestReport

  /// Where so few came true that an order of rankings says little.
  var few: [Bilingual] {
    report.cohorts.compactMap { cohort in
      let counts = cohort.judgements.map(\.positives).filter { $0 > 0 && $0 < Self.fewest }
      guard let least = counts.min() else { return nil }
      return Bilingual(
        zh: "\(cohort.cohort.name)：\(counts.count) 个截点的正例不足 \(Self.fewest)（最少 \(least)），"
          + "只凭一两家就会改变次序",
        en:
          "\(cohort.cohort.name): fewer than \(Self.fewest) came true at \(counts.count.counted("cutoff")), "
          + "as few as \(least): one or two firms more would change the order")
    }
  }

  private static let fewest = 10

  /// Firms of a cohort that owes nothing as far as was known, and did.
  var owedBefore: [Bilingual] {
    report.cohorts.filter { $0.cohort == .usual(.arrears) }.compactMap { cohort in
      let owed = cohort.judgements.map(\.owedBefore).reduce(0, +)
      guard owed > 0 else { return nil }
      let positives = cohort.judgements.map(\.positives).reduce(0, +)
      return Bilingual(
        zh: "\(cohort.cohort.name)：各截点正例共 \(positives)，其中 \(owed) 在截点之前已有未发薪日，当时尚不知道",
        en:
          "\(cohort.cohort.name): of \(positives) that came true at all cutoffs \(owed) had an unpaid "
          + "pay day before theirs that was not known yet")
    }
  }

  /// Lead times, and last month's warnings where any was checked.
  var leads: [Bilingual] {
    let lines = (report.leads ?? []).filter { $0.firms > 0 }.map(line)
    let checked = report.warnings.ofMonth
    guard checked.checked > 0 else { return lines }
    let precision = checked.precision.map { Decimals.text(100 * $0, places: 1) + " %" } ?? "-"
    let month = report.warnings.month
    return lines + [
      Bilingual(
        zh: "\(month) 的预警：核查 \(checked.checked) 件，属实率 \(precision)",
        en: "warnings of \(month): \(checked.checked) checked, \(precision) real")
    ]
  }

  private func line(_ leads: LeadTimes) -> Bilingual {
    let quartiles = leads.quartiles.map { "\($0.median) (\($0.lower)-\($0.upper))" } ?? "-"
    let title = Self.title(leads.event)
    return Bilingual(
      zh: "\(title.zh)之前：\(leads.firms) 家，提前预警 \(leads.leads.count) 家，中位数 \(quartiles) 天；"
        + "不足 \(LeadTimes.fewestDays) 天 \(leads.short) 家，事后 \(leads.after) 家，从未 \(leads.none) 家",
      en: "before \(title.en): \(leads.firms) firms, \(leads.leads.count) warned in time, median "
        + "\(quartiles) days; under \(LeadTimes.fewestDays) days \(leads.short), after the fact "
        + "\(leads.after), never \(leads.none)")
  }

  static func title(_ event: LeadTimes.Event) -> Bilingual {
    switch event {
    case .arrears: Bilingual(zh: "首个未发薪日", en: "the first unpaid pay day")
    case .complaint: Bilingual(zh: "首件欠薪投诉", en: "the first complaint about wages")
    case .groupVisit: Bilingual(zh: "首次群体来访", en: "the first visit of a group")
    }
  }
}
