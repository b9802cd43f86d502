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
    let world = parameters.setting
    let season = firm.trade.season.permille[month.monthOfYear - 1]
    let festival = Self.festival(parameters, firm, month)
    let orders = world.slumps.reduce(1000) { left, slump in
      slump.hits(firm.trade) && slump.spell.place(of: month, parameters) != nil
        ? left.permille(slump.remains) : left
    }
    trend = Self.trend(parameters, firm, month)
    level = season.permille(festival).permille(trend).permille(orders)
      .permille(world.year.heat(firm, month))
    salesLevel = season.permille((1000 + festival) / 2).permille(trend).permille(orders)
  }

  func persons(_ state: FirmMonth) -> Int {
    max(1, firm.persons.permille(state.headcount).permille(1000 + (trend - 1000) / 3))
  }

  /// Each firm closes some days before lunar new year and comes back some days after, not the same
  /// every year; the month loses by the days that fall in it.
  private static func festival(
    _ parameters: SimulationParameters, _ firm: SimulatedFirm, _ month: Month
  ) -> Int {
    guard month.monthOfYear <= 3 else { return 1000 }
    let stretch = parameters.setting.year.festivalStretch
    var draw = Draw(parameters.seed, .festival, firm.index, month.year)
    let usual = firm.trade.premises.festival
    let off = SpringFestival.daysOff(
      in: month, before: (usual.before * draw.within(500...1700) / 1000).permille(stretch),
      after: (usual.after * draw.within(700...1500) / 1000).permille(stretch))
    return 1000 - (1000 - usual.idle) * off / month.dayCount
  }

  /// A line between knots four months apart, so that good and bad times last.
  private static func trend(
    _ parameters: SimulationParameters, _ firm: SimulatedFirm, _ month: Month
  ) -> Int {
    let spread = 170.permille(parameters.setting.noise.swing)
    let seed = parameters.seed
    let knot = Int(month.index) / 4
    let place = Int(month.index) % 4
    var before = Draw(seed, .trend, firm.index, knot)
    var after = Draw(seed, .trend, firm.index, knot + 1)
    let first = max(500, 1000 + before.bell(spread))
    let second = max(500, 1000 + after.bell(spread))
    return (first * (4 - place) + second * place) / 4
  }
}
