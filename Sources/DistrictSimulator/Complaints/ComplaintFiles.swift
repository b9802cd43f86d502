import WageDomain

/// Complaints in files of half a month, known the day after it ends; one without any has its
/// header alone.
struct ComplaintFiles {
  let parameters: SimulationParameters
  let firms: [SimulatedFirm]
  let complaints: [SimulatedComplaint]

  /// The two files of a month: the days to the 15th, and the others.
  func files(of month: Month) -> [DistrictFile] {
    let middle = month.firstDay.adding(days: 14)
    return [file(month.firstDay, middle), file(middle.adding(days: 1), month.lastDay)]
  }

  func file(_ first: Day, _ last: Day) -> DistrictFile {
    var draw = Draw(parameters.seed, .file, 100, Int(last.number))
    let isNational = draw.chance(90)
    var writer = RowWriter(feed: .complaints, crlf: isNational)
    for complaint in complaints
    where complaint.receivedOn >= first && complaint.receivedOn <= last {
      row(complaint, &writer)
    }
    let bytes = writer.takeBytes()
    let name = "complaints_\(last)__known-\(last.adding(days: 1)).csv"
    return DistrictFile(
      name: name, bytes: isNational ? GB18030.encoded(bytes) ?? bytes : bytes)
  }

  private func row(_ complaint: SimulatedComplaint, _ row: inout RowWriter) {
    let firm = firms[complaint.firm]
    row.cell(complaint.number)
    row.cell(complaint.channel)
    row.cell("\(complaint.receivedOn) \(time(complaint.minuteOfDay))")
    if complaint.givesCode { row.code(firm.codeText) } else { row.empty() }
    row.cell(name(complaint, firm))
    if let project = complaint.projectCode { row.cell(project) } else { row.empty() }
    row.cell(complaint.projectCode == nil ? "厂区" : "工地")
    row.cell(firm.town)
    row.persons(complaint.persons)
    row.amount(complaint.fen)
    if let since = complaint.owedSince { row.month(since) } else { row.empty() }
    row.cell(complaint.complainant.name)
    row.cell(complaint.complainant.identityNumber)
    row.cell(complaint.complainant.phone)
    row.cell(complaint.content)
    row.end()
  }

  /// Without a code some know the firm only as they call it.
  private func name(_ complaint: SimulatedComplaint, _ firm: SimulatedFirm) -> String {
    var draw = Draw(parameters.seed, .dirt, -1 - firm.index, Int(complaint.receivedOn.number))
    let isMangled = draw.chance(parameters.setting.dirt.mangledComplaints)
    return isMangled && !complaint.givesCode ? firm.brand : firm.name
  }

  private func time(_ minute: Int) -> String {
    InventedNames.digits(minute / 60, 2) + ":" + InventedNames.digits(minute % 60, 2)
  }
}
