/// Firms that owe wages and keep clear of the plain rule, per thousand of all; half began before the period.
struct Gaming: Sendable {
  /// Every month's wages come one month late, for ever.
  var monthLate = 0
  /// A part on the pay day, the rest a month later.
  var splitWages = 0
  /// Everybody gets the minimum wage on the pay day, the rest is owed.
  var minimumOnly = 0
  /// Of them, those that are complained about, 60 to 200 days after they began.
  var complained = 0

  static let none = Gaming()

  /// Fen a month.
  ///
  /// - Source: assumption, of the order of the province's third band.
  static let minimumWageFen = 201_000
}
