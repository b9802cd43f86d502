import WageDomain

/// The registers: firms and projects, all at the start, then each month what is new or changed.
struct RegisterRows {
  let parameters: SimulationParameters

  /// Writes what `month` changes; nil for the register as it stands when the period begins.
  func write(_ firms: [SimulatedFirm], month: Month?, to file: inout FeedFile) {
    for firm in firms where firm.index < parameters.firms {
      guard let status = status(firm, month: month) else { continue }
      file.add { row in
        row.code(firm.codeText)
        row.cell(firm.name)
        row.cell(firm.trade.industry)
        row.cell(firm.town)
        row.cell(firm.registeredOn.description)
        row.number(firm.capitalYuan)
        row.cell(firm.representative)
        row.cell(status)
        row.number(firm.persons)
      }
    }
  }

  func write(
    _ projects: [SimulatedProject], firms: [SimulatedFirm], month: Month?,
    to file: inout FeedFile
  ) {
    for project in projects {
      let started = project.startedOn.month, finished = project.finishedOn.month
      let isNew = month == nil ? started < parameters.firstMonth : started == month
      guard isNew || finished == month else { continue }
      let isFinished = month.map { finished <= $0 } ?? (finished < parameters.firstMonth)
      file.add { row in
        row.cell(project.code)
        row.cell(project.name)
        row.cell(project.kind)
        row.number(project.isDistrictFunded ? 1 : 0)
        row.cell(project.approvalNo)
        row.cell(project.permitNo)
        row.code(firms[project.contractor].codeText)
        row.cell(project.owner)
        row.cell(project.town)
        row.number(project.contractYuan)
        row.number(project.labourBasisPoints)
        row.cell(project.startedOn.description)
        if isFinished { row.cell(project.finishedOn.description) } else { row.empty() }
      }
    }
  }

  /// - Returns: nil when the month's file has nothing to say about the firm.
  private func status(_ firm: SimulatedFirm, month: Month?) -> String? {
    guard let month else { return firm.firstMonth == parameters.firstMonth ? "存续" : nil }
    if firm.firstMonth == month, month > parameters.firstMonth { return "存续" }
    if firm.fate.kind == .closing, firm.fate.lastMonth?.adding(months: 1) == month {
      return firm.index.isMultiple(of: 3) ? "迁出" : "注销"
    }
    return nil
  }
}
