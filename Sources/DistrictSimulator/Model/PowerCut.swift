import WageDomain

/// Works are cut off from power by order, on some days of each week.
struct PowerCut: Sendable {
  let industry: String
  let spell: Spell
  /// Works on the list, per thousand of the trade.
  let listed: Int
  /// What remains of their power, per thousand.
  let remains: Int

  func remains(
    _ parameters: SimulationParameters, _ firm: SimulatedFirm, _ month: Month
  ) -> Int {
    guard firm.trade.industry.hasPrefix(industry), spell.place(of: month, parameters) != nil
    else { return 1000 }
    var draw = Draw(parameters.seed, .shock, firm.index)
    return draw.chance(listed) ? remains : 1000
  }
}
