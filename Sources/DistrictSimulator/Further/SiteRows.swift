import WageDomain

/// What building sites report: who was at work, what the owner paid in, which of the six systems
/// (六项制度) are kept.
struct SiteRows {
  let seed: UInt64
  let firms: [SimulatedFirm]
  let projects: [SimulatedProject]

  /// The owner's payments of a month are known on this day of the next.
  static let exportDayOfMonth = 5

  /// Sites are checked in the last month of a quarter.
  static func isCheckMonth(_ month: Month) -> Bool { month.monthOfYear.isMultiple(of: 3) }

  func writeAttendance(_ month: Month, to file: inout FeedFile) {
    for project in projects where project.works(in: month) {
      var draw = draw(project, month)
      let persons = project.workers.reduce(0, +).permille(900 + draw.below(150))
      file.add { row in
        row.cell(project.code)
        row.month(month)
        row.persons(persons)
        row.number(persons * draw.within(22...27))
      }
    }
  }

  /// What fell due in the month, and what fell due in the one before and was paid since.
  func writeDisbursements(_ month: Month, to file: inout FeedFile) {
    for project in projects {
      for due in [month.adding(months: -1), month] where project.works(in: due.adding(months: -1)) {
        let payment = payment(project, due)
        let isKnown = payment.paidOn <= Self.export(month) && !payment.isMissing
        guard due == month || (isKnown && payment.paidOn > Self.export(due)) else { continue }
        file.add { row in
          row.cell(project.code)
          row.cell(payment.dueOn.description)
          row.amount(payment.due)
          if isKnown { row.cell(payment.paidOn.description) } else { row.empty() }
          row.amount(isKnown ? payment.paid : nil)
        }
      }
    }
  }

  func writeChecks(_ month: Month, to file: inout FeedFile) {
    for project in projects where project.works(in: month) {
      var draw = draw(project, month)
      let day = month.firstDay.adding(days: draw.within(4...24))
      var kept = (0..<9).map { _ in !draw.chance(30) }
      if project.lacksFee(in: month) {
        kept[4] = false  // paid out by the general contractor
        kept[6] = false  // labour fee every month
      }
      file.add { row in
        row.cell(project.code)
        row.cell(day.description)
        for system in kept { row.number(system ? 1 : 0) }
      }
    }
  }

  private struct Payment {
    let dueOn: Day
    let due: Int
    let paidOn: Day
    let paid: Int
    let isMissing: Bool
  }

  /// An owner in trouble pays ever later, then not at all.
  private func payment(_ project: SimulatedProject, _ month: Month) -> Payment {
    var draw = Draw(seed, .site, project.index, -Int(month.index))
    let wages = zip(project.employers, project.workers).reduce(0) {
      $0 + firms[$1.0].wageFen * $1.1
    }
    let dueOn = month.firstDay.adding(days: 9)
    let ahead = project.failsFrom.map { $0.months(since: month) } ?? 100
    let left = project.failsSilently && ahead > 0 ? 100 : ahead
    var delay = left > 3 ? draw.within(0...4) : left > 1 ? draw.within(10...20) : 32
    if project.strain?.contains(month) ?? false { delay = 24 + project.index % 20 }
    let due = wages.permille(draw.within(980...1060))
    return Payment(
      dueOn: dueOn, due: due, paidOn: dueOn.adding(days: delay),
      paid: left > 3 ? due : due.permille(700), isMissing: left <= 0)
  }

  private static func export(_ month: Month) -> Day {
    month.adding(months: 1).firstDay.adding(days: exportDayOfMonth - 1)
  }

  private func draw(_ project: SimulatedProject, _ month: Month) -> Draw {
    Draw(seed, .site, project.index, Int(month.index))
  }
}
