/// From which amount on the refusal to pay wages is a crime, as the province fixed it.
///
/// Policies are shipped without one: until it is set, nothing is compared and nothing is said.
///
/// - Source: 刑法 第276条之一; 法释〔2013〕3号 第三条 leaves the figures to the province.
public struct CriminalAmount: Hashable, Sendable {
  public let region: Bilingual
  /// What one worker is owed, for ``months`` or more.
  public let oneWorker: Money
  public let months: Int
  /// From so many workers on ``total`` counts, whatever the months.
  public let persons: Int64
  public let total: Money
  public let source: String

  public init(
    region: Bilingual, oneWorker: Money, months: Int, persons: Int64, total: Money, source: String
  ) {
    self.region = region
    self.oneWorker = oneWorker
    self.months = months
    self.persons = persons
    self.total = total
    self.source = source
  }

  /// A case's numbers beside the province's. It says nothing of guilt: an order to pay that was not
  /// obeyed belongs to the crime, and a court decides.
  ///
  /// - Parameters:
  ///   - details: persons and amount, as far as the case states them.
  ///   - owedSince: the first month owed; nil when no complaint says.
  ///   - day: the months before its own count as owed.
  /// - Returns: an answer for each of the two figures.
  public func comparison(
    with details: CaseDetails, owedSince: Month?, asOf day: Day
  ) -> CriminalComparison {
    let months = owedSince.map { max(0, day.month.months(since: $0)) }
    return CriminalComparison(
      amount: self, details: details, months: months, oneWorker: oneWorker(details, months),
      workers: workers(details))
  }

  private func oneWorker(_ details: CaseDetails, _ owed: Int?) -> CriminalComparison.Answer {
    guard let amount = details.amount else { return .unknown }
    // Nobody is owed more than all together.
    if amount < oneWorker { return .notReached }
    guard let owed else { return .unknown }
    if owed < months { return .notReached }
    guard let persons = details.persons, persons > 0 else { return .unknown }
    // When the mean reaches it, so does the worker who is owed most.
    let (needed, overflows) = oneWorker.fen.multipliedReportingOverflow(by: persons)
    return !overflows && amount.fen >= needed ? .reached : .unknown
  }

  private func workers(_ details: CaseDetails) -> CriminalComparison.Answer {
    if details.persons.map({ $0 < persons }) ?? false { return .notReached }
    if details.amount.map({ $0 < total }) ?? false { return .notReached }
    return details.persons == nil || details.amount == nil ? .unknown : .reached
  }
}
