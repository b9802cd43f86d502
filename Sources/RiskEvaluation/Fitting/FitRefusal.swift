public import WageDomain

/// Why no points are fitted.
public enum FitRefusal: Error, Hashable, Sendable {
  case noRows
  /// One class only.
  case oneOutcome(rows: Int, positives: Int)
  /// Different firms that came true.
  case tooFewPositives(found: Int, needed: Int)
  /// A label window that is not over by the day on which the points are judged.
  case reachesIntoTest(train: Day, end: Day, test: Day)
  /// No rule tells firms that came true from the others.
  case nothingTells(rules: Int)

  /// What was found and what is expected.
  public var text: Bilingual {
    switch self {
    case .noRows:
      Bilingual(zh: "训练截点上没有一家企业", en: "found no firm at the training cutoffs")
    case .oneOutcome(let rows, let positives):
      Bilingual(
        zh: "\(rows) 行中 \(positives) 行为正，须两种结果都有",
        en: "\(positives) of \(rows) rows came true, expected both outcomes")
    case .tooFewPositives(let found, let needed):
      Bilingual(
        zh: "训练截点上为正的企业有 \(found) 家，至少要 \(needed) 家，还差 \(needed - found) 家",
        en: "found \(found) firms that came true at the training cutoffs, expected at least "
          + "\(needed): \(needed - found) more are needed")
    case .reachesIntoTest(let train, let end, let test):
      Bilingual(
        zh: "训练截点 \(train) 的观察期到 \(end)，晚于评估截点 \(test)：评估的结果会被学到",
        en: "the label window of training cutoff \(train) ends on \(end), after the test cutoff "
          + "\(test): what is judged would have been learned")
    case .nothingTells(let rules):
      Bilingual(
        zh: "\(rules) 项规则没有一项能区分为正与为负的企业",
        en: "none of \(rules) rules tells the firms that came true from the others")
    }
  }
}
