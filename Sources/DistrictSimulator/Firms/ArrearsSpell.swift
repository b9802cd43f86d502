import WageDomain

/// Bills, tax or contributions that a firm which pays its wages owes for some months.
struct ArrearsSpell {
  /// Per thousand of a normal month.
  private(set) var bills = 0
  private(set) var tax = 0
  private(set) var insurance = 0

  init(_ parameters: SimulationParameters, _ firm: SimulatedFirm, _ month: Month) {
    let share = parameters.setting.noise.spells
    guard share > 0 else { return }
    let half = Int(month.index) / 6
    for block in [half - 1, half] {
      var draw = Draw(parameters.seed, .spell, firm.index, block)
      guard draw.chance(share) else { continue }
      let since = Int(month.index) - block * 6 - draw.below(6)
      guard (0..<draw.within(2...5)).contains(since) else { continue }
      add(draw.within(600...1200) * (since + 1), kind: draw.below(100))
    }
  }

  private mutating func add(_ owed: Int, kind: Int) {
    switch kind {
    case 0..<35: bills = max(bills, owed)
    case 35..<60: tax = max(tax, owed)
    case 60..<80: insurance = max(insurance, owed)
    default:
      tax = max(tax, owed)
      insurance = max(insurance, owed)
    }
  }
}
