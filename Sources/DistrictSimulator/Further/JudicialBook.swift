import WageDomain

/// Lawsuits of suppliers, then enforcement, the list of dishonest debtors and bankruptcy.
struct JudicialBook {
  private(set) var byMonth: [Month: [SimulatedJudgement]] = [:]

  init(_ parameters: SimulationParameters, firms: [SimulatedFirm]) {
    var judgements: [SimulatedJudgement] = []
    for month in parameters.firstMonth...parameters.lastMonth {
      var draw = Draw(parameters.seed, .judicial, -1, Int(month.index))
      for firm in firms.steady(
        &draw, month: month, of: parameters.firms, permille: parameters.setting.noise.lawsuits)
      {
        judgements.append(
          SimulatedJudgement(
            occurredOn: month.firstDay.adding(days: draw.below(28)), firm: firm.index,
            kind: "lawsuit", fen: draw.within(5...200) * 100_000))
      }
    }
    for firm in firms where firm.index < parameters.firms && firm.fate.kind.isDistress {
      judgements += Self.course(firm, seed: parameters.seed)
    }
    byMonth = judgements.numbered { judgement, place in
      let kind = ["lawsuit": "民初", "bankruptcy": "破申"][judgement.kind] ?? "执"
      return "(\(judgement.occurredOn.year))浙0503\(kind)\(place)号"
    }
  }

  private static func course(_ firm: SimulatedFirm, seed: UInt64) -> [SimulatedJudgement] {
    guard let onset = firm.fate.onset, let unpaid = firm.fate.firstUnpaidMonth else { return [] }
    var draw = Draw(seed, .judicial, firm.index)
    let missed = firm.payDay(for: unpaid)
    let fen = firm.persons * draw.within(4...40) * 100_000
    let steps: [(kind: String, on: Day, permille: Int)] = [
      ("lawsuit", onset.firstDay.adding(days: draw.within(20...80)), 500.permille(firm.fate.shown)),
      ("enforcement", missed.adding(days: draw.within(50...110)), 550),
      ("dishonest", missed.adding(days: draw.within(120...180)), 350),
      ("bankruptcy", missed.adding(days: draw.within(150...260)), 150),
    ]
    let taken = firm.fate.paysUpAfter == nil ? steps : [steps[0]]
    return taken.compactMap { step in
      guard draw.chance(step.permille) else { return nil }
      return SimulatedJudgement(
        occurredOn: step.on, firm: firm.index, kind: step.kind,
        fen: step.kind == "bankruptcy" ? nil : fen)
    }
  }
}

/// One invented record of the court.
struct SimulatedJudgement: SimulatedEvent {
  var number = ""
  let occurredOn: Day
  let firm: Int
  let kind: String
  let fen: Int?

  func write(_ firm: SimulatedFirm, to file: inout FeedFile) {
    file.add { row in
      row.cell(number)
      row.code(firm.codeText)
      row.cell(occurredOn.description)
      row.cell(kind)
      row.amount(fen)
    }
  }
}
