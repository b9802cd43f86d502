public import WageDomain

/// Why nothing can be estimated.
public enum EvaluationRefusal: Error, Hashable, Sendable {
  case noEvents
  /// A log in which no visit found anything.
  case nothingFound(visits: Int)
  /// The cutoff has no day of the table before it or after it.
  case cutoffOutside(Day, first: Day, last: Day)
  /// The horizon reaches past the last known day, where what did not happen yet looks like nothing.
  case horizonOpen(Day, end: Day, last: Day)

  /// What was found and what is expected.
  public var text: Bilingual {
    switch self {
    case .noEvents:
      Bilingual(zh: "没有一条带日期的记录，应至少有一条", en: "found no dated event, expected at least one")
    case .nothingFound(let visits):
      Bilingual(
        zh: "\(visits) 次走访均未发现问题，至少要有一次",
        en: "\(visits) visits found nothing, expected at least one find")
    case .cutoffOutside(let cutoff, let first, let last):
      Bilingual(
        zh: "截点 \(cutoff) 不在数据之内，应晚于 \(first)、不晚于 \(last)",
        en: "cutoff \(cutoff) lies outside the data, expected after \(first) and by \(last)")
    case .horizonOpen(let cutoff, let end, let last):
      Bilingual(
        zh: "截点 \(cutoff) 的观察期到 \(end)，而数据只到 \(last)：尚未发生的会被当作没有发生",
        en: "the horizon of cutoff \(cutoff) ends on \(end), the data on \(last): what has not "
          + "happened yet would count as not happening")
    }
  }
}
