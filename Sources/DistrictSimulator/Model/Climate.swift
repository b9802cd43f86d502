import WageDomain

/// Season, Spring Festival and a firm's slow ups and downs in one month, per thousand of normal.
struct Climate {
  /// For power, water and gas.
  let level: Int
  /// For sales: the season in full, the festival and the trend by half.
  let salesLevel: Int
  private let trend: Int
  private let firm: SimulatedFirm

  init(_ parameters: SimulationParameters, firm: SimulatedFirm, month: Month) {
    self.firm = firm
    let season = firm.trade.season.permille[month.monthOfYear - 1]
    let festival = Self.festival(parameters.seed, firm, month)
    trend = Self.trend(parameters.seed, firm, month)
    level = season.permille(festival).permille(trend)
    salesLevel = season.permille((1000 + festival) / 2).permille(trend)
  }

  func persons(_ state: FirmMonth) -> Int {
    max(1, firm.persons.permille(state.headcount).permille(1000 + (trend - 1000) / 3))
  }

  /// Each firm closes some days before lunar new year and comes back some days after, not the same
  /// every year; the month loses by the days that fall in it.
  private static func festival(_ seed: UInt64, _ firm: SimulatedFirm, _ month: Month) -> Int {
    guard month.monthOfYear <= 3 else { return 1000 }
    var draw = Draw(seed, .festival, firm.index, month.year)
    let usual = firm.trade.premises.festival
    let off = SpringFestival.daysOff(
      in: month, before: usual.before * draw.within(500...1700) / 1000,
      after: usual.after * draw.within(700...1500) / 1000)
    return 1000 - (1000 - usual.idle) * off / month.dayCount
  }

  /// A line between knots four months apart, so that good and bad times last.
  private static func trend(_ seed: UInt64, _ firm: SimulatedFirm, _ month: Month) -> Int {
    let knot = Int(month.index) / 4
    let place = Int(month.index) % 4
    var before = Draw(seed, .trend, firm.index, knot)
    var after = Draw(seed, .trend, firm.index, knot + 1)
    let first = max(500, 1000 + before.bell(170))
    let second = max(500, 1000 + after.bell(170))
    return (first * (4 - place) + second * place) / 4
  }
}
