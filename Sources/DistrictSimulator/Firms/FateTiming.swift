import WageDomain

/// When firms come to owe wages, and which, where slumps and the end of the year have a say.
struct FateTiming {
  private let parameters: SimulationParameters
  private let world: World

  init(_ parameters: SimulationParameters) {
    self.parameters = parameters
    world = parameters.setting
  }

  /// Puts as many firms of a trade in a slump at the head of the candidates as the slump claims.
  func putVictimsFirst(_ candidates: inout [Int], firms: [SimulatedFirm], wanted: Int) {
    for slump in world.slumps {
      let victims = candidates.filter { slump.hits(firms[$0].trade) }
        .prefix(wanted.permille(slump.victims))
      let chosen = Set(victims)
      candidates = victims + candidates.filter { !chosen.contains($0) }
    }
  }

  /// The first unpaid month, counted from the first one; `usual` where nothing moves it.
  func unpaidOffset(_ usual: Int, _ firm: SimulatedFirm) -> Int {
    var draw = Draw(parameters.seed, .shock, firm.index, 2)
    let last = parameters.months
    if let slump = world.slumps.first(where: { $0.hits(firm.trade) }) {
      let start = parameters.months - 1 - slump.spell.before
      return min(last, max(1, start + draw.within(1...(slump.spell.months + 4))))
    }
    guard draw.chance(world.year.yearEnd) else { return usual }
    let ends = (min(5, last)...last).filter { offset in
      [11, 12, 1].contains(parameters.firstMonth.adding(months: offset).monthOfYear)
    }
    return ends.isEmpty ? usual : draw.pick(ends)
  }
}
