import WageDomain

/// Some months of a district, counted back from its last one, so that a short district has them too.
struct Spell: Sendable {
  /// From the last month back to the first month of the spell.
  let before: Int
  let months: Int

  func place(of month: Month, _ parameters: SimulationParameters) -> Int? {
    let place = month.months(since: parameters.lastMonth) + before
    return (0..<months).contains(place) ? place : nil
  }
}

/// Orders of a whole trade fall; most of its firms live through it.
struct Slump: Sendable {
  /// The beginning of the industry code.
  let industry: String
  let spell: Spell
  /// What remains of use and sales, per thousand.
  let remains: Int
  /// Of the firms that come to owe wages (sites left out), those of the trade that do so in the slump
  /// or in the four months after it, per thousand.
  let victims: Int

  func hits(_ trade: Trade) -> Bool { trade.industry.hasPrefix(industry) }
}

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
