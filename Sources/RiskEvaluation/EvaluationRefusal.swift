public import WageDomain

/// Why nothing can be estimated.
public enum EvaluationRefusal: Error, Hashable, Sendable {
  case noEvents
  /// A log in which no visit found anything.
  case nothingFound(visits: Int)
  /// All visits are of one day: no order makes one of them earlier.
  case oneDay(Day, visits: Int)
  /// A ranked list without a firm.
  case emptyList
  /// A ranked list that has no firm of the log.
  case nobodyListed(listed: Int, firms: Int)
  /// All firms of the log have one rank.
  case equalRanks(firms: Int)
  /// The cutoff has no day of the table before it or after it.
  case cutoffOutside(Day, first: Day, last: Day)
  /// The horizon reaches past the last known day, where what did not happen yet looks like nothing.
  case horizonOpen(Day, end: Day, last: Day)

  /// A feed behind the label never came, or no rule says when wages are due.
  case labelUnknown(OutcomeLabel)
  /// The card learned from days that the label of the cutoff would judge it on.
  case labelInTraining(Day, trainedUntil: Day)
  /// No first day of a month has a label that is known to its end.
  case noCutoff(horizon: Horizon, trainedUntil: Day? = nil)

  /// What was found and what is expected.
  public var text: Bilingual {
    switch self {
    case .noEvents:
      Bilingual(zh: "没有一条带日期的记录，应至少有一条", en: "found no dated event, expected at least one")
    case .nothingFound(let visits):
      Bilingual(
        zh: "\(visits) 次走访均未发现问题，至少要有一次",
        en: "\(visits) visits found nothing, expected at least one find")
    case .oneDay(let day, let visits):
      Bilingual(
        zh: "\(visits) 次走访都在 \(day)，应至少有两天：同一天内没有先后",
        en:
          "found \(visits.counted("visit")), all on \(day), expected two days or more: within one no "
          + "order makes a visit earlier")
    case .emptyList:
      Bilingual(zh: "名单上没有一家企业，应至少有一家", en: "found no firm on the list, expected at least one")
    case .nobodyListed(let listed, let firms):
      Bilingual(
        zh: "走访记录中的 \(firms) 家企业，名单上（\(listed) 家）一家也没有：名单没有给出次序",
        en:
          "found none of the log's \(firms.counted("firm")) among the \(listed) of the list: it gives no "
          + "order")
    case .equalRanks(let firms):
      Bilingual(
        zh: "走访记录中的 \(firms) 家企业名次全都相同：名单没有给出次序",
        en: "found one rank for all of the log's \(firms.counted("firm")): the list gives no order")
    case .cutoffOutside(let cutoff, let first, let last):
      Bilingual(
        zh: "截点 \(cutoff) 不在数据之内，应晚于 \(first)、不晚于 \(last)",
        en: "cutoff \(cutoff) lies outside the data, expected after \(first) and by \(last)")
    case .horizonOpen(let cutoff, let end, let last):
      Bilingual(
        zh: "截点 \(cutoff) 的观察期到 \(end)，而数据只到 \(last)：尚未发生的会被当作没有发生",
        en: "the horizon of cutoff \(cutoff) ends on \(end), the data on \(last): what has not "
          + "happened yet would count as not happening")
    case .labelUnknown(let label): Self.unknown(label)
    case .labelInTraining(let cutoff, let trainedUntil):
      Bilingual(
        zh: "评分表所学的结果到 \(trainedUntil) 为止，截点 \(cutoff) 须晚于该日：否则是拿学过的来考",
        en:
          "the card learned from outcomes up to \(trainedUntil), expected a cutoff after it, found "
          + "\(cutoff): it would be judged by what it learned from")
    case .noCutoff(let horizon, let trainedUntil):
      Bilingual(
        zh: "没有一个月初既有半年以上的历史、其后 \(horizon.text.zh)的结果又已全部获知"
          + (trainedUntil.map { "，且晚于评分表所学结果的末日 \($0)" } ?? ""),
        en:
          "found no first day of a month with half a year of data before it and a known outcome of "
          + "the \(horizon.text.en) after it"
          + (trainedUntil.map { ", later than \($0), the last day that the card learned from" }
            ?? ""))
    }
  }

  private static func unknown(_ label: OutcomeLabel) -> Bilingual {
    switch label {
    case .arrears:
      Bilingual(
        zh: "不知道哪些工资未发：工资发放数据不足两个月，或评分表没有 wages-unpaid 规则",
        en:
          "which wages are unpaid is not known: payroll has delivered fewer than two months, or no "
          + "card has a wages-unpaid trigger")
    case .complaint:
      Bilingual(zh: "没有任何投诉数据", en: "no complaints have ever come")
    case .either:
      Bilingual(
        zh: "工资发放不足两个月，或没有任何投诉数据",
        en: "payroll has delivered fewer than two months, or no complaints have ever come")
    }
  }
}
