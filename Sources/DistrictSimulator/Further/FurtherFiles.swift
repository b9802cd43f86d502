import WageDomain

/// The files of a month about rent, loans, building sites, inspections, courts and the grid.
///
/// They draw from streams of their own, so that they leave all other files as they are.
struct FurtherFiles {
  private let parameters: SimulationParameters
  private let firms: [SimulatedFirm]
  private let sites: SiteRows
  private let inspections: [Month: [SimulatedInspection]]
  private let judgements: [Month: [SimulatedJudgement]]
  private let reports: [Month: [SimulatedGridReport]]

  init(_ parameters: SimulationParameters, firms: [SimulatedFirm], projects: [SimulatedProject]) {
    self.parameters = parameters
    self.firms = firms
    sites = SiteRows(seed: parameters.seed, firms: firms, projects: projects)
    inspections = InspectionBook(parameters, firms: firms).byMonth
    judgements = JudicialBook(parameters, firms: firms).byMonth
    reports = GridReportBook(parameters, firms: firms).byMonth
  }

  func files(of month: Month) -> [DistrictFile] {
    firmFiles(month) + siteFiles(month) + eventFiles(month)
  }

  private func firmFiles(_ month: Month) -> [DistrictFile] {
    var property = file(.property, month, usualDay: 8)
    var loans = file(.loans, month, usualDay: 10)
    let rents = TenancyRows(seed: parameters.seed)
    let credits = LoanRows(
      seed: parameters.seed, firstMonth: parameters.firstMonth,
      slips: parameters.setting.noise.interestSlips)
    for firm in firms where firm.index < parameters.firms && firm.operates(in: month) {
      rents.write(firm, month: month, to: &property)
      credits.write(firm, month: month, to: &loans)
    }
    return property.files() + loans.files()
  }

  private func siteFiles(_ month: Month) -> [DistrictFile] {
    var attendance = file(.attendance, month, usualDay: 4)
    sites.writeAttendance(month, to: &attendance)
    var disbursement = file(.disbursement, month, usualDay: SiteRows.exportDayOfMonth)
    sites.writeDisbursements(month, to: &disbursement)
    guard SiteRows.isCheckMonth(month) else { return attendance.files() + disbursement.files() }
    var checks = file(.sixSystems, month, usualDay: 9)
    sites.writeChecks(month, to: &checks)
    return attendance.files() + disbursement.files() + checks.files()
  }

  private func eventFiles(_ month: Month) -> [DistrictFile] {
    var visits = file(.inspections, month, usualDay: 6)
    for inspection in inspections[month] ?? [] {
      inspection.write(firms[inspection.firm], to: &visits)
    }
    var cases = file(.judicial, month, usualDay: 12)
    for judgement in judgements[month] ?? [] {
      judgement.write(firms[judgement.firm], to: &cases)
    }
    var grid = file(.gridReports, month, usualDay: 2)
    for report in reports[month] ?? [] { report.write(firms[report.firm], to: &grid) }
    return visits.files() + cases.files() + grid.files()
  }

  private func file(_ feed: Feed, _ month: Month, usualDay: Int) -> FeedFile {
    FeedFile(
      FilePlan(parameters, feed: feed, month: month, usualDay: usualDay), seed: parameters.seed)
  }
}
