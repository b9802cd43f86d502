import WageDomain

/// Payments that the state lets firms put off; the agency's list shows them as owed until the end.
struct Deferral: Sendable {
  enum Debt { case insurance, tax }

  let debt: Debt
  let industries: [String]
  let spell: Spell
  /// Firms that make use of it, per thousand of the trades.
  let taken: Int

  /// Owed in the month, per thousand of a month's due.
  func owed(_ parameters: SimulationParameters, _ firm: SimulatedFirm, _ month: Month) -> Int {
    guard industries.contains(where: firm.trade.industry.hasPrefix),
      let place = spell.place(of: month, parameters)
    else { return 0 }
    var draw = Draw(parameters.seed, .shock, firm.index, 1)
    return draw.chance(taken) ? 1000 * (place + 1) : 0
  }
}
