import WageDomain

/// Written reviews of firms that pay, and visits, orders and penalties after complaints.
struct InspectionBook {
  private(set) var byMonth: [Month: [SimulatedInspection]] = [:]

  init(_ parameters: SimulationParameters, firms: [SimulatedFirm]) {
    var inspections: [SimulatedInspection] = []
    for month in parameters.firstMonth...parameters.lastMonth {
      var draw = Draw(parameters.seed, .inspection, -1, Int(month.index))
      let visited = firms.steady(
        &draw, month: month, of: parameters.firms, permille: parameters.setting.noise.inspections)
      for firm in visited {
        inspections.append(
          SimulatedInspection(
            occurredOn: month.firstDay.adding(days: draw.below(28)), firm: firm.index,
            kind: draw.chance(700) ? "written_review" : "on_site",
            result: draw.chance(900) ? "passed" : "corrected", persons: nil, fen: nil,
            grade: draw.chance(700) ? "A" : "B"))
      }
    }
    for firm in firms where firm.index < parameters.firms {
      inspections += Self.afterComplaint(firm, seed: parameters.seed)
    }
    byMonth = inspections.numbered { inspection, place in
      "浔劳监字[\(inspection.occurredOn.year)]\(InventedNames.digits(place, 5))号"
    }
  }

  /// A visit within the week, an order a fortnight later, a penalty if nothing is paid.
  private static func afterComplaint(_ firm: SimulatedFirm, seed: UInt64) -> [SimulatedInspection] {
    guard let truth = Truth(firm), let complaintOn = truth.complaintOn else { return [] }
    var draw = Draw(seed, .inspection, firm.index)
    let visitOn = complaintOn.adding(days: draw.within(3...8))
    let orderOn = visitOn.adding(days: draw.within(12...18))
    let fen = firm.persons * firm.fate.owedFenPerWorker
    func inspection(_ day: Day, _ kind: String, _ result: String) -> SimulatedInspection {
      SimulatedInspection(
        occurredOn: day, firm: firm.index, kind: kind, result: result, persons: firm.persons,
        fen: fen, grade: "C")
    }
    if firm.fate.paysUpAfter != nil || firm.fate.kind.isGame {
      return [
        inspection(visitOn, "on_site", "problem"), inspection(orderOn, "order", "corrected"),
      ]
    }
    return [
      inspection(visitOn, "on_site", "problem"), inspection(orderOn, "order", "refused"),
      inspection(orderOn.adding(days: draw.within(25...40)), "penalty", "refused"),
    ]
  }
}

/// One invented record of the inspection office.
struct SimulatedInspection: SimulatedEvent {
  var number = ""
  let occurredOn: Day
  let firm: Int
  let kind: String
  let result: String
  let persons: Int?
  let fen: Int?
  let grade: String

  func write(_ firm: SimulatedFirm, to file: inout FeedFile) {
    file.add { row in
      row.cell(number)
      row.code(firm.codeText)
      row.cell(occurredOn.description)
      row.cell(kind)
      row.cell(result)
      if let persons { row.persons(persons) } else { row.empty() }
      row.amount(fen)
      row.cell(grade)
    }
  }
}
