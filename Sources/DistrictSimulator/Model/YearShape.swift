import WageDomain

/// How the year bends what firms use and pay, beyond the season of their trade.
struct YearShape: Sendable {
  /// Days closed around lunar new year, per thousand of the usual.
  var festivalStretch = 1000
  /// The hottest months, by number.
  var furnaceMonths: ClosedRange<Int>?
  /// Firms in trouble whose first unpaid month is one of the three before Spring Festival, per thousand.
  var yearEnd = 0
  /// Firms that pay a bonus with the wages of December, per thousand.
  var bonus = 0

  static let usual = YearShape()

  /// Use in the month, per thousand: sites and works stand still at noon, shops cool.
  func heat(_ firm: SimulatedFirm, _ month: Month) -> Int {
    guard furnaceMonths?.contains(month.monthOfYear) ?? false else { return 1000 }
    return switch firm.trade.premises {
    case .site: 620
    case .factory: 800
    case .shop, .kitchen, .office: 1250
    }
  }

  /// Wages of the month against the usual, per thousand.
  func pay(_ seed: UInt64, _ firm: SimulatedFirm, _ month: Month) -> Int {
    guard bonus > 0, month.monthOfYear == 12 else { return 1000 }
    var draw = Draw(seed, .bonus, firm.index)
    return draw.chance(bonus) ? draw.within(1300...2200) : 1000
  }
}
