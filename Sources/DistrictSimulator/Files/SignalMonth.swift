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

  mutating func files() -> [DistrictFile] {
    electricity.files() + water.files() + gas.files() + tax.files() + insurance.files()
      + payroll.files()
  }

  private mutating func add(_ firm: SimulatedFirm) {
    let state = FirmMonth(firm: firm, month: month)
    let climate = Climate(parameters, firm: firm, month: month)
    let persons = climate.persons(state)
    PayrollRows(parameters).write(
      firm, state: state, persons: persons, wageMonth: month, fileMonth: month, to: &payroll)
    // Half a year after the wages stopped nothing of the firm is left to measure.
    if let stopped = firm.fate.stopsPayingIn, month > stopped.adding(months: 6) { return }
    let spell = ArrearsSpell(parameters, firm, month)
    addUtilities(firm, state, climate, spell)
    addTax(firm, state, climate, spell)
    addInsurance(firm, state, persons, spell)
  }

  private mutating func addUtilities(
    _ firm: SimulatedFirm, _ state: FirmMonth, _ climate: Climate, _ spell: ArrearsSpell
  ) {
    let noise = parameters.setting.noise
    let cut = parameters.setting.powerCuts.reduce(1000) {
      $0.permille($1.remains(parameters, firm, month))
    }
    var draw = Draw(parameters.seed, .meter, firm.index, Int(month.index))
    let arrears = max(state.billArrears, spell.bills, usualArrears(firm, &draw))
    let level = climate.level.permille(state.production)
    let odd = draw.chance(noise.oddReadings) ? draw.pick([350, 500, 620, 1350]) : 1000
    func rows(_ price: Int, _ base: Int, _ spread: Int, _ left: Int = 1000) -> UtilityRows {
      // A part of the use runs on, whatever the orders are, until the site stands still.
      let used = level > 80 ? base + (1000 - base) * level / 1000 : level
      let chance = 1000 + draw.bell(spread.permille(noise.swing))
      return UtilityRows(
        month: month, price: price,
        used: used.permille(odd).permille(max(100, chance)).permille(left), arrears: arrears)
    }
    let people = firm.persons.permille(firm.intensity)
    rows(62 + firm.index % 19, 60, 90, cut).write(
      firm, firm.electricity, normal: people * firm.trade.kilowattHours * 100, to: &electricity)
    rows(445, 140, 130).write(
      firm, firm.water, normal: people * firm.trade.waterLitres / 10, to: &water)
    rows(385, 40, 130).write(
      firm, firm.gas, normal: people * firm.trade.gasCubicMetres * 100, to: &gas)
  }

  /// Healthy firms, too, are behind with a bill now and then.
  private func usualArrears(_ firm: SimulatedFirm, _ draw: inout Draw) -> Int {
    if firm.paysBillsLate { return draw.chance(400) ? draw.within(500...1500) : 0 }
    return draw.chance(parameters.setting.noise.billSlips) ? 1000 : 0
  }

  private mutating func addTax(
    _ firm: SimulatedFirm, _ state: FirmMonth, _ climate: Climate, _ spell: ArrearsSpell
  ) {
    let noise = parameters.setting.noise
    var draw = Draw(parameters.seed, .month, firm.index, Int(month.index))
    let normal = (firm.persons * firm.trade.salesYuan * 100).permille(firm.salesIntensity)
    let sales = normal.permille(climate.salesLevel).permille(state.sales)
      .permille(max(50, 1000 + draw.bell(200.permille(noise.swing))))
    let rate = 12 + firm.index % 23
    let filed = state.filesTax && !draw.chance(noise.unfiled)
    let arrears = max(
      state.taxArrears, draw.chance(noise.taxSlips) ? 800 : 0, spell.tax, deferred(.tax, firm))
    tax.add { row in
      row.code(firm.codeText)
      row.month(month)
      row.cell(filed ? "是" : "否")
      row.amount(filed ? sales : nil)
      row.amount(filed ? sales.permille(rate) : nil)
      row.amount(normal.permille(rate).permille(arrears))
    }
  }

  private mutating func addInsurance(
    _ firm: SimulatedFirm, _ state: FirmMonth, _ persons: Int, _ spell: ArrearsSpell
  ) {
    var draw = Draw(parameters.seed, .month, firm.index, -Int(month.index))
    let insured = max(1, persons.permille(firm.insuredPermille))
    // 29.5 % of a base of 4,812 yuan: an assumption of the right order.
    let due = insured * 141_954
    let slip = draw.chance(parameters.setting.noise.insuranceSlips) ? 1000 : 0
    let arrears = max(state.insuranceArrears, slip, spell.insurance, deferred(.insurance, firm))
    insurance.add { row in
      row.code(firm.codeText)
      row.month(month)
      row.persons(insured)
      row.amount(due)
      row.amount(due.permille(arrears))
    }
  }

  /// Of what the state lets firms put off, the part that stands open, per thousand of a month's due.
  private func deferred(_ debt: Deferral.Debt, _ firm: SimulatedFirm) -> Int {
    parameters.setting.deferrals.filter { $0.debt == debt }
      .map { $0.owed(parameters, firm, month) }.max() ?? 0
  }

  /// What was paid since the last export for months before: of one, of more where a firm pays up.
  private mutating func addLatePayments(_ firm: SimulatedFirm) {
    for back in 1...(firm.fate.paysUpAfter == nil ? 1 : 4) {
      addLatePayments(firm, of: month.adding(months: -back))
    }
  }

  private mutating func addLatePayments(_ firm: SimulatedFirm, of before: Month) {
    guard before >= parameters.firstMonth, firm.operates(in: before) else { return }
    let state = FirmMonth(firm: firm, month: before)
    guard let wages = state.wages, wages.lastDelay > 0 else { return }
    let persons = Climate(parameters, firm: firm, month: before).persons(state)
    PayrollRows(parameters).write(
      firm, state: state, persons: persons, wageMonth: before, fileMonth: month, to: &payroll)
  }
}
