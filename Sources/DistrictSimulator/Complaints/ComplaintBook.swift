import WageDomain

/// Every complaint of the period by day: those about unpaid wages, and a few about firms that pay.
struct ComplaintBook {
  private let parameters: SimulationParameters
  private let firms: [SimulatedFirm]
  private let projects: [SimulatedProject]
  private(set) var complaints: [SimulatedComplaint] = []

  init(_ parameters: SimulationParameters, firms: [SimulatedFirm], projects: [SimulatedProject]) {
    self.parameters = parameters
    self.firms = firms
    self.projects = projects
    for firm in firms where firm.fate.firstUnpaidMonth != nil { addUnpaid(firm) }
    for month in parameters.firstMonth...parameters.lastMonth.adding(months: 1) {
      addBackground(month)
    }
    complaints.sort {
      ($0.receivedOn, $0.minuteOfDay, $0.firm) < ($1.receivedOn, $1.minuteOfDay, $1.firm)
    }
    for place in complaints.indices {
      complaints[place].number =
        "NX" + String(complaints[place].receivedOn.description.filter { $0 != "-" })
        + InventedNames.digits(place + 1, 5)
    }
  }

  /// The first complaint comes on the day the truth says, the others within five weeks.
  private mutating func addUnpaid(_ firm: SimulatedFirm) {
    guard let unpaid = firm.fate.firstUnpaidMonth, let wait = firm.fate.complaintAfterDays else {
      return
    }
    var draw = Draw(parameters.seed, .complaint, firm.index)
    let first = firm.payDay(for: unpaid).adding(days: wait)
    var left = firm.fate.complainants
    var day = first
    while left > 0 {
      let persons =
        complaints.count(where: { $0.firm == firm.index }) >= 3
        ? left : draw.within(1...left)
      let fen = persons * firm.fate.owedFenPerWorker.permille(960 + draw.below(80)) / 100 * 100
      add(firm, on: day, persons: persons, fen: fen, since: unpaid, &draw)
      left -= persons
      day = first.adding(days: draw.within(1...34))
    }
  }

  /// In a calm district some 40 firms in 1,000 a year, one or two persons, and the firm pays its
  /// wages all the same.
  ///
  /// - Source: assumption; Nanxun's 1,164 complaints in five months of 2020 were far more.
  private mutating func addBackground(_ month: Month) {
    var draw = Draw(parameters.seed, .background, Int(month.index))
    let noise = parameters.setting.noise
    let expected = parameters.firms * noise.complainedOf / 12
    let count = expected / 1000 + (draw.below(1000) < expected % 1000 ? 1 : 0)
    for _ in 0..<count {
      let firm = firms[draw.below(parameters.firms)]
      guard firm.operates(in: month), firm.fate.firstUnpaidMonth == nil else { continue }
      let persons = min(firm.persons, draw.within(1...2))
      let day = month.firstDay.adding(days: draw.below(month.dayCount))
      let fen = persons * draw.within(8...90) * 10_000
      var claim = Draw(parameters.seed, .falseClaim, firm.index, Int(day.number))
      let since = claim.chance(noise.falseClaims) ? month.adding(months: -1) : nil
      add(firm, on: day, persons: persons, fen: fen, since: since, &draw)
    }
  }

  private mutating func add(
    _ firm: SimulatedFirm, on day: Day, persons: Int, fen: Int, since: Month?,
    _ draw: inout Draw
  ) {
    let complainant = SimulatedComplaint.Complainant(&draw)
    let weights = SimulatedComplaint.channels.map(\.weight)
    let first = draw.index(weights: weights)
    // Some bring the same grievance to a second window a few days later.
    let again = draw.chance(150) ? [(first + 1) % weights.count] : []
    var receivedOn = day
    for channel in [first] + again {
      complaints.append(
        SimulatedComplaint(
          channel: SimulatedComplaint.channels[channel].name, receivedOn: receivedOn,
          minuteOfDay: draw.within(510...1020), firm: firm.index, givesCode: draw.chance(700),
          projectCode: firm.fate.project.map { projects[$0].code }, persons: persons, fen: fen,
          owedSince: since, complainant: complainant,
          content: content(firm, persons: persons, since: since, &draw)))
      receivedOn = receivedOn.adding(days: draw.within(1...6))
    }
  }

  private func content(
    _ firm: SimulatedFirm, persons: Int, since: Month?, _ draw: inout Draw
  ) -> String {
    guard let since else {
      return draw.pick(["加班工资算法有争议", "离职当月工资未结清", "试用期工资少发", "押金未退,要求一并结清"])
    }
    let start = "在\(firm.brand)做工,\(since.monthOfYear)月起工资未发,共\(persons)人。"
    switch draw.below(10) {
    case 0: return start + "\n老板说\"再等等\",至今没有结果。"
    case 1...4: return start + "多次讨要无果。"
    default: return start
    }
  }
}
