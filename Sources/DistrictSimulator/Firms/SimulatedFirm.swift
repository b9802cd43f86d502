import WageDomain

/// One invented employer: what it is, and what will become of it.
struct SimulatedFirm: Sendable {
  let index: Int
  let code: CreditCode
  /// ``CreditCode/text`` as bytes, written some hundred times.
  let codeText: [UInt8]
  let name: String
  /// The brand alone, as workers call the firm.
  let brand: String
  let trade: Trade
  let town: String
  /// Headcount of a normal month.
  let persons: Int
  let registeredOn: Day
  let capitalYuan: Int
  let representative: String
  /// The first month with signals; firms older than the district's period begin with it.
  let firstMonth: Month
  /// The firm's own pay day in the month after, 8...15.
  let payDay: Int
  let payPattern: PayPattern
  let wageFen: Int
  let insuredPermille: Int
  /// Power, water and gas against the trade's usual, per thousand.
  let intensity: Int
  let salesIntensity: Int
  /// Behind with utility bills as a habit, though it pays wages.
  let paysBillsLate: Bool
  var electricity: [UtilityAccount]
  var water: [UtilityAccount]
  var gas: [UtilityAccount]
  var fate = Fate()

  enum PayPattern: Sendable {
    case once
    /// Office and workshop, on days of their own.
    case batches
    /// Piece workers at the end of the month, the others on the pay day.
    case twice
  }

  /// The day on which wages of `month` fall due: the firm's pay day, before it on a rest day.
  func payDay(for month: Month) -> Day {
    SpringFestival.workingDay(
      onOrBefore: month.adding(months: 1).firstDay.adding(days: payDay - 1))
  }

  func operates(in month: Month) -> Bool {
    guard month >= firstMonth else { return false }
    if let last = fate.lastMonth { return month <= last }
    return true
  }
}

/// A customer number of a utility.
struct UtilityAccount: Sendable {
  let number: String
  /// The part of the firm's use that this account has, per thousand.
  let share: Int
  /// The new number after the meter was changed, and the month of the change.
  var change: (number: String, month: Month)?
  /// The agency sends this account without the firm's code.
  var code: CodeHabit = .given

  enum CodeHabit: Sendable {
    case given
    /// From the second month on the code is sometimes missing; the number is known by then.
    case sometimesMissing
    /// Never a code: the exact name is all there is.
    case nameOnly
    /// Never a code, and a name that nobody has.
    case mangledName
  }
}
