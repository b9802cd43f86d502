/// A case's numbers beside the province's criminal amount.
public struct CriminalComparison: Hashable, Sendable {
  public enum Answer: String, CaseIterable, Hashable, Sendable {
    case reached
    case notReached = "not-reached"
    /// The case does not state enough, or its total does not tell one worker's part.
    case unknown

    public var title: Bilingual {
      switch self {
      case .reached: Bilingual(zh: "达到", en: "reached")
      case .notReached: Bilingual(zh: "未达到", en: "not reached")
      case .unknown: Bilingual(zh: "尚不能判断", en: "cannot be told yet")
      }
    }
  }

  public let amount: CriminalAmount
  public let details: CaseDetails
  /// Months owed; nil when no complaint says since when.
  public let months: Int?
  public let oneWorker: Answer
  public let workers: Answer

  public init(
    amount: CriminalAmount, details: CaseDetails, months: Int?, oneWorker: Answer, workers: Answer
  ) {
    self.amount = amount
    self.details = details
    self.months = months
    self.oneWorker = oneWorker
    self.workers = workers
  }

  /// Either figure is enough.
  public var answer: Answer {
    if oneWorker == .reached || workers == .reached { return .reached }
    return oneWorker == .unknown || workers == .unknown ? .unknown : .notReached
  }

  /// What stands on pages while the policy has no amount: never that something is no crime.
  public static let notConfigured = Bilingual(
    zh: "未配置（流程规则 criminal_amount），不作判断",
    en: "not configured (criminal_amount of the workflow policy), so nothing is said")

  /// The code of lists for ``notConfigured``.
  public static let notConfiguredCode = "not-configured"

  /// Both figures, each with the case's numbers, and what more is needed.
  public var text: Bilingual {
    let (one, many) = (amount.oneWorker.description, amount.total.description)
    let persons = details.persons.map { "\($0)" } ?? "?"
    let counted = details.persons.map { $0.counted("person") } ?? "? persons"
    let owed = details.amount?.description ?? "?"
    let since = months.map { "\($0)" } ?? "?"
    return Bilingual(
      zh: """
        \(amount.region.zh)：一名劳动者 \(amount.months) 个月以上且 \(one) 元以上，\
        \(oneWorker.title.zh)（本案 \(persons) 人、\(since) 个月、共 \(owed) 元）；\
        \(amount.persons) 人以上且 \(many) 元以上，\(workers.title.zh)\
        （本案 \(persons) 人、\(owed) 元）；另须经责令支付仍不支付，由司法机关认定
        """,
      en: """
        \(amount.region.en): one worker, \(amount.months) months and \(one) yuan or more: \
        \(oneWorker.title.en) (here \(counted), \(since) months, \(owed) yuan in all); \
        \(amount.persons) persons and \(many) yuan or more: \(workers.title.en) \
        (here \(counted), \(owed) yuan); an order to pay that was not obeyed is needed too, \
        and a court decides
        """)
  }
}
