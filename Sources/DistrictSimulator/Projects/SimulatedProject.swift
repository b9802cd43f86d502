import WageDomain

/// One invented building site with its wage account.
struct SimulatedProject: Sendable {
  let index: Int
  let code: String
  let name: String
  let kind: String
  let isDistrictFunded: Bool
  let approvalNo: String
  let permitNo: String
  /// Index of the general contractor among the firms.
  let contractor: Int
  /// Firms whose workers are paid from the account, the contractor among them.
  let employers: [Int]
  /// Workers on the site, one number an employer.
  let workers: [Int]
  let owner: String
  let town: String
  let contractYuan: Int
  let labourBasisPoints: Int
  let startedOn: Day
  let finishedOn: Day
  /// The first month without a labour-fee transfer.
  var failsFrom: Month?
  /// The owner's money comes on time until it does not come any more.
  var failsSilently = false
  /// Months in which the owner pays late, and pays in the end.
  var strain: ClosedRange<Month>?
  /// The first wage month that the account does not pay.
  var firstUnpaidMonth: Month?

  /// Whether the owner's labour fee of the month does not come into the account.
  func lacksFee(in month: Month) -> Bool {
    if let failsFrom, month >= failsFrom { return true }
    return strain?.contains(month) ?? false
  }

  func concerns(_ firm: Int) -> Bool { contractor == firm || employers.contains(firm) }

  /// The last month that wages are earned on site, within the period.
  func lastActiveMonth(within parameters: SimulationParameters) -> Month {
    min(finishedOn.month.adding(months: -1), parameters.lastMonth)
  }

  func works(in month: Month) -> Bool {
    guard month >= startedOn.month, month < finishedOn.month else { return false }
    if let unpaid = firstUnpaidMonth { return month <= unpaid.adding(months: 1) }
    return true
  }
}
