import WageDomain

/// Decides which steady firms owe wages as a way of doing business.
struct GameAssignment {
  private let parameters: SimulationParameters
  private let gaming: Gaming

  init(_ parameters: SimulationParameters) {
    self.parameters = parameters
    gaming = parameters.setting.gaming
  }

  func assign(_ firm: inout SimulatedFirm) {
    guard firm.fate.kind == .steady, firm.fate.late == nil else { return }
    var draw = Draw(parameters.seed, .gaming, firm.index)
    let split = gaming.monthLate + gaming.splitWages
    switch draw.below(1000) {
    case 0..<gaming.monthLate: play(.monthLate, &firm, &draw)
    case gaming.monthLate..<split: play(.splitWages, &firm, &draw)
    case split..<(split + gaming.minimumOnly): play(.minimumOnly, &firm, &draw)
    default: break
    }
  }

  private func play(_ kind: Fate.Kind, _ firm: inout SimulatedFirm, _ draw: inout Draw) {
    let since =
      draw.chance(500)
      ? firm.firstMonth
      : parameters.firstMonth.adding(months: draw.within(1...(parameters.months - 1)))
    firm.fate = Fate(kind: kind, onset: since, firstUnpaidMonth: since)
    if draw.chance(gaming.complained) { firm.fate.complaintAfterDays = draw.within(60...200) }
    firm.fate.complainants = min(firm.persons, 1 + draw.below(4))
    firm.fate.owedFenPerWorker = firm.wageFen.permille(400 + draw.below(600))
  }
}
