import WageDomain

/// The wage accounts of all projects, month after month: fees in by the 10th, wages out by the 20th
/// for the month before.
struct WageAccountBook {
  private let parameters: SimulationParameters
  private let firms: [SimulatedFirm]
  private let projects: [SimulatedProject]
  /// Fen, by project.
  private var balances: [Int]

  init(_ parameters: SimulationParameters, firms: [SimulatedFirm], projects: [SimulatedProject]) {
    self.parameters = parameters
    self.firms = firms
    self.projects = projects
    balances = projects.map { project in
      var draw = Draw(parameters.seed, .wageAccount, project.index)
      return Self.wages(project, firms).reduce(0, +).permille(draw.within(600...2200))
    }
  }

  mutating func write(month: Month, to file: inout FeedFile) {
    for project in projects { write(project, month, &file) }
  }

  private mutating func write(_ project: SimulatedProject, _ month: Month, _ file: inout FeedFile) {
    let wageMonth = month.adding(months: -1)
    guard project.works(in: wageMonth) else { return }
    var draw = Draw(parameters.seed, .wageAccount, project.index, Int(month.index))
    var entry = Entry(project: project, month: month)
    let wages = Self.wages(project, firms).map { $0.permille(950 + draw.below(100)) }
    let fee = wages.reduce(0, +).permille(draw.within(960...1060))
    let feeDay = day(month, draw.within(8...10)), wageDay = day(month, draw.within(12...20))
    if !project.lacksFee(in: month) {
      book(&entry, on: feeDay, in: true, .labourFee, fee, nil, wageMonth, &file)
    }
    if let unpaid = project.firstUnpaidMonth, wageMonth >= unpaid { return }
    let missing = wages.reduce(0, +) - balances[project.index]
    // The contractor lays out what is missing, as long as it can.
    if missing > 0 { book(&entry, on: wageDay, in: true, .other, missing, nil, nil, &file) }
    for (place, employer) in project.employers.enumerated() {
      let persons = project.workers[place]
      book(
        &entry, on: wageDay, in: false, .wages, wages[place], (employer, persons), wageMonth,
        &file)
    }
  }

  private enum Purpose: String {
    case labourFee = "labour_fee"
    case wages
    case other
  }

  private struct Entry {
    let project: SimulatedProject
    let month: Month
    var serial = 0
  }

  private mutating func book(
    _ entry: inout Entry, on day: Day, in incoming: Bool, _ purpose: Purpose, _ fen: Int,
    _ employer: (firm: Int, persons: Int)?, _ wageMonth: Month?, _ file: inout FeedFile
  ) {
    balances[entry.project.index] += incoming ? fen : -fen
    entry.serial += 1
    let number =
      entry.project.code + String(entry.month.description.filter { $0 != "-" })
      + InventedNames.digits(entry.serial, 2)
    let balance = balances[entry.project.index], code = entry.project.code
    file.add { row in
      row.cell(number)
      row.cell(code)
      if let employer { row.code(firms[employer.firm].codeText) } else { row.empty() }
      row.cell(day.description)
      row.cell(incoming ? "in" : "out")
      row.cell(purpose.rawValue)
      if purpose == .wages { row.cell("ZF" + number) } else { row.empty() }
      if let wageMonth { row.month(wageMonth) } else { row.empty() }
      row.amount(fen)
      row.amount(balance)
      if let employer { row.number(employer.persons) } else { row.empty() }
    }
  }

  private func day(_ month: Month, _ number: Int) -> Day {
    SpringFestival.workingDay(onOrBefore: month.firstDay.adding(days: number - 1))
  }

  private static func wages(_ project: SimulatedProject, _ firms: [SimulatedFirm]) -> [Int] {
    project.employers.enumerated().map { place, firm in
      project.workers[place] * firms[firm].wageFen
    }
  }
}
