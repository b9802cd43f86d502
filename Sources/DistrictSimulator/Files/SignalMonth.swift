import WageDomain

/// Writes one month of every firm's signals, all feeds side by side.
struct SignalMonth {
  let parameters: SimulationParameters
  let month: Month
  private var electricity: FeedFile
  private var water: FeedFile
  private var gas: FeedFile
  private var tax: FeedFile
  private var insurance: FeedFile
  private var payroll: FeedFile

  init(_ parameters: SimulationParameters, month: Month) {
    self.parameters = parameters
    self.month = month
    func file(_ feed: Feed, _ usualDay: Int) -> FeedFile {
      FeedFile(
        FilePlan(parameters, feed: feed, month: month, usualDay: usualDay),
        seed: parameters.seed)
    }
    electricity = file(.electricity, 5)
    water = file(.water, 6)
    gas = file(.gas, 5)
    tax = file(.tax, 18)
    insurance = file(.socialInsurance, 20)
    payroll = file(.payroll, 20)
  }

  mutating func add(_ firms: [SimulatedFirm]) {
    for firm in firms {
      if firm.operates(in: month) { add(firm) }
      addLatePayments(firm)
    }
  }

  mutating func files() -> [(name: String, bytes: [UInt8])] {
    electricity.files() + water.files() + gas.files() + tax.files() + insurance.files()
      + payroll.files()
  }

  private mutating func add(_ firm: SimulatedFirm) {
    let state = FirmMonth(firm: firm, month: month)
    let climate = Climate(parameters, firm: firm, month: month)
    let persons = climate.persons(state)
    PayrollRows(seed: parameters.seed).write(
      firm, state: state, persons: persons, wageMonth: month, fileMonth: month, to: &payroll)
    // Half a year after the wages stopped nothing of the firm is left to measure.
    if let unpaid = firm.fate.firstUnpaidMonth, month > unpaid.adding(months: 6) { return }
    addUtilities(firm, state, climate)
    addTax(firm, state, climate)
    addInsurance(firm, state, persons)
  }

  private mutating func addUtilities(
    _ firm: SimulatedFirm, _ state: FirmMonth, _ climate: Climate
  ) {
    var draw = Draw(parameters.seed, .meter, firm.index, Int(month.index))
    let arrears = max(state.billArrears, usualArrears(firm, &draw))
    let level = climate.level.permille(state.production)
    let odd = draw.chance(12) ? draw.pick([350, 500, 620, 1350]) : 1000
    func rows(_ price: Int, _ base: Int, _ spread: Int) -> UtilityRows {
      // A part of the use runs on, whatever the orders are, until the site stands still.
      let used = level > 80 ? base + (1000 - base) * level / 1000 : level
      let noise = 1000 + draw.bell(spread)
      return UtilityRows(
        month: month, price: price, used: used.permille(odd).permille(noise), arrears: arrears)
    }
    let people = firm.persons.permille(firm.intensity)
    rows(62 + firm.index % 19, 60, 90).write(
      firm, firm.electricity, normal: people * firm.trade.kilowattHours * 100, to: &electricity)
    rows(445, 140, 130).write(
      firm, firm.water, normal: people * firm.trade.waterLitres / 10, to: &water)
    rows(385, 40, 130).write(
      firm, firm.gas, normal: people * firm.trade.gasCubicMetres * 100, to: &gas)
  }

  /// Healthy firms, too, are behind with a bill now and then.
  private func usualArrears(_ firm: SimulatedFirm, _ draw: inout Draw) -> Int {
    if firm.paysBillsLate { return draw.chance(400) ? draw.within(500...1500) : 0 }
    return draw.chance(12) ? 1000 : 0
  }

  private mutating func addTax(_ firm: SimulatedFirm, _ state: FirmMonth, _ climate: Climate) {
    var draw = Draw(parameters.seed, .month, firm.index, Int(month.index))
    let normal = (firm.persons * firm.trade.salesYuan * 100).permille(firm.salesIntensity)
    let sales = normal.permille(climate.salesLevel).permille(state.sales)
      .permille(1000 + draw.bell(200))
    let rate = 12 + firm.index % 23
    let filed = state.filesTax && !draw.chance(6)
    let arrears = max(state.taxArrears, draw.chance(7) ? 800 : 0)
    tax.add { row in
      row.code(firm.codeText)
      row.month(month)
      row.cell(filed ? "是" : "否")
      row.amount(filed ? sales : nil)
      row.amount(filed ? sales.permille(rate) : nil)
      row.amount(normal.permille(rate).permille(arrears))
    }
  }

  private mutating func addInsurance(_ firm: SimulatedFirm, _ state: FirmMonth, _ persons: Int) {
    var draw = Draw(parameters.seed, .month, firm.index, -Int(month.index))
    let insured = max(1, persons.permille(firm.insuredPermille))
    // 29.5 % of a base of 4,812 yuan: an assumption of the right order.
    let due = insured * 141_954
    let arrears = max(state.insuranceArrears, draw.chance(6) ? 1000 : 0)
    insurance.add { row in
      row.code(firm.codeText)
      row.month(month)
      row.persons(insured)
      row.amount(due)
      row.amount(due.permille(arrears))
    }
  }

  private mutating func addLatePayments(_ firm: SimulatedFirm) {
    let before = month.adding(months: -1)
    guard before >= parameters.firstMonth, firm.operates(in: before) else { return }
    let state = FirmMonth(firm: firm, month: before)
    guard let wages = state.wages, wages.delayDays > 0 else { return }
    let persons = Climate(parameters, firm: firm, month: before).persons(state)
    PayrollRows(seed: parameters.seed).write(
      firm, state: state, persons: persons, wageMonth: before, fileMonth: month, to: &payroll)
  }
}
