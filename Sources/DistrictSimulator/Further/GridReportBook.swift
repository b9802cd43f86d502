import WageDomain

/// What towns, villages, unions and grid workers see of firms in trouble, and now and then of others.
struct GridReportBook {
  private(set) var byMonth: [Month: [SimulatedGridReport]] = [:]

  init(_ parameters: SimulationParameters, firms: [SimulatedFirm]) {
    var reports: [SimulatedGridReport] = []
    for month in parameters.firstMonth...parameters.lastMonth {
      var draw = Draw(parameters.seed, .gridReport, -1, Int(month.index))
      for firm in firms.steady(
        &draw, month: month, of: parameters.firms, permille: parameters.setting.noise.gridReports)
      {
        let day = month.firstDay.adding(days: draw.below(28))
        reports.append(Self.report(firm, day, draw.pick(["moving_out", "layoff"]), &draw))
      }
    }
    for firm in firms where firm.index < parameters.firms {
      reports += Self.course(firm, seed: parameters.seed)
    }
    byMonth = reports.numbered { report, place in
      "WG\(report.occurredOn.year)-\(InventedNames.digits(place, 5))"
    }
  }

  /// A first sign weeks before the missed pay day, and what is seen after it.
  private static func course(_ firm: SimulatedFirm, seed: UInt64) -> [SimulatedGridReport] {
    var draw = Draw(seed, .gridReport, firm.index)
    guard let unpaid = firm.fate.firstUnpaidMonth else {
      guard firm.fate.kind == .recovered, let onset = firm.fate.onset, draw.chance(200) else {
        return []
      }
      return [report(firm, onset.lastDay.adding(days: draw.below(30)), "layoff", &draw)]
    }
    let missed = firm.payDay(for: unpaid)
    let signs: (before: String, after: String) =
      switch firm.fate.kind {
      case .lostOrders: ("layoff", "stopped_work")
      case .cashFlow: ("pay_cut", "late_wages")
      case .ownerLeft: ("late_wages", "owner_missing")
      case .monthLate, .splitWages, .minimumOnly: ("late_wages", "late_wages")
      default: ("late_wages", "stopped_work")
      }
    var reports: [SimulatedGridReport] = []
    if firm.fate.kind != .ownerLeft, draw.chance(400.permille(firm.fate.shown)) {
      reports.append(report(firm, missed.adding(days: -draw.within(5...45)), signs.before, &draw))
    }
    if draw.chance(600) {
      reports.append(report(firm, missed.adding(days: draw.within(4...40)), signs.after, &draw))
    }
    return reports
  }

  private static func report(
    _ firm: SimulatedFirm, _ day: Day, _ finding: String, _ draw: inout Draw
  ) -> SimulatedGridReport {
    let note =
      switch finding {
      case "stopped_work": draw.pick(["大门紧闭,机器停了一周", "现场无人施工"])
      case "owner_missing": draw.pick(["房东称老板多日未露面", "负责人电话不通,工人自行离开"])
      case "moving_out": "正在往外搬设备"
      default: draw.pick(["工人反映近期订单少", "走访时听工人说起", ""])
      }
    return SimulatedGridReport(
      occurredOn: day, firm: firm.index,
      reporter: draw.pick(["town", "village", "union", "grid", "grid", "grid", "opinion"]),
      givesCode: draw.chance(550), finding: finding,
      persons: draw.chance(600) ? firm.persons : nil, note: note)
  }
}

/// One invented report of the grid.
struct SimulatedGridReport: SimulatedEvent {
  var number = ""
  let occurredOn: Day
  let firm: Int
  let reporter: String
  /// Who walks by a gate knows a name, not a code.
  let givesCode: Bool
  let finding: String
  let persons: Int?
  let note: String

  func write(_ firm: SimulatedFirm, to file: inout FeedFile) {
    file.add { row in
      row.cell(number)
      row.cell(reporter)
      row.cell(occurredOn.description)
      if givesCode { row.code(firm.codeText) } else { row.empty() }
      row.cell(firm.name)
      row.cell(firm.town)
      row.cell(finding)
      if let persons { row.persons(persons) } else { row.empty() }
      row.cell(note)
    }
  }
}
